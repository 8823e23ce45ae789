"""What the reader said of who is who, put over what was found: pins and merges.

A pin says whom a name of an article stands for. A merge says that somebody is somebody else, now and in articles to
come; who was merged goes on being found.
"""

from __future__ import annotations

from collections.abc import Mapping
from sqlite3 import Connection

from newsreader.core.library.connection import Database
from newsreader.core.model import EntityKind


def pins_of(database: Database, number: int) -> dict[tuple[str, EntityKind], int]:
    """Whom names of an article stand for by the reader's word."""
    rows = database.rows("SELECT name, kind, person FROM pin WHERE article = ?", number)
    return {(name, EntityKind(kind)): person for name, kind, person in rows}


def settle(connection: Connection, where: str, *values: object) -> None:
    """Bring `person` up to date from `held` and merges, for the names that a condition holds for."""
    connection.execute(f"UPDATE entity SET person = held WHERE {where} AND person IS NOT held", values)
    merged = dict(connection.execute("SELECT number, merged FROM person WHERE merged IS NOT NULL"))
    for number in merged:
        into = final(number, merged)
        connection.execute(f"UPDATE entity SET person = ? WHERE held = ? AND {where}", (into, number, *values))


def hold(connection: Connection, number: object) -> None:
    """Bring `held` and `person` of an article's names up to date from what was found and its pins."""
    connection.execute(
        """UPDATE entity SET held = coalesce((SELECT person FROM pin WHERE pin.article = entity.article
            AND pin.name = entity.name AND pin.kind = entity.kind),
            (SELECT number FROM person WHERE number = found)) WHERE article = ?""",
        (number,),
    )
    settle(connection, "article = ?", number)


def merges(database: Database) -> dict[int, int]:
    """Whom each was merged into that the reader merged."""
    rows = database.rows("SELECT number, merged FROM person WHERE merged IS NOT NULL")
    return {number: into for number, into in rows}


def final(number: int, merged: Mapping[int, int]) -> int:
    """Whom somebody was merged into at last."""
    seen = {number}
    while number in merged and merged[number] not in seen:
        number = merged[number]
        seen.add(number)
    return number
