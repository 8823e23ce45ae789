"""Word lists of `data/`, and look-ups from spaCy's string hashes to small numbers, for whole arrays at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_VOWELS = "aeiou"
_DOUBLED = frozenset(
    (
        *("admit", "beg", "begin", "blog", "brag", "concur", "dub", "forget", "pan", "plan", "put", "quip", "quiz"),
        *("rebut", "refer", "regret", "rip", "slam", "submit", "sum"),
    )
)


class Lookup:
    """spaCy's string ids to numbers: 0 for strings that are not listed."""

    def __init__(self, values: Mapping[str, int]) -> None:
        pairs = sorted((get_string_id(text), value) for text, value in values.items())
        self._keys = np.array([key for key, _ in pairs], dtype=np.uint64)
        self._values = np.array([value for _, value in pairs], dtype=np.int64)

    def __call__(self, hashes: NDArray[Any]) -> Ints:
        """The number of each hash."""
        at = np.minimum(np.searchsorted(self._keys, hashes), len(self._keys) - 1)
        return np.where(self._keys[at] == hashes, self._values[at], 0)


def among(values: Ints, wanted: Iterable[int]) -> NDArray[np.bool_]:
    """Which of `values`, all from 0 to 511, are wanted ones: np.isin for small numbers, several times as fast."""
    listed = np.zeros(512, dtype=bool)
    listed[list(wanted)] = True
    return listed[values]


def numbered(words: Iterable[str]) -> Lookup:
    """A look-up that numbers `words` from 1 in their order."""
    return Lookup({word: index for index, word in enumerate(words, 1)})


def read_groups(name: str) -> dict[str, list[list[str]]]:
    """A word list file as {group: [words of a line, …]}; `#` begins a comment line, `[name]` a group."""
    groups: dict[str, list[list[str]]] = {}
    group = ""
    for line in files("newsreader.core.nlp.data").joinpath(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            group = line.strip("[] ")
        elif line.strip() and not line.startswith("#"):
            groups.setdefault(group, []).append(line.split())
    return groups


def inflect(verb: str) -> list[str]:
    """The regular forms of an English verb, base form first."""
    if verb.endswith("e"):
        return [verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    ending = "es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
    return [verb, verb + ending, f"{stem}ed", f"{stem}ing"]


@cache
def verb_forms() -> tuple[dict[str, int], list[str], int]:
    """Forms of the reporting verbs → number of the verb; the verbs in order of number; how many of them plainly say."""
    forms: dict[str, int] = {}
    verbs = [""]
    plain = 0
    for group, lines in read_groups("verbs.txt").items():
        for line in lines:
            verbs.append(line[0])
            for word in line:
                for form in [word[1:]] if word.startswith("-") else inflect(word):
                    forms.setdefault(form, len(verbs) - 1)
        if group == "say":
            plain = len(verbs) - 1
    return forms, verbs, plain
