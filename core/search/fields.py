"""The fields of a query, looked up in the library: which articles, passages and quotes they speak of."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from newsreader.core.library.connection import Database
from newsreader.core.model import QuoteKind, Span
from newsreader.core.search.fieldnames import day_of_age, first_day
from newsreader.core.search.holding import Mask, postings_of
from newsreader.core.search.index.segment import Kind, Segment, Sort
from newsreader.core.search.query import Query, Term
from newsreader.core.search.spelling import spellings
from newsreader.core.search.words import plain

QUOTES = ("quote", "direct", "mixed", "indirect")
"""What `kind:` takes that is about quotes."""

LATEST = 1_000
"""Quotes that come into question where nothing is asked of them but that they are quotes."""

_KINDS = {
    "title": (Kind.TITLE,),
    "text": (Kind.TEXT, Kind.QUOTED, Kind.TITLE, Kind.FURNITURE),
    "person": (Kind.PERSON, Kind.SPEAKER),
    "organisation": (Kind.ORGANISATION,),
    "place": (Kind.PLACE,),
    "note": (Kind.NOTE,),
    "tag": (Kind.TAG,),
}
_NAMES = np.isin(np.arange(len(Kind)), [Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.SPEAKER])

QuoteId = tuple[int, int]
"""A quote's article and its position there."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotes that a query asks for. chosen: these only (None: any); kinds: of these kinds only."""

    chosen: frozenset[QuoteId] | None
    kinds: frozenset[str]

    def has(self, article: int, position: int, kind: str) -> bool:
        """Whether a quote is asked for."""
        return kind in self.kinds and (self.chosen is None or (article, position) in self.chosen)


_SAID = frozenset(str(kind) for kind in QuoteKind if kind is not QuoteKind.SCARE)


