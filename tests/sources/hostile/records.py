"""JSON: depth, numbers, names, lines that are none, and fields that hold anything but words."""

from __future__ import annotations

import json

from tests.sources.hostile.cases import PROSE, same, sized
from tests.sources.hostile.markups import ALL, BODY
from tests.sources.hostile.texts import BIDI, CONTROLS, SEQUENCES

STORY = {"title": "Bridge", "text": PROSE}


def line(**fields: object) -> bytes:
    return json.dumps({**STORY, **fields}).encode() + b"\n"


ODD: list[object] = [
    None,
    True,
    False,
    0,
    -1,
    1e308,
    "",
    "x",
    [],
    {},
    [[]],
    [{}],
    {"name": {"name": {"name": {"name": "x"}}}},
    ["a", 1, None],
]

same(
    "json",
    ".json",
    {
        "controls": line(
            title=SEQUENCES["title"],
            text=CONTROLS + PROSE,
            author=BIDI + "x",
            outlet="\x9bx",
            url="http://a.example/\x1b",
            id="\x1b]0;x\x07",
            date="\x07",
        ),
        "surrogates": b'{"title": "\\ud800x", "text": "\\udc00He said no.", "author": "\\ud83d"}',
        "raw surrogates": b'{"text": "\xed\xa0\x80He said no."}',
        "html": line(text="", content_html=f"{BODY}<p>{ALL}</p>"),
        "rendered": line(text=None, content={"rendered": BODY}),
        "nan": b'{"text": "He said no.", "date": NaN, "id": Infinity, "x": -Infinity}',
        "twice": b'{"text": 1, "text": [], "text": "He said no."}',
        "no text": b'{"title": "x", "\x1b": 1}',
        "empty object": b"{}",
        "empty list": b"[]",
        "scalar": b"17",
        "string": b'"He said no."',
        "null": b"null",
        "cut": line()[:-9],
        "cut in an escape": b'{"text": "He said \\u00',
        "open": b'{"text": "He said no."',
        "single quotes": b"{'text': 'He said no.'}",
        "comments": b'// x\n{"text": "He said no."}',
        "comma": b'{"text": "He said no.",}',
        "two": line()[:-1] * 2,
        "rubbish after": line() + b"}}}}",
        "mark": b"\xef\xbb\xbf" + line(),
        "utf-16": line().decode().encode("utf-16"),
        "utf-32": line().decode().encode("utf-32"),
        "utf-16 no mark": line().decode().encode("utf-16-le"),
        "zeros": b'{"text": "He\0 said\0 no."}',
        "raw controls": b'{"text": "He\x1b]0;x\x07 said no."}',
        "prototype": line(__proto__={"text": "x"}, constructor={"x": 1}),
        "javascript": line(url="javascript:alert(1)", link="file:///etc/passwd"),
        "list of lists": b"[[[{}]]]",
        "list of words": b'["He", "said", "no"]',
        "wrapped nothing": b'{"articles": [{}]}',
        "wrapped cut": b'{"articles": [' + line() + b"," + line()[:-20],
        "wrapped deep": b'{"data": ' * 9 + b"[]" + b"}" * 9,
        "json feed": json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "\x1b",
                "items": [
                    {"id": "1", "content_text": PROSE, "url": "javascript:x"},
                    {"id": 2},
                    7,
                    None,
                    {"content_html": BODY},
                ],
            }
        ).encode(),
        "json feed odd": b'{"version": "https://jsonfeed.org/version/1", "items": {"a": 1}}',
        "json feed items": b'{"version": "https://jsonfeed.org/version/1", "items": [[], "x", null, 1e999]}',
        "big exponent": b'{"text": "He said no.", "date": 1e999999999, "timestamp": -1e999}',
        "a date of digits": line(date="9" * 4000),
        "a number as date": line(date=10**30),
        **{
            f"odd {i}": line(
                title=value, author=value, date=value, outlet=value, source=value, url=value, language=value, id=value
            )
            for i, value in enumerate(ODD)
        },
        **{f"odd text {i}": json.dumps({"text": value, "title": "x y"}).encode() for i, value in enumerate(ODD)},
    },
)
sized(
    "json",
    ".json",
    {
        "deep lists": lambda n: b"[" * (1_000_000 * n),
        "deep objects": lambda n: b'{"a":' * (200_000 * n),
        "deep closed": lambda n: b'{"text": ' + b"[" * (100_000 * n) + b"]" * (100_000 * n) + b"}",
        "a long number": lambda n: b'{"text": "He said no.", "date": ' + b"9" * (1_000_000 * n) + b"}",
        "a long fraction": lambda n: b'{"text": "He said no.", "date": 0.' + b"9" * (1_000_000 * n) + b"}",
        "numbers": lambda n: b"[" + b"1," * (200_000 * n) + b"1]",
        "names": lambda n: b'{"text": "He said no."' + b"".join(b',"%d":1' % i for i in range(100_000 * n)) + b"}",
        "a long name": lambda n: b'{"' + b"x" * (1_000_000 * n) + b'": 1}',
        "a long text": lambda n: line(text="word " * (200_000 * n)),
        "a long title": lambda n: line(title="word " * (200_000 * n)),
        "authors": lambda n: line(authors=["Ann"] * (100_000 * n)),
        "empty objects": lambda n: b"[" + b"{}," * (100_000 * n) + b"{}]",
        "articles": lambda n: b"[" + b",".join(line(text=f"Number {i} said no.") for i in range(1_000 * n)) + b"]",
        "escapes": lambda n: b'{"text": "' + b"\\u0041" * (200_000 * n) + b'"}',
        "spaces": lambda n: b"{" + b" " * (1_000_000 * n) + b'"text": "He said no."}',
        "colons": lambda n: b"{" + b":" * (500_000 * n),
        "quotes": lambda n: b"{" + b'"' * (500_000 * n),
        "backslashes": lambda n: b'{"' + b"\\" * (500_000 * n),
        "wrappers": lambda n: b'{"data": [' * (300_000 * n),
        "paragraphs": lambda n: line(text=["He said no."] * (20_000 * n)),
    },
)
same(
    "jsonl",
    ".jsonl",
    {
        "broken lines": b"broken\n" + line() + b'{"text": \n[]\n17\n{}\n' + line()[:-5] + b"\n" + line(),
        "controls": line(title=SEQUENCES["clear"]) * 9,
        "no line end": line()[:-1],
        "carriage returns": line().replace(b"\n", b"\r") * 9,
        "windows": line().replace(b"\n", b"\r\n") * 9,
        "binary": bytes(range(256)) * 9,
        "utf-16": (line() * 9).decode().encode("utf-16"),
        "same id": line(id=1) * 99,
        "blank": b"\n" * 999,
        "list a line": b'[{"text": "He said no."}]\n' * 9,
    },
)
sized(
    "jsonl",
    ".jsonl",
    {
        "broken": lambda n: b"{broken}\n" * (10_000 * n),
        "lines": lambda n: b"".join(line(text=f"Number {i} said no.") for i in range(1_000 * n)),
        "empty": lambda n: b"{}\n" * (10_000 * n),
        "newlines": lambda n: b"\n" * (500_000 * n) + line(),
        "deep line": lambda n: line() + b"[" * (300_000 * n) + b"\n" + line(),
        "openers": lambda n: b'{"\n' * (20_000 * n),
    },
)
