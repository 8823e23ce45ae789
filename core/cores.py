"""How many processes are of use at once."""

from __future__ import annotations

import os

MOST = 8
"""However many cores there are: one that analyses takes some 300 MB."""


def cores() -> int:
    """The cores that this program may use, within reason."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST)
