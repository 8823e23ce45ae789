"""Reading what can still be read of a damaged library, row by row where need be."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

TABLES = (
    *("article", "source", "original", "passage", "version", "analysis", "quote"),
    *("person", "entity", "name", "pin", "star", "correction", "aside", "edit", "name_key", "quote_key"),
    *("tag", "note", "saved_search", "searched", "state", "refused", "feed", "entry", "file", "watched", "sketch"),
    *("removed", "removed_rows"),
)
"""The tables of a library, but for those of changes and of who is called what, which fill themselves."""

PROBES = 4_000
"""Ranges of rows tried in vain, after which the rest of a table is given up."""

_UNKNOWN = 1 << 24


def salvage(connection: sqlite3.Connection) -> dict[str, int]:
    """Copy what can be read from the attached database `damaged` into the empty library `main`.

    Gives for each table whose rows could not all be read how many are missing, at least.
    """
    missing = {}
    for table in TABLES:
        try:
            lost = _copy(connection, table)
        except sqlite3.DatabaseError:
            lost = 1
        if lost:
            missing[table] = lost
    return missing


def _copy(connection: sqlite3.Connection, table: str) -> int:
    columns = _columns(connection, "main", table)
    had = [column for column in columns if column in _columns(connection, "damaged", table)]
    if not had:  # an older release's, or the schema is damaged
        return 1
    names = ", ".join(f'"{column}"' for column in had)
    into = f"INSERT OR IGNORE INTO main.{table} ({names}) SELECT {names} FROM damaged.{table}"
    if _try(connection, into):
        return 0
    keys = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})") if row[5]]
    if _has_rowid(connection, table):
        return _by_ranges(connection, into, table)
    order = ", ".join(f'"{key}"' for key in keys)
    backwards = ", ".join(f'"{key}" DESC' for key in keys)
    for one in (order, backwards):
        _by_steps(connection, f"{into} ORDER BY {one}")
    return 1


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({table})")]


def _has_rowid(connection: sqlite3.Connection, table: str) -> bool:
    try:
        connection.execute(f"SELECT rowid FROM main.{table} LIMIT 0")
    except sqlite3.OperationalError:
        return False
    return True


def _by_ranges(connection: sqlite3.Connection, into: str, table: str) -> int:
    """Halve what cannot be read until it can, or is a single row."""
    lost = failed = 0
    ranges = [(-1, _last(connection, table))]
    while ranges:
        low, high = ranges.pop()
        if _try(connection, f"{into} WHERE rowid BETWEEN ? AND ?", low, high):
            continue
        failed += 1
        if low == high:
            lost += 1
        elif failed < PROBES:
            middle = (low + high) // 2
            ranges += [(middle + 1, high), (low, middle)]
        else:
            lost += 1
    return lost


def _last(connection: sqlite3.Connection, table: str) -> int:
    """The number of the last row, by whatever can tell it."""
    for sql in _numbers_of(table):
        with contextlib.suppress(sqlite3.DatabaseError):
            row = connection.execute(sql).fetchone()
            if row and row[0]:
                return int(row[0])
    return _UNKNOWN


def _numbers_of(table: str) -> Iterator[str]:
    yield f"SELECT max(rowid) FROM damaged.{table}"
    yield f"SELECT seq FROM damaged.sqlite_sequence WHERE name = '{table}'"
    index = {"passage": "passage_place", "article": "sqlite_autoindex_article_1", "source": "sqlite_autoindex_source_1"}
    if table in index:
        yield f"SELECT max(rowid) FROM damaged.{table} INDEXED BY {index[table]}"
    if table in ("original", "analysis"):
        yield "SELECT max(rowid) FROM main.article"


def _by_steps(connection: sqlite3.Connection, into: str) -> None:
    """As many rows from the beginning as can be read."""
    done, step = 0, 256
    while step:
        if not _try(connection, f"{into} LIMIT ? OFFSET ?", step, done):
            step //= 2
        elif done > _UNKNOWN or not _more(connection, into, done + step):
            return
        else:
            done += step


def _more(connection: sqlite3.Connection, into: str, done: int) -> bool:
    select = into[into.index("SELECT") :]
    try:
        return connection.execute(f"{select} LIMIT 1 OFFSET ?", (done,)).fetchone() is not None
    except sqlite3.DatabaseError:
        return True


def _try(connection: sqlite3.Connection, sql: str, *values: int) -> bool:
    try:
        connection.execute(sql, values)
    except (sqlite3.DatabaseError, OverflowError):
        return False
    return True
