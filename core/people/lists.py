"""Word lists about names: nicknames, given names, titles, names of one place or body.

Those that the analysis of one article uses are read from where they are (core/nlp/data), as text: nothing of the
parser comes with them.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word in small letters, without accents or full stops: what two spellings of a name have in common."""
    if not word.isascii():
        if "Ã" in word or "Â" in word:  # UTF-8 that somebody took for Windows' letters
            word = _read_again(word)
        word = "".join(c for c in unicodedata.normalize("NFKD", word.replace("ł", "l")) if not unicodedata.combining(c))
        word = word.replace("’", "'").replace("ı", "i").replace("ø", "o").replace("Ø", "O").replace("‑", "-")
    return word.replace(".", "").casefold()


def _read_again(word: str) -> str:
    try:
        return word.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return word


@cache
def _groups(*path: str) -> dict[str, list[list[str]]]:
    """A word list as {group: [words of a line, …]}; `#` begins a comment line, `[name]` a group."""
    from importlib.resources import files  # not needed by those who only read

    groups: dict[str, list[list[str]]] = {}
    group = ""
    for line in files("newsreader.core").joinpath(*path).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            group = line.strip("[] ")
        elif line.strip() and not line.startswith("#"):
            groups.setdefault(group, []).append(line.split())
    return groups


@cache
def words(group: str) -> frozenset[str]:
    """The folded words of a group of the list of people."""
    return frozenset(fold(word) for line in _groups("nlp", "data", "people.txt")[group] for word in line)


@cache
def titles() -> dict[str, str]:
    """Words that may stand before a name as a title → "m", "f" or "" by the gender that they tell."""
    return (
        dict.fromkeys(words("titles"), "")
        | dict.fromkeys(words("male titles"), "m")
        | dict.fromkeys(words("female titles"), "f")
    )


@cache
def roles() -> frozenset[str]:
    """Nouns for what a person is or does, titles among them: what tells namesakes apart."""
    return words("person") | words("titles") | words("man") | words("woman")


def _same() -> list[list[str]]:
    """Lines of names of one place or body in small letters, the usual full one first."""
    lines: list[list[str]] = []
    for path in (("nlp", "data", "people.txt"), ("people", "data", "names.txt")):
        lines += _groups(*path)["same"] + _groups(*path).get("states", [])
    return [[form.replace("_", " ").lower() for form in line] for line in lines]


def folded(words: str) -> str:
    """Several words, each folded."""
    return " ".join(fold(word) for word in words.split())


@cache
def same_names() -> dict[str, str]:
    """Other names of well-known places and bodies → the usual full one, folded.

    The others are folded, too, but for those that are always written with full stops: without them they may be
    something else, and "La." is not "L.A.".
    """
    bare = {folded(form) for line in _same() for form in line if "." not in form}
    out: dict[str, str] = {}
    for line in _same():
        first = out.get(folded(line[0]), folded(line[0]))
        for form in line:
            out[form if "." in form and folded(form) not in bare else folded(form)] = first
    return out


@cache
def states() -> dict[str, str]:
    """Names and short forms of states, folded → the full ones: what may follow the name of a town."""
    lines = _groups("people", "data", "names.txt")["states"]
    return {folded(form.replace("_", " ")): folded(line[0].replace("_", " ")) for line in lines for form in line}


@cache
def nicknames() -> dict[str, frozenset[int]]:
    """Given names → the lines of nicknames that they stand in: names that share one may be one person's."""
    out: dict[str, set[int]] = {}
    lines = _groups("nlp", "data", "people.txt")["nicknames"] + _groups("people", "data", "names.txt")["nicknames"]
    for number, line in enumerate(lines):
        for name in line:
            out.setdefault(fold(name), set()).add(number)
    return {name: frozenset(lines) for name, lines in out.items()}


@cache
def given_names() -> dict[str, str]:
    """Given names → "m", "f" or "" by the gender that they tell."""
    groups = _groups("nlp", "data", "first_names.txt")
    genders = {"male": "m", "female": "f", "male elsewhere": "m", "female elsewhere": "f", "either": ""}
    return {fold(name): gender for group, gender in genders.items() for line in groups[group] for name in line}


@cache
def english_names() -> frozenset[str]:
    """Given names among those frequent in English: two spellings of them are two names."""
    groups = _groups("nlp", "data", "first_names.txt")
    return frozenset(fold(name) for group in ("male", "female", "either") for line in groups[group] for name in line)


@cache
def surnames_too() -> frozenset[str]:
    """Given names that are usual surnames or places, too."""
    groups = _groups("nlp", "data", "first_names.txt")
    return words("also places") | {fold(name) for line in groups["also surnames"] for name in line}
