"""The documents of a segment that meet what no hit may lack."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsreader.core.search.index.segment import Segment
from newsreader.core.search.index.vocabulary import Ints, Longs
from newsreader.core.search.query import Term, Way
from newsreader.core.search.spelling import spellings
from newsreader.core.search.words import fold, raw_words, smart

Mask = NDArray[np.bool_]

_AT_ONCE = 20_000
"""Documents whose words are looked at in one go; bounds the memory."""


@dataclass(frozen=True, slots=True)
class Held:
    """mask: (documents) bool, where a term may hold; `certain`: where it does, and nowhere else."""

    term: Term
    mask: Mask
    certain: bool


Fields = Callable[[Segment, Term], Mask]


def held(segment: Segment, clauses: Sequence[Sequence[Term]], fields: Fields) -> tuple[Mask | None, list[list[Held]]]:
    """Where all clauses may hold (None: nothing is asked), and those that only the text can decide on."""
    mask: Mask | None = None
    open_clauses = []
    for clause in clauses:
        terms = [_held(segment, term, fields) for term in clause]
        either = np.logical_or.reduce([one.mask for one in terms])
        mask = either if mask is None else mask & either
        if not all(one.certain for one in terms):
            open_clauses.append(terms)
    return mask, open_clauses


def _held(segment: Segment, term: Term, fields: Fields) -> Held:
    if term.way is Way.FIELD:
        mask, certain = fields(segment, term), True
    elif term.way is Way.EXACT:
        mask, certain = _exact(segment, term)
    elif term.way in (Way.PHRASE, Way.WITHIN):
        mask, certain = _together(segment, term), True
    else:
        mask = _any_of(segment, spellings(segment, term.words[0], term.grows).numbers)
        certain = True
    if term.negated:
        return Held(term, ~mask if certain else np.ones(len(segment), bool), certain)
    return Held(term, mask, certain)


def _any_of(segment: Segment, words: Ints) -> Mask:
    mask = np.zeros(len(segment), bool)
    mask[postings_of(segment, words)] = True
    return mask


def postings_of(segment: Segment, words: Ints) -> Ints:
    """The postings of several words, one after another."""
    counts = segment.frequencies(words)
    begins = segment.posting_starts[words]
    shift = np.repeat(begins - (np.cumsum(counts) - counts), counts)
    return segment.postings[shift + np.arange(len(shift))]


def _exact(segment: Segment, term: Term) -> tuple[Mask, bool]:
    """Where every word of the text asked for stands inside some word; which is enough where it is one bare word."""
    whole = fold(term.text) if len(raw_words(term.text)) == 1 else ""
    if not term.words:
        return np.ones(len(segment), bool), False
    mask = np.ones(len(segment), bool)
    letters = term.text.strip()
    for index, word in enumerate(term.words):
        at_start = index > 0 or not letters[:1].isalnum()
        at_end = index < len(term.words) - 1 or not letters[-1:].isalnum()
        mask &= _any_of(segment, segment.vocabulary.containing(word, at_start, at_end))
    if term.at_start and len(segment):
        first = segment.vocabulary.containing(term.words[0], True, len(term.words) > 1)
        mask &= np.isin(segment.tokens[segment.starts[:-1]], first)
    if term.at_end:
        last = segment.vocabulary.containing(term.words[-1], len(term.words) > 1, True)
        documents = np.flatnonzero(mask)
        mask[documents] = np.isin(_last_words(segment, documents), last)
    bare = raw_words(term.text) == [term.text] and whole == term.words[0] and not any(smart(term.text))
    return mask, bare and not term.at_start and not term.at_end


def _last_words(segment: Segment, documents: Longs) -> Ints:
    """The last word of each document's text."""
    found = [np.zeros(0, np.int32)]
    for first in range(0, len(documents), _AT_ONCE):
        tokens, starts = sequences(segment, documents[first : first + _AT_ONCE])
        gaps = np.flatnonzero(tokens == 0)
        found.append(tokens[gaps[np.searchsorted(gaps, starts[:-1])] - 1])
    return np.concatenate(found)


def _together(segment: Segment, term: Term) -> Mask:
    """Where the words stand in this order, or near one another."""
    choices = [
        spellings(segment, word, term.grows and index == len(term.words) - 1, forgiving=False).numbers
        for index, word in enumerate(term.words)
    ]
    said = segment.vocabulary.beginning("@")
    choices = [words[(words < said.start) | (words >= said.stop)] for words in choices]
    mask: Mask = np.logical_and.reduce([_any_of(segment, words) for words in choices])
    if len(choices) == 1:
        return mask
    documents = np.flatnonzero(mask)
    for first in range(0, len(documents), _AT_ONCE):
        some = documents[first : first + _AT_ONCE]
        tokens, starts = sequences(segment, some)
        places = [np.isin(tokens, words) for words in choices]
        if term.way is Way.PHRASE:
            size = len(tokens) - len(places) + 1
            there = np.logical_and.reduce([place[i : i + size] for i, place in enumerate(places)])
            there = np.append(there, np.zeros(len(places) - 1, bool))
        else:
            there = _windows(places, len(places) + term.distance, np.repeat(starts[:-1], np.diff(starts)))
        mask[some] = np.logical_or.reduceat(there, starts[:-1])
    return mask


def _windows(places: Sequence[Mask], width: int, begins: Longs) -> Mask:
    """The words that end a stretch of at most `width` words of one document in which each is found."""
    here = np.arange(len(begins))
    earliest = here
    for place in places:
        last = np.maximum.accumulate(np.where(place, here, -1))
        earliest = np.minimum(earliest, last)
    found: Mask = (earliest >= begins) & (here - earliest < width)
    return found


def sequences(segment: Segment, documents: NDArray[np.integer]) -> tuple[Ints, Longs]:
    """The words of some documents one after another, each document ended by 0; (documents + 1) where each begins."""
    lengths = segment.starts[documents + 1] - segment.starts[documents]
    starts = np.zeros(len(documents) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    shift = np.repeat(segment.starts[documents] - starts[:-1], lengths)
    return segment.tokens[shift + np.arange(len(shift))], starts
