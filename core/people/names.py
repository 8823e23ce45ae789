"""Names as strings: their parts, the keys by which likely ones find each other, whether two can be one's.

The rules for people are those by which names within one article are joined (core/nlp/names.py, which must not be
changed without changing every analysis), and stricter where an article's own context no longer helps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newsreader.core.model import EntityKind
from newsreader.core.people.lists import (
    english_names,
    fold,
    folded,
    given_names,
    nicknames,
    roles,
    same_names,
    surnames_too,
    titles,
    words,
)

_PART = re.compile(r"[^\W\d_]")
_POSSESSIVE = re.compile(r"['’‘`´][sS]?$")
_ARTICLE = re.compile(r"^(?:al|el|ul|ad|as)-(?=\w{3})")
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de", "&"))
_FIRM = re.compile(r"(?<=\w) (?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|plc|gmbh|ag)$")
_DEPARTMENT = re.compile(r"^department of (?:the )?(.+)$")
_COMMITTEE = re.compile(r"^(?:house|senate) (?=.+ committee$)")
_NATION = ("us ", "united states ", "american ")
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv", "jnr", "snr"))


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart.

    person: of a person; else of an organisation or a place. parts: its words folded, without titles and suffix; of
    another name the whole under its usual form, as one part. suffix: "jr", "ii" or "". raw: it folded as it is.
    """

    person: bool
    parts: tuple[str, ...]
    suffix: str = ""
    raw: str = ""

    @property
    def full(self) -> bool:
        """Whether it is more than a surname or given name alone, or, for others, than an acronym."""
        return len(self.parts) > 1 if self.person else " " in self.parts[0] or not _is_acronym(self.raw)

    @property
    def last(self) -> str:
        """The surname."""
        return self.parts[-1]

    @property
    def exact(self) -> tuple[str, str]:
        """What two names have in common that are the same but for accents, hyphens, full stops and capitals."""
        return "".join(self.parts).replace("-", "").replace("'", ""), self.suffix


@lru_cache(maxsize=16_384)
def taken_apart(text: str, kind: EntityKind) -> Name:
    """A name by its kind; one that no rule understands is one part."""
    if kind is EntityKind.PERSON:
        return _person(text)
    return _other(text)


def _person(text: str) -> Name:
    tokens = [token.strip(',;:"“”()[]') for token in text.split()]
    while len(tokens) > 1 and _is_title(fold(tokens[0])):
        tokens = tokens[1:]
    if tokens:
        tokens[-1] = _POSSESSIVE.sub("", tokens[-1])
    suffix = ""
    while len(tokens) > 1 and fold(tokens[-1]) in words("suffixes"):
        ending = fold(tokens.pop())
        suffix = ending.replace("jnr", "jr").replace("snr", "sr") if ending in _GENERATIONS else suffix
    parts = tuple(_ARTICLE.sub("", fold(token)) for token in tokens if _PART.search(token))
    if len(parts) > 2 and parts[-2] in ("al", "el"):
        parts = (*parts[:-2], parts[-1])
    return Name(True, parts or (fold(text),), suffix, " ".join(parts))


def _is_title(word: str) -> bool:
    """Whether a word before a name is none of its own: "Senators", "Moderator"; "Dean" may be one."""
    return word in titles() or word.removesuffix("s") in titles() or (word in roles() and word not in given_names())


def _other(text: str) -> Name:
    text = _POSSESSIVE.sub("", text).strip()
    written = " ".join(text.replace(",", " ").lower().split()).removeprefix("the ")
    dotted = same_names().get(written) or (same_names().get(f"{written}.") if "." in written else None)
    if dotted:
        return Name(False, (dotted,), "", text)
    usual = _usual(folded(written))
    for nation in _NATION:
        rest = usual.removeprefix(nation)
        if rest != usual and (rest in same_names() or " " in rest or rest in ("congress", "senate", "army", "navy")):
            usual = _usual(rest)
            break
    return Name(False, (usual,), "", text)


