"""The library: the articles a reader has loaded and what was found in them, in one SQLite file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from newsreader.core.errors import LibraryError
from newsreader.core.later import Later
from newsreader.core.library import listing
from newsreader.core.library.connection import Database, utf8

# What not every reader of a library needs is loaded with its first use: the first paint waits for this.
if TYPE_CHECKING:
    import newsreader.core.library.annotations as marks  # by "from" it would be __future__'s
    from newsreader.core.library import analyses, articles, copies, intake, keeping, records, versions
    from newsreader.core.library.corrections import Corrections
    from newsreader.core.library.edits import Edits
    from newsreader.core.library.feeds import Feeds
    from newsreader.core.library.files import Files
    from newsreader.core.library.identities import Identities
    from newsreader.core.library.refusals import Refusals
    from newsreader.core.library.rows import (
        Added,
        ArticleRow,
        EntityRow,
        MarkRow,
        Note,
        PersonRow,
        QuoteRow,
        VersionRow,
    )
    from newsreader.core.library.travels import Travels
    from newsreader.core.model import Analysis, Article, EntityKind, Span
else:
    analyses = Later("newsreader.core.library.analyses")
    articles = Later("newsreader.core.library.articles")
    copies = Later("newsreader.core.library.copies")
    intake = Later("newsreader.core.library.intake")
    keeping = Later("newsreader.core.library.keeping")
    marks = Later("newsreader.core.library.annotations")
    records = Later("newsreader.core.library.records")
    versions = Later("newsreader.core.library.versions")


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
        place = path
        try:
            place = path or _users_own()
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

    def add(self, article: Article, raw: bytes = b"", replaces: str | None = None) -> Added:
        """Keep an article and the bytes it was read from; tells whether it is new, known or a new version of one.

        A text that is there already is not kept twice, only the new source is noted. Another text from the same
        source takes the place of the one before, which becomes an earlier version. replaces: the id of an article
        that gets this text although it is from elsewhere, such as the whole text of a teaser.
        """
        return intake.add(self.database, article, raw, replaces)

    def current(self, article_id: str) -> str | None:
        """The id that the article of an id has now that it may have got a new text; None where it is gone."""
        try:
            number = intake.current(self.database, article_id)
        except LibraryError:
            return None
        row = self.database.row("SELECT id FROM article WHERE number = ?", number)
        return None if row is None else str(row[0])

    def versions(self, article_id: str) -> list[VersionRow]:
        """The earlier texts of an article, the one replaced last at the end."""
        return versions.listed(self.database, article_id)

    def version(self, number: int) -> Article:
        """An earlier text of an article. Raises LibraryError where there is none of this number."""
        return versions.version(self.database, number)

    def version_raw(self, number: int) -> bytes:
        """The bytes an earlier text was read from; itself in UTF-8 where none were given."""
        return versions.raw(self.database, number)

    def copies(self, article_id: str) -> list[ArticleRow]:
        """The other articles that are near copies of one: the same story, printed elsewhere with small changes."""
        return copies.copies(self.database, article_id)

    def find_copies(self, most: int = 100) -> int:
        """Look for copies of articles that older releases have kept, so many at most; how many are left to look at."""
        return copies.catch_up(self.database, most)

    def articles(self, order: str = "loaded") -> list[ArticleRow]:
        """All articles without their texts.

        order: "loaded", the one loaded last at the end; "newest" first; by "outlet", the newest of each first; by
        "title".
        """
        return listing.listed(self.database, order)

    def row(self, article_id: str) -> ArticleRow | None:
        """One article without its text; None where there is none of this id."""
        return listing.row(self.database, article_id)

    def article(self, article_id: str) -> Article:
        """One article. Raises LibraryError where there is none of this id."""
        return articles.article(self.database, article_id)

    def raw(self, article_id: str) -> bytes:
        """The bytes an article was read from; its text in UTF-8 where none were given."""
        return articles.raw(self.database, article_id)

    def sources(self, article_id: str) -> list[str]:
        """Every place the same text was read from, the first one first."""
        return articles.sources(self.database, article_id)

    def of_source(self, path: str) -> list[str]:
        """The ids of the articles that were read from a file or address, or from something in it."""
        return intake.of_source(self.database, path)

    def remove(self, article_id: str) -> None:
        """Remove an article with all that belongs to it; nothing happens where there is none.

        `edits.undo` brings it back as it was, for `removals.DAYS` days.
        """
        from newsreader.core.library import removals

        removals.remove(self.database, article_id)

    def __contains__(self, article_id: str) -> bool:
        return self.database.row("SELECT 1 FROM article WHERE id = ?", article_id) is not None

    def __len__(self) -> int:
        row = self.database.row("SELECT count(*) FROM article")
        return int(row[0]) if row else 0

    def __bool__(self) -> bool:
        """A library is true even while it is empty."""
        return True

    def put_analysis(self, article_id: str, analysis: Analysis, across: bool = True) -> None:
        """Keep what the machine found in an article in place of what it found before; the reader's corrections stay.

        across: look at once for its people and quotes in other articles; else `identities.catch_up` and
        `travels.catch_up` will. Raises LibraryError where the article is gone, and for an analysis with corrections.
        """
        keeping.put(self.database, article_id, analysis, across)

    def analysis(self, article_id: str) -> Analysis | None:
        """An article's analysis, by whatever engine made it, with the reader's corrections in it.

        None before there is one, and where it is unreadable.
        """
        return analyses.analysis(self.database, article_id)

    def machine_analysis(self, article_id: str) -> Analysis | None:
        """What the machine found in an article, without the reader's corrections; None as `analysis`."""
        return analyses.machine(self.database, article_id)

    def pending(self, engine: str) -> list[str]:
        """The ids of the articles that this engine has not analysed."""
        return analyses.pending(self.database, engine)

    def quotes(self) -> list[QuoteRow]:
        """Every quote of every article."""
        return records.quotes(self.database)

    def speakers(self) -> list[str]:
        """The names of all who are quoted, the one quoted most often first."""
        return records.speakers(self.database)

    def entities(self) -> list[EntityRow]:
        """Every person, organisation and place of every article."""
        return records.entities(self.database)

    def state(self, key: str) -> str | None:
        """What was left under a key, such as where the reader left off."""
        row = self.database.row("SELECT value FROM state WHERE key = ?", key)
        return None if row is None else str(row[0])

    def set_state(self, key: str, value: str) -> None:
        """Leave a value under a key."""
        with self.database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO state VALUES (?, CAST(? AS TEXT))", (key, utf8(value)))

    def mark_opened(self, article_id: str, opened: bool = True) -> None:
        """Note that a reader has had the article on the screen, or (False) wants it to count as unread again."""
        with self.database.writing() as connection:
            connection.execute(
                "UPDATE article SET opened = ? WHERE id = ? AND opened != ?", (opened, article_id, opened)
            )

    def star(self, article_id: str, span: Span | None = None, *, at: str | None = None) -> None:
        """Star an article, or some characters of its text; see `annotations.star`."""
        marks.star(self.database, article_id, True, span, at)

    def unstar(self, article_id: str, span: Span | None = None) -> None:
        """Take the star from an article, or from some characters of its text; see `annotations.star`."""
        marks.star(self.database, article_id, False, span)

    def starred(self) -> list[str]:
        """The ids of the articles that are starred as a whole."""
        return marks.starred(self.database)

    def set_tags(self, article_id: str, tags: Iterable[str], span: Span | None = None) -> tuple[str, ...]:
        """Give an article, or some characters of its text, these tags and no others; see `annotations.set_tags`."""
        return marks.set_tags(self.database, article_id, tags, span)

    def tags_of(self, article_id: str, span: Span | None = None) -> tuple[str, ...]:
        """The tags of an article, or of some characters of its text, in the order in which they were given."""
        return marks.tags_of(self.database, article_id, span)

    def tags(self) -> dict[str, int]:
        """Every tag with how many articles have it, as a whole or on some words."""
        return marks.tags(self.database)

    def add_note(self, article_id: str, words: str, span: Span | None = None, *, written: str | None = None) -> Note:
        """Write a note on some characters of an article's text, or on the article as a whole."""
        return marks.add_note(self.database, article_id, words, span, written)

    def change_note(self, number: int, words: str) -> None:
        """Give a note other words. Raises LibraryError where there is no note of this number."""
        marks.change_note(self.database, number, words)

    def remove_note(self, number: int) -> None:
        """Remove a note; nothing happens where there is none."""
        marks.remove_note(self.database, number)

    def notes(self, article_id: str) -> list[Note]:
        """The notes on an article: those on the whole first, the others in text order."""
        return marks.notes(self.database, article_id)

    def marked(self, article_id: str | None = None) -> list[MarkRow]:
        """Every star, tag, note and correction, of one article or of all, in order of loading and then of the text."""
        return marks.marked(self.database, article_id)

    def save_search(self, name: str, query: str) -> None:
        """Keep a query under a name, in place of one that the name stood for."""
        marks.save_search(self.database, name, query)

    def forget_search(self, name: str) -> None:
        """Remove a saved search; nothing happens where there is none."""
        marks.forget_search(self.database, name)

    def saved_searches(self) -> dict[str, str]:
        """The saved queries by their names."""
        return marks.saved_searches(self.database)

    def remember_query(self, query: str) -> None:
        """Note that a query was made."""
        marks.remember_query(self.database, query)

    def forget_query(self, query: str) -> None:
        """Remove a query from the history; nothing happens where there is none."""
        marks.forget_query(self.database, query)

    def history(self) -> list[str]:
        """The queries made lately, each once, the newest first."""
        return marks.history(self.database)

    def people(self, kind: EntityKind | None = None) -> list[PersonRow]:
        """Every person, organisation and place across articles, or those of a kind; the most quoted first."""
        return self.identities.people(kind)

    @cached_property
    def identities(self) -> Identities:
        """Who is one across articles, and what the reader says of that."""
        from newsreader.core.library.identities import Identities

        return Identities(self.database)

    @cached_property
    def reader(self) -> str:
        """The name that corrections are made under: the login name, unless another is set."""
        import getpass

        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):  # no such user, no such module
            return "reader"

    @cached_property
    def corrections(self) -> Corrections:
        """What the reader says of quotes: whose they are, of which kind, which words, or that they are none."""
        from newsreader.core.library.corrections import Corrections

        return Corrections(self.database, lambda: self.reader)

    @cached_property
    def edits(self) -> Edits:
        """What the reader did, to be undone and done again."""
        from newsreader.core.library.edits import Edits

        return Edits(self.database)

    @cached_property
    def refused(self) -> Refusals:
        """The sources that could not be read."""
        from newsreader.core.library.refusals import Refusals

        return Refusals(self.database)

    @cached_property
    def feeds(self) -> Feeds:
        """The feeds that are subscribed to, and which of their entries are here."""
        from newsreader.core.library.feeds import Feeds

        return Feeds(self.database)

    @cached_property
    def files(self) -> Files:
        """What is known of files and folders: those that have been taken in, those that are watched."""
        from newsreader.core.library.files import Files

        return Files(self.database)

    @cached_property
    def travels(self) -> Travels:
        """The same quote in several articles."""
        from newsreader.core.library.travels import Travels

        return Travels(self.database)

    def back_up_daily(self) -> Path | None:
        """Copy the library to its folder of backups, at most once a day; see `backups.back_up_daily`."""
        from newsreader.core.library import backups  # not needed by those who only read

        return None if self._temporary else backups.back_up_daily(self.path)

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
