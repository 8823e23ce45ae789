"""Making what is in a library fit together again: texts, what belongs to them, what points at them."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsreader.core.errors import LibraryError
from newsreader.core.library import articles, aside, backups, copies, corrected, moving, quoting
from newsreader.core.library.connection import utf8
from newsreader.core.library.health import MARKS, reaches_beyond
from newsreader.core.library.library import Library
from newsreader.core.model import Article

_OF_ANALYSES = {"analysis", "quote", "entity", "name", "name_key"}


def mend(library: Library, missing: dict[str, int], backup: Path | None, fewer: list[str], lost: list[str]) -> set[str]:
    """Bring a library that was read from a damaged one in order, with what its backup still has of it.

    missing: tables of which rows are. fewer, lost: get the names of articles of which a part, or all, is gone. Gives
    the ids of all articles that were looked at.
    """
    looked_at: set[str] = set()
    with library.database.writing() as connection:
        # The search index is to be made anew: everything has changed (see the migration that made the table).
        connection.execute("DELETE FROM state WHERE key = 'search index'")
        connection.execute("DELETE FROM change")
        for sort, table in enumerate(("passage", "name", "note", "tag")):
            connection.execute(f"INSERT INTO change (document) SELECT number * 4 + {sort} FROM {table}")
    _name_texts(library)
    with _opened(backup) as other:
        for number, id_, title in library.database.rows("SELECT number, id, title FROM article ORDER BY number"):
            looked_at.add(id_)
            _mend_text(library, other, number, id_, title, fewer, lost)
        if other is not None:
            if missing.keys() & {"article", "passage", "original"}:
                _bring_back(library, other)
            _bring_back_annotations(library, other, missing)
            _bring_back_people(library, other, missing)
    clear(library)
    if missing.keys() & _OF_ANALYSES:
        _put_analyses_again(library)
    if "quote_key" in missing:
        with library.database.writing() as connection:
            connection.execute("UPDATE article SET gathered = 0")  # whoever keeps the library looks again
    return looked_at


def clear(library: Library) -> None:
    """Remove what belongs to no article, and what is said of characters that there are not."""
    with library.database.writing() as connection:
        # Names of somebody who is gone look for somebody else; so do those whose keys may be.
        gone = "NOT IN (SELECT number FROM person)"
        connection.execute(f"UPDATE person SET merged = NULL WHERE merged IS NOT NULL AND merged {gone}")
        for column in ("found", "held", "person"):
            connection.execute(f"UPDATE entity SET {column} = NULL WHERE {column} IS NOT NULL AND {column} {gone}")
        connection.execute(
            "UPDATE article SET linked = 0 WHERE number IN"
            " (SELECT article FROM entity WHERE found IS NULL OR name NOT IN (SELECT name FROM name_key))"
        )
        for table, rowid, *_ in connection.execute("PRAGMA foreign_key_check").fetchall():
            column = "feed" if table == "entry" else "article"
            if rowid is not None:
                connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
            else:
                connection.execute(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT number FROM {column})")
        connection.execute(
            "DELETE FROM quote_key WHERE NOT EXISTS (SELECT 1 FROM quote"
            " WHERE quote.article = quote_key.article AND quote.position = quote_key.position)"
        )
        connection.execute(
            "UPDATE entry SET article = NULL WHERE article IS NOT NULL AND article NOT IN (SELECT number FROM article)"
        )
    for (number,) in library.database.rows("SELECT number FROM article"):
        text = articles.text_of(library.database, number)
        if reaches_beyond(library.database, number, len(text)):
            _clear_places(library, number, len(text))


def _clear_places(library: Library, number: int, length: int) -> None:
    """Forget the analysis; blocks that do not fit are none; notes that do not are on the whole, other marks aside."""
    text = articles.text_of(library.database, number) if length >= 0 else ""
    with library.database.writing() as connection:
        for table in ("analysis", "quote", "entity"):
            connection.execute(f"DELETE FROM {table} WHERE article = ?", (number,))
        connection.execute("UPDATE article SET engine = NULL, quotes = 0 WHERE number = ?", (number,))
        connection.execute("UPDATE passage SET speakers = '' WHERE article = ?", (number,))
        connection.execute(
            'UPDATE note SET start = NULL, "end" = NULL WHERE article = ? AND ("end" > ? OR start < 0)',
            (number, length),
        )
        for table in ("star", "tag", "correction"):
            rows = moving.rows_of(library.database, table, number)
            for row in rows:
                if row["start"] is not None and (row["end"] > length or row["start"] < 0):
                    aside.put(library.database, number, table, row, text, None)
                    connection.execute(f"DELETE FROM {table} WHERE number = ?", (row["number"],))
        connection.execute("INSERT OR IGNORE INTO original VALUES (?, '[]', NULL)", (number,))
        if reaches_beyond(library.database, number, length):
            connection.execute("UPDATE original SET blocks = '[]' WHERE article = ?", (number,))


def _name_texts(library: Library) -> None:
    """Give texts whose article is gone one by what is in them."""
    numbers = library.database.rows(
        "SELECT DISTINCT article FROM passage WHERE article NOT IN (SELECT number FROM article)"
    )
    for (number,) in numbers:
        text = articles.text_of(library.database, number)
        title = library.database.row("SELECT words FROM passage WHERE article = ? AND start < 0", number)
        first = next((line.strip() for line in text.splitlines() if line.strip()), "")
        if not text:
            continue
        with library.database.writing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO article (number, id, title, added, words) VALUES (?, ?, CAST(? AS TEXT), ?, ?)",
                (
                    number,
                    Article(text=text).id,
                    (title[0] if title else first).encode("utf-8", "surrogatepass")[:300],
                    datetime.now(UTC).isoformat(timespec="milliseconds"),
                    len(text.split()),
                ),
            )


def _mend_text(
    library: Library, backup: Library | None, number: int, id_: str, title: str, fewer: list[str], lost: list[str]
) -> None:
    """Where a text is not the one that its id was made from, take the backup's, or what there is of it."""
    with library.database.writing() as connection:
        connection.execute("INSERT OR IGNORE INTO original VALUES (?, '[]', NULL)", (number,))
        text = articles.text_of(library.database, number)
        actual = Article(text=text).id
        if actual == id_:
            return
        if backup is not None and id_ in backup:
            whole = backup.article(id_)
            for table in ("passage", "original"):
                connection.execute(f"DELETE FROM {table} WHERE article = ?", (number,))
            articles.put_text(library.database, number, whole, backup.raw(id_))
            return
        if not text or actual in library:
            lost.append(title or id_)
            connection.execute("DELETE FROM article WHERE number = ?", (number,))
            return
        fewer.append(title or id_)
        connection.execute("UPDATE article SET id = ? WHERE number = ?", (actual, number))
        _clear_places(library, number, -1)  # which words they spoke of cannot be told


