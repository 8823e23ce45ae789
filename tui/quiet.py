"""A quiet screen, for screen readers and slow links: nothing moves by itself, and news of work come seldom.

It is asked for in the settings (`[screen] quiet = true`) or as of every Textual program (`TEXTUAL_ANIMATIONS=none`).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

FRAMES = "20"
"""Frames a second at most: keys that are held down or typed fast share one."""

LIST_SECONDS = 5.0
"""Between two readings of the list while articles come in."""

PROGRESS_SECONDS = 10.0
"""Between two words about work in the background; that it is done is said at once."""


def wanted() -> bool:
    """Whether the settings ask for it. What is wrong with them is told by whoever else reads them."""
    from newsreader.core import locations
    from newsreader.core.errors import LibraryError

    try:
        file = locations.settings_file()
    except LibraryError:  # no home
        return False
    if not file.exists():  # most have none, and need not wait for a reader of TOML
        return False
    from newsreader.core import settings

    return settings.load(file)[0].screen.quiet


def is_quiet(app: App[Any]) -> bool:
    """Whether an app is, by either way of asking."""
    return app.animation_level == "none"


class Seldom:
    """Lets some words through only so often."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last = float("-inf")

    def lets(self, words: str, seconds: float) -> bool:
        """Whether words may be said now: so many seconds after the ones before, or "", which ends what they said."""
        now = self._clock()
        if words and now - self._last < seconds:
            return False
        self._last = now if words else float("-inf")
        return True
