"""Where the program keeps things. Every path has its home here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import platformdirs

from newsreader.core.errors import LibraryError

APP = "newsreader"


def data_dir() -> Path:
    """The folder of the library (XDG data)."""
    return _at_home(platformdirs.user_data_dir)


def state_dir() -> Path:
    """The folder of the log (XDG state)."""
    return _at_home(platformdirs.user_state_dir)


def config_dir() -> Path:
    """The folder of the settings (XDG config)."""
    return _at_home(platformdirs.user_config_dir)


def settings_file() -> Path:
    """What the reader has set, in TOML."""
    return config_dir() / "settings.toml"


def library_file() -> Path:
    """The SQLite file that holds the articles and what was found in them."""
    return data_dir() / "library.db"


def log_file() -> Path:
    """The log that the program and its child process write."""
    return state_dir() / "newsreader.log"


def _at_home(find: Callable[[str], str]) -> Path:
    """A folder by platformdirs. Raises LibraryError where the user has no home."""
    try:
        path = Path(find(APP))
    except RuntimeError:
        path = Path()
    if not path.is_absolute():
        raise LibraryError("there is no home folder; set HOME, or XDG_DATA_HOME, XDG_STATE_HOME and XDG_CONFIG_HOME")
    return path
