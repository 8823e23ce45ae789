"""Where a quote begins or ends, with the words on both sides; the arrow keys move it."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.message import Message

from newsreader.tui.cells import clip
from newsreader.tui.extent import Edge, Unit
from newsreader.tui.keymap import bindings
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.field_line import FieldLine, Runs

_SEEN = 400  # characters on either side of which something may be shown


class EdgeLine(FieldLine, can_focus=True):
    """Shows the words around one end of a stretch: those inside in bold, a triangle between them and the others."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("edge"))

    class Moved(Message):
        """The reader wants the end elsewhere."""

        def __init__(self, edge: Edge, unit: Unit, by: int) -> None:
            super().__init__()
            self.edge, self.unit, self.by = edge, unit, by

    def __init__(self, label: str, edge: Edge, text: str, palette: Palette, id: str | None = None) -> None:
        super().__init__(label, palette, id=id)
        self._edge, self._text, self._at = edge, text, 0

    def point(self, position: int) -> None:
        """Show another place of the text."""
        self._at = position
        self.refresh()

    def action_edge(self, unit: Unit, by: int) -> None:
        """Ask for the end to be moved."""
        self.post_message(self.Moved(self._edge, unit, by))

    def draw(self, width: int) -> Runs:
        """A third of the room is for what stands before a beginning, two thirds for what stands before an end."""
        palette, begins = self.palette, self._edge == "start"
        room = max(width - 1, 0)
        before = clip_left(self._text[max(self._at - _SEEN, 0) : self._at], room // 3 if begins else 2 * room // 3)
        after = clip(self._text[self._at : self._at + _SEEN], room - cell_len(before))
        inside, outside = palette.title, palette.muted
        return [
            (before, outside if begins else inside),
            ("▸" if begins else "◂", palette.accent),
            (after, inside if begins else outside),
        ]


def clip_left(text: str, width: int) -> str:
    """The end of `text` on one line in at most `width` cells, with an ellipsis before it where it is longer."""
    text = text.translate({10: " ", 9: " "})
    if cell_len(text) <= width:
        return text
    start, left = len(text), width - 1
    while start and (left := left - cell_len(text[start - 1])) >= 0:
        start -= 1
    return "…" + text[start:].lstrip() if width > 0 else ""
