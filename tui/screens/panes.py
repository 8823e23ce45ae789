"""Panes that fold away on a small screen and come forward with the keys."""

from __future__ import annotations

from textual.screen import Screen

_ROUND = ("article", "entities", "quotes", "list")


class FoldingPanes(Screen[None]):
    """Gives the keys to its panes: "article", and at its sides "entities", "quotes" and "list".

    Below 112 columns the list lies over the article, and below 80 the other side too, while it has the keys;
    `app.tcss` does it by the classes set here.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-middle"), (112, "-wide"), (144, "-roomy")]

    def action_pane(self, name: str) -> None:
        """Give the keys to a pane; one that is folded away comes forward."""
        self.remove_class("-zen")
        self._unfold(name)
        self.set_focus(self.query_one(f"#{name}"))  # at once: what is typed right after it is for that pane

    def action_next_pane(self, by: int) -> None:
        """Go round the panes."""
        here = _ROUND.index(self._in_hand) if self._in_hand in _ROUND else 0
        self.action_pane(_ROUND[(here + by) % len(_ROUND)])

    def action_zen(self) -> None:
        """Nothing but the article, and back."""
        self.toggle_class("-zen")
        self.set_focus(self.query_one("#article"))

    def action_leave(self) -> None:
        """Back to the article; from there, out of the program."""
        if self._in_hand == "article":
            self.app.exit()
        else:
            self.set_focus(self.query_one("#article"))

    def on_descendant_focus(self) -> None:
        """A folded pane comes forward with the keys and goes away with them."""
        self._unfold(self._in_hand)

    def _unfold(self, name: str) -> None:
        self.set_class(name == "list", "-list-open")
        self.set_class(name in ("entities", "quotes"), "-side-open")

    @property
    def _in_hand(self) -> str:
        """The pane that has the keys, itself or by the line below it; "" for none."""
        return getattr(self.focused, "pane", self.focused.id) or "" if self.focused else ""
