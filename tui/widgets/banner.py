"""A line across the top for what the reader must know: nothing lost, but something is not as usual."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class Banner(Static):
    """Hidden until it has something to say; Esc puts it away."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._messages: list[str] = []
        self.display = False

    def say(self, message: str) -> None:
        """Show a message; several are counted and the newest is shown."""
        if message in self._messages:
            return
        self._messages.append(message)
        more = f"  (and {len(self._messages) - 1} more)" if len(self._messages) > 1 else ""
        self.update(Content(f"! {message}{more}"))
        self.display = True

    def clear(self) -> bool:
        """Put the banner away; whether there was one."""
        was = bool(self.display)
        self._messages.clear()
        self.display = False
        return was
