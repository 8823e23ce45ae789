"""The settings screen and the file agree; what is set is seen at once; keys of one's own work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsreader.core.library import Library
from newsreader.core.settings import described
from newsreader.tui.app import THEME, NewsreaderApp
from newsreader.tui.screens.help import HelpScreen
from newsreader.tui.screens.settings import SettingsScreen
from newsreader.tui.setting_rows import COMMAND
from newsreader.tui.widgets.key_line import KeyLine
from newsreader.tui.widgets.line_bar import LineBar
from tests.tui.waiting import opened, until

MakeApp = Callable[[], NewsreaderApp]
SIZE = (120, 40)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """The file that the reader's settings are in; there is none yet."""
    path = tmp_path / "config" / "newsreader" / "settings.toml"
    path.parent.mkdir(parents=True)
    yield path


async def settings_of(pilot: Pilot[int]) -> SettingsScreen:
    """The settings screen, opened by its key."""
    await opened(pilot)
    await pilot.press("comma")
    await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen) and bool(pilot.app.screen.status.place))
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen)
    return screen


def to(screen: SettingsScreen, key: str) -> None:
    """The cursor on a setting."""
    screen.settings.point([row.key for row in screen.settings.rows].index(key))
    screen._show()


async def test_every_setting_is_there_with_what_it_means(make_app: MakeApp, file: Path) -> None:
    file.write_text("[screen]\ncolumn = 60\n")
    async with make_app().run_test(size=SIZE) as pilot:
        screen = await settings_of(pilot)
        assert [row.key for row in screen.settings.rows if row.key] == [one.key for one in described()]
        assert [row.key for row in screen.settings.rows if row.own] == ["screen.column"]
        for one in described():
            to(screen, one.key)
            assert one.meaning in str(screen.meaning.render())
        await pilot.press("escape")
        assert pilot.app.screen is not screen and not file.read_text().endswith("\n\n")


@pytest.mark.parametrize(("page", "key"), [("O", "comma"), ("question_mark", "comma"), ("ctrl+f", "f9")])
async def test_the_settings_open_from_any_page(make_app: MakeApp, page: str, key: str) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press(page)
        await until(pilot, lambda: pilot.app.screen is not reader)
        there = pilot.app.screen
        await pilot.press(key)
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))
        await pilot.press(key, "escape")  # no second one over it
        await until(pilot, lambda: pilot.app.screen is there)


async def test_a_theme_is_seen_while_one_moves_and_kept_by_enter(make_app: MakeApp, file: Path) -> None:
    file.write_text("# mine\n")
    async with make_app().run_test(size=SIZE) as pilot:
        screen = await settings_of(pilot)
        app = pilot.app
        to(screen, "screen.theme")
        before = screen.settings.palette
        await pilot.press("enter", "down")
        await pilot.pause()
        assert app.theme == screen.values.row.value != "newsreader-dark"  # type: ignore[union-attr]
        assert screen.settings.palette != before and file.read_text() == "# mine\n"
        await pilot.press("escape")
        await pilot.pause()
        assert app.theme == "newsreader-dark"
        to(screen, "screen.theme")
        await pilot.press("enter", "down", "enter")
        await until(pilot, lambda: "screen.theme is" in screen.status.place)
        assert file.read_text() == f'# mine\n\n[screen]\ntheme = "{app.theme}"\n' and app.theme != "newsreader-dark"
        chosen = app.theme
    async with make_app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        assert pilot.app.theme == chosen


async def test_the_palette_leads_to_the_same_list_of_themes(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        pilot.app.action_change_theme()
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen) and bool(pilot.app.screen.status.place))
        screen = pilot.app.screen
        assert isinstance(screen, SettingsScreen) and screen.key == "screen.theme" and screen.focused is screen.values
        names = [row.value for row in screen.values.rows]
        assert names[:4] == [f"newsreader-{name}" for name in ("contrast", "dark", "light", "sepia")]
        assert {"textual-dark", "nord", "gruvbox"} <= set(names) and "ansi-dark" not in names


async def test_a_theme_of_the_time_before_goes_into_the_file(library: Library, make_app: MakeApp, file: Path) -> None:
    library.set_state(THEME, "nord")
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: file.exists() and pilot.app.theme == "nord")
    assert file.read_text() == '[screen]\ntheme = "nord"\n'
    assert library.state(THEME) == ""


async def test_a_number_is_typed_and_seen_at_once(make_app: MakeApp, file: Path) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = await settings_of(pilot)
        pane = pilot.app.reader.pane  # type: ignore[attr-defined]
        wide = pane._column
        to(screen, "screen.column")
        await pilot.press("enter", "backspace", "backspace", "4", "0", "enter")
        await until(pilot, lambda: "column = 40" in (file.read_text() if file.exists() else ""))
        await until(pilot, lambda: pane._column == 40)
        assert wide != 40
        await pilot.press("enter", "0", "0", "enter")
        await until(pilot, lambda: screen.banner.display)
        assert "line 2: screen.column must be a whole number from 30 to 160" in str(screen.banner.render())
        await pilot.press("delete")
        await until(pilot, lambda: not screen.banner.display and pane._column == wide)
        assert file.read_text() == "[screen]\ncolumn = 72\n"


