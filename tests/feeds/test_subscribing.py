"""What the library knows of feeds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library
from newsreader.core.model import Article

NOW = datetime(2025, 3, 3, 12, tzinfo=UTC)
URL = "https://lantern.example/feed"


def test_subscribing(library: Library) -> None:
    assert library.feeds.subscribe(URL, "The Lantern", ["#News", "sea"])
    assert not library.feeds.subscribe(URL, "Another", ["Sea", "boats"], typed=True)
    [feed] = library.feeds.all()
    assert (feed.url, feed.title, feed.tags, feed.typed) == (URL, "The Lantern", ("News", "sea", "boats"), True)
    assert (feed.checked, feed.due, feed.failures, feed.error, feed.gone) == (None, None, 0, "", False)
    assert library.feeds[feed.number] == library.feeds[URL] == library.feeds.get(URL) == feed
    assert library.feeds.get("https://nobody.example/") is None
    with pytest.raises(LibraryError):
        library.feeds[99]


def test_when_feeds_are_due(library: Library) -> None:
    one, two, three = (library.feeds.add(f"{URL}/{i}") for i in range(3))
    library.feeds.note_success(one.number, NOW + timedelta(hours=1))
    library.feeds.note_failure(two.number, "the server says 410 Gone", NOW, gone=True)
    assert [feed.url for feed in library.feeds.due(NOW)] == [three.url]
    library.feeds.note_success(three.number, NOW)
    assert [feed.url for feed in library.feeds.due(NOW + timedelta(hours=2))] == [three.url, one.url]
    library.feeds.subscribe(two.url)
    assert not library.feeds[two.url].gone


def test_what_a_check_found(library: Library) -> None:
    number = library.feeds.add(URL).number
    library.feeds.note_failure(number, "the server says 500", NOW)
    library.feeds.note_failure(number, "the server says 503", NOW)
    feed = library.feeds[number]
    assert (feed.failures, feed.error, feed.due) == (2, "the server says 503", "2025-03-03T12:00:00+00:00")
    library.feeds.note_success(number, NOW, etag='"1"', modified="then", title="The Lantern", site="https://l.example/")
    feed = library.feeds[number]
    assert (feed.failures, feed.error, feed.etag, feed.modified) == (0, "", '"1"', "then")
    assert (feed.title, feed.site) == ("The Lantern", "https://l.example/")


def test_moving(library: Library) -> None:
    one, two = library.feeds.add(URL, typed=True), library.feeds.add(f"{URL}/2", typed=True)
    library.feeds.note_success(one.number, NOW, moved=two.url)
    assert library.feeds[one.number].url == URL  # somebody else's
    library.feeds.note_success(one.number, NOW, moved="https://lantern.example/new")
    assert (library.feeds[one.number].url, library.feeds[one.number].typed) == ("https://lantern.example/new", True)
    library.feeds.note_success(one.number, NOW, moved="https://elsewhere.example/")
    assert not library.feeds[one.number].typed


def test_entries(library: Library) -> None:
    number = library.feeds.add(URL).number
    article, other = Article(text="Harbour shut.", source="a"), Article(text="Ferry late.", source="b")
    library.add(article)
    library.add(other)
    library.feeds.link(number, "1", article.id, "d1")
    library.feeds.link(number, "2", other.id, "d2")
    library.feeds.link(number, "bad", None, "d3")
    library.feeds.link(number, "old", None, dropped=True)
    assert library.feeds.known(number) == {"1": "d1", "2": "d2", "bad": "d3", "old": None}
    assert (library.feeds[URL].unread, library.feeds[URL].total) == (2, 2)
    library.mark_opened(article.id)
    assert (library.feeds[URL].unread, library.feeds[URL].total) == (1, 2)
    library.remove(article.id)
    assert library.feeds.known(number)["1"] is None
    assert library.feeds.remove(URL)
    assert not library.feeds.remove(URL)
    assert other.id in library
