"""Modules that are imported with the first use of something in them: a start waits for every import before it."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Later:
    """Stands for a module until something of it is used, from any thread.

    Not `importlib.util.LazyLoader`, which before Python 3.12.3 can hand a module that is still loading to a second
    thread. Checkers are shown the real import, below `TYPE_CHECKING`.
    """

    def __init__(self, name: str) -> None:
        """name: the module's, absolute."""
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)
