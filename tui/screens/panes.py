"""Panels that fold away on a small screen or by key, come forward with the keys, and have the width one gives them."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.screen import Screen

from newsreader.tui.foot import foot
from newsreader.tui.shape import LEFT, MIDDLE, NARROW, RIGHT, Shape, band, fitted
from newsreader.tui.widgets.ground import Ground
from newsreader.tui.widgets.key_line import KeyLine
from newsreader.tui.widgets.pane_row import PaneRow

_ROUND = ("article", "entities", "quotes", "list")
_PANELS = {"list": LEFT, "entities": RIGHT, "quotes": RIGHT}
_STEP = 2  # cells, at a key
_MIDDLING = 28  # cells of the list where it is had beside the article on a middling screen


class FoldingPanes(Ground, Screen[None]):
    """Gives the keys to its panes: "article", and at its sides "entities", "quotes" and "list".

    Below 112 columns the list lies over the article, and below 80 the other side too, while it has the keys, unless
    the reader has it otherwise; `app.tcss` does it by the classes set here.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-middle"), (112, "-wide"), (144, "-roomy"), (180, "-vast")]

    shape = Shape()
    """How the reader has arranged the panels."""
    keep_shape: Callable[[Shape], None] = staticmethod(lambda shape: None)
    """Remembers it for the next start."""

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
        """A folded pane comes forward with the keys and goes away with them; the foot shows what can be done there."""
        self._unfold(self._in_hand)
        self._lead_foot()

    def action_more_keys(self) -> None:
        """The keys that the foot has no room for."""
        self.query_one(KeyLine).turn()

    # Folds and widths

    def action_fold(self, panel: str) -> None:
        """Fold a panel away, or have it stay; where it cannot stay it comes forward with the keys, and goes."""
        self.remove_class("-zen")
        here = _PANELS.get(self._in_hand) == panel
        if band(self.app.size.width) == NARROW:
            pane = "list" if panel == LEFT else "entities"
            self.action_pane("article" if here else pane)
            return
        self._arrange(self.shape.fold(panel, band(self.app.size.width)))
        if here and self.has_class(f"-{panel}-folded"):
            self.action_pane("article")

    def action_resize(self, by: int) -> None:
        """Make the panel that has the keys wider or narrower; from the article both."""
        shape = self.shape
        in_hand = _PANELS.get(self._in_hand)
        for panel in (in_hand,) if in_hand else (LEFT, RIGHT):
            if self._stands(panel):
                now = self.query_one(f"#{panel}").outer_size.width
                shape = shape.resized(panel, self._fitted(panel, now + by * _STEP))
        self._arrange(shape)

    def action_reset(self) -> None:
        """Panels as they come."""
        self._arrange(self.shape.reset())

    @on(PaneRow.Dragged)
    def _dragged(self, message: PaneRow.Dragged) -> None:
        self._arrange(self.shape.resized(message.panel, self._fitted(message.panel, message.width)), message.done)

    @on(PaneRow.Reset)
    def _border_reset(self, message: PaneRow.Reset) -> None:
        self._arrange(self.shape.reset(message.panel))

    def on_mount(self) -> None:
        """Before anything is drawn."""
        self._lay()

    def on_resize(self) -> None:
        """Another screen has other room."""
        self._lay()

    def _arrange(self, shape: Shape, keep: bool = True) -> None:
        self.shape = shape
        self._lay()
        if keep:
            self.keep_shape(shape)

    def _lay(self) -> None:
        """Give the panels their widths and classes."""
        here = band(self.app.size.width)
        for panel in (LEFT, RIGHT):
            folded = self.shape.folded(panel, here)
            self.set_class(folded, f"-{panel}-folded")
            width = self.shape.widths.get(panel)
            if width is None and here == MIDDLE and panel == LEFT:
                width = _MIDDLING  # where there is hardly room for both panels
            self.query_one(f"#{panel}").styles.width = None if width is None or folded else self._fitted(panel, width)
        self._lead_foot()

    def _lead_foot(self) -> None:
        self.query_one(KeyLine).lead(foot(self._in_hand, list_folded=not self._stands(LEFT)))

    def _fitted(self, panel: str, width: int) -> int:
        other = RIGHT if panel == LEFT else LEFT
        taken = self.query_one(f"#{other}").outer_size.width if self._stands(other) else 0
        return fitted(width, self.app.size.width, taken)

    def _stands(self, panel: str) -> bool:
        """Whether a panel stands beside the article."""
        return not self.shape.folded(panel, band(self.app.size.width))

    def _unfold(self, name: str) -> None:
        self.set_class(name == "list", "-list-open")
        self.set_class(name in ("entities", "quotes"), "-side-open")

    @property
    def _in_hand(self) -> str:
        """The pane that has the keys, itself or by the line below it; "" for none."""
        return getattr(self.focused, "pane", self.focused.id) or "" if self.focused else ""
