"""Looking at what was found: whether it meets the query letter by letter, and which of its words do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsreader.core.model import Span
from newsreader.core.search.holding import sequences
from newsreader.core.search.index.segment import Segment
from newsreader.core.search.query import Term, Way
from newsreader.core.search.ranking import Ranked, nears_of, phrases, typed_from
from newsreader.core.search.spelling import AS_TYPED
from newsreader.core.search.wanted import Wanted
from newsreader.core.search.words import plain, smart, word_spans, words


@dataclass(frozen=True, slots=True)
class Seen:
    """How a text, or a part of it, meets the words of a query.

    share: of the optional words' weight, 0 to 1. marks: the matched words' spans. typed: all words stand there as
    typed; phrase: one after another. words: how many are asked for.
    """

    share: float
    marks: tuple[Span, ...]
    typed: bool
    phrase: bool
    words: int


@dataclass(frozen=True, slots=True)
class View:
    """A document's words against those of a query, of which each has a number.

    nears: (query's words, document's words) float32; own: how many of the document's words are its text's, those after
    them are its speakers'. best: for each of the query's words, how near the document comes. places: where it comes so
    near in its text, as (document's word, query's word). starts: where the query stands word for word.
    """

    words: Sequence[Wanted]
    nears: NDArray[np.float32]
    own: int
    best: Sequence[float]
    places: Sequence[tuple[int, int]]
    starts: Sequence[int]

    def within(self, text: str, parts: Sequence[Span], speaker: str, speakers: str) -> View:
        """The view of one speaker's words: of parts of the document's text, and of his name among the speakers."""
        nears = np.zeros_like(self.nears)
        spans = word_spans(text)
        if len(spans) == self.own:  # else changed by another program between two reads
            inside = [any(s <= start and end <= e for s, e in parts) for start, end in spans]
            nears[:, : self.own] = self.nears[:, : self.own] * np.array(inside, np.float32)
        at = self.own + 1
        for name in speakers.split("\n"):
            end = at + len(word_spans(name))
            if name == speaker:
                nears[:, at:end] = self.nears[:, at:end]
            at = end
        return _views(self.words, nears, np.array([0, nears.shape[1]]), [self.own])[0]

    def see(self, text: str) -> Seen:
        """How the document's text meets the query."""
        marked = {start + i for start in self.starts for i in range(len(self.words))}
        marked = marked or _worth_marking(self.places, self.words)
        spans = word_spans(text)
        optional = [(one.weight, near) for one, near in zip(self.words, self.best, strict=True) if one.optional]
        total = sum(weight for weight, _ in optional)
        return Seen(
            sum(weight * near for weight, near in optional) / total if total else 1.0,
            _spans(text, [spans[i] for i in sorted(marked)]) if len(spans) == self.own else (),
            min(self.best, default=1.0) >= AS_TYPED,
            bool(self.starts),
            len(self.words),
        )


def views(segments: Sequence[Segment], words: Sequence[Wanted], ranked: Sequence[Ranked]) -> list[View]:
    """A view of each document."""
    found: dict[int, View] = {}
    for number, segment in enumerate(segments):
        places = [place for place, one in enumerate(ranked) if one.segment == number]
        if places:
            tokens, starts = sequences(segment, np.array([ranked[place].document for place in places], np.int64))
            gaps = np.flatnonzero(tokens == 0)
            own = gaps[np.searchsorted(gaps, starts[:-1])] - starts[:-1]
            nears = nears_of(segment, number, tokens, words)
            found |= zip(places, _views(words, nears, starts, own.tolist()), strict=True)
    return [found[place] for place in range(len(ranked))]


