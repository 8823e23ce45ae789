"""What the tests of the search screen have in common."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.pilot import Pilot

from newsreader.core.library import Library
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.screens.search import SearchScreen
from tests.tui.waiting import until


async def opened(pilot: Pilot[int], typed: str = "") -> SearchScreen:
    """The search screen with its results for what is typed."""
    app: Any = pilot.app
    await until(pilot, lambda: app.reader.status.place.startswith("Quote"))
    await pilot.press("ctrl+f", *typed)
    screen = app.screen
    assert isinstance(screen, SearchScreen)
    await until(pilot, lambda: screen.settled)
    return screen


async def reader(pilot: Pilot[int]) -> ReaderScreen:
    """The reader, once the search is closed."""
    await until(pilot, lambda: isinstance(pilot.app.screen, ReaderScreen))
    screen: Any = pilot.app.screen
    assert isinstance(screen, ReaderScreen)
    return screen


def kinds(search: SearchScreen) -> set[str]:
    return {hit.kind for hit in search.results.rows}


def lines(widget: Any) -> list[str]:
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


def told(search: SearchScreen) -> str:
    return str(search.query_one("#told").render())


def counted(search: SearchScreen) -> str:
    return str(search.results.border_subtitle)


@contextmanager
def busy(pilot: Pilot[int]) -> Iterator[None]:
    """A search takes its time."""
    app: Any = pilot.app
    go_on, there = threading.Event(), threading.Event()

    def wait(_: Library) -> None:
        there.set()
        go_on.wait(20)

    app._searches.tell(wait)
    there.wait(20)
    try:
        yield
    finally:
        go_on.set()
