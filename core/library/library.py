"""The library: the articles a reader has loaded and what was found in them, in one SQLite file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from newsreader.core.errors import LibraryError
from newsreader.core.library import analyses, articles
from newsreader.core.library.connection import Database, utf8
from newsreader.core.library.rows import ArticleRow, EntityRow, QuoteRow
from newsreader.core.model import Analysis, Article


class Library:
    """An open library. It belongs to the thread that opened it; several, in several processes, may share a file.

    path: the file. notice: a sentence for the reader where all is not well, else "".
    Every method raises LibraryError where the file cannot be read or written.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Open the file, or make it and its folder; without a path the user's own library."""
        self.path = path or _users_own()
        self.notice = ""
        self.database = Database(self.path)
        self._temporary = False

    @classmethod
    def open_for_session(cls, path: Path | None = None) -> Self:
        """Open as `Library()` does, or work on a temporary copy where that cannot be done, and say so in `notice`.

        What stands at the place (a read-only library, another program's file) is left as it is. The copy holds what
        could be read of a library there, is empty otherwise, and goes when it is closed.
        """
        place = path or _users_own()
        try:
            return cls(place)
        except LibraryError as error:
            from newsreader.core.library import session  # seldom needed

            copy = session.temporary_copy(place)
            try:
                library = cls(copy)
            except LibraryError:  # a library, but a damaged or a newer one
                session.empty(copy)
                library = cls(copy)
            library.notice = f"Nothing of this session will be kept, the library cannot be used ({error})."
            library._temporary = True
            return library

    def add(self, article: Article, raw: bytes = b"") -> bool:
        """Keep an article and the bytes it was read from. True: its text is new.

        False: the same text is there already; nothing is kept twice, only the new source is noted.
        A text of more than `articles.LONG` characters can be read at once and searched after `index_rest`.
        """
        return articles.add(self.database, article, raw)

    def index_rest(self) -> None:
        """Make long texts that were added searchable; seconds for a book, next to nothing when there is none."""
        articles.index_rest(self.database)

    def articles(self) -> list[ArticleRow]:
        """All articles without their texts, the one loaded last at the end."""
        return articles.listed(self.database)

    def article(self, article_id: str) -> Article:
        """One article. Raises LibraryError where there is none of this id."""
        return articles.article(self.database, article_id)

    def raw(self, article_id: str) -> bytes:
        """The bytes an article was read from; its text in UTF-8 where none were given."""
        return articles.raw(self.database, article_id)

    def sources(self, article_id: str) -> list[str]:
        """Every place the same text was read from, the first one first."""
        return articles.sources(self.database, article_id)

    def remove(self, article_id: str) -> None:
        """Forget an article with all that belongs to it; nothing happens where there is none."""
        with self.database.writing() as connection:
            connection.execute("DELETE FROM article WHERE id = ?", (article_id,))

    def __contains__(self, article_id: str) -> bool:
        return self.database.row("SELECT 1 FROM article WHERE id = ?", article_id) is not None

    def __len__(self) -> int:
        row = self.database.row("SELECT count(*) FROM article")
        return int(row[0]) if row else 0

    def __bool__(self) -> bool:
        """A library is true even while it is empty."""
        return True

    def put_analysis(self, article_id: str, analysis: Analysis) -> None:
        """Keep an article's analysis in place of the one before. Raises LibraryError where the article is gone."""
        analyses.put(self.database, article_id, analysis)

    def analysis(self, article_id: str) -> Analysis | None:
        """An article's analysis, by whatever engine made it; None before there is one, and where it is unreadable."""
        return analyses.analysis(self.database, article_id)

    def pending(self, engine: str) -> list[str]:
        """The ids of the articles that this engine has not analysed."""
        return analyses.pending(self.database, engine)

    def quotes(self) -> list[QuoteRow]:
        """Every quote of every article."""
        return analyses.quotes(self.database)

    def entities(self) -> list[EntityRow]:
        """Every person, organisation and place of every article."""
        return analyses.entities(self.database)

    def state(self, key: str) -> str | None:
        """What was left under a key, such as where the reader left off."""
        row = self.database.row("SELECT value FROM state WHERE key = ?", key)
        return None if row is None else str(row[0])

    def set_state(self, key: str, value: str) -> None:
        """Leave a value under a key."""
        with self.database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO state VALUES (?, CAST(? AS TEXT))", (key, utf8(value)))

    def mark_opened(self, article_id: str) -> None:
        """Note that a reader has had the article on the screen."""
        with self.database.writing() as connection:
            connection.execute("UPDATE article SET opened = 1 WHERE id = ? AND NOT opened", (article_id,))

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Several writes as one: all are kept or, after an exception, none. Many articles go in three times as fast."""
        with self.database.writing():
            yield

    def close(self) -> None:
        """Close the file; a temporary library is removed. Closing twice is harmless."""
        self.database.close()
        if self._temporary:
            from newsreader.core.library import session

            session.drop(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _users_own() -> Path:
    from newsreader.core.locations import library_file

    return library_file()
