"""newsreader's engine, for notebooks and scripts.

    from newsreader.core import analyse, analyse_many, load, Library

The four names are loaded when they are first used, so that importing this package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsreader.core.library import Library
    from newsreader.core.nlp import analyse, analyse_many
    from newsreader.core.sources import load

__all__ = ["Library", "analyse", "analyse_many", "load"]

_HOMES = {
    "Library": "newsreader.core.library",
    "analyse": "newsreader.core.nlp",
    "analyse_many": "newsreader.core.nlp",
    "load": "newsreader.core.sources",
}


def __getattr__(name: str) -> Any:
    """Load one of the public names from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