async def test_mistakes_are_told_at_the_start_and_the_rest_is_used(make_app: MakeApp, file: Path) -> None:
    file.write_text('[screen]\ntheme = "nrod"\ncolumn = 50\n[keys]\n"quote.nxt" = "n"\n')
    async with make_app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        told = str(pilot.app.reader.banner.render())  # type: ignore[attr-defined]
        assert "screen.theme: there is no theme nrod" in told
        assert "line 5: keys.quote.nxt is no command; did you mean quote.next?" in told
        assert pilot.app.theme == "newsreader-dark" and pilot.app.reader.pane._column == 50  # type: ignore[attr-defined]


async def test_signs_are_changed_at_once(make_app: MakeApp, file: Path) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = await settings_of(pilot)
        assert "╭" in pilot.app.export_screenshot()
        to(screen, "screen.signs")
        await pilot.press("enter", "end", "enter")
        await until(pilot, lambda: "screen.signs is ascii" in screen.status.place)
        await pilot.pause()
        assert not {"╭", "│", "▸"} & set(pilot.app.export_screenshot())
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert not {"╭", "┃", "│", "▶", "●"} & set(pilot.app.export_screenshot())


async def test_what_was_changed_outside_is_taken_up(make_app: MakeApp, file: Path) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        file.write_text('[screen]\ntheme = "nord"\n')
        screen = await settings_of(pilot)
        assert pilot.app.theme == "nord" and [row.key for row in screen.settings.rows if row.own] == ["screen.theme"]


async def test_a_file_that_cannot_be_written_is_told(make_app: MakeApp, file: Path) -> None:
    file.write_text("name = ")
    async with make_app().run_test(size=SIZE) as pilot:
        screen = await settings_of(pilot)
        to(screen, "copy.quote")
        await pilot.press("enter", "end", "enter")
        await until(pilot, lambda: "nothing was written" in screen.status.place)
        assert file.read_text() == "name = "


async def test_keys_of_ones_own_work_and_are_shown(make_app: MakeApp, file: Path) -> None:
    file.write_text('[keys]\n"quote.next" = "x"\n"article.about" = ""\n')
    async with make_app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        reader = pilot.app.reader  # type: ignore[attr-defined]
        first = reader.status.place
        await pilot.press("right_square_bracket")
        assert reader.status.place == first
        await pilot.press("x")
        assert reader.status.place != first
        foot = reader.query_one(KeyLine).render_line(0).text
        assert "x Next" in foot and "Info" not in foot and "] Next" not in foot
        await pilot.press("slash", *"tax")  # a letter that calls a command is a letter in a line
        assert reader.focused.value == "tax"
        await pilot.press("escape", "question_mark")
        screen = pilot.app.screen
        assert isinstance(screen, HelpScreen)
        await until(
            pilot, lambda: any(row(screen, y).startswith("x Next quote quote.next") for y in range(SIZE[1] - 6))
        )


def row(screen: HelpScreen, y: int) -> str:
    """A line of the manual with single spaces."""
    return " ".join(screen.page.render_line(y).text.split())


async def test_a_command_is_given_a_key_on_the_screen(make_app: MakeApp, file: Path) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = await settings_of(pilot)
        to(screen, COMMAND)
        await pilot.press("enter")
        assert screen.focused is screen.values
        await pilot.press("enter")  # the first command: the next quote
        assert isinstance(screen.focused, LineBar)
        screen.focused.value = "gn"
        await pilot.press("enter")
        await until(pilot, lambda: "keys.quote.next is gn now" in screen.status.place)
        assert file.read_text() == '[keys]\n"quote.next" = "gn"\n'
        await pilot.press("escape", "escape")
        reader = pilot.app.reader  # type: ignore[attr-defined]
        first = reader.status.place
        await pilot.press("g", "n")
        assert reader.status.place != first


async def test_a_sequence_waits_for_its_second_key(make_app: MakeApp, file: Path) -> None:
    file.write_text('[keys]\npreset = "vim"\n')
    async with make_app().run_test(size=(120, 12)) as pilot:
        await opened(pilot)
        reader = pilot.app.reader  # type: ignore[attr-defined]
        await pilot.press("G")
        bottom = reader.pane.scroll_y
        assert bottom > 0
        await pilot.press("g")
        assert "g …" in reader.status.render_line(0).text and reader.pane.scroll_y == bottom
        await pilot.press("x")
        assert "gx is no key" in reader.status.render_line(0).text and reader.pane.scroll_y == bottom
        await pilot.press("g", "escape")
        assert "g …" not in reader.status.render_line(0).text and reader.pane.scroll_y == bottom
        await pilot.press("g", "g")
        assert reader.pane.scroll_y == 0
        await pilot.press("g", "slash")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "SearchScreen")
        await pilot.press("g", "g")  # letters in its line
        assert pilot.app.screen.input.value == "gg"  # type: ignore[attr-defined]
