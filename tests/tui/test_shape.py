"""How panels are arranged: what is kept, what is forgiven, what fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.library import Library
from newsreader.tui.foot import foot
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.shape import LEAST, LEAST_ARTICLE, LEFT, MIDDLE, NARROW, RIGHT, WIDE, Shape, fitted
from newsreader.tui.theme import palette
from newsreader.tui.widgets.key_line import KeyLine
from tests.tui.waiting import MakeApp, opened


def test_a_shape_comes_back_as_it_was_kept() -> None:
    shape = Shape().resized(LEFT, 40).fold(RIGHT, WIDE).fold(LEFT, MIDDLE)
    assert Shape.parse(shape.dump()) == shape
    assert shape.folded(RIGHT, WIDE) and not shape.folded(LEFT, MIDDLE) and not shape.folded(RIGHT, MIDDLE)
    assert shape.folded(LEFT, NARROW)
    assert shape.reset(LEFT).widths == {} and shape.reset() == Shape()


@pytest.mark.parametrize("text", [None, "", "[]", "7", "{", '{"widths": 3}', '{"widths": {"near": "x"}}'])
def test_what_is_no_shape_is_how_panels_come(text: str | None) -> None:
    assert Shape.parse(text) == Shape()


def test_widths_that_no_screen_has_are_forgotten() -> None:
    assert Shape.parse('{"widths": {"near": -3, "side": 99999999}}') == Shape()


@given(st.integers(-50, 400), st.integers(1, 400), st.integers(0, 200))
def test_the_article_keeps_its_room_and_the_panel_its_least(width: int, screen: int, other: int) -> None:
    got = fitted(width, screen, other)
    assert got >= LEAST
    assert got == LEAST or screen - other - got >= LEAST_ARTICLE


def wide(reader: ReaderScreen, panel: str) -> int:
    """The cells that a panel has; 0 for one that is not shown."""
    widget = reader.query_one(f"#{panel}")
    return widget.region.width if widget.display else 0


async def test_panels_fold_and_stay_folded_at_the_next_start(make_app: MakeApp, library: Library) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        reader = await opened(pilot)
        assert wide(reader, LEFT) and wide(reader, RIGHT)
        await pilot.press("less_than_sign")
        await pilot.pause()
        assert not wide(reader, LEFT) and wide(reader, RIGHT)
        await pilot.press("l")  # it comes with the keys, and goes with them
        await pilot.pause()
        assert wide(reader, LEFT) and reader.focused is reader.articles
        await pilot.press("escape")
        await pilot.pause()
        assert not wide(reader, LEFT)
    async with make_app().run_test(size=(120, 40)) as pilot:
        reader = await opened(pilot)
        assert not wide(reader, LEFT) and wide(reader, RIGHT)
        await pilot.press("less_than_sign", "p", "greater_than_sign")  # folding the panel with the keys gives them back
        await pilot.pause()
        assert wide(reader, LEFT) and not wide(reader, RIGHT) and reader.focused is reader.pane


async def test_panels_get_wider_by_key_and_go_back(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        reader = await opened(pilot)
        before = wide(reader, LEFT), wide(reader, RIGHT)
        await pilot.press("right_parenthesis")
        await pilot.pause()
        assert (wide(reader, LEFT), wide(reader, RIGHT)) == (before[0] + 2, before[1] + 2)
        await pilot.press("p", *["left_parenthesis"] * 30)
        await pilot.pause()
        assert (wide(reader, LEFT), wide(reader, RIGHT)) == (before[0] + 2, LEAST)
        await pilot.press("equals_sign")
        await pilot.pause()
        assert (wide(reader, LEFT), wide(reader, RIGHT)) == before


async def test_every_size_works_and_so_does_every_change_of_size(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        reader = await opened(pilot)
        await pilot.press("right_parenthesis")
        for columns, rows in ((200, 60), (80, 24), (60, 20), (20, 5), (1, 1), (100, 30), (120, 40)):
            await pilot.resize_terminal(columns, rows)
            await pilot.pause()
            await pilot.press("less_than_sign", "less_than_sign", "p", "l", "escape")
            await pilot.pause()
            assert columns < 60 or reader.pane.size.width >= 24
        assert wide(reader, LEFT) > 0


async def test_on_a_middling_screen_the_list_can_be_had_to_stay(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        reader = await opened(pilot)
        assert not wide(reader, LEFT)
        await pilot.press("less_than_sign")
        await pilot.pause()
        assert wide(reader, LEFT) and wide(reader, RIGHT) and wide(reader, "middle") >= LEAST_ARTICLE


@pytest.mark.parametrize("pane", ["article", "list", "entities", "quotes"])
@pytest.mark.parametrize("width", [1, 12, 20, 40, 60, 80, 120, 200])
def test_the_foot_shows_each_key_whole_and_all_of_them_in_turns(pane: str, width: int) -> None:
    line = KeyLine(foot(pane), palette({}))
    seen: set[str] = set()
    for _ in range(len(foot(pane))):
        keys, following = line._placed(width)
        assert all(key.end <= width for key in keys)
        assert [key.column for key in keys] == sorted(key.column for key in keys)
        assert width < 12 or keys[-1].text == "? Keys"
        seen |= {key.text for key in keys}
        line._first = following
    if width >= 40:
        assert seen >= {f"{one.shown} {one.label}" for one in foot(pane) if one.action != "more_keys"}
