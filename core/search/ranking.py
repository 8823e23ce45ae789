"""How well documents answer a query: their words, one by one, against those wanted, many documents at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import overload

import numpy as np
from numpy.typing import NDArray

from newsreader.core.search.holding import sequences
from newsreader.core.search.index.segment import PREFERENCE, Kind, Segment
from newsreader.core.search.index.vocabulary import Ints
from newsreader.core.search.spelling import AS_TYPED, GROWN
from newsreader.core.search.wanted import Wanted

EXACT, ALL_WORDS, TYPOS = "exact", "all words", "typos"
WHY = (TYPOS, ALL_WORDS, EXACT)

LEAST = 0.42
"""A document with such a share of the words, by their weights, is a hit."""

LEAST_OF_ALL = 0.2
"""Where all know less, those that know nearly as much as the best are, but none with a smaller share than this."""

_NEARLY = 0.75

LEAST_GUESS = 0.85
"""The same where other documents hold all words as typed: the query was meant as it stands."""

WEIGHTS = {
    "share": 0.32,
    "window": 0.16,
    "next": 0.14,
    "skip": 0.07,
    "swap": 0.07,
    "exact": 0.10,
    "short": 0.11,
    "kind": 0.03,
}
"""What each feature of `measure` adds to a score; together 1, which is what a step of `why` is worth.

