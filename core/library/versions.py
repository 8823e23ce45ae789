"""Earlier texts of articles: kept apart, so that nothing else in the program meets them unasked."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime

from newsreader.core.errors import LibraryError
from newsreader.core.library import articles
from newsreader.core.library.connection import Database, utf8
from newsreader.core.library.rows import VersionRow
from newsreader.core.model import Article, BlockKind

_COLUMNS = "article, id, title, source, outlet, author, published, language, url, words, replaced, blocks, text, raw"
_TEXTS = {2, 3, 4, 5, 6, 7, 8}  # which of them may hold lone surrogates
_INSERT = (
    f"INSERT OR IGNORE INTO version ({_COLUMNS}) VALUES ("
    + ", ".join("CAST(? AS TEXT)" if i in _TEXTS else "?" for i in range(len(_COLUMNS.split(","))))
    + ")"
)


def replace(database: Database, number: int, article: Article, raw: bytes, unread: bool) -> None:
    """Give an article another text, its own becoming an earlier version.

    What the reader added stays, and moves along with the words that it is on (see `moving`). unread: where its body
    is another one, it counts as unread again.
    """
    old = articles.article_at(database, number)
    _keep_current(database, number, number, old)
    with database.writing() as connection:
        for table in ("passage", "quote", "entity", "analysis", "original"):
            connection.execute(f"DELETE FROM {table} WHERE article = ?", (number,))
        connection.execute("DELETE FROM version WHERE article = ? AND id = ?", (number, article.id))
        connection.execute(
            "UPDATE article SET id = ?, title = CAST(? AS TEXT), words = ?, engine = NULL, quotes = 0, sketched = 0,"
            " linked = 0, gathered = 0"
            + "".join(
                f", {column} = coalesce(CAST(? AS TEXT), {column})"
                for column in ("outlet", "author", "published", "language", "url")
            )
            + ", opened = opened AND ? WHERE number = ?",
            (
                article.id,
                utf8(article.title or old.title),
                len(article.text.split()),
                *map(utf8, (article.outlet, article.author, article.published, article.language, article.url)),
                not unread or _body(old) == _body(article),
                number,
            ),
        )
        articles.put_text(database, number, article, raw)
    from newsreader.core.library.moving import move  # seldom needed

    move(database, number, number, old.text, article.text)


def merge(database: Database, number: int, into: int) -> None:
    """Make an article, and its earlier versions, earlier versions of another, which gets what the reader added."""
    old = articles.article_at(database, number)
    _keep_current(database, number, into, old)
    from newsreader.core.library.moving import move  # seldom needed

    move(database, number, into, old.text, articles.text_of(database, into))
    with database.writing() as connection:
        for table in ("source", "version", "entry", "pin"):
            # What is left behind, because it is there already, goes with the article.
            connection.execute(f"UPDATE OR IGNORE {table} SET article = ? WHERE article = ?", (into, number))
        # Tags are given anew: the search index must hear whose they are.
        connection.execute(
            "INSERT OR IGNORE INTO tag (article, tag)"
            " SELECT ?, tag FROM tag WHERE article = ? AND start IS NULL ORDER BY number",
            (into, number),
        )
        connection.execute(
            "DELETE FROM version WHERE article = ? AND id = (SELECT id FROM article WHERE number = ?)", (into, into)
        )
        connection.execute(
            "UPDATE article SET starred = starred OR (SELECT starred FROM article WHERE number = ?) WHERE number = ?",
            (number, into),
        )
        connection.execute("DELETE FROM article WHERE number = ?", (number,))


def put_aside(database: Database, number: int, article: Article, raw: bytes) -> None:
    """Keep a text as an earlier version of an article whose text is a better one."""
    with database.writing() as connection:
        if not database.row("SELECT 1 FROM article WHERE number = ? AND id = ?", number, article.id):
            same = not raw or raw == utf8(article.text)
            connection.execute(_INSERT, _row(number, article, None if same else articles.packed(raw)))


def listed(database: Database, article_id: str) -> list[VersionRow]:
    """The earlier texts of an article, the one replaced last at the end."""
    return [
        VersionRow(*row)
        for row in database.rows(
            "SELECT v.number, v.id, v.title, v.source, v.published, v.words, replaced FROM version v"
            " JOIN article a ON a.number = v.article WHERE a.id = ? ORDER BY v.replaced, v.number",
            article_id,
        )
    ]


def version(database: Database, number: int) -> Article:
    """An earlier text of an article. Raises LibraryError where there is none of this number."""
    row = database.row(
        "SELECT text, title, source, outlet, author, published, language, url, blocks FROM version WHERE number = ?",
        number,
    )
    if row is None:
        raise LibraryError("an earlier version is no longer in the library")
    return articles.article_from(zlib.decompress(row[0]).decode("utf-8", "surrogatepass"), row[1:])


def raw(database: Database, number: int) -> bytes:
    """The bytes an earlier text was read from; itself in UTF-8 where none were given. Raises LibraryError."""
    row = database.row("SELECT coalesce(raw, text) FROM version WHERE number = ?", number)
    if row is None:
        raise LibraryError("an earlier version is no longer in the library")
    return zlib.decompress(row[0])


def _keep_current(database: Database, number: int, owner: int, article: Article) -> None:
    row = database.row("SELECT raw FROM original WHERE article = ?", number)
    with database.writing() as connection:
        connection.execute("DELETE FROM version WHERE article = ? AND id = ?", (owner, article.id))
        connection.execute(_INSERT, _row(owner, article, row[0] if row else None))


def _row(owner: int, article: Article, packed: bytes | None) -> tuple[object, ...]:
    text = article.text.encode("utf-8", "surrogatepass")
    return (
        owner,
        article.id,
        *map(utf8, (article.title, article.source, article.outlet, article.author)),
        *map(utf8, (article.published, article.language, article.url)),
        len(article.text.split()),
        datetime.now(UTC).isoformat(timespec="milliseconds"),
        articles.packed_blocks(article),
        zlib.compress(text),
        packed,
    )


def _body(article: Article) -> list[str]:
    """The words of its paragraphs."""
    blocks = [b for b in article.blocks if b.kind in (BlockKind.BODY, BlockKind.BLOCKQUOTE, BlockKind.ITEM)]
    return " ".join(article.text[b.start : b.end] for b in blocks).split() if blocks else article.text.split()