def _usual(bare: str) -> str:
    """The usual form: without what a firm is in law, "Department of Roads" as "Roads Department"."""
    if usual := same_names().get(bare):
        return usual
    bare = _FIRM.sub("", bare) or bare
    bare = _DEPARTMENT.sub(r"\1 department", bare)
    return same_names().get(bare, bare)


def without_chamber(usual: str) -> str:
    """A committee's name without "House" or "Senate" before it; another name as it is."""
    return _COMMITTEE.sub("", usual)


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "").replace("-", "")
    return 2 <= len(letters) <= 6 and letters.isalpha() and letters.isupper()


def is_family_first(parts: tuple[str, ...]) -> bool:
    """Whether folded words look like an East Asian name with the surname first: "Kim Jong Un", "Xi Jinping"."""
    return len(parts) > 1 and parts[0] in words("family first") and not (len(parts) == 2 and parts[0] in given_names())


def skeleton(word: str) -> str:
    """What spellings of one foreign name have in common: its consonants, doubled ones once."""
    word = word.replace("ph", "f").replace("gh", "g").replace("kh", "k")
    word = word.replace("q", "k").replace("c", "k").replace("w", "v").replace("j", "y")
    return re.sub(r"(.)\1+", r"\1", word[:1] + re.sub("[aeiouyh'-]", "", word[1:]))


def keys(name: Name) -> frozenset[str]:
    """What a name is filed under, so that whoever may be the same finds it.

    "l": surname, "g": given name and what it is short for, "s": a lone name, "~": consonants of a surname of five
    letters or more, "o": another name's usual form, "a": its initials, "c": a committee's without its chamber, "j": a
    name's words in one.
    """
    if not name.person:
        (usual,) = name.parts
        whole = {f"j{usual.replace(' ', '').replace('-', '')}"} if " " in usual else set()
        chamber = {f"c{without_chamber(usual)}"} if without_chamber(usual) != usual else set()
        return frozenset({f"o{usual}", *(f"a{form}" for form in short_forms(name))} | whole | chamber)
    if len(name.parts) == 1:
        (part,) = name.parts
        return frozenset({f"s{part}"} | _sound(part))
    lasts = {name.last, name.parts[0]} if is_family_first(name.parts) else {name.last}
    out = {f"l{last}" for last in lasts} | {f"j{name.exact[0]}"}
    for last in lasts:
        out |= _sound(last)
    return frozenset(out | {f"g{one}" for part in name.parts[:-1] for one in _given(part)})


def wanted(name: Name) -> frozenset[str]:
    """The keys to look under for names that may be the same."""
    if not name.person:
        (usual,) = name.parts
        lone = {f"a{_letters(name.raw)}"} if _is_acronym(name.raw) else {f"o{form}" for form in short_forms(name)}
        whole = {f"j{usual.replace(' ', '').replace('-', '')}"} if " " in usual else set()
        # "the Oversight Committee" is that of one of the chambers
        chamber = {f"o{without_chamber(usual)}", f"c{usual}"} if usual.endswith(" committee") else set()
        return frozenset({f"o{usual}"} | lone | whole | chamber)
    if len(name.parts) == 1:
        (part,) = name.parts
        return frozenset({f"s{part}", f"l{part}"} | _sound(part) | {f"g{one}" for one in _given(part)})
    return frozenset({key for key in keys(name) if key[0] != "g"} | {f"s{part}" for part in name.parts})


def _given(part: str) -> frozenset[str]:
    if len(part) < 2:
        return frozenset()
    return frozenset({part} | {f"{line}#" for line in nicknames().get(part, ())})


def _sound(last: str) -> set[str]:
    return {f"~{skeleton(last)}"} if len(last) >= 5 and len(skeleton(last)) >= 3 else set()


def short_forms(name: Name) -> frozenset[str]:
    """The initials that another name may be known by."""
    return frozenset() if name.person else frozenset(_initials(name.parts[0]) | _initials(name.raw))


