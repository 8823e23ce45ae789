"""All that can be set: what it means, what it is set to, what else it could be. The file and the screen agree."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from newsreader.core.settings import described
from newsreader.tui.errand import Errand
from newsreader.tui.keymap import COMMANDS, bindings
from newsreader.tui.preferences import Preferences
from newsreader.tui.screens.lines import AskingLines
from newsreader.tui.setting_rows import COMMAND, read, setting_rows, value_of, value_rows
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.banner import Banner
from newsreader.tui.widgets.key_line import KeyLine
from newsreader.tui.widgets.line_bar import LineBar
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.widgets.setting_list import SettingList, ValueList
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.widgets.theme_sample import ThemeSample

_THEME = "screen.theme"


class SettingsScreen(AskingLines[None]):
    """Settings on the left, on the right what the one under the cursor means and can be set to."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("settings"))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]
    CSS_PATH = "settings.tcss"
    AUTO_FOCUS = "#settings"

    def __init__(self, preferences: Preferences, key: str = "") -> None:
        """preferences: the app. key: the setting to begin with, among whose values the cursor is then."""
        super().__init__()
        self._app, self._begin = preferences, key
        self._palette = preferences.palette()
        self._described = {one.key: one for one in described()}
        self.settings = SettingList(self._palette, id="settings")
        self.values = ValueList(self._palette, id="values")
        self.meaning = Static(id="meaning")
        self.sample = ThemeSample(self._palette, id="sample")
        self.status = StatusLine(self._palette, id="status")
        self.banner = Banner(id="banner")
        self._foot = KeyLine([one for one in COMMANDS if one.where == "settings"], self._palette, id="keys")

    def compose(self) -> ComposeResult:
        """The two lists, the meaning, the status line, the keys."""
        self.settings.border_title = "Settings"
        yield self.banner
        with Horizontal(id="panes"):
            yield self.settings
            with Vertical(id="one"):
                yield self.meaning
                yield self.values
                yield self.sample
        yield self.status
        yield self._foot

    async def on_mount(self) -> None:
        """Read the file: it may have been changed meanwhile."""
        await self._app.read_settings()
        self._fill()
        if self._begin:
            rows = self.settings.rows
            self.settings.point(next((i for i, row in enumerate(rows) if row.key == self._begin), 1))
            await self.action_values()
        self._tell()

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        self._palette = palette
        for pane in (self.settings, self.values, self.sample, self.status, self._foot):
            pane.recolour(palette)

    @property
    def key(self) -> str:
        """The setting under the cursor."""
        return self.settings.row.key if self.settings.row else ""

    def _fill(self) -> None:
        self.settings.fill(setting_rows(self._app.settings), max(self.settings.cursor, 1))
        self._show()
        self.banner.clear()
        for mistake in self._app.mistakes:
            self.banner.say(mistake)

    @on(RowList.Moved, "#settings")
    def _show(self) -> None:
        """Show what the setting under the cursor means and can be."""
        if not self.key:
            return
        one, app = self._described[self.key], self._app
        self.sample.display = self.key == _THEME
        rows = value_rows(one, app.settings, app.available_themes, app.keys)
        held = self.values.cursor if self.focused is self.values else -1
        current = next((i for i, row in enumerate(rows) if row.current), 0)
        self.values.fill(rows, min(held, len(rows) - 1) if held >= 0 else current if rows else -1)
        self.values.border_title = Content(one.key)
        self.values.empty = f"{one.values[0]}: Enter, then type it"
        comes = f"  It comes as {one.default}." if one.default != "" else ""
        self.meaning.update(Content.assemble(one.meaning, Content.styled(comes, "$quiet")))

    @on(RowList.Moved, "#values")
    def _preview(self) -> None:
        """A theme is seen while one moves along them."""
        if self.key == _THEME and self.values.row:
            self._app.theme = self.values.row.value

    @on(RowList.Chosen, "#settings")
    async def action_values(self) -> None:
        """Go to what the setting can be, or type it."""
        self._show()
        if self.values.rows:
            self.values.focus()
        elif self.key:
            await self._type(self.key, str(value_of(self._app.settings, self.key)))

    @on(RowList.Chosen, "#values")
    async def _take(self) -> None:
        row = self.values.row
        if row is None:
            return
        if self.key == COMMAND:
            named = {one.command: one.keys for one in self._app.settings.keys.commands}
            await self._type(f"keys.{row.value}", named.get(row.value, self._app.keys[row.value].replace(",", ", ")))
        else:
            self._write(self.key, row.value)

    async def _type(self, key: str, value: str) -> None:
        await self.ask_line(self.values, value, _Typing(self, key))

    def action_reset(self) -> None:
        """As it comes."""
        one = self._described[self.key]
        if self.key != COMMAND:
            self._write(self.key, str(one.default))
        elif self.focused is self.values and (row := self.values.row):
            own = next(command.keys for command in COMMANDS if command.id == row.value)
            self._write(f"keys.{row.value}", own.replace(",", ", "))

    def action_back(self) -> None:
        """From the values to the settings; from there to where one was."""
        if self.focused is self.values:
            self._as_set()
            self.settings.focus()
        else:
            self.dismiss(None)

    def action_other(self) -> None:
        """To the other list."""
        if self.focused is self.values:
            self._as_set()
            self.settings.focus()
        elif self.values.rows:
            self.values.focus()

    async def action_help(self) -> None:
        """Show the manual."""
        from newsreader.tui.screens.help import HelpScreen

        await self.app.push_screen(HelpScreen("settings"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a line is typed the keys are its own."""
        return not (self.asks and action in ("other", "reset", "back", "help"))

    def write(self, key: str, text: str) -> None:
        """Write a value that was typed."""
        self._write(key, text)

    @work(exclusive=True, group="settings")
    async def _write(self, key: str, text: str) -> None:
        one = self._described.get(key)
        wrong = await self._app.set(key, read(one, text) if one else text)
        self._as_set()
        self._fill()
        self._tell(wrong or f"{key} is {text or 'empty'} now, in the file too")

    def _as_set(self) -> None:
        """What was only looked at is no more."""
        if (theme := self._app.settings.screen.theme) in self._app.available_themes:
            self._app.theme = theme

    def _tell(self, said: str = "") -> None:
        self.status.say(said or self._app.settings_place)

    def on_line_bar_cancelled(self, message: LineBar.Cancelled) -> None:
        """Back to what the line was for."""
        super().on_line_bar_cancelled(message)
        if not self.values.rows:
            self.settings.focus()


class _Typing(Errand):
    """A value that is typed; written where Enter is pressed, and only there."""

    anew = False

    def __init__(self, screen: SettingsScreen, key: str) -> None:
        self._screen, self._key = screen, key
        self.placeholder = (
            f"{key}: keys such as n, ctrl+f, F5, gg; nothing for none" if key.startswith("keys.") else key
        )

    def keep(self, text: str) -> None:
        """Write it."""
        self._screen.write(self._key, text)
        if not self._screen.values.rows:
            self._screen.settings.focus()

    def leave(self, text: str) -> None:
        """Nothing is set by going elsewhere."""
