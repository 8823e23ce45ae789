"""What a reader adds to the articles: stars, tags and notes; and the searches that were kept or made lately."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from newsreader.core.errors import LibraryError
from newsreader.core.library.articles import number_of
from newsreader.core.library.connection import Database, utf8
from newsreader.core.library.rows import Note
from newsreader.core.model import Span

REMEMBERED = 500
"""Queries that the history keeps."""


def star(database: Database, article_id: str, starred: bool) -> None:
    """Star an article or take its star away. Raises LibraryError where there is no such article."""
    with database.writing() as connection:
        number = number_of(database, article_id)
        connection.execute("UPDATE article SET starred = ? WHERE number = ?", (starred, number))


def starred(database: Database) -> list[str]:
    """The ids of the starred articles, the one loaded last at the end."""
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


def set_tags(database: Database, article_id: str, tags: Iterable[str]) -> tuple[str, ...]:
    """Give an article these tags and no others; gives them as they were kept. Raises LibraryError without the article.

    A tag that it had already keeps its number.
    """
    wanted = tidy(tags)
    with database.writing() as connection:
        number = number_of(database, article_id)
        had = tags_of(database, article_id)
        connection.executemany(
            "DELETE FROM tag WHERE article = ? AND tag = CAST(? AS TEXT)",
            [(number, utf8(tag)) for tag in had if tag not in wanted],
        )
        connection.executemany(
            "INSERT INTO tag (article, tag) VALUES (?, CAST(? AS TEXT))",
            [(number, utf8(tag)) for tag in wanted if tag not in had],
        )
    return tags_of(database, article_id)


def tags_of(database: Database, article_id: str) -> tuple[str, ...]:
    """The tags of an article, in the order in which they were given."""
    rows = database.rows(
        "SELECT tag FROM tag JOIN article a ON a.number = article WHERE id = ? ORDER BY tag.number", article_id
    )
    return tuple(tag for (tag,) in rows)


def tags(database: Database) -> dict[str, int]:
    """Every tag, in alphabetical order, with how many articles have it."""
    return dict(database.rows("SELECT tag, count(*) FROM tag GROUP BY tag ORDER BY tag COLLATE NOCASE, tag"))


def add_note(database: Database, article_id: str, words: str, span: Span | None) -> Note:
    """Write a note on some characters of the text, or on the whole (None). Raises LibraryError without the article."""
    start, end = span or (None, None)
    written = _now()
    with database.writing() as connection:
        number = connection.execute(
            'INSERT INTO note (article, start, "end", words, written) VALUES (?, ?, ?, CAST(? AS TEXT), ?)',
            (number_of(database, article_id), start, end, utf8(words), written),
        ).lastrowid
    assert number is not None
    return Note(number, article_id, span, words, written)


def change_note(database: Database, number: int, words: str) -> None:
    """Give a note other words. Raises LibraryError where there is no such note."""
    with database.writing() as connection:
        changed = connection.execute(
            "UPDATE note SET words = CAST(? AS TEXT), written = ? WHERE number = ?", (utf8(words), _now(), number)
        ).rowcount
    if not changed:
        raise LibraryError("a note is no longer in the library")


def remove_note(database: Database, number: int) -> None:
    """Remove a note; nothing happens where there is none."""
    with database.writing() as connection:
        connection.execute("DELETE FROM note WHERE number = ?", (number,))


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


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
