"""Copies of the library, one a day, beside it: the last seven days and four weeks before them."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from newsreader.core import log

DAILY = 7
WEEKLY = 4

STEP = 1_000
"""Pages, of four kilobytes, that are copied at a time."""

SPARE = 64_000_000
"""Bytes that a copy must leave free on the disk."""

_OLD = 86_400.0
"""Seconds after which an unfinished copy is nobody's any more."""


def back_up_daily(path: Path, today: date | None = None) -> Path | None:
    """Copy a library to `backups/<name>-<today>.db` unless that was done today or nothing has changed since the last.

    Writers are not held up. A copy is checked before it counts. Gives its path, None where none was made; where none
    could be, a word is in the log and no harm is done.
    """
    today = today or date.today()
    copy = folder_of(path) / f"{path.stem}-{today.isoformat()}.db"
    new = copy.with_name(f"{copy.name}.new-{os.getpid()}")
    try:
        changed = _last_change(path)
        known = backups(path)
        if copy in known or (known and known[-1].stat().st_mtime >= changed):
            return None
        copy.parent.mkdir(exist_ok=True)
        if shutil.disk_usage(copy.parent).free < path.stat().st_size + SPARE:
            raise OSError("there is no room for it on the disk")
        _copy(path, new)
        os.utime(new, (changed, changed))
        new.replace(copy)
        _to_disk(copy.parent)
        _rotate(path, today)
    except (OSError, sqlite3.Error) as error:
        log.append(f"no backup of {path}: {error}\n")
        with contextlib.suppress(OSError):
            new.unlink()
        return None
    return copy


def folder_of(path: Path) -> Path:
    """Where the backups of a library are."""
    return path.parent / "backups"


def backups(path: Path) -> list[Path]:
    """The backups of a library, the newest at the end. Raises OSError where their folder cannot be read."""
    name = re.compile(re.escape(path.stem) + r"-\d{4}-\d\d-\d\d\.db")
    folder = folder_of(path)
    return sorted(one for one in folder.iterdir() if name.fullmatch(one.name)) if folder.is_dir() else []


def day_of(copy: Path) -> date | None:
    """The day of a backup; None where its name has none that exists."""
    try:
        return date.fromisoformat(copy.stem[-10:])
    except ValueError:
        return None


def kept(days: Iterable[date]) -> set[date]:
    """Which days' backups are kept: the newest ones, and before them the newest of each of some weeks."""
    newest_first = sorted(days, reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    for day in newest_first[DAILY:]:
        weeks.setdefault(day.isocalendar()[:2], day)
    return {*newest_first[:DAILY], *list(weeks.values())[:WEEKLY]}


def copy_whole(path: Path, copy: Path) -> None:
    """Copy a library that may be in use to a file that is not there. Raises sqlite3.Error or OSError."""
    old = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    new = sqlite3.connect(copy, isolation_level=None)
    try:
        old.execute("BEGIN")
        old.execute("SELECT 1 FROM sqlite_schema").fetchone()  # what others write from now on makes no new start needed
        new.execute("PRAGMA synchronous = OFF")
        old.backup(new, pages=STEP, sleep=0)
        new.execute("PRAGMA journal_mode = DELETE")  # one file, which opens on a read-only medium, too
    finally:
        old.close()
        new.close()


def _copy(path: Path, new: Path) -> None:
    copy_whole(path, new)
    if (wrong := quick_check(new)) != "ok":
        raise sqlite3.DatabaseError(f"the copy is damaged, and so may be the library: {wrong}")
    _to_disk(new)


def quick_check(path: Path) -> str:
    """What SQLite finds wrong with a file at first; "ok" where nothing is."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.Error as error:
        return str(error)
    finally:
        connection.close()


def _last_change(path: Path) -> float:
    """When the library, or its log, was last written."""
    path = path.resolve()  # the log stands beside the file itself
    times = [path.stat().st_mtime]
    with contextlib.suppress(OSError):
        log_file = Path(f"{path}-wal").stat()
        if log_file.st_size:  # an empty one comes into being by opening
            times.append(log_file.st_mtime)
    return max(times)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _rotate(path: Path, today: date) -> None:
    found = {copy: day for copy in backups(path) if (day := day_of(copy)) and day <= today}
    stay = kept(found.values())
    for copy, day in found.items():
        if day not in stay:
            copy.unlink()
    for unfinished in folder_of(path).glob(f"{path.stem}-*.db.new-*"):
        if time.time() - unfinished.stat().st_mtime > _OLD:
            unfinished.unlink()
