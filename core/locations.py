"""Where the program keeps things. Every path has its home here."""

from __future__ import annotations

from pathlib import Path

import platformdirs

APP = "newsreader"


def data_dir() -> Path:
    """The folder of the library (XDG data)."""
    return Path(platformdirs.user_data_dir(APP))


def state_dir() -> Path:
    """The folder of the log (XDG state)."""
    return Path(platformdirs.user_state_dir(APP))


def library_file() -> Path:
    """The SQLite file that holds the articles and what was found in them."""
    return data_dir() / "library.db"


def log_file() -> Path:
    """The log that the program and its child process write."""
    return state_dir() / "newsreader.log"
