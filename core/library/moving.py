"""What the reader put on words of a text, when another text takes its place: it goes where the words are, or aside."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from newsreader.core.library import aside, corrected, quoting
from newsreader.core.library.anchors import moved
from newsreader.core.library.connection import Database, utf8
from newsreader.core.library.overlay import alike
from newsreader.core.model import Quote, Span

Spans = tuple[Span, ...]


def move(database: Database, number: int, into: int, old: str, new: str) -> None:
    """Take stars, tags, notes and corrections on words of an article's old text to another text, its own or another's.

    number, into: the articles inside the file; the same one where it has got another text. What is there already is
    not put there twice.
    """
    with database.writing() as connection:
        connection.execute("UPDATE aside SET article = ? WHERE article = ?", (into, number))
        for note, start, end, words in database.rows(
            'SELECT number, start, "end", words FROM note WHERE article = ?', number
        ):
            place = None if start is None else moved((start, end), old, new)
            if start is not None and place is None:
                aside.put_note(database, into, note, words, old, (start, end))
                continue
            connection.execute(
                # The words too, though they are the same: the search index must hear whose they are.
                'UPDATE note SET article = ?, start = ?, "end" = ?, words = words WHERE number = ?',
                (into, *(place or (None, None)), note),
            )
        for table in ("star", "tag"):
            _move_marks(database, table, number, into, old, new)
        _move_corrections(database, number, into, old, new)


def _move_marks(database: Database, table: str, number: int, into: int, old: str, new: str) -> None:
    rows = [row for row in rows_of(database, table, number) if row["start"] is not None]
    with database.writing() as connection:
        # All go before any comes: one may come where another was.
        connection.execute(f"DELETE FROM {table} WHERE article = ? AND start IS NOT NULL", (number,))
        for row in rows:
            place = moved((row["start"], row["end"]), old, new)
            if place is None:
                aside.put(database, into, table, row, old, (row["start"], row["end"]))
                continue
            put_row(database, table, row | {"article": into, "start": place[0], "end": place[1]})


def _move_corrections(database: Database, number: int, into: int, old: str, new: str) -> None:
    there = [] if number == into else corrected.corrections_of(database, into)
    places: list[Span] = []
    with database.writing() as connection:
        rows = {row["number"]: row for row in rows_of(database, "correction", number)}
        for one in corrected.corrections_of(database, number):
            row = rows[one.number]
            quote = None if one.quote is None else _moved_quote(one.quote, old, new)
            was = None if one.was is None else _moved_content(one.was, old, new)
            content = quote.content if quote else was if one.quote is None else None
            if content is None or any(alike(content, other.content or other.was or ()) for other in there):
                aside.put(database, into, "correction", row, old, one.span)
                connection.execute("DELETE FROM correction WHERE number = ?", (one.number,))
                continue
            connection.execute(
                'UPDATE correction SET article = ?, start = ?, "end" = ?, was = ?, quote = ? WHERE number = ?',
                (
                    *(into, content[0][0], content[-1][1]),
                    corrected.spans_packed(was),
                    corrected.quote_packed(quote, one.speaker_kind),
                    one.number,
                ),
            )
            places += content
    quoting.rewrite(database, into, places)


def _moved_quote(quote: Quote, old: str, new: str) -> Quote | None:
    """A quote where its words are now; without its cue and its speaker's mention where those are not certain."""
    content = _moved_content(quote.content, old, new)
    if content is None:
        return None
    by = dict(zip(quote.content, content, strict=True))

    def near(span: Span | None) -> Span | None:
        """With the words between it and the quote; alone a verb is everywhere."""
        if span is None:
            return None
        start, end = min(span[0], quote.content[0][0]), max(span[1], quote.content[-1][1])
        place = moved((start, end), old, new)
        if place is None:
            return moved(span, old, new)
        return span[0] - start + place[0], span[1] - start + place[0]

    return quote._replace(
        content=content,
        marked=tuple(by[span] for span in quote.marked if span in by),
        cue=near(quote.cue),
        mention=near(quote.mention),
    )


def _moved_content(content: Spans, old: str, new: str) -> Spans | None:
    """Spans where their words are now, in the same order: together with what stands between them, or each alone."""
    start = content[0][0]
    place = moved((start, content[-1][1]), old, new)
    if place is not None:
        return tuple((s - start + place[0], e - start + place[0]) for s, e in content)
    found = [moved(span, old, new) for span in content] if len(content) > 1 else []
    spans = tuple(span for span in found if span is not None)
    if len(spans) != len(content) or any(a[1] > b[0] for a, b in pairwise(spans)):
        return None
    return spans


def rows_of(database: Database, table: str, number: int) -> list[dict[str, Any]]:
    """The rows of a table that are of an article, by their columns' names, in order of their numbers."""
    with database.writing() as connection:
        found = connection.execute(f"SELECT * FROM {table} WHERE article = ? ORDER BY number", (number,))
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]


def put_row(database: Database, table: str, row: dict[str, Any]) -> None:
    """Put in such a row, unless there is one at its place."""
    names = ", ".join(f'"{name}"' for name in row)
    places = ", ".join("CAST(? AS TEXT)" if isinstance(value, str) else "?" for value in row.values())
    values = [utf8(value) if isinstance(value, str) else value for value in row.values()]
    with database.writing() as connection:
        connection.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})", values)
