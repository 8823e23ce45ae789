"""Several segments as one, without the documents that newer ones have replaced."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newsreader.core.search.index.segment import Segment
from newsreader.core.search.index.vocabulary import Ints, Longs, vocabulary

Alive = NDArray[np.bool_]

_AT_ONCE = 4_000_000
"""Postings that are put in place at a time; bounds the memory."""


def alive(segments: Sequence[Segment]) -> list[Alive | None]:
    """Which documents of each segment no later one replaces or takes out; None: all of them."""
    found: list[Alive | None] = []
    for index, one in enumerate(segments):
        later = [keys for other in segments[index + 1 :] for keys in (other.keys, other.gone) if len(keys)]
        dead = np.isin(one.keys, np.concatenate(later)) if later else np.zeros(0, bool)
        found.append(~dead if dead.any() else None)
    return found


def merged(segments: Sequence[Segment], keep_gone: bool) -> Segment:
    """One segment of the documents still alive. keep_gone: there are older segments that `gone` still speaks of."""
    living = [np.ones(len(s), bool) if a is None else a for s, a in zip(segments, alive(segments), strict=True)]
    known = vocabulary({word for one in segments for word in one.vocabulary.words()})
    places = [
        np.fromiter((known_at[word] for word in one.vocabulary.words()), np.int32, len(one.vocabulary))
        for known_at in [{word: number for number, word in enumerate(known.words())}]
        for one in segments
    ]
    lengths = np.concatenate([np.diff(s.starts)[a] for s, a in zip(segments, living, strict=True)])
    starts = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    tokens = np.empty(int(starts[-1]), np.int32)
    at = 0
    for one, lives, place in zip(segments, living, places, strict=True):
        kept = one.tokens if lives.all() else one.tokens[np.repeat(lives, np.diff(one.starts))]
        np.take(place, kept, out=tokens[at : at + len(kept)])
        at += len(kept)
    posting_starts, postings = _merge_postings(segments, living, places, len(known))
    gone = np.unique(np.concatenate([one.gone for one in segments])) if keep_gone else np.zeros(0, np.int64)
    keys = np.concatenate([s.keys[a] for s, a in zip(segments, living, strict=True)])
    return Segment(
        keys=keys,
        articles=np.concatenate([s.articles[a] for s, a in zip(segments, living, strict=True)]),
        kinds=np.concatenate([s.kinds[a] for s, a in zip(segments, living, strict=True)]),
        gone=gone[~np.isin(gone, keys)],
        starts=starts,
        tokens=tokens,
        posting_starts=posting_starts,
        postings=postings,
        vocabulary=known,
    )


def _merge_postings(
    segments: Sequence[Segment], living: Sequence[Alive], places: Sequence[Ints], words: int
) -> tuple[Longs, Ints]:
    lists = [_living_postings(one, lives) for one, lives in zip(segments, living, strict=True)]
    totals = np.zeros(words, np.int64)
    for (begins, _), place in zip(lists, places, strict=True):
        totals[place] += np.diff(begins)  # the words of one segment are different ones
    starts = np.zeros(words + 1, np.int64)
    np.cumsum(totals, out=starts[1:])
    postings = np.empty(int(starts[-1]), np.int32)
    free = starts[:-1].copy()
    first_document = 0
    for (begins, documents), place, lives in zip(lists, places, living, strict=True):
        counts = np.diff(begins)
        word = 0
        while word < len(place):
            stop = max(word + 1, int(np.searchsorted(begins, begins[word] + _AT_ONCE, "right")) - 1)
            low, high = int(begins[word]), int(begins[stop])
            shift = np.repeat(free[place[word:stop]] - begins[word:stop], counts[word:stop])
            postings[shift + np.arange(low, high)] = documents[low:high] + np.int32(first_document)
            word = stop
        free[place] += counts
        first_document += int(lives.sum())
    return starts, postings


def _living_postings(one: Segment, lives: Alive) -> tuple[Longs, Ints]:
    """A segment's postings with the numbers its documents have once the dead are left out."""
    if lives.all():
        return one.posting_starts, one.postings
    numbers = np.cumsum(lives, dtype=np.int32) - np.int32(1)
    stays = lives[one.postings]
    before = np.zeros(len(stays) + 1, np.int64)
    np.cumsum(stays, out=before[1:])
    return before[one.posting_starts], numbers[one.postings[stays]]
