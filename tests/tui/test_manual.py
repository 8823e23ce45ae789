"""The manual in the reader, and the palette that offers all that can be done."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.command import Command, CommandList, CommandPalette
from textual.pilot import Pilot

from newsreader.core.docs import TOPICS
from newsreader.tui.keymap import COMMANDS
from newsreader.tui.screens.help import HelpScreen
from newsreader.tui.screens.jump import JumpScreen
from newsreader.tui.screens.overview import OverviewScreen
from tests.tui.waiting import SIZE, MakeApp, opened, until


async def manual(pilot: Pilot[int], *keys: str) -> HelpScreen:
    """The manual, opened from the reader, after some keys."""
    await opened(pilot)
    await pilot.press("question_mark")
    await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen) and pilot.app.screen.query("#page"))
    screen = pilot.app.screen
    assert isinstance(screen, HelpScreen)
    await pilot.press(*keys)
    await pilot.pause()
    return screen


def shown(screen: HelpScreen) -> list[str]:
    """The lines of the page that are on the screen."""
    return [screen.page.render_line(y).text.strip() for y in range(screen.page.scrollable_content_region.height)]


async def test_keys_come_first_with_the_names_of_their_commands(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = await manual(pilot)
        assert shown(screen)[0] == "Keys"
        assert any(line.split() == ["]", "s", "Next", "quote", "quote.next"] for line in shown(screen))
        await pilot.press("escape")
        assert pilot.app.screen != screen


async def test_tab_goes_through_all_pages_and_finds_each_where_it_was(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await manual(pilot)
        for topic in TOPICS:
            assert shown(screen)[0] == topic.title
            assert screen.status.place == topic.about
            await pilot.press("tab")
            await pilot.pause()
        await pilot.press("space", "j")
        await pilot.pause()
        left = shown(screen)
        assert left[0] != "Keys"
        await pilot.press("tab", "shift+tab")
        await pilot.pause()
        assert shown(screen) == left


async def test_links_are_followed_by_letters_and_by_the_mouse(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        help = await manual(pilot, "semicolon")
        await until(pilot, lambda: isinstance(pilot.app.screen, JumpScreen))
        jump = pilot.app.screen
        assert isinstance(jump, JumpScreen)
        await pilot.press(*{spot.name: label for label, spot in jump.spots.items()}["page settings.md"])
        await until(pilot, lambda: help.is_current and TOPICS[help.tabs.current].name == "settings")
        help.to_page(0)
        await pilot.pause()
        [link] = [spot for spot in help.page.spots() if spot.name == "page settings.md"]
        await pilot.click(offset=link.at)
        await until(pilot, lambda: TOPICS[help.tabs.current].name == "settings")
        await pilot.click("#page", offset=(1, 1))  # no link: nothing happens
        assert TOPICS[help.tabs.current].name == "settings"


async def test_find_marks_moves_and_forgets(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await manual(pilot, "slash", *"ARTICLE", "enter")
        assert screen.status.place.startswith("Found: 1 of ")
        first = screen.page.scroll_offset.y
        assert any("article" in line.lower() for line in shown(screen))
        await pilot.press("n", "n")
        await pilot.pause()
        assert screen.status.place.startswith("Found: 3 of ")
        await pilot.press("N", "N", "N")
        total = screen.status.place.split()[-1]
        assert screen.status.place == f"Found: {total} of {total}" and screen.page.scroll_offset.y != first
        await pilot.press("slash", *"zzz", "escape")
        await pilot.pause()
        assert screen.status.place == TOPICS[0].about and screen.page.pattern == ""
        assert screen.is_current


async def test_it_fits_any_terminal(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await manual(pilot, "tab", "tab", "space")
        for size in ((200, 60), (20, 5), (1, 1), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.press("slash", "a", "enter", "n", "G", "g")
            await pilot.pause()
            assert screen.is_current
        assert shown(screen)[0] == "Searching"


# The palette


async def palette(pilot: Pilot[int], typed: Sequence[str] = ()) -> CommandList:
    """The palette's list once it is whole."""
    await pilot.press("ctrl+p", *typed)
    await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette) and not pilot.app.screen.workers._workers)
    rows = pilot.app.screen.query_one(CommandList)
    await until(pilot, lambda: rows.option_count > 0)
    return rows


def lines(rows: CommandList) -> list[str]:
    return [str(row.prompt) for row in rows.options if isinstance(row, Command)]


async def test_the_palette_offers_everything_with_its_keys_and_does_it(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        rows = await palette(pilot)
        found = lines(rows)
        hands = ("back", "app.command_palette")
        for command in COMMANDS:
            if command.where == "reader" and command.action not in hands:
                [line] = [line for line in found if line.split("  ")[0] == command.help]
                assert command.shown in ("", "^F") or command.shown in line.split("  ")[1:]
        assert {f"Manual: {topic.title}" for topic in TOPICS} < set(found)
        assert len(found) == len(set(found))
        await pilot.press(*"next quote")
        await until(pilot, lambda: lines(rows)[0].startswith("Next quote"))
        await pilot.press("enter")
        await until(pilot, lambda: reader.status.place.startswith("Quote 2/"))


async def test_on_another_screen_it_offers_what_that_one_can(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("O")
        await until(pilot, lambda: isinstance(pilot.app.screen, OverviewScreen) and pilot.app.screen.settled)
        found = lines(await palette(pilot))
        assert "Search all loaded articles" in found and not any(line.startswith("Next quote") for line in found)
        assert any(line.startswith("Only what matches") and "f" in line.split("  ") for line in found)
        await pilot.press("escape", "question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        keys = pilot.app.screen
        assert isinstance(keys, HelpScreen)
        await until(pilot, lambda: shown(keys)[:1] == ["On a page about all articles"])
        await pilot.press("escape")
        await palette(pilot, "manual: sear")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        screen = pilot.app.screen
        assert isinstance(screen, HelpScreen)
        await until(pilot, lambda: shown(screen)[:1] == ["Searching"])


def test_the_palettes_themes_are_not_the_terminals(make_app: MakeApp) -> None:
    assert not [theme for theme in make_app().available_themes if theme.startswith("ansi")]


async def test_without_colours_the_palettes_cursor_is_seen(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with make_app().run_test(size=(60, 20)) as pilot:
        await opened(pilot)
        rows = await palette(pilot)
        lined = [all(segment.style and segment.style.underline for segment in rows.render_line(y)) for y in range(3)]
        assert lined == [number == rows.highlighted for number in range(3)]
