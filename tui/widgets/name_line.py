"""A line to type a name into, and the names that could be meant below it."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.message import Message

from newsreader.tui.keymap import bindings
from newsreader.tui.naming import Names
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.field_line import FieldLine, Runs
from newsreader.tui.widgets.typing_line import TypingLine

NOBODY = "nobody knows"
"""What stands for a speaker without a name."""


class NameLine(TypingLine):
    """The arrow keys up and down choose among the names that could be meant; the one that is chosen counts."""

    DEFAULT_CSS = "NameLine { width: 1fr; padding: 0; background: $background; }"
    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("name"))

    _said: str | None = None  # what the line says because a name was chosen, and not because it was typed

    class Chosen(Message):
        """Another name counts now."""

    def __init__(self, name: str, names: Names, offer: NameOffer, id: str) -> None:
        """`offer` shows the names; `name` is the first one chosen."""
        self._offer, self._names = offer, names
        super().__init__(name, placeholder=NOBODY, compact=True, id=id, select_on_focus=True)
        self.know(names)

    def know(self, names: Names) -> None:
        """Offer other names."""
        self._names = names
        self._offer.show(names.offered(self.value), self.value)

    @property
    def name_chosen(self) -> str:
        """The name that counts; "" for nobody."""
        return self._offer.chosen

    def say(self, name: str) -> None:
        """Have a name chosen."""
        self._said = name
        self.value = name
        self.action_select_all()  # the first letter begins another name
        self._offer.show(self._names.offered(name), name, name)

    def action_offer(self, by: int) -> None:
        """Choose the next or previous name that is offered."""
        self._offer.move(by)
        self.post_message(self.Chosen())

    def watch_value(self, value: str) -> None:
        """Offer what could be meant. At once: when the keys go elsewhere, what was typed before has been taken in."""
        if value != self._said:
            self._said = None
            self._offer.show(self._names.offered(value), value)
            self.post_message(self.Chosen())

    def on_focus(self) -> None:
        """The names belong to the line."""
        self._offer.lead(True)

    def on_blur(self) -> None:
        """What was typed becomes what was chosen."""
        self.say(self.name_chosen)
        self._offer.lead(False)


class NameOffer(FieldLine):
    """The names that could be meant, the one that counts in brackets."""

    def __init__(self, palette: Palette, id: str | None = None) -> None:
        super().__init__("", palette, id=id)
        self._names, self._at, self._typed, self._leads = [""], 0, "", False

    @property
    def chosen(self) -> str:
        """The name that counts."""
        return self._names[self._at]

    @property
    def has_keys(self) -> bool:
        """The line above has them."""
        return False

    def lead(self, leads: bool) -> None:
        """Be drawn as what the keys of the line above move, or not."""
        self._leads = leads
        self.refresh()

    def show(self, names: list[str], typed: str, chosen: str | None = None) -> None:
        """Show other names; the first one counts, or the chosen one where it is among them."""
        self._names, self._typed = names, " ".join(typed.split())
        self._at = names.index(chosen) if chosen in names else 0
        self.refresh()

    def move(self, by: int) -> None:
        """Let the next or previous name count, round the ends."""
        self._at = (self._at + by) % len(self._names)
        self.refresh()

    def draw(self, width: int) -> Runs:
        """From the first name that lets the chosen one be seen."""
        palette = self.palette
        words = [self._word(name) for name in self._names]
        first = 0
        while first < self._at and sum(cell_len(word) + 2 for word in words[first : self._at + 1]) > width:
            first += 1
        runs = []
        for index in range(first, len(words)):
            if index == self._at:
                runs.append((f"[{words[index]}]", palette.cursor if self._leads else palette.title))
            else:
                runs.append((f" {words[index]} ", palette.muted))
        return runs

    def _word(self, name: str) -> str:
        if not name:
            return NOBODY
        return f"“{name}” as typed" if name == self._typed and len(self._names) > 1 else name
