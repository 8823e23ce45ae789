"""What has changed in the library since the index last looked: its notes of change, and the documents they speak of."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.core.library.connection import Database
from newsreader.core.model import EntityKind
from newsreader.core.search.index.segment import Document, Kind, Sort

_TEXT_KINDS = {
    "headline": Kind.TITLE,
    "title": Kind.TITLE,
    "boilerplate": Kind.FURNITURE,
    "credit": Kind.FURNITURE,
}
_NAME_KINDS = {
    EntityKind.PERSON: Kind.PERSON,
    EntityKind.ORG: Kind.ORGANISATION,
    EntityKind.GPE: Kind.PLACE,
    EntityKind.LOC: Kind.PLACE,
}
_LATEST = "(SELECT DISTINCT document FROM change WHERE number > ? AND number <= ?)"

TOKEN = "search index"
"""The state under which the library names the index that is in step with it."""


@dataclass(frozen=True, slots=True)
class Changes:
    """documents: those that are new or other than before; gone: keys of those that are no more; last: a change."""

    documents: list[Document]
    gone: list[int]
    last: int


def last_change(database: Database) -> int:
    """The number of the last change that the library has noted, whether the note is still there or not."""
    row = database.row("SELECT seq FROM sqlite_sequence WHERE name = 'change'")
    return int(row[0]) if row else 0


def waiting(database: Database, after: int) -> int:
    """How many changes are noted after one."""
    row = database.row("SELECT count(*) FROM change WHERE number > ?", after)
    return int(row[0]) if row else 0


def changes(database: Database, after: int, most: int) -> Changes:
    """The next changes after one, at most so many."""
    row = database.row(
        "SELECT max(number) FROM (SELECT number FROM change WHERE number > ? ORDER BY number LIMIT ?)", after, most
    )
    if row is None or row[0] is None:
        return Changes([], [], after)
    last = int(row[0])
    changed = {key for (key,) in database.rows(f"SELECT document FROM {_LATEST}", after, last)}
    documents = _passages(database, after, last) + _names(database, after, last) + _written(database, after, last)
    documents.sort(key=lambda document: document.key)
    return Changes(documents, sorted(changed - {document.key for document in documents}), last)


def note_all(database: Database) -> None:
    """Note every document as changed: the index is to be made anew."""
    with database.writing() as connection:
        connection.execute("DELETE FROM change")
        for table, sort in (("passage", Sort.PASSAGE), ("name", Sort.NAME), ("note", Sort.NOTE), ("tag", Sort.TAG)):
            connection.execute(
                f"INSERT INTO change (document) SELECT number * 4 + {int(sort)} FROM {table} ORDER BY number"
            )
        connection.execute("DELETE FROM state WHERE key = ?", (TOKEN,))


def taken_in(database: Database, last: int, token: str) -> None:
    """The index named `token` holds all changes up to `last`; their notes can go."""
    with database.writing() as connection:
        connection.execute("DELETE FROM change WHERE number <= ?", (last,))
        connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (TOKEN, token))


def _passages(database: Database, after: int, last: int) -> list[Document]:
    return [
        Document(
            number * 4 + Sort.PASSAGE,
            article,
            _TEXT_KINDS.get(kind, Kind.QUOTED if speakers else Kind.TEXT),
            words,
            speakers or "",
        )
        for number, article, kind, words, speakers in database.rows(
            "SELECT number, article, kind, words, speakers FROM"
            f" {_LATEST} JOIN passage ON number = document >> 2 WHERE document & 3 = {int(Sort.PASSAGE)}",
            after,
            last,
        )
    ]


def _names(database: Database, after: int, last: int) -> list[Document]:
    return [
        Document(number * 4 + Sort.NAME, 0, _NAME_KINDS.get(kind, Kind.SPEAKER), name, "")
        for number, name, kind in database.rows(
            f"SELECT number, name, kind FROM {_LATEST} JOIN name ON number = document >> 2"
            f" WHERE document & 3 = {int(Sort.NAME)}",
            after,
            last,
        )
    ]


def _written(database: Database, after: int, last: int) -> list[Document]:
    """The reader's own notes and tags."""
    return [
        Document(number * 4 + sort, article, kind, words, "")
        for table, column, sort, kind in (
            ("note", "words", Sort.NOTE, Kind.NOTE),
            ("tag", "tag", Sort.TAG, Kind.TAG),
        )
        for number, article, words in database.rows(
            f"SELECT number, article, {column} FROM {_LATEST} JOIN {table} ON number = document >> 2"
            f" WHERE document & 3 = {int(sort)}",
            after,
            last,
        )
    ]
