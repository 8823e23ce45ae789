"""Pages and feeds through the real child process, from a real server on the loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsreader.core.intake import Page
from newsreader.core.library import Library
from newsreader.core.worker import Failed, Loaded, Progress
from tests.web.server import BadServer, Turn

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>{title}</h1><p>“Nobody is going out today,” said Ann Tolland, who has watched the sea for thirty years and
says that she has never seen it like this.</p><p>Bo Reed of the union said that the boats would be ready by Monday,
whatever the weather did in the meantime, and that nobody had been told why.</p></article></body></html>"""

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Courier</title>
{items}</channel></rss>"""

ITEM = """<item><title>{title}</title><link>{link}</link><guid>{guid}</guid>
<description>“Nobody is going out,” said Ann Tolland.</description></item>"""


class News:
    """A server with two pages and a feed that grows."""

    def __init__(self) -> None:
        self.titles = ["Harbour stays shut"]
        self.go_on = threading.Event()
        self.server = BadServer(
            {
                "/feed": self.feed,
                "/0": self.page,
                "/1": self.page,
                "/slow": self.slow,
                "/broken": self.broken,
                "/old": self.old,
            }
        )

    def slow(self, turn: Turn) -> None:
        self.go_on.wait(15)
        turn.answer(b"", "503 Service Unavailable")

    def old(self, turn: Turn) -> None:
        """A page whose encoding only the server says."""
        words = "<html><body><p>Гавань закрыта, сказала Анна. Никто не выйдет в море до понедельника.</p></body></html>"
        turn.answer(words.encode("koi8-r"), Content_Type="text/html; charset=KOI8-R")

    def page(self, turn: Turn) -> None:
        turn.answer(PAGE.format(title=self.titles[int(turn.target[1:])]).encode())

    def feed(self, turn: Turn) -> None:
        items = "".join(
            ITEM.format(title=title, link=self.server.url(f"/{i}"), guid=i) for i, title in enumerate(self.titles)
        )
        turn.answer(FEED.format(items=items).encode(), Content_Type="application/rss+xml")

    def broken(self, turn: Turn) -> None:
        turn.answer(b"no feed at all", Content_Type="application/rss+xml")


@pytest.fixture
def news() -> Iterator[News]:
    news = News()
    with news.server:
        yield news


async def test_pages_come_side_by_side_and_files_do_not_wait_for_them(tmp_path: Path, watched: Any, news: News) -> None:
    (tmp_path / "story.txt").write_text("A story.\n")
    pages = [Page(news.server.url(path)) for path in ("/slow", "/0", "/nothing")]
    watched.worker.load([*pages, str(tmp_path / "story.txt")])
    await watched.until(lambda: watched.told(Loaded))  # the file, while a server is being waited for
    assert watched.told(Failed) == []
    news.go_on.set()
    await watched.until_idle("load")
    sources = [event.source for event in watched.told(Loaded)]
    assert sources == [str(tmp_path / "story.txt"), pages[1].address]
    assert [(event.source, event.reason) for event in watched.told(Failed)] == [
        (pages[0].address, "the server says 503 Service Unavailable"),
        (pages[2].address, "the server says 404 Not Found"),
    ]
    with Library(watched.library) as library:
        row = library.row(watched.told(Loaded)[1].article_id)
        assert row is not None and (row.title, row.url) == ("Harbour stays shut", pages[1].address)
        assert b"<nav>" in library.raw(row.id)


async def test_the_server_says_how_a_page_is_encoded(watched: Any, news: News) -> None:
    watched.worker.load([Page(news.server.url("/old"))])
    await watched.until_idle("load")
    with Library(watched.library) as library:
        assert library.article(watched.told(Loaded)[0].article_id).text.startswith("Гавань закрыта, сказала Анна.")


async def test_a_page_that_an_article_names_may_not_be_nearby(watched: Any, news: News) -> None:
    watched.worker.load([Page(news.server.url("/0"), typed=False)])
    await watched.until_idle("load")
    [failed] = watched.told(Failed)
    assert "private network" in failed.reason
    assert news.server.turns == []


async def test_feeds_are_refreshed_and_a_teaser_gets_its_full_text(watched: Any, news: News) -> None:
    with Library(watched.library) as library:
        library.feeds.subscribe(news.server.url("/feed"), typed=True)
        library.feeds.subscribe(news.server.url("/broken"), "Broken", typed=True)
    await watched.until(lambda: watched.worker.pid)
    watched.worker.refresh()
    await watched.until_idle("refresh")
    [teaser] = watched.told(Loaded)
    assert teaser.new
    [failed] = watched.told(Failed)
    assert failed.source == "Broken"
    assert watched.told(Progress)[-1] == Progress("refresh", 2, 2)

    news.titles.append("Ferry sails again")
    watched.events.clear()
    watched.worker.refresh()
    await watched.until_idle("refresh")
    assert [event.new for event in watched.told(Loaded)] == [True]  # what was known is not told again

    watched.events.clear()
    page = Page(news.server.url("/0"), typed=False, replaces=teaser.article_id)  # of a host that the user typed
    watched.worker.load([page])
    await watched.until_idle("load")
    [whole] = watched.told(Loaded)
    assert (whole.replaces, whole.new) == (teaser.article_id, True)
    with Library(watched.library) as library:
        assert library.current(teaser.article_id) == whole.article_id
        assert "Bo Reed of the union" in library.article(whole.article_id).text
        assert [row.id for row in library.versions(whole.article_id)] == [teaser.article_id]
        assert [row.title for row in library.articles()] == ["Harbour stays shut", "Ferry sails again"]


async def test_a_feed_is_subscribed_to_and_fetched(watched: Any, news: News) -> None:
    watched.worker.subscribe(news.server.url("/broken"))
    watched.worker.subscribe(news.server.url("/feed"))
    await watched.until(lambda: watched.told(Loaded) and watched.told(Failed))
    assert "no feed is named there" in watched.told(Failed)[0].reason
    with Library(watched.library) as library:
        assert [(feed.title, feed.typed, feed.total) for feed in library.feeds.all()] == [("The Courier", True, 1)]