class Fields:
    """The fields of queries against one state of the library; as one types on, what was looked up is remembered."""

    def __init__(self, database: Database, segments: Sequence[Segment]) -> None:
        self._database = database
        self.segments = segments
        self._articles: dict[Term, NDArray[np.int64]] = {}
        self._passages: dict[Term, NDArray[np.int64]] = {}
        self._quotes: dict[Term, frozenset[QuoteId]] = {}

    def quotes(self, query: Query) -> Quotes | None:
        """The quotes that are asked for; None where the query is about whole passages."""
        alone = [c[0] for c in query.required() if len(c) == 1 and c[0].field and not c[0].negated]
        kinds = [set(_values(term)) for term in alone if term.field == "kind"]
        chosen = [self._quotes_of(term) for term in alone if term.field in ("speaker", "about")]
        if not chosen and not any(values <= set(QUOTES) for values in kinds):
            return None
        wanted = _SAID
        for values in kinds:
            if "quote" not in values:
                wanted = wanted & values
        if not chosen and not query.ranking():
            chosen = [self._latest(wanted)]
        return Quotes(frozenset.intersection(*chosen) if chosen else None, wanted)

    def mask(self, segment: Segment, term: Term) -> Mask:
        """The documents of a segment that a field speaks of."""
        if term.field == "kind":
            return self._of_kind(segment, term)
        if term.field in ("speaker", "about", "entity"):
            if term not in self._passages:
                self._passages[term] = self._passages_of(term)
            return np.isin(segment.keys, self._passages[term] * 4 + Sort.PASSAGE)
        if term not in self._articles:
            self._articles[term] = self._articles_of(term)
        return np.isin(segment.articles, self._articles[term])

    def _of_kind(self, segment: Segment, term: Term) -> Mask:
        values = _values(term)
        kinds = {kind for value in values for kind in _KINDS.get(value, ())}
        if set(values) & set(QUOTES):
            kinds |= {Kind.QUOTED, Kind.TITLE}
        return np.isin(segment.kinds, [int(kind) for kind in kinds])

    def _articles_of(self, term: Term) -> NDArray[np.int64]:
        today = datetime.now(UTC).date()
        value = term.text
        day = day_of_age(value, today) if term.field in ("newer", "older") else first_day(value) or ""
        when = "CASE WHEN published GLOB '[0-9][0-9][0-9][0-9]*' THEN published ELSE added END"
        match term.field:
            case "newer" | "after":
                rows = self._database.rows(f"SELECT number FROM article WHERE {when} >= ?", day)
            case "older" | "before":
                rows = self._database.rows(f"SELECT number FROM article WHERE {when} < ?", day)
            case "is":
                starred = "starred OR number IN (SELECT article FROM star)"  # as a whole, or some of its words
                state = {"s": starred, "u": "NOT opened", "r": "opened"}[value[0].lower()]
                rows = self._database.rows(f"SELECT number FROM article WHERE {state}")
            case "tag":
                rows = self._holding("SELECT article, tag FROM tag", value)
            case "title":
                rows = self._holding("SELECT number, title FROM article", value)
            case _:
                rows = self._holding(
                    "SELECT number, outlet FROM article WHERE outlet IS NOT NULL"
                    " UNION ALL SELECT article, source FROM source",
                    value,
                )
        return np.array([row[0] for row in rows], np.int64)

    def _holding(self, sql: str, value: str) -> list[tuple[int]]:
        wanted = plain(value, False, False)
        return [(number,) for number, text in self._database.rows(sql) if wanted in plain(text, False, False)]

    def _passages_of(self, term: Term) -> NDArray[np.int64]:
        if term.field == "entity":
            places = [
                (article, start) for article, mentions in self._mentions(self._names(term)) for start, _ in mentions
            ]
        else:
            chosen = self._quotes_of(term)
            places = [
                (article, start)
                for article, position, content in self._database.rows(
                    "SELECT article, position, content FROM quote WHERE article IN (SELECT value FROM json_each(?))",
                    json.dumps(sorted({article for article, _ in chosen})),
                )
                if (article, position) in chosen
                for start, _ in json.loads(content)
            ]
        return self._passages_at(places)

    def _passages_at(self, places: Iterable[tuple[int, int]]) -> NDArray[np.int64]:
        """The numbers of the passages that hold places of articles."""
        by_article: defaultdict[int, list[int]] = defaultdict(list)
        for article, place in places:
            by_article[article].append(place)
        passages: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for article, start, number in self._database.rows(
            "SELECT article, start, number FROM passage WHERE start >= 0"
            " AND article IN (SELECT value FROM json_each(?)) ORDER BY article, start",
            json.dumps(list(by_article)),
        ):
            passages[article].append((start, number))
        found = set()
        for article, wanted in by_article.items():
            for place in wanted:
                at = bisect_right(passages[article], (place, 1 << 62)) - 1
                if at >= 0:
                    found.add(passages[article][at][1])
        return np.array(sorted(found), np.int64)

    def _quotes_of(self, term: Term) -> frozenset[QuoteId]:
        if term not in self._quotes:
            names = self._names(term)
            if term.field == "speaker":
                rows = self._database.rows(
                    "SELECT article, position FROM quote WHERE speaker IN (SELECT value FROM json_each(?))",
                    json.dumps(names),
                )
                self._quotes[term] = frozenset((article, position) for article, position in rows)
            else:
                self._quotes[term] = self._about(names)
        return self._quotes[term]

    def _about(self, names: Sequence[str]) -> frozenset[QuoteId]:
        """Quotes by others in which the names are mentioned."""
        mentions = dict(self._mentions(names))
        found = set()
        for article, position, content, speaker in self._database.rows(
            "SELECT article, position, content, speaker FROM quote"
            " WHERE kind != ? AND article IN (SELECT value FROM json_each(?))",
            QuoteKind.SCARE,
            json.dumps(list(mentions)),
        ):
            if speaker in names:
                continue
            spans = json.loads(content)
            if any(s <= start and end <= e for s, e in spans for start, end in mentions[article]):
                found.add((article, position))
        return frozenset(found)

    def _mentions(self, names: Sequence[str]) -> list[tuple[int, list[Span]]]:
        spans: defaultdict[int, list[Span]] = defaultdict(list)
        for article, mentions in self._database.rows(
            "SELECT article, mentions FROM entity WHERE name IN (SELECT value FROM json_each(?))", json.dumps(names)
        ):
            spans[article] += [(start, end) for start, end, _ in json.loads(mentions)]
        return list(spans.items())

    def _latest(self, kinds: frozenset[str]) -> frozenset[QuoteId]:
        rows = self._database.rows(
            "SELECT article, position FROM quote WHERE kind IN (SELECT value FROM json_each(?))"
            " ORDER BY article DESC, position LIMIT ?",
            json.dumps(sorted(kinds)),
            LATEST,
        )
        return frozenset((article, position) for article, position in rows)

    def _names(self, term: Term) -> list[str]:
        """The names that hold all words of a value: as typed, the last perhaps unfinished, or else spelt nearly so."""
        if not term.words:
            return []
        for forgiving in (False, True):
            keys: list[int] = []
            for segment in self.segments:
                masks = [_NAMES[segment.kinds]]
                for index, word in enumerate(term.words):
                    mask = np.zeros(len(segment), bool)
                    last = index == len(term.words) - 1
                    mask[postings_of(segment, spellings(segment, word, last, forgiving).numbers)] = True
                    masks.append(mask)
                keys += segment.keys[np.logical_and.reduce(masks)].tolist()
            if keys:
                rows = self._database.rows(
                    "SELECT name FROM name WHERE number IN (SELECT value FROM json_each(?))",
                    json.dumps([key >> 2 for key in keys]),
                )
                if rows:
                    return sorted({row[0] for row in rows})
        return []


def _values(term: Term) -> list[str]:
    """The kinds that a value means; the beginning of one is enough."""
    known = (*_KINDS, *QUOTES)
    return [kind for value in term.text.lower().split(",") for kind in known if value and kind.startswith(value)]


_latest: WeakKeyDictionary[Database, tuple[tuple[int, int], date, Fields]] = WeakKeyDictionary()


def fields_of(database: Database, segments: Sequence[Segment]) -> Fields:
    """The fields against a library as it is now. segments: those of its index."""
    state = database.version(), datetime.now(UTC).date()
    known = _latest.get(database)
    if known is None or known[:2] != state or known[2].segments is not segments:
        known = _latest[database] = (*state, Fields(database, segments))
    return known[2]
