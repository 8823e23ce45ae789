"""Places on the screen that one can jump to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol, runtime_checkable

from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget


class Spot(NamedTuple):
    """A place. name: the id of what it is in, and which one there. at: its cell on the screen. go: goes there.

    rank: who gets the easiest letters; 0 is first.
    """

    name: str
    at: Offset
    go: Callable[[], object]
    rank: int = 1


@runtime_checkable
class HasSpots(Protocol):
    """A widget with places to jump to."""

    def spots(self) -> list[Spot]:
        """Those that are on the screen, if nothing lies over them."""


def spots_on(screen: Screen[Any]) -> list[Spot]:
    """All places of a screen that can be seen, by rank, then in the order in which one reads."""
    found: dict[Offset, Spot] = {}
    inside = screen.region.reset_offset
    for widget in screen.walk_children(Widget):
        if widget.display and widget.region and isinstance(widget, HasSpots):
            spots: list[Spot] = widget.spots()
            for spot in spots:
                if inside.contains_point(spot.at) and screen.get_widget_at(*spot.at)[0] is widget:
                    found.setdefault(spot.at, spot)
    return sorted(found.values(), key=lambda spot: (spot.rank, spot.at.y, spot.at.x))