Fitted by tests/benchmarks/search/weights.py on memories of generated passages, rounded; but "kind", which such memories
know nothing of: titles and names before what is like them.
"""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document that may be a hit. segment: the index of its segment; document: its number there."""

    key: int
    article: int
    kind: Kind
    segment: int
    document: int
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Ranking(Sequence[Ranked]):
    """Documents in some order, as arrays of one length; the objects are made as they are asked for.

    shares: how much of the optional words each holds, 0 to 1. tiers: indices into WHY.
    """

    keys: NDArray[np.int64]
    articles: NDArray[np.int32]
    kinds: NDArray[np.uint8]
    segments: NDArray[np.int64]
    documents: NDArray[np.int64]
    scores: NDArray[np.float32]
    shares: NDArray[np.float32]
    tiers: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, index: int) -> Ranked: ...
    @overload
    def __getitem__(self, index: slice) -> list[Ranked]: ...
    def __getitem__(self, index: int | slice) -> Ranked | list[Ranked]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        return Ranked(
            int(self.keys[index]),
            int(self.articles[index]),
            Kind(int(self.kinds[index])),
            int(self.segments[index]),
            int(self.documents[index]),
            float(self.scores[index]),
            WHY[int(self.tiers[index])],
        )

    def chosen(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> Ranking:
        """Some of them, or all in another order."""
        return Ranking(*(getattr(self, one.name)[which] for one in fields(self)))


def rank(segment: Segment, index: int, documents: NDArray[np.int64], words: Sequence[Wanted]) -> Ranking:
    """The documents of a segment, those left out that hold too little. index: which segment it is."""
    features = measure(segment, index, documents, words)
    scores = features["tier"].astype(np.float32)
    for name, weight in WEIGHTS.items():
        scores += weight * features[name]
    found = Ranking(
        segment.keys[documents],
        segment.articles[documents],
        segment.kinds[documents],
        np.full(len(documents), index),
        documents,
        scores,
        features["share"],
        features["tier"].astype(np.int64),
    )
    return found.chosen(found.shares >= LEAST_OF_ALL)


def best_first(rankings: Sequence[Ranking], guesses: bool) -> tuple[Ranking, float]:
    """The documents of all segments in order, and the share from which they are hits.

    guesses: also weak ones among the typos where there are better ones.
    """
    found = Ranking(*(np.concatenate([getattr(one, name.name) for one in rankings]) for name in fields(Ranking)))
    least = min(LEAST, _NEARLY * float(found.shares.max(initial=0)))
    found = found.chosen(found.shares >= least)
    if not guesses and found.tiers.any():
        found = found.chosen((found.tiers > 0) | (found.shares >= LEAST_GUESS))
    return found.chosen(np.lexsort((found.keys, -found.articles, -found.scores))), least


def measure(
    segment: Segment, index: int, documents: NDArray[np.int64], words: Sequence[Wanted]
) -> dict[str, NDArray[np.float32]]:
    """The features of documents, each (documents) float32 of 0 to 1, and "tier", the index into WHY.

    share: of the words' weight, how much is there. window: the same within the best stretch of a few words.
    next, skip, swap: how many neighbours in the query are neighbours here, have one word between, are the other way
    round. exact: share of the words spelt as typed. short: how short it is. kind: titles and names before furniture.
    """
    if not len(documents):
        return dict.fromkeys((*WEIGHTS, "share"), np.zeros(0, np.float32)) | {"tier": np.zeros(0, np.float32)}
    tokens, starts = sequences(segment, documents)
    begins = starts[:-1]
    count = len(documents)
    kinds = PREFERENCE[segment.kinds[documents]]
    lengths = np.diff(starts)
    short = (1 / (1 + lengths / 40)).astype(np.float32)
    if not words:
        ones, zeros = np.ones(count, np.float32), np.zeros(count, np.float32)
        nothing = dict.fromkeys(("window", "next", "skip", "swap", "exact"), zeros)
        return {"share": ones, "short": short, "kind": kinds, "tier": np.full(count, 2, np.float32), **nothing}
    nears = nears_of(segment, index, tokens, words)
    weights = np.array([one.weight for one in words], np.float32)
    best = np.maximum.reduceat(nears, begins, axis=1)
    total = max(float(weights.sum()), 1e-9)
    optional = np.array([one.optional for one in words])
    share = (
        weights[optional] @ best[optional] / max(float(weights[optional].sum()), 1e-9)
        if optional.any()
        else np.ones(count, np.float32)
    )
    typed = typed_from(words)
    as_typed = np.all(best >= AS_TYPED, axis=0)
    features = {
        "share": share,
        "window": _window(nears, weights, starts, 2 * len(words) + 3) / total,
        "exact": weights @ (best >= typed) / total,
        "short": short,
        "kind": kinds,
        **_neighbours(nears, weights, begins),
    }
    tier = as_typed.astype(np.float32) + (as_typed & np.logical_or.reduceat(phrases(nears >= typed), begins))
    return {**features, "tier": tier}


def _window(
    nears: NDArray[np.float32], weights: NDArray[np.float32], starts: NDArray[np.int64], width: int
) -> NDArray[np.float32]:
    """The most weight that stands within `width` words."""
    there = (nears > 0.5).astype(np.int32)
    before = np.zeros((len(nears), nears.shape[1] + 1), np.int32)
    np.cumsum(there, axis=1, out=before[:, 1:])
    ends = np.minimum(np.arange(nears.shape[1]) + width, np.repeat(starts[1:], np.diff(starts)))
    within = (before[:, ends] - before[:, :-1]) > 0
    return np.maximum.reduceat(weights @ within, starts[:-1])


def _neighbours(
    nears: NDArray[np.float32], weights: NDArray[np.float32], begins: NDArray[np.int64]
) -> dict[str, NDArray[np.float32]]:
    rows, size = nears.shape
    found = {name: np.zeros(len(begins), np.float32) for name in ("next", "skip", "swap")}
    if rows < 2:
        found["next"] += np.maximum.reduceat(nears[0], begins)
        return found
    pair = np.minimum(weights[1:], weights[:-1])
    first, second = nears[:-1], nears[1:]

    def together(one: NDArray[np.float32], other: NDArray[np.float32], apart: int) -> NDArray[np.float32]:
        both = np.zeros((rows - 1, size), np.float32)
        if size > apart:
            np.minimum(one[:, : size - apart], other[:, apart:], out=both[:, : size - apart])
        return np.maximum.reduceat(both, begins, axis=1)

    side = together(first, second, 1)
    gap = np.maximum(side, together(first, second, 2))
    turned = np.maximum(gap, together(second, first, 1))
    whole = max(float(pair.sum()), 1e-9)
    found["next"] = pair @ side / whole
    found["skip"] = pair @ (gap - side) / whole
    found["swap"] = pair @ (turned - gap) / whole
    return found


def nears_of(segment: Segment, index: int, tokens: Ints, words: Sequence[Wanted]) -> NDArray[np.float32]:
    """How near each of a segment's words is to each of the query's: (query's words, tokens) float32 of 0 to 1."""
    nears = np.zeros((len(words), len(tokens)), np.float32)
    table = np.zeros(len(segment.vocabulary), np.float32)
    for row, one in enumerate(words):
        spelt = one.spelt[index]
        table[spelt.numbers] = spelt.nears
        np.take(table, tokens, out=nears[row])
        table[spelt.numbers] = 0
    return nears


def typed_from(words: Sequence[Wanted]) -> NDArray[np.float32]:
    """How near a word must be to stand there as it was typed, or to begin so: (query's words, 1) float32."""
    return np.array([GROWN if one.grows else 1.0 for one in words], np.float32)[:, None] - np.float32(1e-4)


def phrases(typed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where the query's words begin to stand one after another, given where each of them stands."""
    rows, size = typed.shape
    there = np.zeros(size, bool)
    if size >= rows:
        there[: size - rows + 1] = np.logical_and.reduce([typed[i, i : size - rows + 1 + i] for i in range(rows)])
    return there
