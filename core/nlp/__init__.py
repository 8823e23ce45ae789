"""Who said what: from an article's text to its quotes, their speakers and the people and places in it.

    analyse("text…").quotes

Importing this package loads no language model and no spaCy; the first analysis does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsreader.core.nlp.version import ENGINE

if TYPE_CHECKING:
    from newsreader.core.nlp.engine import analyse, analyse_many
    from newsreader.core.nlp.workers import Processes

__all__ = ["ENGINE", "Processes", "analyse", "analyse_many"]


def __getattr__(name: str) -> Any:
    """Load what is asked for when it first is."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    home = "workers" if name == "Processes" else "engine"
    return getattr(import_module(f"{__name__}.{home}"), name)
