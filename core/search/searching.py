"""One search, from what was typed to what is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, overload

import numpy as np

from newsreader.core.library import Library
from newsreader.core.library.articles import number_of
from newsreader.core.model import Span
from newsreader.core.search.candidates import DEPTH, candidates
from newsreader.core.search.fields import fields_of
from newsreader.core.search.hits import Hit, Hits
from newsreader.core.search.holding import Held, held
from newsreader.core.search.index.upkeep import Index, index_of
from newsreader.core.search.looking import View, holds, views
from newsreader.core.search.query import Query, Term, Way, parse
from newsreader.core.search.ranking import Ranked, Ranking, best_first, rank
from newsreader.core.search.wanted import wanted

NAME_KINDS = ("person", "speaker", "organisation", "place")

READ_AT_ONCE = 54
"""Documents that are read from the library in one go."""

TRIED = 2_000
"""Documents that are read at most where only their text can tell whether they are hits."""

NAMES = 3
"""Names among the hits of all kinds; who wants more asks for `kind:person`."""


FoundT = TypeVar("FoundT")


@dataclass(frozen=True, slots=True)
class Results(Sequence[Hit]):
    """The hits, the best first.

    total: how many there are, at least that many where `more`. mistakes: sentences about what in the query cannot be
    meant and was left out. waiting: changes of the library that are not in the index yet.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    more: bool = False
    mistakes: tuple[str, ...] = ()
    waiting: int = 0

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, index: int | slice) -> Hit | tuple[Hit, ...]:
        return self.hits[index]

    def __len__(self) -> int:
        return len(self.hits)


def search(library: Library, query: str, limit: int | None = 50, kind: str = "", everything: bool = True) -> Results:
    """What answers a query, the best first, at most `limit` hits (None: all of them).

    Any text may be asked, in the language of `query`; the last word may be unfinished. Passages that hold the words as
    typed in that order come first, then those with all the words, then those with most of them or with words spelt
    nearly so. kind: as after `kind:` in a query. everything: what was added a moment ago is searched, too, however
    much it is; else what is not in the index yet is counted in `waiting`.
    Raises LibraryError where the library cannot be read.
    """
    asked = parse(query)
    if kind:
        asked = Query((*asked.clauses, (Term(Way.FIELD, text=kind, field="kind"),)), asked.mistakes)

    def look(index: Index) -> Results:
        index.look(everything)
        if not asked.clauses or not index.segments:
            return Results(mistakes=asked.mistakes, waiting=index.waiting)
        return _Search(library, asked, index, limit).results()

    return _with_index(library, look)


def within(library: Library, query: str, article_id: str) -> list[Span]:
    """The matched words in all passages of one article that answer a query, in characters of its text, ascending.

    Raises LibraryError where the library cannot be read or has no such article.
    """
    asked = parse(query)
    number = number_of(library.database, article_id)

    def look(index: Index) -> list[Span]:
        index.look(everything=False)
        if not asked.clauses or not index.segments:
            return []
        found = _Search(library, asked, index, None, only=number).results()
        return sorted({mark for hit in found if hit.article_id == article_id for mark in hit.marks})

    return _with_index(library, look)


def _with_index(library: Library, look: Callable[[Index], FoundT]) -> FoundT:
    """What is found with a library's index; made anew where its numbers point nowhere, since its files are damaged."""
    index = index_of(library.database)
    try:
        return look(index)
    except (IndexError, ValueError):
        index.discard()
        return look(index)


class _Search:
    def __init__(
        self, library: Library, query: Query, index: Index, limit: int | None, only: int | None = None
    ) -> None:
        """only: the number of the article that is searched, None for all."""
        self._query = query
        self._index = index
        self._limit = limit
        self._only = only
        self._words = wanted(query, index.segments)
        self._fields = fields_of(library.database, index.segments)
        self._quotes = self._fields.quotes(query)
        self._open: list[list[list[Held]]] = []
        """For each segment the clauses that only a text can decide on."""
        self._made = Hits(library.database, self._quotes, self._checks)

    def results(self) -> Results:
        """Search."""
        ranked, least, total, complete = self._ranked()
        mixed = not any(term.field == "kind" for clause in self._query.clauses for term in clause)
        found: list[Hit] = []
        names = 0
        full = False
        for hit in self._hits(ranked, least):
            if hit.kind in NAME_KINDS and mixed:
                names += 1
                if names > NAMES:
                    continue
            if full := len(found) == self._limit:
                break
            found.append(hit)
        if any(self._open) or self._quotes is not None:  # only what was read is known
            total, complete = len(found), complete and not full
        return Results(
            hits=tuple(found),
            total=total if full else len(found),
            more=not complete,
            mistakes=self._query.mistakes,
            waiting=self._index.waiting,
        )

    def _hits(self, ranked: Ranking, least: float) -> Iterator[Hit]:
        for first in range(0, len(ranked), READ_AT_ONCE):
            yield from self._made.of(ranked[first : first + READ_AT_ONCE], self._look, least)

    def _look(self, ranked: Sequence[Ranked]) -> list[View]:
        return views(self._index.segments, self._words, ranked)

    def _ranked(self) -> tuple[Ranking, float, int, bool]:
        """The documents that may be hits, the best first; from what share; how many; whether that is all of them."""
        found: list[Ranking] = []
        total, complete = 0, True
        ranks = any(one.optional for one in self._words)
        required = self._query.required()
        for number, segment in enumerate(self._index.segments):
            mask, undecided = held(segment, required, self._fields.mask)
            self._open.append(undecided)
            living = self._index.living[number]
            if living is not None:
                mask = living if mask is None else mask & living
            if self._only is not None:
                here = segment.articles == self._only
                mask = here if mask is None else mask & here
            depth = self._depth(len(segment), bool(undecided))
            documents = candidates(segment, number, self._words, mask, depth)
            found.append(rank(segment, number, documents, self._words))
            count = 0 if mask is None else int(np.count_nonzero(mask))
            total += count
            complete = complete and (len(documents) < depth if ranks else count <= depth or not undecided)
        ranking, least = best_first(found, guesses=self._quotes is not None)
        return ranking, least, len(ranking) if ranks else total, complete

    def _depth(self, documents: int, undecided: bool) -> int:
        if self._limit is None:
            return documents
        return max(DEPTH, 2 * self._limit, TRIED if undecided or self._quotes is not None else 0)

    def _checks(self, one: Ranked, text: str, view: View | None) -> bool:
        """Whether a document meets the clauses that the index could not decide on. text: its words, or a quote's."""
        if self._quotes is not None:
            clauses = [[(term, term.way is not Way.FIELD) for term in clause] for clause in self._query.required()]
            return all(any(not by_text or holds(text, term, view) for term, by_text in c) for c in clauses)
        return all(
            any(bool(h.mask[one.document]) if h.certain else holds(text, h.term, view) for h in clause)
            for clause in self._open[one.segment]
        )
