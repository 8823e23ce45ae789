"""The log file: what went wrong, in words for those who mend it."""

from __future__ import annotations

import contextlib

from newsreader.core import locations
from newsreader.core.errors import NewsreaderError

LIMIT = 1_000_000
"""Bytes after which the log starts anew."""


def append(text: str) -> None:
    """Add to the log. The file comes into being with the first word; one that cannot be written does not matter."""
    from newsreader.core.text.clean import sanitise  # most starts have nothing to log

    with contextlib.suppress(OSError, NewsreaderError):
        file = locations.log_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        full = file.exists() and file.stat().st_size > LIMIT
        with file.open("wb" if full else "ab") as log:
            log.write(sanitise(text).encode())
