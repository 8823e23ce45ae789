"""Whose the mouse is: the program's, or the terminal's, which selects with it."""

from __future__ import annotations

from typing import Any

from textual.app import App


def take_mouse(app: App[Any], ours: bool) -> None:
    """Have the terminal tell about the mouse, or leave it to the terminal."""
    name = "_enable_mouse_support" if ours else "_disable_mouse_support"
    if (switch := getattr(app._driver, name, None)) is not None:  # not every driver has a mouse
        switch()
