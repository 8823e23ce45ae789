"""The words that rank: what each may stand for in every segment, and how much it tells."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from newsreader.core.search.index.segment import Segment
from newsreader.core.search.query import Query, Term, Way
from newsreader.core.search.spelling import GROWN, Spellings, spellings

COMMON = 0.05
"""A word in a larger share of the documents tells little, if it is in more than COMMON_AT_LEAST of them."""

COMMON_AT_LEAST = 50

_SHORTEST_HALF = 3
_KNOWN = 2
"""Letters of half a word, and documents that it must be in, before a word is taken for two."""

_FAR = 0.65
"""A word that comes no nearer to any of the library's may be two of them."""

_INSIDE = 0.9
"""How near a word is to the letters that it contains and that were asked for."""


@dataclass(slots=True)
class Wanted:
    """A word of the query. weight: its inverse document frequency; 0 where the library has nothing like it.
    optional: hits may lack it. common: tells little.
    """

    word: str
    grows: bool
    optional: bool
    weight: float
    common: bool
    spelt: list[Spellings]
    """One for each segment."""


def wanted(query: Query, segments: Sequence[Segment]) -> list[Wanted]:
    """The words that rank, in the order typed."""
    total = sum(map(len, segments))
    found: list[Wanted] = []
    for clause in query.clauses:
        for term in clause:
            if term.negated or term.way is Way.FIELD:
                continue
            optional = len(clause) == 1 and term.way is Way.WORD
            for index, word in enumerate(term.words):
                grows = term.grows and index == len(term.words) - 1
                one = _wanted(term, word, grows, optional, segments, total)
                halves = _halves(one, segments) if optional else ()
                found += [_wanted(term, half, grows and half is halves[-1], True, segments, total) for half in halves]
                found += [] if halves else [one]
    _join(found, segments)
    return found


def _wanted(term: Term, word: str, grows: bool, optional: bool, segments: Sequence[Segment], total: int) -> Wanted:
    if term.way is Way.EXACT:
        spelt = [_inside(one, word) for one in segments]
    else:
        forgiving = term.way in (Way.WORD, Way.NEAR)
        spelt = [spellings(one, word, grows, forgiving) for one in segments]
    holding = _holding(word, grows, spelt, segments)
    # What nothing here can stand for tells nothing about what is here.
    weight = math.log(2 + total / (1 + holding)) if holding else 0.0
    return Wanted(word, grows, optional, weight, holding > max(COMMON * total, COMMON_AT_LEAST), spelt)


def _holding(word: str, grows: bool, spelt: Sequence[Spellings], segments: Sequence[Segment]) -> int:
    """In how many documents the word stands; a word that is in none is taken for the nearest one that is in some."""
    by_near: dict[float, int] = {}
    for one, segment in zip(spelt, segments, strict=True):
        if not len(one.numbers):
            continue
        counts = segment.frequencies(one.numbers)
        exact = one.nears >= (GROWN if grows else 1.0)
        by_near[1.0] = by_near.get(1.0, 0) + int(counts[exact].sum())
        for near in set(one.nears[~exact][-3:].tolist()):
            by_near[near] = max(by_near.get(near, 0), int(counts[one.nears == near].max()))
    return next((count for _, count in sorted(by_near.items(), reverse=True) if count), 0)


def _inside(segment: Segment, part: str) -> Spellings:
    numbers = segment.vocabulary.containing(part, at_start=False, at_end=False)
    nears = np.full(len(numbers), _INSIDE, np.float32)
    exact = segment.vocabulary.number(part)
    nears[numbers == exact] = 1.0
    order = np.argsort(nears, kind="stable")
    return Spellings(numbers[order], nears[order])


def _join(found: list[Wanted], segments: Sequence[Segment]) -> None:
    """Two words typed that the library writes as one: "co operation", "with out"."""
    for first, second in pairwise(found):
        if not (first.optional and second.optional):
            continue
        joined = first.word + second.word
        for index, segment in enumerate(segments):
            number = segment.vocabulary.number(joined)
            if number < 0:
                continue
            for one in (first, second):
                old = one.spelt[index]
                if number in old.numbers:
                    continue
                one.spelt[index] = Spellings(
                    np.append(old.numbers, np.int32(number)),
                    np.append(old.nears, np.float32(1.0)),
                )


def _halves(one: Wanted, segments: Sequence[Segment]) -> tuple[str, ...]:
    """The two words of the library that a word is that it does not know, nor one spelt nearly so: "whitehouse"."""
    if len(one.word) < 2 * _SHORTEST_HALF or any(spelt.nears.max(initial=0) > _FAR for spelt in one.spelt):
        return ()
    splits = [(one.word[:at], one.word[at:]) for at in range(_SHORTEST_HALF, len(one.word) - _SHORTEST_HALF + 1)]
    known = {split: min(_known(half, segments) for half in split) for split in splits}
    best = max(splits, key=known.__getitem__)
    return best if known[best] >= _KNOWN else ()


def _known(word: str, segments: Sequence[Segment]) -> int:
    """In how many documents a word stands as it is."""
    numbers = [(segment, segment.vocabulary.number(word)) for segment in segments]
    return sum(len(segment.holding(number)) for segment, number in numbers if number >= 0)
