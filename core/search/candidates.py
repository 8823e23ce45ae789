"""Passages that may be meant: by the full-text index, first with the words as typed, then with spellings near them."""

from __future__ import annotations

import math
from collections.abc import Container
from dataclasses import dataclass, field

from newsreader.core.library.connection import Database
from newsreader.core.search.query import Query
from newsreader.core.search.vocabulary import SHORTEST_BEGINNING, vocabulary

DEPTH = 100
"""Passages taken from the index for each way of asking; ranking decides among them."""

ENOUGH = 20
"""With as many passages that hold all words as typed, no other spellings are tried."""

COMMON = 0.1
"""A word in a larger share of the passages says little about any of them, if it is in more than COMMON_AT_LEAST."""

COMMON_AT_LEAST = 50

HALF_TYPED = 0.25
"""The share of its weight that an unfinished word has, so that the hits stay while it is being typed."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage from the library. start: in characters of the article's text, -1 for a title that stands outside it."""

    number: int
    article: int
    start: int
    kind: str
    words: str
    speakers: str


@dataclass(slots=True)
class Term:
    """A word of the query: what it may stand for and what it is worth.

    close: other spellings with how near they are, 0 to 1. begun: the same for beginnings of words.
    weight: its inverse frequency in the library's passages. common: it says little.
    """

    word: str
    grows: bool
    weight: float
    common: bool
    close: dict[str, float] = field(default_factory=dict)
    begun: dict[str, float] = field(default_factory=dict)

    def asked(self, without: Container[str] = ()) -> str:
        """The term in FTS5's language. without: spellings not to be tried."""
        spellings = [_quoted(word) for word in (self.word, *self.close) if word not in without]
        beginnings = [f"{_quoted(word)}*" for word in ([self.word] if self.grows else []) + list(self.begun)]
        return f"({' OR '.join(spellings + beginnings)})"


def candidates(database: Database, query: Query) -> tuple[list[Term], list[Passage]]:
    """The query's terms, and the passages to be ranked, each once."""
    row = database.row("SELECT max(number) FROM passage")
    total = (row and row[0]) or 0
    many = max(COMMON * total, COMMON_AT_LEAST)
    terms = [_term(database, word, query.grows(index), total, many) for index, word in enumerate(query.words)]
    # The first letters of a query are in most passages; weighing them all would be the slowest search of all.
    order = "rowid DESC" if len(terms) == 1 and len(terms[0].word) < 3 else "rank"
    found = _ask(database, " AND ".join(term.asked() for term in terms), order)
    if len(found) < ENOUGH:
        words = vocabulary(database)
        for term in terms:
            term.close = words.close_to(term.word)
            term.begun = words.beginnings_close_to(term.word) if term.grows else {}
        found |= _ask(database, " AND ".join(term.asked() for term in terms))
        telling = [term for term in terms if not (term.common or (term.grows and len(term.word) < SHORTEST_BEGINNING))]
        if len(found) < ENOUGH and telling and len(terms) > 1:
            common = {word for term in telling for word in term.close if words.passages[word] > many}
            found |= _ask(database, " OR ".join(term.asked(common) for term in telling))
    return terms, list(found.values())


def _term(database: Database, word: str, grows: bool, total: int, many: float) -> Term:
    row = database.row("SELECT doc FROM passage_terms WHERE term = ?", word)
    passages: int = row[0] if row else 0
    weight = math.log(2 + total / (1 + passages))
    if grows and not passages:
        weight *= HALF_TYPED
    return Term(word, grows, weight, common=passages > many)


def _ask(database: Database, question: str, order: str = "rank") -> dict[int, Passage]:
    rows = database.rows(
        "SELECT number, article, start, kind, words, speakers FROM"
        f" (SELECT rowid AS found FROM passage_index WHERE passage_index MATCH ? ORDER BY {order} LIMIT ?)"
        " JOIN passage ON number = found",
        question,
        DEPTH,
    )
    return {row[0]: Passage(*row) for row in rows}


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
