"""A library, a server whose feeds a test writes, and an environment without proxies."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsreader.core.feeds.refreshing import Refreshed, Refresher
from newsreader.core.library import Library
from tests.web.server import BadServer, Manner

Refresh = Callable[..., list[Refreshed]]


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture
def manners() -> dict[str, Manner]:
    """What the server does at which path; to be filled by the test."""
    return {}


@pytest.fixture
def server(manners: dict[str, Manner]) -> Iterator[BadServer]:
    with BadServer(manners) as opened:
        yield opened


@pytest.fixture
def refresh(library: Library) -> Refresh:
    """Refresh all feeds without pauses."""

    def refresh(**options: object) -> list[Refreshed]:
        values = {"pause": 0.0, "seconds": 2.0, **options}
        return list(Refresher(library).refresh(library.feeds.all(), **values))  # type: ignore[arg-type]

    return refresh


def rss(*entries: str, title: str = "The Lantern") -> bytes:
    """A feed of entries "guid: words"; a link to each."""
    items = ""
    for entry in entries:
        guid, words = entry.split(": ", 1)
        items += (
            f"<item><guid isPermaLink='false'>{guid}</guid><title>{guid} told</title>"
            f"<link>https://lantern.example/{guid}</link><description>{words}</description></item>"
        )
    return f"<rss><channel><title>{title}</title><link>https://lantern.example/</link>{items}</channel></rss>".encode()


def gives(body: bytes, **headers: str) -> Manner:
    return lambda turn: turn.answer(body, Content_Type="application/rss+xml", **headers)
