"""The mouse: what it selects in the article, borders that it drags, clicks on names and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from newsreader.core.library import Library
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens.person import PersonScreen
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.shape import SHAPE
from tests.tui.conftest import TEXT
from tests.tui.pages import copy_of, page
from tests.tui.waiting import SIZE, MakeApp, opened, until


def place(reader: ReaderScreen, words: str) -> tuple[int, int]:
    """Where words stand in the article pane, frame included."""
    for y in range(reader.pane.size.height):
        if (x := reader.pane.render_line(y).text.find(words)) >= 0:
            return x + 1, y + 1
    raise AssertionError(f"not on the screen: {words}")


async def drag(pilot: Pilot[int], pane: Widget, start: tuple[int, int], end: tuple[int, int]) -> None:
    await pilot.mouse_down(pane, offset=start)
    await pilot.hover(pane, offset=end)
    await pilot.mouse_up(pane, offset=end)
    await pilot.pause()


async def test_ctrl_c_copies_the_selected_words_as_they_are(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        first, last = place(reader, "We start in May"), place(reader, "Nobody will")
        await drag(pilot, reader.pane, first, (last[0] + len("Nobody"), last[1]))
        selected = reader.get_selected_text()
        assert selected is not None and selected.startswith("We start in May") and selected in TEXT
        assert "Nobody" in selected and "lose" not in selected
        await pilot.press("ctrl+c")
        await until(pilot, lambda: pilot.app.clipboard == selected)
        await pilot.press("escape")
        assert reader.get_selected_text() is None


async def test_what_is_selected_is_seen_without_colour(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        x, y = place(reader, "start in May")
        await drag(pilot, reader.pane, (x, y), (x + 5, y))
        reverse = "".join(text for text, style, _ in reader.pane.render_line(y - 1) if style and style.reverse)
        assert reverse in ("start", "start ")
        assert reader.get_selected_text() == reverse.strip()


async def test_a_drag_chooses_no_quote_and_a_click_does(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        x, y = place(reader, "Nobody will")
        await drag(pilot, reader.pane, (x, y), (x + 3, y))
        assert reader.status.place.startswith("Quote 1/")
        await pilot.click(reader.pane, offset=(x, y))
        await until(pilot, lambda: reader.status.place.startswith("Quote 2/"))


@pytest.mark.parametrize(("border", "to", "panel"), [("near", 40, "near"), ("side", 80, "side")])
async def test_a_border_is_dragged_and_stays_where_it_is(
    make_app: MakeApp, library: Library, border: str, to: int, panel: str
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        region = reader.query_one(f"#{border}").region
        at = region.right - 1 if border == "near" else region.x
        await pilot.mouse_down(offset=(at, 10))
        await pilot.hover(offset=(to, 10))
        await pilot.mouse_up(offset=(to, 10))
        await pilot.pause()
        wide = reader.query_one(f"#{panel}").region.width
        assert wide == (41 if panel == "near" else 40)
        assert reader.get_selected_text() is None
    assert '"widths"' in (library.state(SHAPE) or "")
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        assert reader.query_one(f"#{panel}").region.width == wide
        now = reader.query_one(f"#{panel}").region
        await pilot.click(offset=(now.right - 1 if panel == "near" else now.x, 10), times=2)
        await until(pilot, lambda: reader.query_one(f"#{panel}").region.width == region.width)


async def test_a_click_on_a_speakers_name_opens_their_page(
    make_app: MakeApp, samples_file: Path, tmp_path: Path
) -> None:
    async with NewsreaderApp(copy_of(samples_file, tmp_path)).run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        assert reader._reading
        quote = reader._reading.quote
        assert quote and quote.mention
        start = quote.mention[0]
        x, y = place(reader, reader._reading.article.text[start : start + 12])
        await pilot.click(reader.pane, offset=(x, y))
        assert (await page(pilot, PersonScreen)).place.name == quote.speaker_name


async def test_the_foot_can_be_clicked(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(60, 20)) as pilot:
        reader = await opened(pilot)
        keys = reader.query_one("#keys")
        await pilot.click(keys, offset=(keys.render_line(0).text.index("Next"), 0))
        await until(pilot, lambda: reader.status.place.startswith("Quote 2/"))
        await pilot.click(keys, offset=(keys.render_line(0).text.index("More"), 0))
        assert "Next" not in keys.render_line(0).text
