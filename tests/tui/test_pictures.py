"""Pictures of the screens, compared to the ones that were looked at and kept.

After a change that is meant to be seen: `pytest tests/tui/test_pictures.py --snapshot-update`, then look at each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

import newsreader.core.library.annotations as marks  # by "from" it would be __future__'s
from newsreader.core.library import Library
from newsreader.core.model import Analysis
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens.across import AcrossScreen
from newsreader.tui.screens.marks import MarksScreen
from newsreader.tui.screens.person import PersonScreen
from newsreader.tui.screens.search import SearchScreen
from newsreader.tui.widgets.status_line import StatusLine
from tests.tui.conftest import TEXT, span
from tests.tui.pages import copy_of, page
from tests.tui.waiting import opened, until

Compare = Callable[..., bool]
MakeApp = Callable[[], NewsreaderApp]
Size = tuple[int, int]
NEXT = "right_square_bracket"

SIZES = ((120, 40), (80, 24), (60, 20))
THEMES = ("newsreader-dark", "newsreader-light", "gruvbox")
EVERY_LOOK = pytest.mark.parametrize(
    ("size", "theme"),
    [pytest.param(size, theme, id=f"{theme}-{size[0]}x{size[1]}") for size in SIZES for theme in THEMES],
)
"""Every screen is kept in each of these sizes and themes."""


def themed(app: NewsreaderApp, theme: str) -> NewsreaderApp:
    """The app in a theme."""
    app.theme = theme
    return app


def settled(*keys: str) -> Callable[[Pilot[int]], Any]:
    """Waits for the first article, presses keys, and waits for the answer of a search where there is one."""

    async def prepare(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: any(line.place for line in pilot.app.query(StatusLine)))
        await pilot.press(*keys)
        screen: Screen[Any] = pilot.app.screen
        if isinstance(screen, SearchScreen):
            screen.input.cursor_blink = False
            await until(pilot, lambda: screen.settled and bool(screen.preview.border_title))
        await pilot.pause(0.2)

    return prepare


@EVERY_LOOK
def test_reader(snap_compare: Compare, make_app: MakeApp, size: Size, theme: str) -> None:
    assert snap_compare(themed(make_app(), theme), terminal_size=size, run_before=settled(NEXT, NEXT))


def test_reader_without_colour(snap_compare: Compare, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(make_app(), terminal_size=(120, 40), run_before=settled(NEXT, NEXT))


def test_folded_panel_comes_forward(snap_compare: Compare, make_app: MakeApp) -> None:
    assert snap_compare(make_app(), terminal_size=(60, 20), run_before=settled("p", "w"))


@pytest.fixture
def make_pages_app(samples_file: Path, tmp_path: Path, make_app: MakeApp) -> NewsreaderApp:
    """A reader over the samples."""
    return NewsreaderApp(copy_of(samples_file, tmp_path))


def on_page(*keys: str) -> Callable[[Pilot[int]], Any]:
    """Waits for the first article, presses keys one after another, and waits for the page that they open."""

    async def prepare(pilot: Pilot[int]) -> None:
        await opened(pilot)
        for key in keys:
            before = pilot.app.screen
            await pilot.press(key)
            if key in ("O", "V", "enter"):
                await until(pilot, lambda before=before: pilot.app.screen is not before)  # type: ignore[misc]
                await page(pilot, AcrossScreen)
            await pilot.pause(0.1)
        screen = await page(pilot, AcrossScreen)
        wide = isinstance(screen, PersonScreen) and screen.has_class("-wide")
        await until(pilot, lambda: not wide or bool(screen.beside.border_title))
        await pilot.pause(0.2)

    return prepare


@EVERY_LOOK
@pytest.mark.parametrize(
    "keys",
    [("O",), ("O", "enter"), ("J", "J", NEXT, NEXT, NEXT, "V")],
    ids=["overview", "person", "travels"],
)
def test_pages(
    snap_compare: Compare, make_pages_app: NewsreaderApp, size: Size, theme: str, keys: Sequence[str]
) -> None:
    assert snap_compare(themed(make_pages_app, theme), terminal_size=size, run_before=on_page(*keys))


@EVERY_LOOK
@pytest.mark.parametrize(
    "keys",
    [
        ("slash", *"tram", "enter", "n"),  # Enter, so that the blinking cursor of the input is not in the picture
        ("question_mark",),
        ("ctrl+f", *"fery sailed"),
        (NEXT, NEXT, "c", "tab", "tab", "left"),  # not in the line, whose cursor blinks
        ("semicolon",),
        ("Z",),
    ],
    ids=["find", "manual", "search", "correcting", "jump", "plain"],
)
def test_over_the_reader(snap_compare: Compare, make_app: MakeApp, size: Size, theme: str, keys: Sequence[str]) -> None:
    assert snap_compare(themed(make_app(), theme), terminal_size=size, run_before=settled(*keys))


AT = "2008-05-01T12:00:00+00:00"


@pytest.fixture
def marked(library: Library, analysis: Analysis) -> Library:
    """The library with a mark of each kind, as if they had been made on one day."""
    database, id, first = library.database, analysis.article.id, analysis.quotes[0]
    marks.star(database, id, True, (first.start, first.end), at=AT)
    library.set_tags(id, ["rail [x]"], (first.start, first.end))
    marks.add_note(database, id, "Who says? [sic]", span(TEXT, "日本 engineers"), written=AT)
    late = analysis.quotes[4]
    mayor = late._replace(entity=1, speaker_name="Tomás Rey", mention=None)
    library.corrections.correct(id, mayor, late, who="Nell", made=AT)
    library.star(id)
    return library


@EVERY_LOOK
def test_marks_in_the_article(
    snap_compare: Compare, marked: Library, make_app: MakeApp, size: Size, theme: str
) -> None:
    assert snap_compare(themed(make_app(), theme), terminal_size=size, run_before=settled(NEXT, NEXT))


@EVERY_LOOK
def test_list_of_marks(snap_compare: Compare, marked: Library, make_app: MakeApp, size: Size, theme: str) -> None:
    async def prepare(pilot: Pilot[int]) -> None:
        await settled("asterisk")(pilot)
        screen: Screen[Any] = pilot.app.screen
        assert isinstance(screen, MarksScreen)
        screen.input.cursor_blink = False
        await until(pilot, lambda: screen.marks.rows and screen.preview.border_title)
        await pilot.press("down")
        await pilot.pause(0.2)

    assert snap_compare(themed(make_app(), theme), terminal_size=size, run_before=prepare)


@EVERY_LOOK
def test_export(
    snap_compare: Compare,
    make_app: MakeApp,
    monkeypatch: pytest.MonkeyPatch,
    size: Size,
    theme: str,
) -> None:
    monkeypatch.chdir("/")
    assert snap_compare(themed(make_app(), theme), terminal_size=size, run_before=settled("e", "tab"))


@EVERY_LOOK
def test_settings(
    snap_compare: Compare, make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: Size, theme: str
) -> None:
    monkeypatch.setattr(NewsreaderApp, "settings_place", "~/.config/newsreader/settings.toml")
    file = tmp_path / "config" / "newsreader" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f'[screen]\ntheme = "{theme}"\n')  # the screen goes by the file

    async def prepare(pilot: Pilot[int]) -> None:
        await settled("comma", *["down"] * 4)(pilot)  # not the theme, which would be shown at once
        await until(pilot, lambda: bool(pilot.app.screen.query_one(StatusLine).place))
        await pilot.press("enter", "down", "down")
        await pilot.pause(0.2)

    assert snap_compare(make_app(), terminal_size=size, run_before=prepare)
