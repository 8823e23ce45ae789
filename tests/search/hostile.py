"""Strings that have broken searches elsewhere, and random ones in the manner of queries."""

from __future__ import annotations

import itertools

from hypothesis import strategies as st

from newsreader.core.search.fieldnames import FIELDS

_SIGNS = ["'", '"', "^", "$", "!", "~", "|", ":", "(", ")", "*", "-", "+", "\\", "{", "}", "[", "]", "%", "_", "?", "/"]
_BASES = ["", "crane", "the", "škvorecká", "9", "\u202e", "\u0301", "🙂", "李", "\ud800", "\0", "AND", "NEAR(a b)"]

_CLASSICS = [
    "it's said: C++ AND a-b",
    "' OR 1=1 --",
    "'; DROP TABLE passage; --",
    "(a+)+$",
    "^(.*)*$",
    ".*" * 50,
    "[sic] [/b] [@click=app.quit]x[/]",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b5n",
    "%s%n%x {0} {query} ${jndi:ldap://x}",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "NULL None nan inf -0 1e999",
    "ﬁ ﬂ ŉ ǰ ΐ İ ı ß ẞ",
    "e\u0301" * 100,
    "\u0301" * 300,
    "a\u200db\u200cc\ufeffd\u00ade",
    "\u202eabc\u202d \u2066x\u2069",
    "👩‍👩‍👧‍👦 🏳️‍🌈 🇬🇧",
    "مُحَمَّد שָׁלוֹם हिन्दी ไทย 李明 한국어",
    "crane " * 10_000,
    "x" * 100_000,
    '"' * 5_000,
    "| " * 5_000,
    "!" * 5_000,
    "' " * 5_000,
    '"a b"~' + "9" * 400,
    '"the a"~9999',
    '"the the the the the the the the"',
    "speaker:" * 500,
    'speaker:"' + "a " * 500,
    "newer:9999y older:9999999999w",
    "before:0000 after:9999-12-31 before:2008-02-30",
    "!a !b !c !d !e !f !g !h",
    "'a 'e 'i 'o 'u",
    "a | e | i | o | u | the | of | to",
    "^a | ^b | a$ | e$",
    "'— | '… | '“",
    "~the ~a ~of ~and",
]


def hostile() -> list[str]:
    """More than 500 strings, each another one."""
    found = dict.fromkeys(_CLASSICS)
    for sign, base in itertools.product(_SIGNS, _BASES):
        found |= dict.fromkeys((sign + base, base + sign))
    for field, value in itertools.product(FIELDS, ["", '"', "the", "!x", "\0", "2008-05", '"a" | b', "*"]):
        found |= dict.fromkeys((f"{field}:{value}", f"!{field}:{value} | 'a"))
    return list(found)


_WORDS = st.sampled_from(
    [
        "crane",
        "harbuor",
        "the",
        "of",
        "speakers",
        "words:",
        "škvorecká",
        "lo",
        "a",
        "İ",
        "ß",
        "ﬁ",
        "李",
        "🙂",
        "16",
        "'s",
    ]
)
_GLUE = st.sampled_from([*_SIGNS, " ", " ", " | ", ' "', '" ', "~", "~3 ", " !", " '", " ^", "$ "])
_FIELD = st.sampled_from([f"{field}:" for field in FIELDS])
QUERIES = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=st.characters(), max_size=30),  # with lone surrogates and controls
    st.lists(st.one_of(_GLUE, _WORDS, _FIELD, st.text(max_size=5)), max_size=14).map("".join),
    st.lists(st.one_of(_GLUE, _WORDS, _FIELD), max_size=12).map(" ".join),
)
"""Anything, half of it in the language of queries or nearly so."""
