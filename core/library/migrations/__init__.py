"""The schema of the library, as named steps. A step once released never changes; a new need is a new step."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.core.errors import LibraryError

if TYPE_CHECKING:
    from newsreader.core.library.migrations.step import Migration

APPLICATION_ID = 0x6E727372  # "nrsr": tells a library from any other SQLite file

VERSION = 11
"""How many steps there are; the number a library that has had all of them bears. Opening one loads no step."""


def migrate(connection: sqlite3.Connection, path: Path, steps: tuple[Migration, ...] | None = None) -> None:
    """Bring a library to the schema of `steps`, all or nothing; a library with articles is copied beside itself first.

    steps: None for all. Raises LibraryError for a file of another program or of a newer newsreader, which are left as
    they are.
    """
    last = VERSION if steps is None else len(steps)
    connection.execute("BEGIN")  # seen as it is at one moment: another program may just be making it
    try:
        if _version(connection, path, last) == last:
            return
    finally:
        connection.execute("ROLLBACK")
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection, path, last)  # another program may have been faster
        if 0 < version < last:
            _keep_copy(path, version)
        for statement in _statements(version, steps):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {last}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(version: int, steps: tuple[Migration, ...] | None) -> Sequence[str]:
    """What brings a library of some version up to the last one; a new one is made in one go."""
    if steps is None and version == 0:
        from newsreader.core.library.migrations.schema import SCHEMA

        return SCHEMA
    if steps is None:
        from newsreader.core.library.migrations.steps import MIGRATIONS

        steps = MIGRATIONS
    return [statement for step in steps[version:] for statement in step.statements]


def _version(connection: sqlite3.Connection, path: Path, last: int) -> int:
    """How many steps the file has had."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID and (application or version or _has_tables(connection)):
        raise LibraryError(f"{path}: is another program's database; it is left as it is")
    if version > last:
        raise LibraryError(f"{path}: was made by a newer newsreader; it is left as it is")
    return version


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() is not None


def _keep_copy(path: Path, version: int) -> None:
    """Copy the file as it was before the migration to `<name>.before-<version + 1>`, unless that is there already."""
    kept = path.with_name(f"{path.name}.before-{version + 1}")
    if kept.exists():
        return
    # A second connection: it still reads what was committed last.
    old, new = sqlite3.connect(path), sqlite3.connect(kept)
    try:
        old.backup(new)
    finally:
        old.close()
        new.close()
