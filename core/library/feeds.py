"""Feeds that are subscribed to: what is known of them, and which of their entries are articles here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from newsreader.core.errors import LibraryError
from newsreader.core.library.annotations import tidy
from newsreader.core.library.connection import Database, Row, utf8
from newsreader.core.library.rows import FeedRow

_ROW = (
    "feed.number, feed.url, feed.title, site, tags, checked, due, failures, error, gone, typed, etag, modified,"
    " count(CASE WHEN article.opened = 0 THEN 1 END), count(article.number)"
    " FROM feed LEFT JOIN entry ON entry.feed = feed.number LEFT JOIN article ON article.number = entry.article"
)


class Feeds:
    """The feeds of a library. Every method raises LibraryError where the file cannot be read or written.

    Addresses are expected in the one spelling that `newsreader.core.web.normalise` gives them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def subscribe(self, url: str, title: str = "", tags: Iterable[str] = (), *, typed: bool = False) -> bool:
        """Subscribe to a feed. True: it is new. False: it is there; the tags are added, and it is tried again.

        title: what the reader calls it; without one it gets the feed's own. typed: see `FeedRow`.
        """
        with self._database.writing() as connection:
            row = connection.execute("SELECT number, tags FROM feed WHERE url = ?", (url,)).fetchone()
            if row is None:
                connection.execute(
                    "INSERT INTO feed (url, title, tags, typed) VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), ?)",
                    (url, utf8(title), utf8("\n".join(tidy(tags))), typed),
                )
                return True
            connection.execute(
                "UPDATE feed SET title = iif(title = '', CAST(? AS TEXT), title), tags = CAST(? AS TEXT),"
                " typed = max(typed, ?), gone = 0, due = NULL WHERE number = ?",
                (utf8(title), utf8("\n".join(tidy([*row[1].split("\n"), *tags]))), typed, row[0]),
            )
        return False

    def add(self, url: str, title: str = "", tags: Iterable[str] = (), *, typed: bool = False) -> FeedRow:
        """`subscribe`; gives the feed."""
        self.subscribe(url, title, tags, typed=typed)
        return self[url]

    def all(self) -> list[FeedRow]:
        """Every feed, by title, with how many of its articles are unread and how many there are."""
        rows = self._database.rows(f"SELECT {_ROW} GROUP BY feed.number")
        return sorted(map(_row, rows), key=lambda row: (row.title or row.url).casefold())

    def due(self, now: datetime | None = None) -> list[FeedRow]:
        """The feeds that are to be asked for, the one that has waited longest first."""
        moment = _iso(now or datetime.now(UTC))
        rows = self._database.rows(
            f"SELECT {_ROW} WHERE NOT gone AND (due IS NULL OR due <= ?)"
            " GROUP BY feed.number ORDER BY due, feed.number",
            moment,
        )
        return list(map(_row, rows))

    def get(self, which: str | int) -> FeedRow | None:
        """A feed by its address or number; None where there is none."""
        column = "number" if isinstance(which, int) else "url"
        row = self._database.row(f"SELECT {_ROW} WHERE feed.{column} = ? GROUP BY feed.number", which)
        return None if row is None else _row(row)

    def __getitem__(self, which: str | int) -> FeedRow:
        """A feed by its address or number. Raises LibraryError where there is none."""
        row = self.get(which)
        if row is None:
            raise LibraryError("a feed is no longer in the library")
        return row

    def remove(self, which: str | int) -> bool:
        """Unsubscribe, by address or number; the articles stay. False: there is no such feed."""
        column = "number" if isinstance(which, int) else "url"
        with self._database.writing() as connection:
            return connection.execute(f"DELETE FROM feed WHERE {column} = ?", (which,)).rowcount > 0

    def known(self, number: int) -> dict[str, str | None]:
        """The entries of a feed that were seen before: by guid the digest of what they said when they were taken.

        "" where that is not known; None for one whose article the reader has removed, which is not to come back.
        """
        rows = self._database.rows("SELECT guid, digest, article FROM entry WHERE feed = ?", number)
        return {
            guid: None if article is None and not digest.startswith("-") else digest.removeprefix("-")
            for guid, digest, article in rows
        }

    def link(self, number: int, guid: str, article_id: str | None, digest: str = "", *, dropped: bool = False) -> None:
        """Note what became of an entry: the id of its article, None where it could not be read.

        dropped: there is no article because the reader does not want it.
        """
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO entry (feed, guid, digest, article) VALUES"
                " (?, CAST(? AS TEXT), ?, (SELECT number FROM article WHERE id = ?))",
                (number, utf8(guid), digest if article_id or dropped else f"-{digest}", article_id),
            )

    def set_digest(self, number: int, guid: str, digest: str) -> None:
        """Note what an entry says, where that was not known."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE entry SET digest = ? WHERE feed = ? AND guid = CAST(? AS TEXT) AND digest = ''",
                (digest, number, utf8(guid)),
            )

    def note_success(
        self,
        number: int,
        due: datetime,
        *,
        etag: str | None = None,
        modified: str | None = None,
        title: str = "",
        site: str | None = None,
        moved: str | None = None,
    ) -> None:
        """Note that a feed could be had, and what was said of it. title: kept where it has none yet.

        moved: its address from now on, unless another feed has that already.
        """
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE feed SET checked = ?, due = ?, failures = 0, error = '', gone = 0, etag = ?, modified = ?,"
                " title = iif(title = '', CAST(? AS TEXT), title), site = coalesce(?, site) WHERE number = ?",
                (_now(), _iso(due), etag, modified, utf8(title), site, number),
            )
            self._move(number, moved)

    def note_failure(
        self, number: int, error: str, due: datetime, *, gone: bool = False, moved: str | None = None
    ) -> None:
        """Note that a feed could not be had, why, and when to try again. gone, moved: the server said so."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE feed SET checked = ?, due = ?, failures = failures + 1, error = CAST(? AS TEXT), gone = ?"
                " WHERE number = ?",
                (_now(), _iso(due), utf8(error), gone, number),
            )
            self._move(number, moved)

    def _move(self, number: int, url: str | None) -> None:
        if url is None:
            return
        with self._database.writing() as connection:
            row = connection.execute("SELECT url FROM feed WHERE number = ?", (number,)).fetchone()
            same = row is not None and urlsplit(row[0]).netloc == urlsplit(url).netloc
            connection.execute(
                "UPDATE OR IGNORE feed SET url = ?, typed = typed AND ? WHERE number = ?", (url, same, number)
            )


def _row(row: Row) -> FeedRow:
    number, url, title, site, tags, checked, due, failures, error, gone, typed, etag, modified, unread, total = row
    return FeedRow(
        number,
        url,
        title,
        site,
        tuple(tag for tag in tags.split("\n") if tag),
        checked,
        due,
        failures,
        error,
        bool(gone),
        bool(typed),
        unread,
        total,
        etag,
        modified,
    )


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _now() -> str:
    return _iso(datetime.now(UTC))
