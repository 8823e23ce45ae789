"""What could not be read: its name, why, and its bytes, so that a better reader may try again without the network."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime

from newsreader.core.library.connection import Database, utf8
from newsreader.core.library.rows import RefusedRow

MOST_BYTES = 200_000_000
"""Bytes that are kept of all refusals together, compressed; the oldest are let go first, their rows stay."""

_LARGE = 10_000_000
"""Bytes from which on they are compressed quickly rather than well."""


class Refusals:
    """The sources that could not be read. Every method raises LibraryError where the file cannot be read or written."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, source: str, reason: str, raw: bytes = b"") -> None:
        """Note that a source could not be read, in place of what was noted of it before.

        reason: one line, to be read after the name. raw: its bytes; more than `MOST_BYTES` of them are not kept.
        """
        packed = zlib.compress(raw, 1 if len(raw) > _LARGE else 6) if raw else None
        if packed is not None and len(packed) > MOST_BYTES:
            packed = None  # it would only push out all the others
        with self._database.writing() as connection:
            # Deleted first: the newest stands at the end.
            connection.execute("DELETE FROM refused WHERE source = CAST(? AS TEXT)", (utf8(source),))
            connection.execute(
                "INSERT INTO refused (source, reason, size, raw, at)"
                " VALUES (CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?)",
                (
                    utf8(source),
                    utf8(reason),
                    len(raw),
                    packed,
                    datetime.now(UTC).isoformat(timespec="milliseconds"),
                ),
            )
            connection.execute(
                "UPDATE refused SET raw = NULL WHERE number IN (SELECT number FROM ("
                "SELECT number, sum(length(raw)) OVER (ORDER BY number DESC) AS so_far FROM refused WHERE raw NOT NULL"
                ") WHERE so_far > ?)",
                (MOST_BYTES,),
            )

    def all(self) -> list[RefusedRow]:
        """Every source that could not be read, the one tried last at the end."""
        return [
            RefusedRow(source, reason, size, at, bool(kept))
            for source, reason, size, at, kept in self._database.rows(
                "SELECT source, reason, size, at, raw NOT NULL FROM refused ORDER BY number"
            )
        ]

    def raw(self, source: str) -> bytes:
        """The bytes of a source; none where it is not noted, had none, or they had to be let go."""
        row = self._database.row("SELECT raw FROM refused WHERE source = CAST(? AS TEXT)", utf8(source))
        return zlib.decompress(row[0]) if row and row[0] is not None else b""

    def forget(self, source: str) -> None:
        """Forget a source, as when it could be read after all; nothing happens where it is not noted."""
        if self._database.row("SELECT 1 FROM refused WHERE source = CAST(? AS TEXT)", utf8(source)):
            with self._database.writing() as connection:
                connection.execute("DELETE FROM refused WHERE source = CAST(? AS TEXT)", (utf8(source),))

    def __len__(self) -> int:
        row = self._database.row("SELECT count(*) FROM refused")
        return int(row[0]) if row else 0
