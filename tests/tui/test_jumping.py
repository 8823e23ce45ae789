"""Jumping by letter: the labels, and where they lead."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newsreader.tui.app import NewsreaderApp
from newsreader.tui.jumping import LETTERS, labels
from newsreader.tui.screens.jump import JumpScreen
from newsreader.tui.screens.overview import OverviewScreen
from tests.tui.pages import copy_of, page
from tests.tui.waiting import SIZE, MakeApp, opened, until


@given(st.integers(0, 800))
def test_no_label_begins_another_and_none_is_longer_than_it_must_be(count: int) -> None:
    made = labels(count)
    assert len(made) == len(set(made)) == min(count, len(LETTERS) ** 2)
    assert not any(one != other and other.startswith(one) for one in made for other in made if len(one) == 1)
    assert [len(one) for one in made] == sorted(map(len, made))
    assert count > len(LETTERS) or all(len(one) == 1 for one in made)


def test_the_home_row_comes_first() -> None:
    assert set(labels(9)) == set("asdfghjkl")
    assert len(LETTERS) == len(set(LETTERS)) == 26


def spots(screen: JumpScreen) -> dict[str, str]:
    """The label of each place, by what it is."""
    return {spot.name: label for label, spot in screen.spots.items()}


async def test_a_letter_chooses_a_quote(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("semicolon")
        await until(pilot, lambda: isinstance(pilot.app.screen, JumpScreen))
        screen = pilot.app.screen
        assert isinstance(screen, JumpScreen)
        await pilot.press(*spots(screen)["article 2"])
        await until(pilot, lambda: pilot.app.screen is reader)
        assert reader.status.place.startswith("Quote 3/")
        assert reader.focused is reader.pane


async def test_letters_go_to_people_articles_and_panes(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)

        async def jump(name: str) -> None:
            await pilot.press("semicolon")
            await until(pilot, lambda: isinstance(pilot.app.screen, JumpScreen))
            screen = pilot.app.screen
            assert isinstance(screen, JumpScreen)
            await pilot.press(*spots(screen)[name])
            await until(pilot, lambda: pilot.app.screen is reader)

        names = [row.label for row in reader.entities.rows]
        await jump(f"entities {names.index('Tomás Rey')}")
        assert reader.focused and reader.focused.id == "entities" and reader.entities.row
        assert reader.entities.row.label == "Tomás Rey"
        await jump("quotes pane")
        assert reader.focused and reader.focused.id == "quotes"
        await jump("list 1")
        await until(pilot, lambda: reader.current == reader.articles.rows[1].id and reader.focused is reader.pane)


async def test_escape_and_other_keys_leave_without_a_jump(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        before = reader.status.place, reader.focused
        for key in ("escape", "1", "semicolon"):
            await pilot.press("semicolon")
            await until(pilot, lambda: isinstance(pilot.app.screen, JumpScreen))
            await pilot.press(key)
            await until(pilot, lambda: pilot.app.screen is reader)
            assert (reader.status.place, reader.focused) == before


async def test_a_jump_on_a_page_moves_its_cursor(make_app: MakeApp, samples_file: Path, tmp_path: Path) -> None:
    async with NewsreaderApp(copy_of(samples_file, tmp_path)).run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("O")
        screen = await page(pilot, OverviewScreen)
        await pilot.press("semicolon")
        await until(pilot, lambda: isinstance(pilot.app.screen, JumpScreen))
        jump = pilot.app.screen
        assert isinstance(jump, JumpScreen)
        await pilot.press(*spots(jump)["tallies 3"])
        await until(pilot, lambda: pilot.app.screen is screen and screen.rows.cursor == 3)
        await pilot.press("semicolon")
        await until(pilot, lambda: isinstance(pilot.app.screen, JumpScreen))
        jump = pilot.app.screen
        assert isinstance(jump, JumpScreen)
        await pilot.press(*spots(jump)["tabs tab 1"])
        await until(pilot, lambda: pilot.app.screen is screen and screen.tabs.current == 1)


async def test_it_works_at_every_size(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        for size in ((60, 20), (20, 5), (1, 1)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.press("semicolon", "escape")
            await until(pilot, lambda: pilot.app.screen is reader)
