"""newsboat's own files: its list of feeds ("urls") and what it has kept of them ("cache.db").

The database is opened read-only and without touching it; what another program, or somebody with intentions, has put
into one like it is named. Nothing in it is run.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

from newsreader.core.errors import SourceError
from newsreader.core.sources.document import Refusal, Subscription
from newsreader.core.sources.feedmodel import Entry, Feed, content, item, link, one_line, plain
from newsreader.core.sources.files import reason
from newsreader.core.text import decode
from newsreader.core.text.decoding import NotText
from newsreader.core.web.addresses import is_address, normalise, shown

SECONDS = 60.0
"""After so long a single query is given up: a view can be made to take forever."""

MOST_BYTES = 15_000_000
"""Of one value in the database."""

_REFUSED = {
    "query:": "a query feed of newsboat; save a search instead",
    "exec:": "a program of newsboat's; only addresses are taken",
    "filter:": "a filter of newsboat's; only addresses are taken",
    "file:": "a file; only addresses are taken",
}


def urls(raw: bytes, source: str) -> Iterator[Subscription | Refusal]:
    """The feeds of a file "urls": an address a line, then tags, "~" before a title. The rest is refused by name.

    Raises SourceError where the bytes are no text.
    """
    try:
        text = decode(raw).text
    except NotText as error:
        raise SourceError(source, str(error)) from None
    for line in text.splitlines():
        words = _words(line)
        if not words:
            continue
        first, *rest = words
        if why := next((why for start, why in _REFUSED.items() if first.lower().startswith(start)), None):
            yield Refusal(one_line(first)[:200], why)
            continue
        try:
            url = normalise(first)
        except SourceError as error:
            yield Refusal(error.source or source, error.reason)
            continue
        title = next((one_line(word[1:]) for word in rest if word.startswith("~")), "")
        tags = (one_line(word) for word in rest if not word.startswith(("~", "!")))
        yield Subscription(url, title, tuple(dict.fromkeys(tag for tag in tags if tag)))


def _words(line: str) -> list[str]:
    """The words of a line, those in quotation marks whole; what follows a "#" at the start of a word is a comment."""
    words: list[str] = []
    at = 0
    while at < len(line):
        if line[at].isspace():
            at += 1
        elif line[at] == "#":
            break
        elif line[at] == '"':
            at += 1
            word = []
            while at < len(line) and line[at] != '"':
                at += line[at] == "\\" and at + 1 < len(line)
                word.append(line[at])
                at += 1
            at += 1
            words.append("".join(word))
        else:
            end = at
            while end < len(line) and not line[end].isspace():
                end += 1
            words.append(line[at:end])
            at = end
    return words


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that newsboat has kept. raw: as an item of a JSON Feed; source: what it goes by. feed: its address."""

    feed: str
    guid: str
    raw: bytes
    source: str
    opened: bool
    starred: bool
    dropped: bool


def cache(path: str) -> Iterator[Subscription | Kept | Refusal]:
    """What a cache.db holds: its feeds, then their entries, the oldest first, and what of it cannot be read.

    Starred are entries with any flag; dropped those that were deleted. Raises SourceError where the file cannot be read
    or is none of newsboat's.
    """
    with contextlib.closing(_opened(path)) as database:
        try:
            tables = dict(
                database.execute("SELECT name, type FROM sqlite_schema WHERE name IN ('rss_feed', 'rss_item')")
            )
            if tables != {"rss_feed": "table", "rss_item": "table"}:
                raise SourceError(path, "not a database of newsboat's")
            feeds: dict[str, Feed] = {}
            for address, site, title in database.execute("SELECT rssurl, url, title FROM rss_feed ORDER BY rowid"):
                feed = Feed(plain(_text(title), "text"), link(_text(site), None))
                try:
                    if not is_address(_text(address)):
                        continue  # of a query, a program or a file: its entries are taken, the feed cannot be
                    url = normalise(_text(address))
                except SourceError as error:
                    yield Refusal(error.source, error.reason)
                    continue
                feeds[_text(address)] = feed
                yield Subscription(url, feed.title)
            yield from _entries(database, feeds)
        except sqlite3.Error as error:
            yield Refusal(path, _in_words(error))


def _entries(database: sqlite3.Connection, feeds: dict[str, Feed]) -> Iterator[Kept | Refusal]:
    columns = {_text(row[1]) for row in database.execute("PRAGMA table_info(rss_item)")}
    flags, deleted = (name if name in columns else "NULL" for name in ("flags", "deleted"))
    rows = database.execute(
        f"SELECT guid, title, author, url, feedurl, pubDate, content, unread, {flags}, {deleted}"
        " FROM rss_item ORDER BY pubDate, rowid"
    )
    for guid, title, author, url, feedurl, published, words, unread, flag, dropped in rows:
        address = _text(feedurl)
        feed = feeds.get(address, Feed())
        place = link(_text(url), None)
        html, text = content(_text(words))
        entry = Entry(
            one_line(_text(guid)) or place or "",
            place,
            plain(_text(title), "text"),
            tuple(filter(None, (plain(_text(author), "text"),))),
            _moment(published),
            html,
            text,
        )
        if not entry.guid:
            yield Refusal(f"{one_line(address)}#", "an entry without a name")
            continue
        name = shown(address) if address in feeds else one_line(address)
        yield Kept(
            normalise(address) if address in feeds else "",
            entry.guid,
            item(entry, feed),
            entry.url or f"{name}#{entry.guid}",
            opened=not unread,
            starred=bool(flag),
            dropped=bool(dropped),
        )


def _opened(path: str) -> sqlite3.Connection:
    try:
        with open(path, "rb") as file:
            magic = file.read(16)
    except OSError as error:
        raise SourceError(path, reason(error)) from None
    if magic != b"SQLite format 3\0":
        raise SourceError(path, "not an SQLite database")
    # immutable: no lock is taken and no file made beside it. What newsboat has not merged yet is in another file.
    log = f"{path}-wal"
    waiting = os.path.exists(log) and os.path.getsize(log) > 0
    where = f"file:{quote(os.path.abspath(path))}?mode=ro" + ("" if waiting else "&immutable=1")
    try:
        database = sqlite3.connect(where, uri=True)
        database.text_factory = lambda stored: stored.decode("utf-8", "replace")
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA cell_size_check = ON")
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES)
    except sqlite3.Error as error:
        raise SourceError(path, _in_words(error)) from None
    last = time.monotonic() + SECONDS
    database.set_progress_handler(lambda: time.monotonic() > last, 100_000)
    return database


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def _moment(value: object) -> str | None:
    if not isinstance(value, int) or not 0 < value < 10**10:
        return None
    return datetime.fromtimestamp(value, UTC).isoformat(timespec="seconds")


def _in_words(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return {
        sqlite3.SQLITE_INTERRUPT: "reading the database takes too long",
        sqlite3.SQLITE_CORRUPT: "the database is damaged; what could be read of it was taken",
        sqlite3.SQLITE_NOTADB: "the database is damaged",
        sqlite3.SQLITE_BUSY: "newsboat is writing to it; close newsboat and try again",
    }.get(code, f"the database cannot be read ({one_line(str(error))[:100]})")
