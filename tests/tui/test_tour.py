"""The tour: walked from end to end on the samples, as its panel says; offered once."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.content import Content

from newsreader.core.library import Library
from newsreader.core.worker import Worker
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.remapping import with_keys
from newsreader.tui.screens.person import PersonScreen
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.screens.search import SearchScreen
from newsreader.tui.screens.touring import DONE, OFFERED, TOUR
from newsreader.tui.screens.travels import TravelsScreen
from newsreader.tui.tour import PARTS, STEPS
from newsreader.tui.widgets.tour_panel import TourPanel
from tests.tui.pages import copy_of, page
from tests.tui.waiting import SIZE, MakeApp, opened, until


def told(app: NewsreaderApp) -> str:
    """What the panel says on the screen that is shown; "" where there is none."""
    return " ".join(
        panel.content.plain if isinstance(panel.content, Content) else "" for panel in app.screen.query(TourPanel)
    )


def test_its_parts_are_counted_and_few() -> None:
    assert [step.part for step in STEPS] == sorted(step.part for step in STEPS)
    assert {step.part for step in STEPS} == set(range(1, PARTS + 1))
    assert 6 <= PARTS <= 8


async def test_each_step_is_done_by_what_it_says(
    samples_file: Path, tmp_path: Path, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = copy_of(samples_file, tmp_path)
    app = NewsreaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        monkeypatch.setattr(NewsreaderApp, "copy_to_clipboard", lambda self, text: None)

        async def step(number: int) -> None:
            words = with_keys(STEPS[number].say, app, short=False)
            await until(pilot, lambda: reader._step == number and words in told(app))

        await pilot.press("ctrl+t")
        await step(0)
        await pilot.press("right_square_bracket")
        await step(1)
        await pilot.press("right_curly_bracket")
        await step(2)
        await pilot.press("P")
        await page(pilot, PersonScreen)
        await step(3)
        await pilot.press("escape")
        await step(4)
        await until(pilot, lambda: reader._reading and reader._reading.chosen in reader._reading.elsewhere)
        await pilot.press("V")
        await page(pilot, TravelsScreen)
        await step(5)
        await pilot.press("escape")
        await step(6)
        await pilot.press("ctrl+f", *"cautiosly opt")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen) and app.screen.settled)
        assert with_keys(STEPS[6].say, app, short=False) in told(app)
        await pilot.press("enter")
        await step(7)
        await pilot.press("c", *"Tass", "enter")
        await step(8)
        await pilot.press("u")
        await step(9)
        await pilot.press("y")
        await step(10)
        await pilot.press("question_mark")
        await until(pilot, lambda: not reader.touring)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen) and not told(app))
    assert library.state(TOUR) == DONE


@pytest.mark.parametrize("key", ["escape", "ctrl+t"])
async def test_it_is_offered_on_the_samples_until_it_is_taken_or_declined(
    tmp_path: Path, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    assert Worker.start.__name__ == "not_started"  # by make_app
    library = Library(tmp_path / "new.db")
    for start in range(2):  # who only looks is asked again
        async with NewsreaderApp(library).run_test(size=(60, 20)) as pilot:
            await opened(pilot)
            await until(pilot, lambda: pilot.app.screen.query(TourPanel))
            panel = pilot.app.screen.query_one(TourPanel)
            assert "Ctrl+T" in str(panel.content) and panel.size.height <= 2
            await pilot.press("slash", *"ferry", "enter", "enter")  # what is meant for something else begins no tour
            assert "1 of" not in str(panel.border_title)
            if start:
                await pilot.press(key, "escape")
                await until(pilot, lambda: not pilot.app.screen.query(TourPanel))
        assert library.state(TOUR) == (DONE if start else OFFERED)
    async with NewsreaderApp(library).run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.pause()
        assert not reader.touring


async def test_nobody_with_a_library_of_their_own_is_asked(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.pause()
        assert not reader.touring and not reader.query(TourPanel)


async def test_enter_goes_through_all_of_it(make_app: MakeApp, samples_file: Path, tmp_path: Path) -> None:
    async with NewsreaderApp(copy_of(samples_file, tmp_path)).run_test(size=(60, 20)) as pilot:
        reader = await opened(pilot)
        await pilot.press("ctrl+t")
        pressed = 0
        while reader.touring:  # a way back from where one has not gone is no step
            await pilot.press("enter")
            await pilot.pause()
            pressed += 1
        assert PARTS <= pressed <= len(STEPS)
