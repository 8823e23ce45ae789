"""One of several words, chosen with the arrow keys or by its first letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.message import Message

from newsreader.tui.keymap import bindings
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.field_line import LABEL, FieldLine, Runs

_BETWEEN = 2


class ChoiceLine(FieldLine, can_focus=True):
    """Shows its words beside each other, the chosen one in brackets; those for which there is no room go by."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("choice"))

    class Changed(Message):
        """The reader chose another word."""

        def __init__(self, sender: ChoiceLine) -> None:
            super().__init__()
            self.sender = sender

        @property
        def control(self) -> ChoiceLine:
            """The line, for `@on(..., selector)`."""
            return self.sender

    def __init__(self, label: str, words: Sequence[str], palette: Palette, chosen: int = 0, id: str = "") -> None:
        super().__init__(label, palette, id=id or None)
        self.words = list(words)
        self.chosen = chosen

    def offer(self, words: Sequence[str], chosen: int = 0) -> None:
        """Have other words to choose from, without saying so."""
        self.words, self.chosen = list(words), chosen
        self.refresh()

    def point(self, index: int) -> None:
        """Choose a word, without saying so."""
        self.chosen = index
        self.refresh()

    def action_choose(self, by: int) -> None:
        """Choose the next or previous word, round the ends."""
        self._to((self.chosen + by) % len(self.words) if self.words else 0)

    def on_key(self, event: events.Key) -> None:
        """A letter chooses the next word that begins with it."""
        if event.character and event.character.isalnum():
            after = [*range(self.chosen + 1, len(self.words)), *range(self.chosen)]
            letter = event.character.casefold()
            if (index := next((i for i in after if self.words[i].casefold().startswith(letter)), -1)) >= 0:
                event.stop()
                self._to(index)

    def on_click(self, event: events.Click) -> None:
        """Choose the word under the mouse."""
        for start, index in self._placed(self.size.width - LABEL):
            if start <= event.x - LABEL < start + cell_len(self.words[index]) + _BETWEEN:
                self._to(index)

    def draw(self, width: int) -> Runs:
        """The words, from the first one that lets the chosen one be seen."""
        palette = self.palette
        runs = []
        for _, index in self._placed(width):
            if index == self.chosen:
                style = palette.cursor if self.has_keys else palette.title
                runs.append((f"[{self.words[index]}]", style))
            else:
                runs.append((f" {self.words[index]} ", palette.muted))
        return runs

    def _to(self, index: int) -> None:
        if index != self.chosen and index < len(self.words):
            self.point(index)
            self.post_message(self.Changed(self))

    def _placed(self, width: int) -> list[tuple[int, int]]:
        """The words on the screen with the cell where each begins."""
        wide = [cell_len(word) + _BETWEEN for word in self.words]
        first = 0
        while first < self.chosen and sum(wide[first : self.chosen + 1]) > width:
            first += 1
        return [(sum(wide[first:index]), index) for index in range(first, len(self.words))]
