"""The keys that matter, along the foot of the screen: as many as fit, the most useful first, the others by turning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.cells import strip_of
from newsreader.tui.keymap import Command
from newsreader.tui.remapping import OWN, Keymap, foot_key, keys_in_use
from newsreader.tui.theme import Palette

_BETWEEN = 2  # cells
_MORE = "…"  # of a foot that no key turns


class Key(NamedTuple):
    """A key with its word at a column; without a command it turns the foot."""

    column: int
    shown: str
    label: str
    command: Command | None

    @property
    def end(self) -> int:
        """The column after its word."""
        return self.column + cell_len(self.text)

    @property
    def text(self) -> str:
        """Key and word."""
        return f"{self.shown} {self.label}".rstrip()


class KeyLine(Widget):
    """One line, drawn and not composed: a Footer costs a widget a key at every start. A click does what it says."""

    def __init__(self, commands: Sequence[Command], palette: Palette, id: str | None = None) -> None:
        super().__init__(id=id)
        self._palette = palette
        self._first = 0  # of the commands that the line begins with
        self._commands: Sequence[Command] = ()
        self.lead(commands)

    def lead(self, commands: Sequence[Command]) -> None:
        """Show other commands, the most useful first."""
        if commands is not self._commands:
            self._commands, self._first = commands, 0
            self._plain = [one for one in commands if one.label and not _stays(one)]
            self.refresh()

    def turn(self) -> None:
        """Show the keys that follow; after the last ones the first again."""
        self._first = self._placed(self.size.width, keys_in_use(self.app))[1]
        self.refresh()

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        self._palette = palette
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Each key with its word."""
        palette, segments, column = self._palette, list[Segment](), 0
        for key in self._placed(self.size.width, keys_in_use(self.app))[0]:
            segments.append(Segment(" " * (key.column - column), palette.base))
            segments.append(Segment(key.shown, palette.base + palette.accent))
            segments.append(Segment(key.text[len(key.shown) :], palette.base + palette.muted))
            column = key.end
        return strip_of(segments, self.size.width, palette.base)

    async def on_click(self, event: events.Click) -> None:
        """Do what the word under the mouse says."""
        for key in self._placed(self.size.width, keys_in_use(self.app))[0]:
            if key.column <= event.x < key.end:
                if key.command is None or key.command.action == "more_keys":
                    self.turn()
                else:
                    await self._do(key.command)
                return

    async def _do(self, command: Command) -> None:
        """The pane that has the keys comes first, as with a key."""
        focused = self.screen.focused
        name = command.action.partition("(")[0]
        there = focused is not None and hasattr(focused, f"action_{name}")
        await self.app.run_action(command.action, focused if there else self.screen)

    def _placed(self, width: int, keymap: Keymap = OWN) -> tuple[list[Key], int]:
        """The keys that a line of a width has room for, whole, and the command that the next turn begins with.

        The key that shows all keys is kept before any other, then the one that turns the foot where not all fit.
        """
        kept = [_key(one, keymap) for one in self._commands if one.label and _stays(one) and one.action != "more_keys"]
        turns = (_key(one, keymap) for one in self._commands if one.action == "more_keys")
        turning = next((one for one in turns if one.shown), Key(0, _MORE, "", None))
        plain = [key for one in self._plain if (key := _key(one, keymap)).shown]  # one without a key is not shown
        whole = width - 1 + _BETWEEN
        turned = [turning, *kept]
        if self._first or _wide(plain) + _wide(kept) > whole:
            # A foot that has room for none of the others has nothing to turn to.
            kept = turned if any(_wide([one]) + _wide(turned) <= whole for one in plain) else kept
        room = whole - _wide(kept)
        last = self._first
        while last < len(plain) and (wide := _wide(plain[last : last + 1])) <= room:
            room, last = room - wide, last + 1
        while kept and _wide(kept) > whole:
            kept.pop(0)
        placed, column = [], 1
        for key in (*plain[self._first : last], *kept):
            placed.append(key._replace(column=column))
            column = placed[-1].end + _BETWEEN
        return placed, last if self._first < last < len(plain) else 0


def _key(command: Command, keymap: Keymap) -> Key:
    return Key(0, foot_key(command, keymap), command.label, command)


def _wide(keys: Sequence[Key]) -> int:
    return sum(cell_len(key.text) + _BETWEEN for key in keys)


def _stays(command: Command) -> bool:
    """Whether a command keeps its place whatever else does not fit."""
    return command.action in ("help", "more_keys")
