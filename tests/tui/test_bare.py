"""The plain text alone: the article's words from edge to edge, and the mouse left to the terminal."""

from __future__ import annotations

import pytest

from newsreader.tui.screens import bare
from newsreader.tui.screens.bare import BareScreen
from tests.tui.conftest import TEXT
from tests.tui.waiting import SIZE, MakeApp, opened, until


async def test_the_lines_are_the_words_of_the_article_and_nothing_else(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[bool] = []
    monkeypatch.setattr(bare, "take_mouse", lambda app, ours: told.append(ours))
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("Z")
        await until(pilot, lambda: isinstance(pilot.app.screen, BareScreen))
        screen = pilot.app.screen
        assert isinstance(screen, BareScreen)
        await pilot.pause()
        assert screen.pane.region == screen.region
        lines = [screen.pane.render_line(y).text.rstrip() for y in range(screen.size.height)]
        assert " ".join(" ".join(lines).split()) == " ".join(TEXT.split())
        assert lines[0] == TEXT.split("\n")[0]
        assert told == [False]
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is reader)
        assert told == [False, True]


async def test_it_begins_where_the_reader_is_and_so_does_the_way_back(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(60, 8)) as pilot:
        reader = await opened(pilot)
        await pilot.press("j", "j", "j")
        begun = reader.pane.place
        assert begun > 0
        await pilot.press("Z")
        await until(pilot, lambda: isinstance(pilot.app.screen, BareScreen))
        screen = pilot.app.screen
        assert isinstance(screen, BareScreen)
        await pilot.pause()
        assert screen.pane.place <= begun and screen.pane.place > 0
        await pilot.press("j", "j")
        left = screen.pane.place
        await pilot.press("Z")
        await until(pilot, lambda: pilot.app.screen is reader)
        assert 0 < reader.pane.place <= left
        for size in ((200, 60), (1, 1), (20, 5)):
            await pilot.press("Z")
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.press("q")
            await until(pilot, lambda: pilot.app.screen is reader)
