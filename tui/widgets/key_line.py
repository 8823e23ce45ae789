"""The keys that matter, along the foot of the screen: as many as fit, the most useful first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.keymap import Command
from newsreader.tui.remapping import foot_key, keys_in_use
from newsreader.tui.theme import Palette

_BETWEEN = "  "


class KeyLine(Widget):
    """One line, drawn and not composed: a Footer costs a widget a key at every start. A click does what it says."""

    def __init__(self, commands: Sequence[Command], palette: Palette, id: str | None = None) -> None:
        super().__init__(id=id)
        self._commands = [command for command in commands if command.label]
        self._palette = palette

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        self._palette = palette
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Each key with its word."""
        palette = self._palette
        segments = [Segment(" ", palette.base)]
        for _, command in self._fitting():
            segments.append(Segment(self._key(command), palette.base + palette.accent))
            segments.append(Segment(f" {command.label}{_BETWEEN}", palette.base + palette.muted))
        return Strip(segments).adjust_cell_length(self.size.width, palette.base)

    async def on_click(self, event: events.Click) -> None:
        """Do what the word under the mouse says."""
        for start, command in self._fitting():
            if start <= event.x < start + self._wide(command) - len(_BETWEEN):
                await self.screen.run_action(command.action)

    def _fitting(self) -> Iterator[tuple[int, Command]]:
        """The commands that fit, each with the column where it starts; the one that shows all keys before any other."""
        shown = [command for command in self._commands if self._key(command)]
        column, kept = 1, sum(self._wide(command) for command in shown if _shows_keys(command))
        for command in shown:
            if _shows_keys(command):
                kept = 0
            if column + self._wide(command) + kept <= self.size.width + len(_BETWEEN):
                yield column, command
                column += self._wide(command)

    def _key(self, command: Command) -> str:
        return foot_key(command, keys_in_use(self.app))

    def _wide(self, command: Command) -> int:
        return cell_len(self._key(command)) + 1 + len(command.label) + len(_BETWEEN)


def _shows_keys(command: Command) -> bool:
    return command.action == "help"
