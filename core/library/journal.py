"""The journal of what the reader did: which rows each step changed, so that it can be undone and done again.

What follows from the rows of a table (quotes from corrections, people from merges) is not in the journal: functions
that are registered by `after` bring it up to date whenever such rows are recorded, undone or done again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from sqlite3 import Connection, IntegrityError
from weakref import WeakKeyDictionary

from newsreader.core.errors import LibraryError
from newsreader.core.library.connection import Database, utf8

KEPT = 1_000
"""Steps that the journal keeps."""

TABLES = frozenset(("article", "tag", "star", "note", "correction", "aside", "person", "pin", "removed"))
"""Tables whose rows can be recorded; each has a column `number` that names a row."""

_PLACES = ("start", "was", "quote")
"""Columns that say where in a text something is."""

Value = str | int | float | None
Columns = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Change:
    """A row as it was and as it is now, None where there was or is none. Of a changed row, its changed columns only.

    text: the id of the text that its place is of, where it has one: the same place of another text is another.
    """

    table: str
    number: int
    before: Columns | None
    after: Columns | None
    text: str | None = None

    def reversed(self) -> Change:
        """The change that takes this one back."""
        return Change(self.table, self.number, self.after, self.before, self.text)


_NEWEST = "SELECT number, words, rows FROM edit WHERE NOT undone ORDER BY number DESC LIMIT 1"

Follow = Callable[[Database, Sequence[Change]], None]

_follow: defaultdict[str, list[Follow]] = defaultdict(list)
_open: WeakKeyDictionary[Database, Edit] = WeakKeyDictionary()


def after(table: str) -> Callable[[Follow], Follow]:
    """Have a function called with the changes of a table's rows at the end of each step, undone ones turned round.

    It runs inside the step's transaction and may write what follows from the rows, but not record. Several of one
    table run in the order in which they were registered.
    """

    def register(function: Follow) -> Follow:
        _follow[table].append(function)
        return function

    return register


@dataclass
class Edit:
    """One step while it is made. words: what it is, for the reader; may be set until the end."""

    connection: Connection
    words: str
    changes: list[Change] = field(default_factory=list)

    def insert(self, table: str, row: Columns) -> int:
        """Put in a row; its number, a new one unless `row` has one. Columns that are not given get their defaults."""
        number = _insert(self.connection, table, row)
        self._note(table, number, None, _row(self.connection, table, number) or {})
        return number

    def update(self, table: str, number: int, columns: Columns) -> bool:
        """Change columns of a row; whether any was another value before. Raises LibraryError where there is none."""
        had = _row(self.connection, table, number)
        if had is None:
            raise LibraryError(f"a {table} is no longer in the library")
        new = {name: value for name, value in columns.items() if had[name] != value}
        if not new:
            return False
        _update(self.connection, table, number, new)
        self._note(table, number, {name: had[name] for name in new}, new, had.get("article"))
        return True

    def delete(self, table: str, number: int) -> bool:
        """Remove a row; False where there is none."""
        had = _row(self.connection, table, number)
        if had is None:
            return False
        _delete(self.connection, table, number)
        self._note(table, number, had, None)
        return True

    def _note(
        self, table: str, number: int, before: Columns | None, after: Columns | None, article: Value = None
    ) -> None:
        rows = [row for row in (before, after) if row is not None]
        has_place = any(row.get(name) is not None for row in rows for name in _PLACES)
        article = article or rows[0].get("article")
        text = _text(self.connection, article) if has_place and article is not None else None
        self.changes.append(Change(table, number, before, after, text))


@contextmanager
def recording(database: Database, words: str) -> Iterator[Edit]:
    """One step that the reader can undo: rows are changed through the `Edit`, all or, after an exception, none.

    words: what it is, such as `Starred “…”`. A recording inside another belongs to the outer one's step and keeps its
    words. A step that changed nothing is not kept. What had been undone before cannot be done again after a new step.
    """
    with database.writing() as connection, _together(connection):
        if (outer := _open.get(database)) is not None:
            made = len(outer.changes)
            try:
                yield outer
            except BaseException:
                del outer.changes[made:]
                raise
            return
        edit = _open[database] = Edit(connection, words)
        try:
            yield edit
            if edit.changes:
                _follow_up(database, edit.changes)
                _keep(connection, edit)
        finally:
            del _open[database]


def last(database: Database) -> str | None:
    """The words of the step that `undo` would take back."""
    row = database.row(_NEWEST)
    return None if row is None else str(row[1])


def undo(database: Database) -> str | None:
    """Take back the newest step that has not been; its words, None where there is none.

    Raises LibraryError where it can no longer be undone, since something else changed the rows; it is forgotten then.
    """
    return _turn(database, _NEWEST, True)


def redo(database: Database) -> str | None:
    """Do again the step that was undone last; its words, None where there is none. Raises LibraryError as `undo`."""
    return _turn(database, "SELECT number, words, rows FROM edit WHERE undone ORDER BY number LIMIT 1", False)


def _turn(database: Database, sql: str, back: bool) -> str | None:
    with database.writing() as connection:
        row = database.row(sql)
        if row is None:
            return None
        number, words, rows = row
        try:
            with _together(connection):
                changes = _changes(connection, rows)
                changes = [change.reversed() for change in reversed(changes)] if back else changes
                for change in changes:
                    _apply(connection, change)
                _follow_up(database, changes)
                connection.execute("UPDATE edit SET undone = ? WHERE number = ?", (back, number))
                return str(words)
        except Elsewhere as error:
            connection.execute("DELETE FROM edit WHERE number = ?", (number,))
            why = str(error)
    raise LibraryError(f"{words}: can no longer be {'undone' if back else 'done again'}, {why}")


class Elsewhere(Exception):
    """The rows are no longer as the step left them; says why. What follows them up may find so, too."""


def _apply(connection: Connection, change: Change) -> None:
    there = _row(connection, change.table, change.number)
    if change.text is not None:
        row = there or change.after or {}
        if _text(connection, row.get("article")) != change.text:
            raise Elsewhere("the text has been replaced or removed since")
    if change.before is None:
        if there is not None:
            raise Elsewhere("something else has taken its place since")
    elif there is None:
        raise Elsewhere("what it was about has been removed since")
    elif any(name not in there or there[name] != value for name, value in change.before.items()):
        raise Elsewhere("what it was about has been changed since")
    try:
        if change.before is None and change.after is not None:
            _insert(connection, change.table, change.after)
        elif change.after is None:
            _delete(connection, change.table, change.number)
        else:
            _update(connection, change.table, change.number, change.after)
    except IntegrityError as error:
        raise Elsewhere("what it was about has been changed or removed since") from error


def _follow_up(database: Database, changes: Sequence[Change]) -> None:
    by_function: dict[Follow, list[Change]] = {}
    for change in changes:
        for function in _follow.get(change.table, ()):
            by_function.setdefault(function, []).append(change)
    for function, its in by_function.items():
        function(database, its)


def _keep(connection: Connection, edit: Edit) -> None:
    rows = json.dumps([[c.table, c.number, c.before, c.after, c.text] for c in edit.changes], separators=(",", ":"))
    connection.execute("DELETE FROM edit WHERE undone")
    connection.execute(
        "INSERT INTO edit (at, words, rows) VALUES (?, CAST(? AS TEXT), ?)",
        (datetime.now(UTC).isoformat(timespec="milliseconds"), utf8(edit.words), rows),
    )
    connection.execute(
        "DELETE FROM edit WHERE number <= (SELECT number FROM edit ORDER BY number DESC LIMIT 1 OFFSET ?)", (KEPT,)
    )


def _changes(connection: Connection, rows: str) -> list[Change]:
    """The changes of a step as they were kept."""
    try:
        changes = [Change(*values) for values in json.loads(rows)]
        if not all(_is_sound(connection, change) for change in changes):
            raise ValueError
    except (TypeError, ValueError):
        raise Elsewhere("its record is damaged") from None
    return changes


def _is_sound(connection: Connection, change: Change) -> bool:
    if change.table not in TABLES or not isinstance(change.number, int):
        return False
    names = {row[1] for row in connection.execute(f"PRAGMA table_info({change.table})")}
    rows = [row for row in (change.before, change.after) if row is not None]
    return bool(rows) and all(isinstance(row, dict) and row and row.keys() <= names for row in rows)


@contextmanager
def _together(connection: Connection) -> Iterator[None]:
    """All or nothing, inside a transaction that goes on after an exception."""
    connection.execute("SAVEPOINT step")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK TO step")
            connection.execute("RELEASE step")
        raise
    connection.execute("RELEASE step")


def _row(connection: Connection, table: str, number: int) -> dict[str, Value] | None:
    found = connection.execute(f"SELECT * FROM {_known(table)} WHERE number = ?", (number,))
    row = found.fetchone()
    return None if row is None else dict(zip((column[0] for column in found.description), row, strict=True))


def _text(connection: Connection, article: Value) -> str | None:
    row = connection.execute("SELECT id FROM article WHERE number = ?", (article,)).fetchone()
    return None if row is None else str(row[0])


def _insert(connection: Connection, table: str, row: Columns) -> int:
    names, places = ", ".join(map(_quoted, row)), ", ".join(map(_place, row.values()))
    number = connection.execute(
        f"INSERT INTO {_known(table)} ({names}) VALUES ({places})", [_bound(value) for value in row.values()]
    ).lastrowid
    assert number is not None
    return number


def _update(connection: Connection, table: str, number: int, columns: Columns) -> None:
    names = ", ".join(f"{_quoted(name)} = {_place(value)}" for name, value in columns.items())
    connection.execute(f"UPDATE {_known(table)} SET {names} WHERE number = ?", [*map(_bound, columns.values()), number])


def _delete(connection: Connection, table: str, number: int) -> None:
    connection.execute(f"DELETE FROM {_known(table)} WHERE number = ?", (number,))


def _known(table: str) -> str:
    if table not in TABLES:
        raise ValueError(f"rows of {table} are not recorded")
    return table


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _place(value: Value) -> str:
    return "CAST(? AS TEXT)" if isinstance(value, str) else "?"


def _bound(value: Value) -> bytes | Value:
    return utf8(value) if isinstance(value, str) else value
