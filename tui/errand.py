"""What a line that the reader types is for."""

from __future__ import annotations


class Errand:
    """One line to be typed. The last call is `keep`, `give_up` or `leave`."""

    placeholder = ""
    """What the line says while nothing has been typed."""
    anew = True
    """Whether the first letter replaces what the line said before; else it is gone on with."""

    def typed(self, text: str) -> None:
        """The line says something else now; called once at first."""

    def turn(self, by: int, text: str) -> str | None:
        """An arrow key up or down: be about the next thing; what the line is to say then, None for what it says."""
        return None

    def keep(self, text: str) -> None:
        """Enter was pressed."""

    def give_up(self) -> None:
        """Esc was pressed: everything is to be as it was."""

    def leave(self, text: str) -> None:
        """The keys went elsewhere."""
        self.keep(text)
