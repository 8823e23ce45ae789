"""Names of people as strings: their parts, the gender they tell, whether two can be one person."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from newsreader.core.nlp.lexicon import read_groups

_PART = re.compile(r"[^\W\d_](?:[\w.'’-]*\w|\.)?\.?")
_ARTICLE = re.compile(r"^(?:al|el|ul|ad|as)-(?=\w{3})")
_POSSESSIVE = re.compile(r"['’][sS]?$")


_groups = cache(read_groups)


@cache
def words(group: str) -> frozenset[str]:
    """The words of a group of `data/people.txt`."""
    return frozenset(word for line in _groups("people.txt")[group] for word in line)


@cache
def same_names() -> dict[str, str]:
    """Other names of well-known places and bodies, in small letters → the first in small letters."""
    out: dict[str, str] = {}
    for line in _groups("people.txt")["same"]:
        forms = [form.replace("_", " ").lower() for form in line]
        out.update(dict.fromkeys(forms, forms[0]))
    return out


_GENDERS = {"male": "m", "female": "f", "male elsewhere": "m", "female elsewhere": "f", "either": ""}


@cache
def _more_than_given_names() -> frozenset[str]:
    groups = _groups("first_names.txt")
    return words("also places") | {fold(name) for line in groups["also surnames"] for name in line}


@cache
def _first_names() -> dict[str, str]:
    groups = _groups("first_names.txt")
    out: dict[str, str] = {}
    for group, gender in _GENDERS.items():
        out.update((fold(name), gender) for line in groups[group] for name in line)
    return out


def _sound_alike(one: str, two: str) -> bool:
    """Spellings of one foreign given name: "Yusuf" and "Youssef", "Dmitry" and "Dmitri"; not "Joan" and "Jane"."""
    if min(len(one), len(two)) < 4 or {one, two} <= _english_names():
        return False
    return _consonants(one) == _consonants(two)


def _consonants(word: str) -> str:
    word = word.replace("ph", "f").replace("q", "k").replace("c", "k").replace("w", "v").replace("j", "y")
    return re.sub(r"(.)\1+", r"\1", word[0] + re.sub("[aeiouyh]", "", word[1:]))


@cache
def _nicknames() -> dict[str, set[int]]:
    """Given names → the lines of `[nicknames]` they stand in."""
    out: dict[str, set[int]] = {}
    for number, line in enumerate(_groups("people.txt")["nicknames"]):
        for name in line:
            out.setdefault(name, set()).add(number)
    return out


@cache
def _english_names() -> frozenset[str]:
    groups = _groups("first_names.txt")
    return frozenset(fold(name) for group in ("male", "female", "either") for line in groups[group] for name in line)


@cache
def titles() -> frozenset[str]:
    """Every word that may stand before a name as a title, in small letters without a full stop."""
    return words("titles") | words("male titles") | words("female titles")


@cache
def personal_titles() -> dict[str, str]:
    """Titles that tell a gender ("mr", "mrs") → "m" or "f"."""
    return dict.fromkeys(words("female titles"), "f") | dict.fromkeys(words("male titles"), "m")


@cache
def human_words() -> frozenset[str]:
    """Nouns for one person, without titles."""
    return words("person") | words("man") | words("woman")


@lru_cache(maxsize=65_536)  # an article's words repeat
def fold(word: str) -> str:
    """A word in small letters, without accents or full stops: what two spellings of a name have in common."""
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word.replace("ł", "l")) if not unicodedata.combining(c))
        word = word.replace("’", "'").replace("ı", "i").replace("ø", "o").replace("Ø", "O")
    return word.replace(".", "").casefold()


def gender_of_first_name(name: str) -> str:
    """ "m", "f" or "" by lists of given names; of a double name the first half decides."""
    folded = fold(name)
    known = _first_names()
    return known.get(folded) or known.get(folded.split("-")[0], "")


def gender_of_lone_name(name: str) -> str:
    """ "m" or "f" for a name that stands alone and is no usual surname or place: "Melanie", not "Warren"; else ""."""
    folded = fold(name)
    return gender_of_first_name(name) if folded in _english_names() and folded not in _more_than_given_names() else ""


def is_only_first_name(name: str) -> bool:
    """Whether a word is a given name and no usual surname or place."""
    return is_first_name(name) and fold(name) not in _more_than_given_names()


def is_first_name(name: str) -> bool:
    """Whether a word is a given name."""
    return fold(name) in _first_names()


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name taken apart.

    shown: the name without titles. parts: its words folded, given names first as written. suffix: "jr", "ii", or "".
    gender: "m", "f" or "", by title or given name; titled: the gender is a title's and sure.
    """

    shown: str
    parts: tuple[str, ...]
    suffix: str = ""
    gender: str = ""
    titled: bool = False

    @property
    def last(self) -> str:
        """The folded surname: the last word, with the particle before it left out."""
        return self.parts[-1]


