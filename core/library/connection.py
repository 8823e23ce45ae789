"""The SQLite file: opened in about a millisecond, written in short transactions that are kept whole or not at all."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsreader.core.errors import LibraryError
from newsreader.core.library.migrations import migrate

BUSY_SECONDS = 10.0
"""How long a write waits for another program's write to end."""

TURN_SECONDS = 0.05
"""How long the file is left to others. A program that waits for it looks again after naps of up to 0.1 s (SQLite)."""

Row = tuple[Any, ...]


class Database:
    """One connection to a library file; belongs to the thread that made it. Every failure is a LibraryError."""

    at_once = 2_000
    """Rows that `write_in_turns` writes in one transaction: a tenth of a second's work where they are indexed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._errors():
            self._connection = _connect(path)

    def rows(self, sql: str, *values: object) -> list[Row]:
        """All rows of a query."""
        with self._errors():
            return self._connection.execute(sql, values).fetchall()

    def rows_of_each(self, sql: str, values: Iterable[Sequence[object]]) -> list[list[Row]]:
        """All rows of a query for each of several values; quicker than `rows` for one after the other."""
        with self._errors():
            return [self._connection.execute(sql, some).fetchall() for some in values]

    def row(self, sql: str, *values: object) -> Row | None:
        """The first row of a query, or None."""
        with self._errors():
            found: Row | None = self._connection.execute(sql, values).fetchone()
            return found

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: committed at the end, undone by any exception. One inside another joins it."""
        with self._errors():
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN IMMEDIATE")  # a deferred one that comes to write late fails at once
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @property
    def in_transaction(self) -> bool:
        """Whether something is being written that is not kept yet."""
        return self._connection.in_transaction

    def write_in_turns(self, sql: str, values: Sequence[Row]) -> None:
        """Execute a statement for many rows in several transactions, between which other writers get their turn."""
        for first in range(0, len(values), self.at_once):
            if first and not self._connection.in_transaction:
                time.sleep(TURN_SECONDS)
            with self.writing() as connection:
                connection.executemany(sql, values[first : first + self.at_once])

    def teach(self, name: str, arguments: int, function: Callable[..., str | int | float | None]) -> None:
        """Give SQL a function; the same arguments always give the same answer."""
        with self._errors():
            self._connection.create_function(name, arguments, function, deterministic=True)

    def version(self) -> tuple[int, int]:
        """A value that is another one after every write, by this connection or anybody else's."""
        row = self.row("PRAGMA data_version")
        return row[0] if row else 0, self._connection.total_changes

    def close(self) -> None:
        """Close the file. Closing twice is harmless."""
        self._connection.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise LibraryError(f"{self.path}: {_in_words(error)}") from error


def utf8(text: str | None) -> bytes | None:
    """Text as bytes to be bound as `CAST(? AS TEXT)`: names of files may hold lone surrogates, which SQLite refuses."""
    return None if text is None else text.encode("utf-8", "surrogatepass")


def _connect(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_folder, exists, is_file = path.is_dir(), path.exists(), path.is_file()
    except (OSError, ValueError) as error:  # ValueError: a null character
        raise LibraryError(f"{path.parent}: {getattr(error, 'strerror', error)}") from error
    if is_folder:
        raise LibraryError(f"{path}: is a folder")
    if exists and not is_file:
        raise LibraryError(f"{path}: is not a regular file")
    if not os.access(path if exists else path.parent, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise LibraryError(f"{path}: is read-only")
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.text_factory = _text
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection, path)
        _use_wal(connection)
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def _use_wal(connection: sqlite3.Connection) -> None:
    """Readers and the writer must not wait for each other. The switch itself does not wait for locks, so try again."""
    last = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(0.02)


def _text(stored: bytes) -> str:
    try:
        return stored.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return stored.decode("utf-8", "replace")


def _in_words(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return {
        sqlite3.SQLITE_BUSY: "another program is writing to the library; try again",
        sqlite3.SQLITE_PROTOCOL: "another program is writing to the library; try again",
        sqlite3.SQLITE_NOTADB: "is not a newsreader library; it is left as it is (see `newsreader doctor`)",
        sqlite3.SQLITE_FULL: "the disk is full",
        sqlite3.SQLITE_READONLY: "is read-only",
        sqlite3.SQLITE_CORRUPT: "the library is damaged; `newsreader doctor --repair` saves what can be read",
        sqlite3.SQLITE_IOERR: "the disk cannot be read or written; it may be full or broken (see `newsreader doctor`)",
        sqlite3.SQLITE_CANTOPEN: "cannot be opened",
    }.get(code, str(error))
