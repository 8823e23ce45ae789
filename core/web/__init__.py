"""The network: web addresses, what stands behind them, and the browser. Nothing else in the program opens a connection.

fetched = get("https://example.org/story")     # bytes and what the server says of them, or SourceError
open_in_browser("https://example.org/story")

httpcore does the talking. It is the lower half of httpx, by the same people, and the half that lets a program say how
to connect; redirects, compression and proxies, which httpx would add, have limits of their own here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsreader.core.web.addresses import is_address, normalise, shown
    from newsreader.core.web.fetched import Fetched, FetchError
    from newsreader.core.web.fetching import fetch, get
    from newsreader.core.web.opening import open_in_browser

__all__ = ["FetchError", "Fetched", "fetch", "get", "is_address", "normalise", "open_in_browser", "shown"]

_HOMES = {
    "FetchError": "fetched",
    "Fetched": "fetched",
    "fetch": "fetching",
    "get": "fetching",
    "is_address": "addresses",
    "normalise": "addresses",
    "open_in_browser": "opening",
    "shown": "addresses",
}


def __getattr__(name: str) -> Any:
    """Load one of the public names from its home, so that who only looks at addresses does not pay for the rest."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
