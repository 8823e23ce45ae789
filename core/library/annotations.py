"""What a reader adds to the articles: stars, tags and notes; and the searches that were kept or made lately."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from newsreader.core.errors import LibraryError
from newsreader.core.library import aside
from newsreader.core.library.articles import length_of, stretch_of, text_of
from newsreader.core.library.connection import Database, utf8
from newsreader.core.library.corrected import value_of
from newsreader.core.library.journal import recording
from newsreader.core.library.rows import MarkRow, Note
from newsreader.core.library.wording import check_span, named
from newsreader.core.model import Span

REMEMBERED = 500
"""Queries that the history keeps."""


def star(database: Database, article_id: str, starred: bool, span: Span | None = None, at: str | None = None) -> None:
    """Star an article or some of its characters, or take that star away.

    at: when a star on words was given (UTC, ISO 8601), where that is not now. Raises LibraryError where there is no
    such article, or the span is not in its text.
    """
    with database.writing() as connection:
        number, words = _subject(database, article_id, span)
        with recording(database, f"{'Starred' if starred else 'Took the star from'} {words}") as edit:
            if span is None:
                edit.update("article", number, {"starred": int(starred)})
                return
            there = connection.execute(
                'SELECT number FROM star WHERE article = ? AND start = ? AND "end" = ?', (number, *span)
            ).fetchone()
            if starred and there is None:
                edit.insert("star", {"article": number, "start": span[0], "end": span[1], "at": at or _now()})
            elif not starred and there is not None:
                edit.delete("star", there[0])


def starred(database: Database) -> list[str]:
    """The ids of the articles that are starred as a whole, the one loaded last at the end."""
    return [row[0] for row in database.rows("SELECT id FROM article WHERE starred ORDER BY number")]


def tidy(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept: no "#" before them, no white space around them, each once whatever its case."""
    spaced = (" ".join(tag.split()) for tag in tags)
    bare = (tag.lstrip("# ") for tag in spaced)
    once: dict[str, str] = {}
    for tag in bare:
        if tag:
            once.setdefault(tag.casefold(), tag)
    return tuple(once.values())


def set_tags(database: Database, article_id: str, tags: Iterable[str], span: Span | None = None) -> tuple[str, ...]:
    """Give an article, or some of its characters, these tags and no others; gives them as they were kept.

    A tag that was there already keeps its number. Raises LibraryError without the article, or where the span is not in
    its text.
    """
    wanted = tidy(tags)
    with database.writing():
        number, words = _subject(database, article_id, span)
        had = dict(_tags(database, number, span))
        with recording(database, "") as edit:
            gone = [tag for tag in had if tag not in wanted]
            come = [tag for tag in wanted if tag not in had]
            for tag in gone:
                edit.delete("tag", had[tag])
            start, end = span or (None, None)
            for tag in come:
                edit.insert("tag", {"article": number, "start": start, "end": end, "tag": tag})
            edit.words = f"{'Tagged' if come else 'Took a tag from'} {words}"
    return tuple(tag for tag, _ in _tags(database, number, span))


def tags_of(database: Database, article_id: str, span: Span | None = None) -> tuple[str, ...]:
    """The tags of an article as a whole, or of some of its characters, in the order in which they were given."""
    row = database.row("SELECT number FROM article WHERE id = ?", article_id)
    return () if row is None else tuple(tag for tag, _ in _tags(database, row[0], span))


def _tags(database: Database, number: int, span: Span | None) -> list[tuple[str, int]]:
    """Tags and their numbers."""
    rows = database.rows(
        'SELECT tag, number FROM tag WHERE article = ? AND start IS ? AND "end" IS ? ORDER BY number',
        number,
        *(span or (None, None)),
    )
    return [(tag, one) for tag, one in rows]


def tags(database: Database) -> dict[str, int]:
    """Every tag, in alphabetical order, with how many articles have it, as a whole or on some of their words."""
    return dict(
        database.rows("SELECT tag, count(DISTINCT article) FROM tag GROUP BY tag ORDER BY tag COLLATE NOCASE, tag")
    )


def add_note(database: Database, article_id: str, words: str, span: Span | None, written: str | None = None) -> Note:
    """Write a note on some characters of the text, or on the whole (None).

    written: when (UTC, ISO 8601), where that is not now. Raises LibraryError without the article, or where the span
    is not in its text.
    """
    start, end = span or (None, None)
    written = written or _now()
    with database.writing():
        article, about = _subject(database, article_id, span)
        with recording(database, f"Noted {about}") as edit:
            row = {"article": article, "start": start, "end": end, "words": words, "written": written}
            number = edit.insert("note", row)
    return Note(number, article_id, span, words, written)