def _bring_back(library: Library, backup: Library) -> None:
    """Articles that the backup has and this library has not: rather one too many than one too few."""
    for row in backup.articles():
        if row.id in library or library.current(row.id):
            continue
        article = backup.article(row.id)
        number = articles.insert(library.database, article, backup.raw(row.id))
        copies.note(library.database, number, article)
        with library.database.writing() as connection:
            connection.execute(
                "UPDATE article SET added = ?, opened = ?, starred = ? WHERE number = ?",
                (row.added, row.opened, row.starred, number),
            )
            connection.executemany(
                "INSERT INTO source (article, source) VALUES (?, ?)", [(number, one) for one in backup.sources(row.id)]
            )
        if analysis := backup.machine_analysis(row.id):
            library.put_analysis(row.id, analysis)
        for table in (*MARKS, "aside"):
            _bring_rows(library, backup, table, row.id, row.id)


def _bring_back_annotations(library: Library, backup: Library, missing: dict[str, int]) -> None:
    """Notes, tags, other marks and searches that were in rows that could not be read."""
    for row in backup.articles():
        if (id_ := library.current(row.id)) is None:
            continue
        for table in (*MARKS, "aside"):
            if table in missing:
                _bring_rows(library, backup, table, row.id, id_)
    if "saved_search" in missing:
        for name, query in (backup.saved_searches() | library.saved_searches()).items():
            library.save_search(name, query)
    for path in backup.files.watched() if "watched" in missing else ():
        library.files.watch(path)


