"""From bytes to an `Article`: decoding, clean-up, blocks, title, author, date.

    decoded = decode(raw)                                  # bytes -> words, or NotText
    article = article_from_text(sanitise(decoded.text), source="report.txt")

The names are loaded when they are first used: who only wants `clean` does not pay for the patterns of `blocks`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsreader.core.text.blocks import article_from_text
    from newsreader.core.text.clean import sanitise
    from newsreader.core.text.decoding import Decoded, NotText, decode

__all__ = ["Decoded", "NotText", "article_from_text", "decode", "sanitise"]


def __getattr__(name: str) -> Any:
    """Load one of the public names from its home."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    home = {"article_from_text": "blocks", "sanitise": "clean"}.get(name, "decoding")
    return getattr(import_module(f"{__name__}.{home}"), name)
