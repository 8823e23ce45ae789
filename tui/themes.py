"""Our own themes. Dark is what a new reader sees; sepia and light are for bright rooms, contrast for tired eyes."""

from __future__ import annotations

from textual.theme import Theme

DEFAULT = "newsreader-dark"

THEMES = (
    Theme(
        DEFAULT,
        dark=True,
        background="#15171c",
        foreground="#d9dce3",
        surface="#1c1f26",
        panel="#242832",
        primary="#5b8dd9",
        secondary="#7f9cc9",
        accent="#e2b05a",
        warning="#e2b05a",
        error="#e5646e",
        success="#6fbf8b",
    ),
    Theme(
        "newsreader-light",
        dark=False,
        background="#fcfbf8",
        foreground="#23262d",
        surface="#f3f1ec",
        panel="#e9e6df",
        primary="#3a6bc4",
        secondary="#53709f",
        accent="#8f5200",
        warning="#b87700",
        error="#b3263a",
        success="#2c7a4b",
    ),
    Theme(
        "newsreader-sepia",
        dark=False,
        background="#f6eddb",
        foreground="#40311f",
        surface="#eee3cd",
        panel="#e5d8bd",
        primary="#8a6536",
        secondary="#7d6a4c",
        accent="#8c3b1a",
        warning="#a86a14",
        error="#a52a2a",
        success="#5a6b1f",
    ),
    Theme(
        "newsreader-contrast",
        dark=True,
        background="#000000",
        foreground="#ffffff",
        surface="#0c0c0c",
        panel="#1a1a1a",
        primary="#4aa8ff",
        secondary="#9fd0ff",
        accent="#ffd500",
        warning="#ffd500",
        error="#ff7070",
        success="#5dff8f",
        text_alpha=1.0,
    ),
)
