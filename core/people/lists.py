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
        word = "".join(c for c in unicodedata.normalize("NFKD", word.replace("ł", "l")) if not unicodedata.combining(c))
        word = word.replace("’", "'").replace("ı", "i").replace("ø", "o").replace("Ø", "O").replace("‑", "-")
    return word.replace(".", "").casefold()


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


@cache
def same_names() -> dict[str, str]:
    """Other names of well-known places and bodies → the usual full one; all folded."""
    out: dict[str, str] = {}
    for path in (("nlp", "data", "people.txt"), ("people", "data", "names.txt")):
        for line in _groups(*path)["same"]:
            forms = [" ".join(map(fold, form.replace("_", " ").split())) for form in line]
            first = out.get(forms[0], forms[0])
            out.update((form, first) for form in forms)
    return out


@cache
def only_dotted() -> frozenset[str]:
    """Folded short forms that are written with full stops: without them they may be something else."""
    dotted, bare = set[str](), set[str]()
    for path in (("nlp", "data", "people.txt"), ("people", "data", "names.txt")):
        for form in (form for line in _groups(*path)["same"] for form in line):
            (dotted if "." in form else bare).add(fold(form.replace("_", " ")))
    return frozenset(dotted - bare)


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
