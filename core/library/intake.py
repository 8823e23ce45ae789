"""What becomes of an article that arrives: it is new, known, or a new version of one that is there."""

from __future__ import annotations

import os
import re

from newsreader.core.library import articles, copies, versions
from newsreader.core.library.connection import Database, utf8
from newsreader.core.library.rows import Added
from newsreader.core.model import Article

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_PASSING = ("/dev/", "/proc/")
_HERE = re.compile(r"/(?:\.?/)+")


def add(database: Database, article: Article, raw: bytes, replaces: str | None) -> Added:
    """Keep an article. Raises LibraryError where the one that it replaces is gone.

    The source decides what an unknown text is: where another text came from it before, and only from it, that article
    gets a new text. One that had the same text from other places, too, keeps it, and this is a new article. replaces:
    the id of an article that gets this text, wherever it is from; texts that its own sources go on to give are kept as
    earlier versions.
    """
    with database.writing() as connection:
        place = place_of(article.source)
        known = _of_text(database, article.id)
        before, behind = _before(database, place, known) if replaces is None else (current(database, replaces), False)
        added = Added.NEW if known is None else Added.KNOWN
        number = known
        if replaces is not None:
            connection.execute("UPDATE source SET behind = 1 WHERE article = ?", (before,))
        if behind and before is not None:
            versions.put_aside(database, before, article, raw)
            return Added.KNOWN
        if before is not None and before != known:
            if replaces is None and _has_others(database, before, place):
                connection.execute(
                    "DELETE FROM source WHERE article = ? AND place = CAST(? AS TEXT)", (before, utf8(place))
                )
            elif known is None:
                versions.replace(database, before, article, raw, unread=replaces is None)
                copies.note(database, before, article)
                number, added = before, Added.VERSION
            else:
                versions.merge(database, before, known)
                added = Added.VERSION
        if number is None:
            number = articles.insert(database, article, raw)
            copies.note(database, number, article)
        if article.source:
            connection.execute(
                "INSERT INTO source (article, source, place) VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT))"
                " ON CONFLICT (article, source) DO UPDATE SET behind = 0",
                (number, utf8(article.source), utf8(place)),
            )
    return added


def current(database: Database, article_id: str) -> int:
    """The number of the article that has this id or had it before. Raises LibraryError where there is none."""
    row = database.row(
        "SELECT number FROM article WHERE id = ? UNION ALL"
        " SELECT * FROM (SELECT article FROM version WHERE id = ? ORDER BY number DESC LIMIT 1) LIMIT 1",
        article_id,
        article_id,
    )
    return int(row[0]) if row else articles.number_of(database, article_id)


def place_of(source: str) -> str | None:
    """Where a source is, whatever the working directory; None of one by whose name anything may come."""
    if not source or source == "-" or source.startswith(("samples/", *_PASSING)):
        return None
    if _ADDRESS.match(source):
        return source
    try:
        # Nothing is left out of it but what means "here": ".." may lead elsewhere behind a symbolic link.
        path, mark, member = os.path.join(os.getcwd(), source).partition("#")
    except OSError:  # the working directory is gone
        return None
    return _HERE.sub("/", path) + mark + member


def of_source(database: Database, source: str) -> list[str]:
    """The ids of the articles that were read from a place, or from something in it, in order of loading."""
    place = place_of(source)
    if place is None:
        return []
    return [
        row[0]
        for row in database.rows(
            # Two look-ups in the index; as one condition they would be a walk over all sources.
            "SELECT id FROM article WHERE number IN (SELECT article FROM source WHERE place = CAST(? AS TEXT) UNION"
            " SELECT article FROM source WHERE place >= CAST(? AS TEXT) AND place < CAST(? AS TEXT)) ORDER BY number",
            *map(utf8, (place, f"{place}#", f"{place}$")),
        )
    ]


def _of_text(database: Database, article_id: str) -> int | None:
    row = database.row("SELECT number FROM article WHERE id = ?", article_id)
    return None if row is None else int(row[0])


def _before(database: Database, place: str | None, known: int | None) -> tuple[int | None, bool]:
    """The article that a place gave, `known` if it is among several, and whether the place is behind."""
    if place is None:
        return None, False
    row = database.row(
        "SELECT article, behind FROM source WHERE place = CAST(? AS TEXT) ORDER BY article IS ? DESC, rowid DESC",
        utf8(place),
        known,
    )
    return (int(row[0]), bool(row[1]) and row[0] != known) if row else (None, False)


def _has_others(database: Database, number: int, place: str | None) -> bool:
    """Whether an article comes from other places, too."""
    return (
        database.row(
            "SELECT 1 FROM source WHERE article = ? AND NOT behind AND place IS NOT CAST(? AS TEXT)",
            number,
            utf8(place),
        )
        is not None
    )
