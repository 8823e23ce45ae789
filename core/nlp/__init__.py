"""Who said what: from an article's text to its quotes, their speakers and the people and places in it.

    analyse("text…").quotes

Importing this package loads no language model and no spaCy; the first analysis does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsreader.core.nlp.version import ENGINE

if TYPE_CHECKING:
    from newsreader.core.nlp.engine import analyse, analyse_many

__all__ = ["ENGINE", "analyse", "analyse_many"]


def __getattr__(name: str) -> Any:
    """Load the engine when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from newsreader.core.nlp import engine

    return getattr(engine, name)
