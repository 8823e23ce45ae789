"""What lies under the panes."""

from __future__ import annotations

from textual.containers import Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Ground:
    """Draws nothing but its background, one line for all: it is nearly always covered by what it holds.

    For widgets without border and text; Textual draws each of their lines for itself, also where nothing of it shows.
    No widget itself, or the style sheet would go by it and not by the widget that it is mixed into.
    """

    def render_lines(self: Widget, crop: Region) -> list[Strip]:  # type: ignore[misc]
        """As many lines of the background."""
        strip = Strip.blank(crop.width, self.visual_style.rich_style)
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, self.background_colors[1])
        return [strip] * crop.height


class PaneColumn(Ground, Vertical):
    """Panes above one another."""
