"""Lists of feeds in and out: OPML, newsboat's urls and its cache.db."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from newsreader.core.errors import SourceError
from newsreader.core.feeds import newsboat, opml
from newsreader.core.feeds.importing import import_list
from newsreader.core.feeds.refreshing import Refresher
from newsreader.core.library import Library
from newsreader.core.sources import Refusal, Subscription
from newsreader.core.web.fetched import Fetched
from tests.feeds.conftest import rss

ODD = 'A & B <"c"> \x1b[31m\u202e [/x] \ufffe é\n\t!'

URLS = b"""# my feeds
http://Gull.example/rss boats "far away" "~The \\"Gull\\"" !
"https://lantern.example/feed?a=1&b=2#x" # a comment
"query:Unread:unread = \\"yes\\""
exec:~/bin/evil.sh
"filter:~/bin/x:http://a.example/"
file:///etc/passwd
javascript:alert(1) tag
http://gull.example/rss

"""


def test_what_goes_out_comes_back(library: Library, tmp_path: Path) -> None:
    library.feeds.subscribe("https://lantern.example/feed?a=1&b=2", ODD, ["News", "Sea & <Sky>"])
    library.feeds.subscribe("https://gull.example/feed", "The Gull", ["News"])
    library.feeds.subscribe("https://plain.example/")
    text = opml.dump(library.feeds.all())
    (tmp_path / "list.opml").write_text(text, encoding="utf-8")
    with Library(tmp_path / "other.db") as other:
        assert all(isinstance(step, Subscription) for step in import_list(other, str(tmp_path / "list.opml")))
        mine, back = library.feeds.all(), other.feeds.all()
        assert {feed.url: feed.tags for feed in back} == {feed.url: feed.tags for feed in mine}
        assert other.feeds["https://gull.example/feed"].title == "The Gull"
        assert (
            other.feeds["https://lantern.example/feed?a=1&b=2"].title == 'A & B <"c"> \ufffd[31m\ufffd [/x] \ufffd é !'
        )
        assert not any(feed.typed for feed in back)
        assert list(import_list(other, str(tmp_path / "list.opml"))) == []


def test_newsboats_urls(library: Library, tmp_path: Path) -> None:
    (tmp_path / "urls").write_bytes(URLS)
    steps = list(import_list(library, str(tmp_path / "urls")))
    assert [step for step in steps if isinstance(step, Subscription)] == [
        Subscription("http://gull.example/rss", 'The "Gull"', ("boats", "far away")),
        Subscription("https://lantern.example/feed?a=1&b=2#x"),
    ]
    assert [str(step) for step in steps if isinstance(step, SourceError)] == [
        'query:Unread:unread = "yes": a query feed of newsboat; save a search instead',
        "exec:~/bin/evil.sh: a program of newsboat's; only addresses are taken",
        "filter:~/bin/x:http://a.example/: a filter of newsboat's; only addresses are taken",
        "file:///etc/passwd: a file; only addresses are taken",
        "javascript:alert(1): not a web address but a javascript: one; only http and https are opened",
    ]
    assert all(feed.typed for feed in library.feeds.all())


def database(path: Path, *statements: str) -> str:
    connection = sqlite3.connect(path)
    connection.executescript(
        """CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL,
            title VARCHAR(1024) NOT NULL, lastmodified INTEGER(11) NOT NULL DEFAULT 0, is_rtl INTEGER(1) NOT NULL
            DEFAULT 0, etag VARCHAR(128) NOT NULL DEFAULT "");
        CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,
            title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL,
            feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL,
            unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024),
            enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52), deleted INTEGER(1) NOT NULL DEFAULT 0,
            base VARCHAR(128) NOT NULL DEFAULT "");
        INSERT INTO rss_feed (rssurl, url, title) VALUES
            ('https://lantern.example/feed', 'https://lantern.example/', 'The Lantern'),
            ('query:Unread:unread = "yes"', '', 'Unread');
        INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, flags, deleted) VALUES
            ('1', '1 told', 'Ann', 'https://lantern.example/1', 'https://lantern.example/feed', 1740985500,
                '<p>The harbour is <b>shut</b>.</p>', 0, 's', 0),
            ('2', '2 told', '', 'https://lantern.example/2', 'https://lantern.example/feed', 1740985400,
                'The ferry is late.', 1, NULL, 0),
            ('3', 'Gone', '', '', 'https://lantern.example/feed', 1740985300, 'Deleted.', 1, '', 1);"""
    )
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return str(path)


def test_newsboats_cache(library: Library, tmp_path: Path) -> None:
    path = database(tmp_path / "cache.db")
    before = (tmp_path / "cache.db").read_bytes()
    steps = list(import_list(library, path))
    assert [step for step in steps if isinstance(step, Subscription)] == [
        Subscription("https://lantern.example/feed", "The Lantern")
    ]
    rows = library.articles()
    assert [(row.title, row.opened, row.starred, row.author, row.published) for row in rows] == [
        ("2 told", False, False, None, "2025-03-03"),
        ("1 told", True, True, "Ann", "2025-03-03"),
    ]
    assert rows[1].source == rows[1].url == "https://lantern.example/1"
    assert "The harbour is shut." in library.article(rows[1].id).text
    assert (library.feeds.all()[0].unread, library.feeds.all()[0].total) == (1, 2)
    assert list(import_list(library, path)) == []
    assert (tmp_path / "cache.db").read_bytes() == before
    assert sorted(p.name for p in tmp_path.glob("cache.db*")) == ["cache.db"]


def test_what_newsboat_had_is_not_taken_again_from_the_feed(library: Library, tmp_path: Path) -> None:
    list(import_list(library, database(tmp_path / "cache.db")))
    feed = library.feeds["https://lantern.example/feed"]
    raw = rss("1: The harbour is &lt;b&gt;shut&lt;/b&gt;.", "2: The ferry is late.", "3: Gone.", "4: New.")
    outcome = Refresher(library).take(feed, Fetched(feed.url, raw))
    assert (len(outcome.new), outcome.updated) == (1, [])
    later = rss("1: The harbour is open.")
    assert len(Refresher(library).take(feed, Fetched(feed.url, later)).updated) == 1


def test_foreign_and_hostile_databases(library: Library, tmp_path: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS guid FROM n"
    (tmp_path / "notes.db").write_bytes(b"SQLite format 3\0" + b"rubbish" * 1000)
    (tmp_path / "text.db").write_bytes(b"SQLite format 2")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE recipe (name)")
    other.close()
    view = sqlite3.connect(tmp_path / "view.db")
    view.execute(f"CREATE VIEW rss_item AS {endless}")
    view.execute("CREATE TABLE rss_feed (rssurl, url, title)")
    view.commit()
    view.close()
    for name in ("other.db", "view.db"):
        with pytest.raises(SourceError, match="not a database of newsboat's"):
            list(import_list(library, str(tmp_path / name)))
    [step] = import_list(library, str(tmp_path / "notes.db"))
    assert isinstance(step, SourceError) and step.reason == "the database is damaged"
    for name, reason in (("text.db", "not an SQLite database"), ("missing.db", "no such file or folder")):
        with pytest.raises(SourceError, match=reason):
            list(newsboat.cache(str(tmp_path / name)))


def test_odd_values_and_a_damaged_page(library: Library, tmp_path: Path) -> None:
    odd = (
        "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread) VALUES (?" + ", ?" * 7 + ")"
    )
    path = database(tmp_path / "cache.db")
    connection = sqlite3.connect(path)
    for i in range(300):
        connection.execute(odd, (f"g{i}", b"\xff\x1b[31m", 7, "javascript:x", "nowhere", "soon", f"Words {i} " * 50, 1))
    connection.execute(odd, ("", "", "", "", "", -5, b"\0", 0))
    connection.commit()
    connection.close()
    steps = list(import_list(library, path))
    assert "nowhere" not in {feed.url for feed in library.feeds.all()}
    assert sum(isinstance(step, str) for step in steps) == 302
    assert [str(step) for step in steps if isinstance(step, SourceError)] == ["#: an entry without a name"]
    raw = bytearray(Path(path).read_bytes())
    for page in range(20, len(raw) // 4096):
        raw[page * 4096 : page * 4096 + 40] = b"\xff" * 40
    (tmp_path / "damaged.db").write_bytes(raw)
    steps = list(import_list(library, str(tmp_path / "damaged.db")))
    assert any(isinstance(step, SourceError) and "damaged" in step.reason for step in steps)


def test_a_query_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newsboat, "SECONDS", 0.3)
    path = database(tmp_path / "cache.db")
    connection = sqlite3.connect(path)
    connection.execute("ALTER TABLE rss_item RENAME TO other")
    body = "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n)"
    with pytest.raises(sqlite3.OperationalError):  # SQLite allows no query in a generated column
        connection.execute(f"CREATE TABLE rss_item (guid, flags AS {body})")
    connection.close()
    reader = newsboat._opened(path)
    start = time.monotonic()
    with pytest.raises(sqlite3.OperationalError) as raised:
        reader.execute(f"SELECT {body}").fetchone()
    assert time.monotonic() - start < 5
    assert newsboat._in_words(raised.value) == "reading the database takes too long"
    reader.close()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "the file is empty"),
        (b"<html></html>", r"not a list of feeds \(OPML\)"),
        (b"\x7fELF\0\0\0\0", r"not a text file \(a program\)"),
    ],
)
def test_what_is_no_list(library: Library, tmp_path: Path, raw: bytes, reason: str) -> None:
    (tmp_path / "x").write_bytes(raw)
    with pytest.raises(SourceError, match=reason):
        list(import_list(library, str(tmp_path / "x")))


def test_a_line_that_is_no_address_is_named() -> None:
    found = list(newsboat.urls(b'hello world\n{"a": 1}\n', "urls"))
    assert [type(piece) for piece in found] == [Refusal, Refusal]
