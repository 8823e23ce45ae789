"""Waiting for the app under test."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot

from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens.reader import ReaderScreen

SIZE = (120, 40)
MakeApp = Callable[[], NewsreaderApp]


async def until(pilot: Pilot[int], condition: Callable[[], object]) -> None:
    """Wait until something is so; fails after half a minute."""
    for _ in range(1200):
        await pilot.pause(0.025)
        if condition():
            return
    raise AssertionError("it never came to that")


async def opened(pilot: Pilot[int]) -> ReaderScreen:
    """The reader once it has a quote to step from."""
    assert isinstance(pilot.app, NewsreaderApp)
    reader = pilot.app.reader
    await until(pilot, lambda: reader.status.place.startswith("Quote"))
    return reader
