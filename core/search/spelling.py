"""What a typed word may stand for among the words of the library, and how near each of those is to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsreader.core.search.index.segment import Segment
from newsreader.core.search.index.vocabulary import SAID_BY, Ints

Nears = NDArray[np.float32]

GROWN = 0.9
"""How near a longer word is to its beginning as typed."""

NAMED = 0.95
"""What a word counts that stands in the name of somebody quoted in the passage, not in the passage itself."""

AS_TYPED = 0.85
"""So near are words that need no slip to explain them, a speaker's among them; other spellings are farther."""

_OTHER = 0.84
"""The most that another spelling counts."""

SHORTEST_BEGINNING = 4
"""Letters of an unfinished word before it is taken for misspelt: fewer come near too many words."""

CLOSEST = 24
"""Other spellings tried for a word."""

_STEM = 5
"""Letters that two words must begin with to be taken for forms of one."""

_WHOLE, _ENDING = 4, 3
"""Or the letters of the shorter word, where the longer one has so few more: wait, waiting."""

_REMEMBERED = 2_000
"""Words whose spellings a segment remembers."""


@dataclass(frozen=True, slots=True)
class Spellings:
    """The words that a term may stand for in one segment: their numbers, and how near each is, ascending, 0 to 1."""

    numbers: Ints
    nears: Nears


def slips(word: str) -> int:
    """How many letters of a word may be wrong, missing, added or swapped."""
    if len(word) < 3 or not word.isalpha():
        return 0
    return 1 if len(word) < 6 else 2 if len(word) < 10 else 3


def spellings(segment: Segment, word: str, grows: bool, forgiving: bool = True) -> Spellings:
    """What a word may stand for in a segment. grows: longer words, too. forgiving: other spellings, too."""
    known = segment.spellings.get((word, grows, forgiving))
    if known is None:
        if len(segment.spellings) >= _REMEMBERED:
            segment.spellings.clear()
        known = segment.spellings[word, grows, forgiving] = _spellings(segment, word, grows, forgiving)
    return known


def _spellings(segment: Segment, word: str, grows: bool, forgiving: bool) -> Spellings:
    vocabulary = segment.vocabulary
    nears: dict[int, float] = {}
    if forgiving and slips(word):
        numbers = list(vocabulary.near(word))
        forms = [vocabulary.word(number) for number in numbers]
        nears = {number: near for near, number in _closest(word, numbers, forms)}
        if grows and len(word) >= SHORTEST_BEGINNING:
            numbers = vocabulary.near_beginning(word)
            forms = [vocabulary.word(number) for number in numbers]
            for near, number in _closest_beginnings(word, numbers, forms):
                nears[number] = max(nears.get(number, 0.0), near)
    arrays = [np.fromiter(nears, np.int32, len(nears))]
    values = [np.fromiter(nears.values(), np.float32, len(nears))]
    for prefix, share in ((SAID_BY, NAMED), ("", 1.0)):
        if grows:
            longer = vocabulary.beginning(prefix + word)
            arrays.append(np.arange(longer.start, longer.stop, dtype=np.int32))
            values.append(np.full(len(longer), GROWN * share, np.float32))
        exact = vocabulary.number(prefix + word)
        if exact >= 0:
            arrays.append(np.array([exact], np.int32))
            values.append(np.array([share], np.float32))
    return Spellings(*_best(np.concatenate(arrays), np.concatenate(values)))


def _best(numbers: Ints, nears: Nears) -> tuple[Ints, Nears]:
    """Each word once, as near as it is at best; the farthest first."""
    order = np.lexsort((nears, numbers))
    numbers, nears = numbers[order], nears[order]
    last = np.ones(len(numbers), bool)
    last[:-1] = numbers[1:] != numbers[:-1]
    numbers, nears = numbers[last], nears[last]
    order = np.argsort(nears, kind="stable")
    return numbers[order], nears[order]


def _closest(word: str, numbers: Sequence[int], forms: Sequence[str]) -> list[tuple[float, int]]:
    """The words that differ by few slips or in their ending only: how near, number."""
    if not numbers:
        return []
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    bare = [form.removeprefix(SAID_BY) for form in forms]
    distances = process.cdist([word], bare, scorer=OSA.distance, dtype=np.uint8)[0]
    allowed = slips(word)
    found = []
    for number, form, spelt, distance in zip(numbers, forms, bare, distances.tolist(), strict=True):
        near = 0.0
        if 0 < distance <= allowed:
            near = 1 - distance / max(len(word), len(spelt)) - (0.05 if spelt[0] != word[0] else 0)
        near = max(near, _same_stem(word, spelt) if distance else 0.0)
        if near > 0.4:
            found.append((_OTHER * near * _share(form), number))
    return sorted(found, reverse=True)[:CLOSEST]


def _share(form: str) -> float:
    return NAMED if form.startswith(SAID_BY) else 1.0


def _same_stem(word: str, other: str) -> float:
    """How near two words are that differ in their ending: optimism, optimistic."""
    common = 0
    for a, b in zip(word, other, strict=False):
        if a != b:
            break
        common += 1
    shortest, longest = sorted((len(word), len(other)))
    is_longer = common == shortest and common >= _WHOLE and longest - shortest <= _ENDING
    if not is_longer and (common < _STEM or common < 0.6 * longest):
        return 0.0
    return 0.45 + 0.35 * common / longest


def _closest_beginnings(word: str, numbers: Sequence[int], forms: Sequence[str]) -> list[tuple[float, int]]:
    """Words that begin with something spelt nearly so: how near, number."""
    if not numbers:
        return []
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    bare = [form.removeprefix(SAID_BY) for form in forms]
    allowed = min(slips(word), 1 + (len(word) > 7))
    beginnings = [[form[:length] for form in bare] for length in (len(word), len(word) - 1, len(word) + 1)]
    distances = [process.cdist([word], some, scorer=OSA.distance, dtype=np.uint8)[0] for some in beginnings]
    best = np.min(distances, axis=0)
    found = [
        (GROWN * _OTHER * (1 - int(best[i]) / len(word)) * _share(forms[i]), numbers[i])
        for i in np.flatnonzero((best > 0) & (best <= allowed)).tolist()
    ]
    return sorted(found, reverse=True)[: 3 * CLOSEST]