def _bring_rows(library: Library, backup: Library, table: str, old: str, id_: str) -> None:
    """What the backup has on an article, unless it is there, at its place where the text is the same one still."""
    number = articles.number_of(library.database, id_)
    # Numbers never come back: what has the same one is the same, wherever it is by now.
    numbers = {
        row
        for (row,) in library.database.rows(f"SELECT t.number FROM {table} t JOIN article a ON a.number = t.article")
    }
    there = {_said(row) for row in moving.rows_of(library.database, table, number)}
    for row in moving.rows_of(backup.database, table, articles.number_of(backup.database, old)):
        if row["number"] in numbers or _said(row) in there:
            continue
        if row.get("start") is not None and old != id_:
            if table != "note":
                span = row["start"], row["end"]
                aside.put(library.database, number, table, row, backup.article(old).text, span)
                continue
            row |= {"start": None, "end": None}
        library.database.rows(f"DELETE FROM {table} WHERE number = ?", row["number"])  # one whose article went
        moving.put_row(library.database, table, row | {"article": number})
        if table == "correction":
            quoting.rewrite(library.database, number, corrected.places_of(row))


def _said(row: dict[str, Any]) -> tuple[object, ...]:
    """What a row says, apart from its number and its article; notes by their words alone."""
    return (
        (row["words"],) if "written" in row else tuple(row[name] for name in row.keys() - {"number", "article", "at"})
    )


def _bring_back_people(library: Library, backup: Library, missing: dict[str, int]) -> None:
    """Who is who by the reader's word, where rows of that could not be read."""
    if not missing.keys() & {"person", "pin"}:
        return
    with library.database.writing() as connection:
        for row in backup.database.rows("SELECT number, kind, first, name, merged FROM person ORDER BY number"):
            connection.execute(
                "INSERT OR IGNORE INTO person (number, kind, first, name, merged)"
                " VALUES (?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?)",
                (*row[:2], *map(utf8, row[2:4]), row[4]),
            )
        for id_, name, kind, person in backup.database.rows(
            "SELECT id, name, kind, person FROM pin JOIN article a ON a.number = article ORDER BY pin.number"
        ):
            if (current := library.current(id_)) is not None:
                connection.execute(
                    "INSERT OR IGNORE INTO pin (article, name, kind, person)"
                    " SELECT number, CAST(? AS TEXT), ?, ? FROM article WHERE id = ?",
                    (utf8(name), kind, person, current),
                )


def _put_analyses_again(library: Library) -> None:
    """What is derived from the analyses, from them; articles without one count as not analysed."""
    database = library.database
    quotes = Counter(number for (number,) in database.rows("SELECT article FROM quote"))
    for number, id_, engine in database.rows("SELECT number, id, engine FROM article WHERE engine IS NOT NULL"):
        analysis = None
        with suppress(LibraryError, sqlite3.Error):
            analysis = library.machine_analysis(id_)
        if analysis is None:
            with database.writing() as connection:
                connection.execute("UPDATE article SET engine = NULL, quotes = 0 WHERE number = ?", (number,))
        elif quotes[number] != len(library.corrections.over(analysis).quotes) or analysis.engine == engine:
            library.put_analysis(id_, analysis)


@contextmanager
def _opened(backup: Path | None) -> Iterator[Library | None]:
    """A copy of the backup, as a library of this release."""
    if backup is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "backup.db"
        backups.copy_whole(backup, copy)
        with Library(copy) as library:
            yield library