@lru_cache(maxsize=16_384)
def parse_name(text: str) -> PersonName | None:
    """A person's name from words as they stand in a text: titles, possessive and suffix taken off.

    None when nothing that looks like a name is left.
    """
    tokens = text.split()
    gender, titled = "", False
    while tokens and (len(tokens) > 1 or tokens[0].islower()):
        bare = fold(tokens[0]).strip(",")
        if bare in words("male titles"):
            gender, titled = "m", True
        elif bare in words("female titles"):
            gender, titled = "f", True
        elif bare not in titles() and not (bare in words("title modifiers") and len(tokens) > 2):
            break
        tokens = tokens[1:]
    if not tokens:
        return None
    tokens[-1] = _POSSESSIVE.sub("", tokens[-1])
    suffix = ""
    if len(tokens) > 1 and fold(tokens[-1]).strip(",") in words("suffixes"):
        suffix = fold(tokens.pop()).strip(",")
    tokens = [token.strip(',;:"“”()[]') for token in tokens]
    parts = tuple(_ARTICLE.sub("", fold(token)) for token in tokens if _PART.match(token))
    if len(parts) > (1 if titled else 2) and parts[-2] in ("al", "el"):
        parts = (*parts[:-2], parts[-1])
    if not parts or not any(len(part) > 1 for part in parts):
        return None
    if not gender and len(parts) > 1 and not is_family_first(parts):
        gender = gender_of_first_name(parts[0]) or (gender_of_first_name(parts[1]) if len(parts[0]) == 1 else "")
    shown = " ".join(tokens) + (f" {text.split()[-1]}" if suffix in ("jr", "sr", "ii", "iii", "iv") else "")
    return PersonName(_POSSESSIVE.sub("", shown), parts, suffix, gender, titled)


def is_family_first(parts: tuple[str, ...]) -> bool:
    """Whether folded words look like an East Asian name with the surname first: "Kim Jong Un", "Xi Jinping"."""
    return len(parts) > 1 and parts[0] in words("family first") and not (len(parts) == 2 and is_first_name(parts[0]))


def compatible(a: PersonName, b: PersonName) -> bool:
    """Whether two names of two words or more can be one person: same surname, given names that do not contradict."""
    if a.gender and b.gender and a.gender != b.gender:
        return False
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return False
    if a.parts == b.parts:
        return True
    short, long = sorted((a.parts, b.parts), key=len)
    if short[-1] != long[-1]:
        # "Aung San Suu Kyi", "Suu Kyi" end alike; "Kim Jong Un", "Kim Jong-un" differ in the hyphen only
        return "".join(short).replace("-", "") == "".join(long).replace("-", "")
    return long[-len(short) :] == short or _given_agree(short[:-1], long[:-1])


def _given_agree(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Given names agree: the first ones are equal, initial and name, or nickname and name; no later initials clash."""
    if not short or not long or short == ("al",) or long == ("al",):  # "Al Khatari", or a given name
        return True
    one, two = short[0], long[0]
    initials = one[0] == two[0] and (len(one) == 1 or len(two) == 1)
    if not (
        one == two or initials or _sound_alike(one, two) or _nicknames().get(one, set()) & _nicknames().get(two, set())
    ):
        return False
    return all(x[0] == y[0] for x, y in zip(short[1:], long[1:], strict=False))
