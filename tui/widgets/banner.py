"""A line across the top for what the reader must know: nothing lost, but something is not as usual."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

SHOWN = 3  # messages at a time; a folder of a thousand broken files must leave room for the article


class Banner(Static):
    """Hidden until it has something to say; Esc puts it away."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._messages: list[str] = []
        self.display = False

    def say(self, message: str) -> None:
        """Show a message, below the ones before; of many the last are shown and the others counted."""
        if message in self._messages:
            return
        self._messages.append(message)
        lines = [f"! {said}" for said in self._messages[-SHOWN:]]
        if (hidden := len(self._messages) - SHOWN) > 0:
            lines[-1] += f"  ({hidden} more before)"
        self.update(Content("\n".join(lines)))
        self.display = True

    def clear(self) -> bool:
        """Put the banner away; whether there was one."""
        was = bool(self.display)
        self._messages.clear()
        self.display = False
        return was
