"""What has lost its words: stars, tags, notes and corrections set aside until the reader puts them somewhere else.

A note is the reader's own writing. It stays in sight and can be found: it is on its article as a whole and quotes the
words that it was on; what is set aside is only where it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from newsreader.core.errors import LibraryError
from newsreader.core.library import corrected
from newsreader.core.library.anchors import CONTEXT
from newsreader.core.library.connection import Database, utf8
from newsreader.core.library.journal import Edit, Value
from newsreader.core.library.rows import AsideRow
from newsreader.core.model import Span

SHOWN = 200
"""Characters of the words a note was on that it goes on to quote."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Something set aside. article: the number inside the file; record: the row that it was."""

    article: int
    what: str
    record: Mapping[str, Value]


def put(database: Database, article: int, what: str, record: Mapping[str, Value], text: str, span: Span | None) -> None:
    """Set a row aside. text, span: where it was; None where that cannot be told any more."""
    start, end = span or (0, 0)
    around = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT] if span else ""
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO aside (article, what, words, before, after, record, at)"
            " VALUES (?, ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?)",
            (
                article,
                what,
                *map(utf8, (text[start:end], *around)),
                json.dumps(dict(record), separators=(",", ":")),
                datetime.now(UTC).isoformat(timespec="milliseconds"),
            ),
        )


def put_note(database: Database, article: int, number: int, words: str, text: str, span: Span) -> None:
    """Have a note be on its article as a whole, quoting the words that it was on, and set aside where it was."""
    was = " ".join(text[slice(*span)].split())
    shown = was if len(was) <= SHOWN else was[: SHOWN - 1].rstrip() + "…"
    quoting = f"“{shown}” {words}"
    put(database, article, "note", {"number": number, "words": words, "quoting": quoting}, text, span)
    with database.writing() as connection:
        connection.execute(
            'UPDATE note SET article = ?, start = NULL, "end" = NULL, words = CAST(? AS TEXT) WHERE number = ?',
            (article, utf8(quoting), number),
        )


def listed(database: Database) -> list[AsideRow]:
    """All that is set aside, the latest first."""
    return [
        AsideRow(number, id_, title, what, value_of(what, _record(record)), words, before, after, at)
        for number, id_, title, what, record, words, before, after, at in database.rows(
            "SELECT s.number, id, title, what, record, s.words, before, after, at"
            " FROM aside s JOIN article a ON a.number = s.article ORDER BY at DESC, s.number DESC"
        )
    ]


def kept(database: Database, number: int) -> Kept:
    """What is set aside under a number. Raises LibraryError where there is nothing, or it cannot be read."""
    row = database.row("SELECT article, what, record FROM aside WHERE number = ?", number)
    if row is None:
        raise LibraryError("this is no longer set aside")
    record = _record(row[2])
    if not record:
        raise LibraryError("what was set aside is damaged")
    return Kept(row[0], row[1], record)


def attach(edit: Edit, kept: Kept, span: Span) -> None:
    """Put a star, tag or note on other words; what is there already stays."""
    place: dict[str, Value] = {"start": span[0], "end": span[1]}
    there = (kept.article, *span)
    if kept.what == "note":
        _attach_note(edit, kept, place)
    elif kept.what == "star":
        sql = 'SELECT 1 FROM star WHERE article = ? AND start = ? AND "end" = ?'
        if edit.connection.execute(sql, there).fetchone() is None:
            edit.insert("star", {"article": kept.article, "at": kept.record["at"], **place})
    else:
        tag = kept.record["tag"]
        sql = 'SELECT 1 FROM tag WHERE article = ? AND start = ? AND "end" = ? AND tag = CAST(? AS TEXT)'
        if edit.connection.execute(sql, (*there, utf8(str(tag)))).fetchone() is None:
            edit.insert("tag", {"article": kept.article, "tag": tag, **place})


def _attach_note(edit: Edit, kept: Kept, place: dict[str, Value]) -> None:
    number = kept.record["number"]
    row = edit.connection.execute("SELECT words FROM note WHERE number = ?", (number,)).fetchone()
    if row is None or not isinstance(number, int):
        raise LibraryError("a note is no longer in the library")
    if row[0] == kept.record["quoting"]:  # the reader has not changed it
        place["words"] = kept.record["words"]
    edit.update("note", number, place)


def of_note(database: Database, number: int) -> list[int]:
    """What is set aside of a note."""
    rows = database.rows(
        "SELECT number, record FROM aside WHERE what = 'note'"
        " AND article = (SELECT article FROM note WHERE number = ?)",
        number,
    )
    return [one for one, record in rows if _record(record).get("number") == number]


def value_of(what: str, row: Mapping[str, Any]) -> str:
    """What is set aside, in words for a list: see `AsideRow`."""
    if what == "correction":
        return corrected.value_of(row.get("quote"))
    return str(row.get({"tag": "tag", "note": "words"}.get(what, ""), ""))


def _record(kept: str) -> dict[str, Any]:
    try:
        record = json.loads(kept)
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}
