"""The documents of a segment that hold most of what is wanted, found by its postings alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newsreader.core.search.holding import Mask, postings_of
from newsreader.core.search.index.segment import PREFERENCE, Segment
from newsreader.core.search.spelling import Spellings
from newsreader.core.search.wanted import Wanted

DEPTH = 256
"""Documents that are ranked; more find little more."""

_MOST_POSTINGS = 150_000
"""Postings of one word that are looked at; of more, those of the nearest and rarest spellings are."""

_LATEST = 20_000
"""Of documents that are alike so far, only so many of the latest are told apart."""

_STEPS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0)

_ADVANTAGE = 0.2
"""What a step of preference is worth beside the words' weights."""


def candidates(
    segment: Segment, index: int, words: Sequence[Wanted], mask: Mask | None, depth: int = DEPTH
) -> NDArray[np.int64]:
    """The numbers of the documents that may be hits, at most `depth`. mask: those that come into question.

    index: which of the segments this is.
    """
    if not words:
        return np.flatnonzero(mask)[-depth:] if mask is not None else np.zeros(0, np.int64)
    scores = np.zeros(len(segment), np.float32)
    any_telling = not all(one.common for one in words)
    for one in words:
        spelt = one.spelt[index]
        if one.common and any_telling:  # too many documents to look for it misspelt or begun
            typed = spelt.nears == 1
            spelt = Spellings(spelt.numbers[typed], spelt.nears[typed])
        _add(segment, spelt, one.weight, scores)
    if mask is not None:
        scores[~mask] = 0
        if not any(one.optional for one in words):
            scores[mask] += 1e-3  # whatever else, they meet what is asked
    return _best(segment, scores, depth)


def _add(segment: Segment, spelt: Spellings, weight: float, scores: NDArray[np.float32]) -> None:
    """Add to each document what its best spelling of a word is worth."""
    numbers, nears = spelt.numbers, spelt.nears
    if not len(numbers):
        return
    counts = segment.frequencies(numbers)
    worth = np.minimum(weight, np.log(2 + len(segment) / (1 + counts))).astype(np.float32) * nears
    order = np.argsort(worth, kind="stable")
    if counts.sum() > _MOST_POSTINGS:
        from_best = np.cumsum(counts[order[::-1]])
        order = order[::-1][: max(1, int(np.searchsorted(from_best, _MOST_POSTINGS)))][::-1]
    numbers, worth, counts = numbers[order], worth[order], counts[order]
    if len(numbers) == 1:
        scores[segment.holding(int(numbers[0]))] += worth[0]
        return
    best = np.zeros(len(scores), np.float32)
    best[postings_of(segment, numbers)] = np.repeat(worth, counts)  # of several values for one place the last stays
    scores += best


def _best(segment: Segment, scores: NDArray[np.float32], depth: int) -> NDArray[np.int64]:
    highest = float(scores.max(initial=0))
    if highest <= 0:
        return np.zeros(0, np.int64)
    for step in _STEPS:
        above = scores > step * highest
        if np.count_nonzero(above) >= depth or step == 0:
            break
    chosen = np.flatnonzero(above)
    if len(chosen) <= depth:
        return chosen
    chosen = chosen[-_LATEST:]
    fine = (
        scores[chosen]
        + _ADVANTAGE * PREFERENCE[segment.kinds[chosen]]
        + np.linspace(0, 1e-4, len(chosen), dtype=np.float32)
    )
    return np.sort(chosen[np.argpartition(fine, -min(depth, len(fine)))[-depth:]])
