"""The list of articles: all that the library hands out before the first paint, so it is by itself."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from newsreader.core.library.connection import Database, Row


class ArticleRow(NamedTuple):
    """An article as a list shows it, without its text.

    source: where it was first read from. added: UTC, ISO 8601. words: words between white space.
    analysed: the engine of its analysis, None before there is one. quotes: how many that somebody is reported as
    saying (scare quotes are not counted). opened: a reader has had it on the screen,
    and has not called it unread since. starred, tags, note: the reader's own; note: the words of the newest note on
    the article as a whole, "" without one. url: where it stands on the web. copies: how many other articles are near
    copies of it.
    """

    id: str
    title: str
    source: str
    outlet: str | None
    author: str | None
    published: str | None
    added: str
    words: int
    analysed: str | None
    quotes: int
    opened: bool
    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""
    url: str | None = None
    copies: int = 0


FIRST_SOURCE = "coalesce((SELECT source FROM source WHERE article = number ORDER BY source.rowid LIMIT 1), '')"
"""SQL: where an article was first read from."""

_ROW = (
    f"number, id, title, {FIRST_SOURCE}, outlet, author, published, added, words, engine, quotes, opened, starred,"
    " url, story"
)


ORDERS = {
    "loaded": "number",
    "newest": "published IS NULL, published DESC, number DESC",
    "outlet": "outlet IS NULL, outlet COLLATE NOCASE, published DESC, number DESC",
    "title": "title = '', ltrim(title, '\"“„«‘''‚‹') COLLATE NOCASE, number",
}
"""SQL: the orders that a list of articles can have. Without a date, an outlet or a title they stand at the end."""


def listed(database: Database, order: str = "loaded") -> list[ArticleRow]:
    """Every article without its text. order: one of `ORDERS`; as loaded, the one loaded last is at the end."""
    tags: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for number, tag in database.rows("SELECT article, tag FROM tag WHERE start IS NULL ORDER BY number"):
        tags[number] += (tag,)
    notes: dict[int, str] = dict(database.rows("SELECT article, words FROM note WHERE start IS NULL ORDER BY number"))
    rows = database.rows(f"SELECT {_ROW} FROM article ORDER BY {ORDERS[order]}")
    stories: dict[int, int] = dict(
        database.rows("SELECT story, count(*) FROM article WHERE story IS NOT NULL GROUP BY story")
    )
    return [_row(row, tags.get(row[0], ()), notes.get(row[0], ""), stories.get(row[-1], 1) - 1) for row in rows]


def row(database: Database, article_id: str) -> ArticleRow | None:
    """One article without its text; None where there is none."""
    found = database.row(f"SELECT {_ROW} FROM article WHERE id = ?", article_id)
    if found is None:
        return None
    tags = database.rows("SELECT tag FROM tag WHERE article = ? AND start IS NULL ORDER BY number", found[0])
    note = database.row(
        "SELECT words FROM note WHERE article = ? AND start IS NULL ORDER BY number DESC LIMIT 1", found[0]
    )
    story = database.row("SELECT count(*) FROM article WHERE story = ?", found[-1])
    copies = max(0, story[0] - 1) if story else 0
    return _row(found, tuple(tag for (tag,) in tags), note[0] if note else "", copies)


def _row(row: Row, tags: tuple[str, ...], note: str, copies: int) -> ArticleRow:
    _, id_, title, source, outlet, author, published, added, words, engine, quotes, opened, starred, url, _ = row
    return ArticleRow(
        id_,
        title,
        source,
        outlet,
        author,
        published,
        added,
        words,
        engine,
        quotes,
        bool(opened),
        bool(starred),
        tags,
        note,
        url,
        copies,
    )