def _initials(words: str) -> set[str]:
    """Three to six initials, with and without those of small words; none of a name with an acronym in it."""
    parts = words.replace("-", " ").split()
    if len(parts) < 2 or any(len(part) > 1 and part.isupper() for part in parts):
        return set()
    parts = [fold(part) for part in parts]
    parts = [part for part in parts if part] if parts[0] != "the" else parts[1:]
    forms = {"".join(p[0] for p in parts), "".join(p[0] for p in parts if p not in _SMALL)}
    return {form for form in forms if 3 <= len(form) <= 6}


def _letters(text: str) -> str:
    return text.replace(".", "").replace("-", "").casefold()


def gender_of(name: Name) -> str:
    """ "m", "f" or "" as a full name's given name tells."""
    if not name.person or len(name.parts) < 2 or is_family_first(name.parts):
        return ""
    first = name.parts[0] if len(name.parts[0]) > 1 else name.parts[1] if len(name.parts) > 2 else ""
    return given_names().get(first) or given_names().get(first.split("-")[0], "")


@lru_cache(maxsize=65_536)
def likeness(one: Name, two: Name) -> tuple[float, str]:
    """How far two full names of people go as one person's, 0 to 1, and why in words; 0 where they contradict.

    1: the same but for accents, hyphens and capitals.
    """
    if one.exact == two.exact:
        return 1.0, "same full name"
    if one.suffix != two.suffix and (one.exact[0] == two.exact[0] or (one.suffix and two.suffix)):
        return 0.0, ""
    short, long = sorted((one.parts, two.parts), key=len)
    if short[-1] == long[-1]:
        return _givens(short[:-1], long[:-1])
    if is_family_first(one.parts) or is_family_first(two.parts):
        return (0.9, "the same words in another order") if sorted(one.parts) == sorted(two.parts) else (0.0, "")
    if _sound_alike(short[-1], long[-1]) and short[0] == long[0] and len(short[0]) > 1:
        return 0.8, "another spelling of the surname"
    return 0.0, ""


def _givens(short: tuple[str, ...], long: tuple[str, ...]) -> tuple[float, str]:
    """Whether given names agree: equal, initial and name, nickname and name; no later initials clash."""
    one, two = short[0], long[0]
    if any(x[0] != y[0] for x, y in zip(short[1:], long[1:], strict=False)):
        return 0.0, ""
    if one == two:
        return 0.95, "the same name with and without middle names"
    if len(one) == 1 or len(two) == 1:
        return (0.8, "initials agree") if one[0] == two[0] else (0.0, "")
    if nicknames().get(one, frozenset()) & nicknames().get(two, frozenset()):
        return 0.9, f"{one.title()} and {two.title()} are forms of one name"
    if _sound_alike(one, two):
        return 0.85, "another spelling of the given name"
    if two in short or one in long:
        return 0.85, "one of several given names"
    if _misspelt(one, two):
        return (0.7 if {one, two} <= english_names() else 0.8), "a slip of the pen in the given name"
    return 0.0, ""


def _sound_alike(one: str, two: str) -> bool:
    """Spellings of one foreign name: "Yusuf" and "Youssef", "Zelensky" and "Zelenskyy"; not "Joan" and "Jane"."""
    if min(len(one), len(two)) < 4 or one[0] != two[0] or abs(len(one) - len(two)) > 2:
        return False
    if all(name in english_names() or name in surnames_too() for name in (one, two)):
        return False
    return skeleton(one) == skeleton(two) and _distance(one, two) <= max(2, max(len(one), len(two)) // 2)


def _misspelt(one: str, two: str) -> bool:
    """Whether a given name is another one with one slip of the pen: "Ilyse" and "IIyse", "Kirsten" and "Kristen"."""
    genders = {given_names().get(one, ""), given_names().get(two, "")}
    if min(len(one), len(two)) < 5 or one[0] != two[0] or {"m", "f"} <= genders:
        return False
    swapped = len(one) == len(two) and sorted(one) == sorted(two) and _distance(one, two) == 2
    return swapped or _distance(one, two) == 1


def _distance(one: str, two: str) -> int:
    """Levenshtein's distance of two words; they are short."""
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(two, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != other))
    return row[-1]