def change_note(database: Database, number: int, words: str) -> None:
    """Give a note other words. Raises LibraryError where there is no such note."""
    with recording(database, f"Changed the note {named(words)}") as edit:
        edit.update("note", number, {"words": words, "written": _now()})


def remove_note(database: Database, number: int) -> None:
    """Remove a note; nothing happens where there is none."""
    with database.writing():
        row = database.row("SELECT words FROM note WHERE number = ?", number)
        if row is None:
            return
        with recording(database, f"Removed the note {named(row[0])}") as edit:
            for one in aside.of_note(database, number):
                edit.delete("aside", one)
            edit.delete("note", number)


def notes(database: Database, article_id: str) -> list[Note]:
    """The notes on an article: those on the whole first, the others in text order."""
    return [
        Note(number, article_id, None if start is None else (start, end), words, written)
        for number, start, end, words, written in database.rows(
            'SELECT note.number, start, "end", note.words, written FROM note JOIN article a ON a.number = article'
            ' WHERE id = ? ORDER BY start, "end", note.number',
            article_id,
        )
    ]


def marked(database: Database, article_id: str | None = None) -> list[MarkRow]:
    """Every star, tag, note and correction, of one article or of all.

    In order of loading; within an article those on the whole first, the others in text order.
    """
    found: list[MarkRow] = []
    one = "" if article_id is None else " AND id = ?"
    values = () if article_id is None else (article_id,)
    rows = database.rows(
        "SELECT * FROM ("
        "SELECT number AS article, id, title, NULL AS start, NULL AS stop, 'star' AS what, '' AS value, '' AS at,"
        f" 0 AS number, 0 AS sort FROM article WHERE starred{one}"
        + "".join(
            f" UNION ALL SELECT m.article, id, title, start, \"end\", '{table}', {value}, {at}, m.number, {sort}"
            f" FROM {table} m JOIN article a ON a.number = m.article WHERE 1{one}"
            for sort, (table, value, at) in enumerate(_MARKS)
        )
        + ") ORDER BY article, start, stop, sort, number",
        *values * (1 + len(_MARKS)),
    )
    text, of = "", 0
    for article, id_, title, start, stop, what, value, at, number, _ in rows:
        if start is not None and of != article:
            text, of = text_of(database, article), article  # one text at a time
        span = None if start is None else (start, stop)
        value = value_of(value) if what == "correction" else value
        found.append(MarkRow(id_, title, span, text[start:stop] if span else "", what, value, at, number))
    return found


_MARKS = (("star", "''", "at"), ("tag", "tag", "''"), ("note", "m.words", "written"), ("correction", "quote", "made"))


def save_search(database: Database, name: str, query: str) -> None:
    """Keep a query under a name, in place of one that the name stood for."""
    with database.writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO saved_search VALUES (CAST(? AS TEXT), CAST(? AS TEXT))", (utf8(name), utf8(query))
        )


def forget_search(database: Database, name: str) -> None:
    """Remove a saved search; nothing happens where there is none."""
    with database.writing() as connection:
        connection.execute("DELETE FROM saved_search WHERE name = CAST(? AS TEXT)", (utf8(name),))


def saved_searches(database: Database) -> dict[str, str]:
    """The saved queries by their names, in alphabetical order."""
    return dict(database.rows("SELECT name, query FROM saved_search ORDER BY name COLLATE NOCASE, name"))


def remember_query(database: Database, query: str) -> None:
    """Note that a query was made; of all, the newest `REMEMBERED` are kept. Blank ones are not worth it."""
    if not query.strip():
        return
    with database.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO searched VALUES (CAST(? AS TEXT), ?)", (utf8(query), _now()))
        connection.execute(
            "DELETE FROM searched WHERE query IN"
            " (SELECT query FROM searched ORDER BY at DESC, rowid DESC LIMIT -1 OFFSET ?)",
            (REMEMBERED,),
        )


def forget_query(database: Database, query: str) -> None:
    """Remove a query from the history; nothing happens where there is none."""
    with database.writing() as connection:
        connection.execute("DELETE FROM searched WHERE query = CAST(? AS TEXT)", (utf8(query),))


def history(database: Database) -> list[str]:
    """The queries made lately, each once, the newest first."""
    return [row[0] for row in database.rows("SELECT query FROM searched ORDER BY at DESC, rowid DESC")]


def _subject(database: Database, article_id: str, span: Span | None) -> tuple[int, str]:
    """The number of an article, and what is marked of it in words. Raises LibraryError as those who mark."""
    row = database.row("SELECT number, title FROM article WHERE id = ?", article_id)
    if row is None:
        raise LibraryError("an article is no longer in the library")
    if span is None:
        return row[0], named(row[1])
    check_span(span, length_of(database, row[0]))
    return row[0], named(stretch_of(database, row[0], span))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
