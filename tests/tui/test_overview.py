"""The overview: what it counts, how one looks closer, the filter, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsreader.core.library import Library
from newsreader.core.library.overview import By, overview
from newsreader.tui.screens.overview import TABS, OverviewScreen
from newsreader.tui.screens.person import PersonScreen
from tests.tui.pages import copy_of, page, reader_again, shown
from tests.tui.waiting import SIZE, MakeApp, until
from tests.tui.waiting import opened as reader_opened


@pytest.fixture
def library(samples_file: Path, tmp_path: Path) -> Library:
    return copy_of(samples_file, tmp_path)


async def opened(pilot: Pilot[int], *keys: str) -> OverviewScreen:
    await reader_opened(pilot)
    await pilot.press("O")
    screen = await page(pilot, OverviewScreen)
    await pilot.press(*keys)
    await until(pilot, lambda: screen.settled)
    return screen


async def test_every_tab_shows_the_librarys_counts(make_app: MakeApp, library: Library) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        for by in TABS:
            assert screen.by is by
            found = overview(library.database, by)
            assert list(screen.rows.rows) == list(found.rows)
            first = shown(screen.rows)[0]
            assert f"{found.rows[0].quotes:,}" in first
            await pilot.press("tab")
            await until(pilot, lambda: screen.settled)
        assert f"{found.total.quotes} quotes in {found.total.articles} articles" in screen.chart.text[0]
        assert "named" in screen.chart.text[0]


async def test_bars_are_to_the_measure_of_the_longest(make_app: MakeApp, library: Library) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        bars = [line.count("█") for line in shown(screen.rows)]
        assert bars[0] == max(bars)
        assert bars == sorted(bars, reverse=True)
        numbers = [row.quotes for row in screen.rows.rows[: len(bars)]]
        assert all(abs(bar - bars[0] * number / numbers[0]) < 1 for bar, number in zip(bars, numbers, strict=True))


async def test_without_blocks_the_bars_are_ascii(
    make_app: MakeApp, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with make_app().run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        assert "###" in shown(screen.rows)[0]
        assert not any(block in "".join(screen.chart.text[1:4]) for block in "▁▂▃▄▅▆▇█")


async def test_enter_opens_a_speakers_page_and_escape_comes_back(make_app: MakeApp, library: Library) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = await opened(pilot, "down", "down")
        row = screen.rows.row
        assert row
        await pilot.press("enter")
        person = await page(pilot, PersonScreen)
        assert (person.place.name, len(person.lists[0].rows)) == (row.label, row.quotes)
        await pilot.press("escape")
        again = await page(pilot, OverviewScreen)
        assert again.rows.row == row
        await pilot.press("q")
        await reader_again(pilot)


@pytest.mark.parametrize(
    ("tabs", "typed"), [(1, 'source:"The Averhaven Courier"'), (2, "after:2025-03 before:2025-04"), (3, "kind:direct")]
)
async def test_enter_on_another_row_shows_who_is_quoted_there(
    make_app: MakeApp, library: Library, tabs: int, typed: str
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = await opened(pilot, *["tab"] * tabs)
        row = screen.rows.row
        assert row
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is not screen)
        closer = await page(pilot, OverviewScreen)
        assert closer.by is By.SPEAKER
        assert str(closer.chart.border_subtitle) == f"filter: {typed}"
        assert sum(one.quotes for one in closer.rows.rows) == row.quotes
        at = next(i for i, one in enumerate(closer.rows.rows) if one.person is not None)
        await pilot.press(*["down"] * at, "enter")
        person = await page(pilot, PersonScreen)
        await until(pilot, lambda: len(person.lists[0].rows) == closer.rows.rows[at].quotes)
        await pilot.press("backspace")
        await page(pilot, OverviewScreen)
        await pilot.press("backspace")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, OverviewScreen) and pilot.app.screen.by is not By.SPEAKER
        )


async def test_a_filter_is_counted_anew_as_one_types(make_app: MakeApp, library: Library) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        rows = len(screen.rows.rows)
        await pilot.press("f", *"gate")
        await until(pilot, lambda: screen.settled and 0 < len(screen.rows.rows) < rows)
        await pilot.press(*"zzz")
        await until(pilot, lambda: screen.settled and not screen.rows.rows)
        assert shown(screen.rows)[0] == "Nothing matches the filter."
        assert screen.chart.text[0] == "No quotes."
        await pilot.press("escape")
        await until(pilot, lambda: len(screen.rows.rows) == rows)
        await pilot.press("escape")
        await reader_again(pilot)


@pytest.mark.parametrize("size", [(60, 20), (1, 1)])
async def test_at_every_size(make_app: MakeApp, library: Library, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        await opened(pilot, *["tab"] * 6, "f", *"ga", "enter", "G", "g")


async def test_a_library_without_quotes(make_app: MakeApp, library: Library) -> None:
    with library.database.writing() as connection:
        connection.execute("DELETE FROM quote")
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.reader._reading is not None)
        await pilot.press("f4")
        screen = await page(pilot, OverviewScreen)
        assert shown(screen.rows)[0].startswith("No quotes yet")