def _views(
    words: Sequence[Wanted], nears: NDArray[np.float32], starts: NDArray[np.int64], own: Sequence[int]
) -> list[View]:
    """The views of documents that stand one after another. starts: (documents + 1), where each begins and the end."""
    if not words:
        return [View(words, nears[:, low:high], n, (), (), ()) for low, high, n in _pieces(starts, own)]
    lengths = np.diff(starts)
    best = np.maximum.reduceat(nears, starts[:-1], axis=1)
    in_text = np.arange(nears.shape[1]) < np.repeat(starts[:-1] + np.array(own), lengths)
    texts = nears * in_text
    nearest = np.repeat(np.maximum.reduceat(texts, starts[:-1], axis=1), lengths, axis=1)
    at, number = np.nonzero(((texts > 0) & (texts >= nearest)).T)
    cuts = np.searchsorted(at, starts).tolist()
    pairs = list(zip((at - np.repeat(starts[:-1], np.diff(cuts))).tolist(), number.tolist(), strict=True))
    begins = np.flatnonzero(phrases(texts >= typed_from(words)))
    begin_cuts = np.searchsorted(begins, starts).tolist()
    return [
        View(
            words,
            nears[:, low:high],
            n,
            best[:, i].tolist(),
            pairs[cuts[i] : cuts[i + 1]],
            (begins[begin_cuts[i] : begin_cuts[i + 1]] - low).tolist(),
        )
        for i, (low, high, n) in enumerate(_pieces(starts, own))
    ]


def _pieces(starts: NDArray[np.int64], own: Sequence[int]) -> list[tuple[int, int, int]]:
    limits = starts.tolist()
    return list(zip(limits[:-1], limits[1:], own, strict=True))


def holds(text: str, term: Term, view: View | None) -> bool:
    """Whether a text meets a term that is not a field. view: what the index knows of it,
    which decides on NEAR."""
    return _has(text, term, view) != term.negated


def _has(text: str, term: Term, view: View | None) -> bool:
    if term.way is Way.EXACT:
        return bool(letters(text, term))
    if term.way in (Way.PHRASE, Way.WITHIN):
        forms = [word.form for word in words(text)]
        return bool(_phrases(forms, term.words, term.grows)) if term.way is Way.PHRASE else _within(forms, term)
    assert view is not None
    row = next(i for i, one in enumerate(view.words) if one.word == term.words[0] and not one.optional)
    return view.best[row] > 0


def letters(text: str, term: Term) -> list[Span]:
    """Where the letters of an EXACT term stand in a text, case and accents as the term means them."""
    cased, marked = smart(term.text)
    wanted = plain(term.text, cased, marked)
    if not wanted:
        return []
    given = plain(text, cased, marked)
    low, high = len(given) - len(given.lstrip()), len(given.rstrip())
    if term.at_start or term.at_end:
        start = low if term.at_start else high - len(wanted)
        ends = not term.at_end or start + len(wanted) == high
        found = [start] if start >= low and ends and given.startswith(wanted, start) else []
    else:
        found = [match.start() for match in re.finditer(re.escape(wanted), given)]
    if not found:
        return []
    places: Sequence[int] = range(len(text))
    if len(given) != len(text):  # some letters have become several, or none
        places = [place for place, letter in enumerate(text) for _ in plain(letter, cased, marked)]
    return [
        (places[start], places[start + len(wanted) - 1] + 1) for start in found if start + len(wanted) <= len(places)
    ]


def _phrases(forms: Sequence[str], phrase: Sequence[str], grows: bool) -> list[int]:
    """The words at which a phrase begins."""
    last = phrase[-1]
    return [
        at
        for at in range(len(forms) - len(phrase) + 1)
        if all(forms[at + i] == word for i, word in enumerate(phrase[:-1]))
        and (forms[at + len(phrase) - 1] == last or (grows and forms[at + len(phrase) - 1].startswith(last)))
    ]


def _within(forms: Sequence[str], term: Term) -> bool:
    seen: dict[int, int] = {}
    for at, form in enumerate(forms):
        for index, word in enumerate(term.words):
            if form == word:
                seen[index] = at
        if len(seen) == len(term.words) and at - min(seen.values()) < len(term.words) + term.distance:
            return True
    return False


def _worth_marking(places: Sequence[tuple[int, int]], words: Sequence[Wanted]) -> set[int]:
    """The matched words; of one such as "the" only those that stand beside another match, if there is another."""
    telling = {index for index, number in places if not words[number].common}
    return telling | {index for index, _ in places if not telling or index - 1 in telling or index + 1 in telling}


def _spans(text: str, marked: Sequence[Span]) -> tuple[Span, ...]:
    """The words' spans; those that touch or that only an apostrophe keeps apart are one."""
    spans: list[Span] = []
    for start, end in marked:
        if spans and text[spans[-1][1] : start] in ("", "'", "’"):
            spans[-1] = spans[-1][0], end
        else:
            spans.append((start, end))
    return tuple(spans)
