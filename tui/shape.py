"""How the reader has arranged the panels beside the article: their widths, and which ones are folded away. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from newsreader.core.later import Later

if TYPE_CHECKING:
    import json
else:
    json = Later("json")  # most readers leave the panels as they come

SHAPE = "panels"  # key of the library's state

LEFT, RIGHT = "near", "side"
"""The panels: the list of articles; people, places and quotes."""

NARROW, MIDDLE, WIDE = "narrow", "middle", "wide"
LEAST, LEAST_ARTICLE = 14, 30
"""Cells that a panel keeps, and those that the article keeps beside the panels."""

_WIDEST = 1000
_NONE: Mapping[str, Any] = MappingProxyType({})


def band(width: int) -> str:
    """Which kind of screen it is: folds are remembered for each."""
    return NARROW if width < 80 else MIDDLE if width < 112 else WIDE


class Shape(NamedTuple):
    """widths: of panels whose width the reader has chosen. folds: whether a panel is folded, by its name and a band.

    What is in neither is as it comes.
    """

    widths: Mapping[str, int] = _NONE
    folds: Mapping[str, bool] = _NONE

    def folded(self, panel: str, band: str) -> bool:
        """Whether a panel comes only with the keys: all do on a narrow screen, the list on a middling one."""
        if band == NARROW:
            return True
        return self.folds.get(f"{panel} {band}", band == MIDDLE and panel == LEFT)

    def fold(self, panel: str, band: str) -> Shape:
        """Fold a panel away, or have it stay."""
        return self._replace(folds={**self.folds, f"{panel} {band}": not self.folded(panel, band)})

    def resized(self, panel: str, width: int) -> Shape:
        """Another width for a panel."""
        return self._replace(widths={**self.widths, panel: width})

    def reset(self, panel: str | None = None) -> Shape:
        """As a panel comes (None: both)."""
        if panel is None:
            return Shape()
        return self._replace(widths={name: width for name, width in self.widths.items() if name != panel})

    def dump(self) -> str:
        """The shape as a short text for the library."""
        return json.dumps({"widths": dict(self.widths), "folds": dict(self.folds)})

    @classmethod
    def parse(cls, text: str | None) -> Shape:
        """The shape of a dumped text; how panels come for anything else."""
        if not text:
            return cls()
        try:
            kept = json.loads(text)
            widths = {str(name): int(width) for name, width in kept.get("widths", {}).items() if 0 < width < _WIDEST}
            folds = {str(name): bool(fold) for name, fold in kept.get("folds", {}).items()}
        except (ValueError, TypeError, AttributeError):
            return cls()
        return cls(widths, folds)


def fitted(width: int, screen: int, other: int) -> int:
    """The width that a panel gets of the one wanted: the article keeps its room, the panel its least.

    other: what the other panel takes.
    """
    return max(min(width, screen - other - LEAST_ARTICLE), LEAST)
