"""`load` with an address: the page or the feed there, with where it was found."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.core import load
from newsreader.core.errors import SourceError
from newsreader.core.sources import read
from tests.feeds.conftest import gives, rss
from tests.web.server import BadServer, serve

PAGE = (
    b"<!doctype html><html><head><title>Harbour stays shut</title></head><body><article><h1>Harbour stays shut</h1>"
    + b'<p>"Nobody is going out today," said Ann Tolland of the harbour board, and went home to her goats.</p>' * 8
    + b"</article></body></html>"
)


def test_a_page() -> None:
    with serve({"/old": lambda turn: turn.redirect("/story"), "/story": lambda turn: turn.answer(PAGE)}) as server:
        [document] = read(server.url("/old"))
        assert document.raw == PAGE
        assert document.article.source == document.article.url == server.url("/story")
        assert "Nobody is going out today" in document.article.text


def test_a_feed(tmp_path: Path) -> None:
    with serve({"/feed": gives(rss("2: The ferry is late.", "1: The harbour is shut."))}) as server:
        articles = load(server.url("/feed"))
    assert [article.source for article in articles] == ["https://lantern.example/2", "https://lantern.example/1"]
    assert [article.outlet for article in articles] == ["The Lantern"] * 2
    (tmp_path / "feed.xml").write_bytes(rss("2: The ferry is late.", "1: The harbour is shut."))
    assert [article.text for article in load(str(tmp_path / "feed.xml"))] == [article.text for article in articles]


@pytest.mark.parametrize(
    ("path", "reason"), [("/missing", "the server says 404 Not Found"), ("/bomb", "it is larger than 15 MB")]
)
def test_what_cannot_be_had(server: BadServer, path: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        load(server.url(path))
