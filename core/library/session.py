"""A library for a reader at the screen: where the usual one cannot be written, a temporary one, and a word about it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path

from newsreader.core.errors import LibraryError
from newsreader.core.library.migrations import APPLICATION_ID


def temporary_copy(path: Path | None) -> Path:
    """A place for a library in a new temporary folder; it holds what can be read of a library at `path`, if anything.

    Raises LibraryError where there is no place for temporary files either.
    """
    try:
        copy = Path(tempfile.mkdtemp(prefix="newsreader-")) / "library.db"
    except OSError as error:
        raise LibraryError(f"no place for a temporary library: {error.strerror}") from error
    if path is not None and _is_library(path):
        try:
            _copy(path, copy)
        except (sqlite3.Error, OSError):
            empty(copy)
    return copy


def empty(copy: Path) -> None:
    """Remove what stands at the place of a temporary copy."""
    for part in copy.parent.iterdir():
        part.unlink()


def drop(copy: Path) -> None:
    """Remove a temporary copy with its folder."""
    shutil.rmtree(copy.parent, ignore_errors=True)


def _is_library(path: Path) -> bool:
    """Whether the file's header is that of a library (SQLite's file format, section 1.3: application id at byte 68)."""
    try:
        if not path.is_file():  # opening a named pipe would wait for whoever writes to it
            return False
        with path.open("rb") as file:
            header = file.read(100)
    except OSError:
        return False
    return header.startswith(b"SQLite format 3\0") and int.from_bytes(header[68:72], "big") == APPLICATION_ID


def _copy(path: Path, copy: Path) -> None:
    if Path(f"{path}-shm").exists():  # somebody has it open: read it under their locks
        try:
            _back_up(path, copy)
            return
        except sqlite3.OperationalError:  # or had, and there is no locking here
            empty(copy)
    # Nobody has it open, and opening it, even to read, could leave files beside it. Unlike an immutable connection,
    # copying brings what a crash left in the write-ahead log, too.
    for suffix in ("", "-wal"):
        if Path(f"{path}{suffix}").exists():
            shutil.copyfile(f"{path}{suffix}", f"{copy}{suffix}")


def _back_up(path: Path, copy: Path) -> None:
    old, new = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True), sqlite3.connect(copy)
    try:
        old.backup(new)
    finally:
        old.close()
        new.close()
