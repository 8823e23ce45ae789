"""Articles out of the library, and back: what is removed can be undone like everything else that a reader does.

A removal is a row of `removed`. What follows from it, that the article's rows are packed away and that they return
when it is undone, is done here; the journal knows only of that one row.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from sqlite3 import Connection, IntegrityError
from typing import Any

from newsreader.core.library import journal, pins
from newsreader.core.library.connection import Database, utf8

DAYS = 30
"""How long a removed article can be brought back. After that the next removal throws it away for good."""

_OF_ARTICLE = (
    *("source", "original", "passage", "analysis", "entity", "quote", "quote_key", "version", "sketch"),
    *("tag", "star", "note", "correction", "aside", "pin"),
)
"""Tables whose rows go with their article, each after those that it refers to."""

_PEOPLE = (
    "number IN (SELECT person FROM entity WHERE article = ?1 UNION SELECT found FROM entity WHERE article = ?1"
    " UNION SELECT held FROM entity WHERE article = ?1 UNION SELECT person FROM pin WHERE article = ?1)"
)


def remove(database: Database, article_id: str) -> None:
    """Remove an article with all that belongs to it, as a step that can be undone; nothing happens without one."""
    row = database.row("SELECT number, title FROM article WHERE id = ?", article_id)
    if row is None:
        return
    number, title = row
    with journal.recording(database, f"Removed “{title}”" if title else "Removed an article") as edit:
        _throw_away(edit.connection, datetime.now(UTC) - timedelta(days=DAYS))
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        edit.insert("removed", {"article": number, "id": article_id, "title": title, "at": at})


@journal.after("removed")
def _follow(database: Database, changes: Sequence[journal.Change]) -> None:
    """Take the articles out that have been removed, and put those back whose removal was undone."""
    with database.writing() as connection:
        for change in changes:
            if change.after is not None:
                _take_out(connection, change.number, int(change.after["article"] or 0))
            elif change.before is not None:
                _put_back(connection, change.number, int(change.before["article"] or 0))


def _take_out(connection: Connection, removal: int, article: int) -> None:
    packed = {table: _rows(connection, table, "article = ?1", article) for table in _OF_ARTICLE}
    packed["person"] = _rows(connection, "person", _PEOPLE, article)
    packed["article"] = _rows(connection, "article", "number = ?1", article)
    packed["entry"] = _rows(connection, "entry", "article = ?1", article)
    if not packed["article"]["rows"]:
        raise journal.Elsewhere("the article has been removed since")
    record = json.dumps(packed, separators=(",", ":"), default=_in_letters).encode("ascii")
    connection.execute("INSERT OR REPLACE INTO removed_rows VALUES (?, ?)", (removal, zlib.compress(record)))
    connection.execute("DELETE FROM article WHERE number = ?", (article,))


def _put_back(connection: Connection, removal: int, article: int) -> None:
    kept = connection.execute("SELECT rows FROM removed_rows WHERE removed = ?", (removal,)).fetchone()
    if kept is None:
        raise journal.Elsewhere("it has been thrown away since")
    packed = json.loads(zlib.decompress(kept[0]))
    # Who was named nowhere else may have been forgotten meanwhile.
    _insert(connection, "person", packed["person"], "OR IGNORE")
    try:
        _insert(connection, "article", packed["article"])
    except IntegrityError:
        raise journal.Elsewhere("the article has come back since") from None
    for table in _OF_ARTICLE:
        _insert(connection, table, packed[table])
    columns, rows = packed["entry"]["columns"], packed["entry"]["rows"]
    feed, guid = columns.index("feed"), columns.index("guid")
    connection.executemany(
        "UPDATE entry SET article = ? WHERE feed = ? AND guid = CAST(? AS TEXT) AND article IS NULL",
        [(article, row[feed], utf8(row[guid])) for row in rows],
    )
    pins.settle(connection, "article = ?", article)
    # Whoever catches up with the library looks at it again: other articles may have come and gone meanwhile.
    connection.execute("UPDATE article SET linked = 0, gathered = 0 WHERE number = ?", (article,))
    connection.execute("DELETE FROM removed_rows WHERE removed = ?", (removal,))


def _throw_away(connection: Connection, before: datetime) -> None:
    """Forget for good what was removed before a moment."""
    moment = before.isoformat(timespec="milliseconds")
    connection.execute("DELETE FROM removed_rows WHERE removed IN (SELECT number FROM removed WHERE at < ?)", (moment,))
    connection.execute("DELETE FROM removed WHERE at < ?", (moment,))


def _rows(connection: Connection, table: str, where: str, article: int) -> dict[str, list[Any]]:
    found = connection.execute(f'SELECT * FROM "{table}" WHERE {where}', (article,))
    columns = [column[0] for column in found.description]
    return {"columns": columns, "rows": found.fetchall()}


def _insert(connection: Connection, table: str, packed: dict[str, list[Any]], conflict: str = "") -> None:
    # The numbers of passages are nobody's business, and another article's may have got them.
    columns = [str(name) for name in packed["columns"]]
    kept = [i for i, name in enumerate(columns) if not (table == "passage" and name == "number")]
    names = ", ".join(f'"{columns[i]}"' for i in kept)
    for row in packed["rows"]:
        values = [_from_letters(row[i]) for i in kept]
        places = ", ".join("CAST(? AS TEXT)" if isinstance(row[i], str) else "?" for i in kept)
        connection.execute(f'INSERT {conflict} INTO "{table}" ({names}) VALUES ({places})', values)


def _in_letters(value: object) -> object:
    """Bytes as JSON can have them."""
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode("ascii")}
    raise TypeError(type(value).__name__)


def _from_letters(value: object) -> object:
    """A value as SQLite takes it."""
    if isinstance(value, dict):
        return base64.b64decode(value["bytes"])
    return utf8(value) if isinstance(value, str) else value
