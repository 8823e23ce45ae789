"""Articles in and out of the library."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime

from newsreader.core.errors import LibraryError
from newsreader.core.library.connection import Database, Row, utf8
from newsreader.core.library.listing import FIRST_SOURCE
from newsreader.core.library.passages import passages
from newsreader.core.model import Article, Block, BlockKind, Span


def insert(database: Database, article: Article, raw: bytes) -> int:
    """Put in an article that is not there; its number inside the file."""
    with database.writing() as connection:
        number = connection.execute(
            # Not the number of one that may be brought back: SQLite gives that of the newest again once it is gone.
            "INSERT INTO article (number, id, title, outlet, author, published, language, url, added, words) VALUES"
            " ((SELECT 1 + max(coalesce((SELECT max(number) FROM article), 0),"
            " coalesce((SELECT max(article) FROM removed), 0))), ?" + ", CAST(? AS TEXT)" * 6 + ", ?, ?)",
            (
                article.id,
                *map(
                    utf8,
                    (
                        article.title,
                        article.outlet,
                        article.author,
                        article.published,
                        article.language,
                        article.url,
                    ),
                ),
                datetime.now(UTC).isoformat(timespec="milliseconds"),
                len(article.text.split()),
            ),
        ).lastrowid
        assert number is not None
        put_text(database, number, article, raw)
    return number


def put_text(database: Database, number: int, article: Article, raw: bytes) -> None:
    """Keep the text of an article that has none."""
    with database.writing() as connection:
        same = not raw or raw == utf8(article.text)
        connection.execute(
            "INSERT INTO original VALUES (?, ?, ?)", (number, packed_blocks(article), None if same else packed(raw))
        )
        connection.executemany(
            "INSERT INTO passage (article, start, kind, words) VALUES (?, ?, ?, CAST(? AS TEXT))",
            [(number, start, kind, utf8(article.text[start:end])) for (start, end), kind in passages(article)],
        )
        if article.title and not _title_in_text(article):
            connection.execute(
                "INSERT INTO passage (article, start, kind, words) VALUES (?, -1, 'title', CAST(? AS TEXT))",
                (number, utf8(article.title)),
            )


def packed(raw: bytes) -> bytes:
    """Bytes as they are kept."""
    return zlib.compress(raw)


def packed_blocks(article: Article) -> str:
    """The blocks of an article as they are kept."""
    return json.dumps([[b.start, b.end, b.kind] for b in article.blocks], separators=(",", ":"))


def blocks_from(kept: str) -> tuple[Block, ...]:
    """Blocks from what `packed_blocks` made of them."""
    return tuple(Block(start, end, BlockKind(kind)) for start, end, kind in json.loads(kept))


def _title_in_text(article: Article) -> bool:
    headlines = (article.text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.HEADLINE)
    return any(headline.split() == article.title.split() for headline in headlines)


def number_of(database: Database, article_id: str) -> int:
    """The number of an article inside the file. Raises LibraryError where there is none."""
    row = database.row("SELECT number FROM article WHERE id = ?", article_id)
    if row is None:
        raise LibraryError("an article is no longer in the library")
    return int(row[0])


def text_of(database: Database, number: int) -> str:
    """The whole text of an article."""
    return "".join(
        row[0]
        for row in database.rows("SELECT words FROM passage WHERE article = ? AND start >= 0 ORDER BY start", number)
    )


def length_of(database: Database, number: int) -> int:
    """How many characters the text of an article has; quicker than reading it, which in a book takes its time."""
    row = database.row("SELECT start, words FROM passage WHERE article = ? ORDER BY start DESC LIMIT 1", number)
    return 0 if row is None or row[0] < 0 else row[0] + len(row[1])


def stretch_of(database: Database, number: int, span: Span) -> str:
    """The characters of an article's text at a span."""
    rows = database.rows(
        "SELECT start, words FROM passage WHERE article = ? AND start < ? AND start >="
        " coalesce((SELECT max(start) FROM passage WHERE article = ? AND start BETWEEN 0 AND ?), 0) ORDER BY start",
        *(number, span[1], number, span[0]),
    )
    first = rows[0][0] if rows else 0
    return "".join(words for _, words in rows)[span[0] - first : span[1] - first]


def article(database: Database, article_id: str) -> Article:
    """The article as it was kept, with the source it was first read from. Raises LibraryError where there is none."""
    return article_at(database, number_of(database, article_id))


def article_at(database: Database, number: int) -> Article:
    """The article of a number inside the file."""
    row = database.row(
        f"SELECT title, {FIRST_SOURCE}, outlet, author, published, language, url, blocks"
        " FROM article JOIN original ON original.article = number WHERE number = ?",
        number,
    )
    if row is None:
        raise LibraryError("an article is no longer in the library")
    return article_from(text_of(database, number), row)


def article_from(text: str, row: Row) -> Article:
    """The article of a text and a row of title, source, outlet, author, published, language, url and blocks."""
    title, source, outlet, author, published, language, url, blocks = row
    return Article(text, title, blocks_from(blocks), source, outlet, author, published, language, url)


def raw(database: Database, article_id: str) -> bytes:
    """The bytes the article was read from; its text in UTF-8 where none were given. Raises LibraryError."""
    number = number_of(database, article_id)
    row = database.row("SELECT raw FROM original WHERE article = ?", number)
    if row is None or row[0] is None:
        return text_of(database, number).encode("utf-8", "surrogatepass")
    return zlib.decompress(row[0])


def sources(database: Database, article_id: str) -> list[str]:
    """Every place the text was read from, the first one first."""
    return [
        row[0]
        for row in database.rows(
            "SELECT source FROM source JOIN article ON article = number WHERE id = ? ORDER BY source.rowid", article_id
        )
    ]
