"""From what somebody types to the feed that is meant."""

from __future__ import annotations

import pytest

from newsreader.core.errors import SourceError
from newsreader.core.feeds.discovering import discover
from tests.feeds.conftest import gives, rss
from tests.web.server import BadServer, Manner, serve

PAGE = """<!doctype html><head><base href="/news/"><title>Lantern</title>
<LINK title="Comments" rel="alternate" type="application/rss+xml" href="/comments/feed">
<link href='feed.xml?a=1&amp;b=2' type=application/rss+xml rel="alternate home">
<link rel="alternate" type="text/html" href="/de"><link rel="stylesheet" href="x.css">
</head><body>Hello</body>"""


def test_a_feed_is_itself(server: BadServer, manners: dict[str, Manner]) -> None:
    manners["/feed"] = gives(rss("1: Words."))
    found = discover(server.url("/feed"))
    assert (found.url, found.page, found.typed) == (server.url("/feed"), None, True)
    assert (found.feed.title, len(found.feed.entries)) == ("The Lantern", 1)


def test_a_page_names_its_feed(server: BadServer, manners: dict[str, Manner]) -> None:
    manners["/"] = lambda turn: turn.answer(PAGE.encode())
    manners["/news/feed.xml"] = gives(rss("1: Words."))
    found = discover(server.url("/"))
    assert (found.url, found.page) == (server.url("/news/feed.xml?a=1&b=2"), server.url("/"))


def test_a_login_goes_with_it(server: BadServer, manners: dict[str, Manner]) -> None:
    manners["/"] = lambda turn: turn.answer(PAGE.encode())
    manners["/news/feed.xml"] = gives(rss("1: Words."))
    found = discover(f"http://me:secret@127.0.0.1:{server.port}/")
    assert found.url == f"http://me:secret@127.0.0.1:{server.port}/news/feed.xml?a=1&b=2"
    assert found.page == server.url("/")
    assert [turn.headers["authorization"] for turn in server.turns] == ["Basic bWU6c2VjcmV0"] * 2


def test_a_feed_that_has_moved(server: BadServer, manners: dict[str, Manner]) -> None:
    manners["/old"] = lambda turn: turn.redirect("/feed", "301 Moved Permanently")
    manners["/feed"] = gives(rss("1: Words."))
    assert discover(server.url("/old")).url == server.url("/feed")


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"<html><body>Hello</body></html>", "not a feed, and no feed is named there"),
        (b"Hello", "and no feed is named there"),
        (b"", "and no feed is named there"),
        (b"<html><link rel=alternate type=application/rss+xml href=javascript:alert(1)>", "and no feed is named there"),
        (b"<html><link rel=alternate type=application/rss+xml href=/missing>", r"404 Not Found \(the feed that http"),
        (b"<html>" + b"<link " * 150_000, "and no feed is named there"),
        (b"<html>" + (b"<link " + b"a" * 3900 + b">") * 250, "and no feed is named there"),
    ],
    ids=["page", "text", "empty", "script", "missing", "links", "long names"],
)
def test_what_leads_nowhere(server: BadServer, manners: dict[str, Manner], page: bytes, reason: str) -> None:
    manners["/"] = lambda turn: turn.answer(page)
    with pytest.raises(SourceError, match=reason):
        discover(server.url("/"), seconds=2)


def test_a_page_does_not_lead_to_another_private_host(server: BadServer, manners: dict[str, Manner]) -> None:
    with serve({"/feed": gives(rss("1: Secret."))}) as other:
        page = f"<html><link rel=alternate type=application/rss+xml href='{other.url('/feed')}'>"
        manners["/"] = lambda turn: turn.answer(page.encode())
        with pytest.raises(SourceError, match="it is on a private network"):
            discover(server.url("/"))
        assert other.turns == []
