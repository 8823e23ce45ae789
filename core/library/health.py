"""What may be wrong with a library file, found without changing it, and what would mend it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from newsreader.core.errors import LibraryError
from newsreader.core.library import articles, backups
from newsreader.core.library.connection import Database
from newsreader.core.library.migrations import APPLICATION_ID, VERSION
from newsreader.core.model import Article

NAMED = 5
"""Things that are named where many are wrong."""

MARKS = ("star", "tag", "note", "correction")
"""Tables of what the reader has put on words."""

_OF_INDEXES = ("missing from index", "wrong # of entries in index", "non-unique entry in index")


class Cure(StrEnum):
    """What mends a library, the gravest first."""

    RECOVERY = "recovery"
    REINDEX = "reindex"
    CLEARING = "clearing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. check: what; words: how it is, in one line; cure: what would mend it, if anything."""

    check: str
    ok: bool
    words: str
    cure: Cure | None = None


def examine(path: Path) -> list[Finding]:
    """Look at the file, its structure, and whether what is in it fits together."""
    if (found := _file(path)) is not None:
        return [found]
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=10)
    try:
        opened, version = _opens(connection)
        if not opened.ok:
            return [opened]
        structure = _structure(connection)
        if not structure.ok and structure.cure is not Cure.REINDEX:
            return [opened, structure]
        findings = [opened, structure, _references(connection)]
    except sqlite3.Error as error:
        return [Finding("library", False, str(error), Cure.RECOVERY if _is_damage(error) else None)]
    finally:
        connection.close()
    if version < VERSION:
        return [*findings, Finding("texts", True, "will be looked at once the library is brought up to this release")]
    try:
        return [*findings, *_contents(path)]
    except (LibraryError, ValueError) as error:
        return [*findings, Finding("texts", False, str(error), Cure.RECOVERY)]


def _file(path: Path) -> Finding | None:
    """What can be told without opening it."""
    try:
        if path.is_file():
            if path.stat().st_size == 0 and backups.backups(path):
                return Finding("library", False, f"{path} is empty, but there are backups of it", Cure.RECOVERY)
            return None
        if path.exists():
            return Finding("library", False, f"{path} is not a regular file")
        log = Path(f"{path}-wal")
        if log.is_file() and log.stat().st_size:
            return Finding("library", False, f"{path} is missing, its log {log.name} is there", Cure.RECOVERY)
        if backups.backups(path):
            return Finding("library", False, f"{path} is missing, but there are backups of it", Cure.RECOVERY)
    except OSError as error:
        return Finding("library", False, f"{error.filename or path}: {(error.strerror or str(error)).lower()}")
    return Finding("library", True, f"{path}: there is none yet")


def _opens(connection: sqlite3.Connection) -> tuple[Finding, int]:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if not tables and not version:
        return Finding("library", True, "empty"), VERSION
    if application != APPLICATION_ID:
        return Finding("library", False, "it is another program's database; it is left as it is"), version
    if version > VERSION:
        return Finding("library", False, "it was made by a newer newsreader; it is left as it is"), version
    count = connection.execute("SELECT count(*) FROM article").fetchone()[0]
    older = "" if version == VERSION else f" (of {VERSION}; it is brought up when it is next used)"
    return Finding("library", True, f"{count:,} articles, schema {version}{older}"), version


def _structure(connection: sqlite3.Connection) -> Finding:
    wrong = [row[0] for row in connection.execute("PRAGMA integrity_check(100)")]
    if wrong == ["ok"]:
        return Finding("structure", True, "sound")
    only_indexes = all(any(words in one for words in _OF_INDEXES) for one in wrong)
    cure = Cure.REINDEX if only_indexes else Cure.RECOVERY
    return Finding("structure", False, " ".join(_few(wrong).split()), cure)


def _references(connection: sqlite3.Connection) -> Finding:
    orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    if not orphans:
        return Finding("references", True, "whole")
    tables = _few(sorted({table for table, *_ in orphans}))
    return Finding("references", False, f"{len(orphans):,} rows belong to no article ({tables})", Cure.CLEARING)


def _contents(path: Path) -> list[Finding]:
    """Whether each article is the one that its id was made from, and what is said of its characters stands in it."""
    changed, outside = [], []
    database = Database(path)
    try:
        for number, id_, title in database.rows("SELECT number, id, title FROM article ORDER BY number"):
            text = articles.text_of(database, number)
            if Article(text=text).id != id_:
                changed.append(title or id_)
            elif reaches_beyond(database, number, len(text)):
                outside.append(title or id_)
    finally:
        database.close()
    return [
        Finding("texts", False, f"not as they came: {_few(changed)}", Cure.RECOVERY)
        if changed
        else Finding("texts", True, "as they came"),
        Finding("places", False, f"quotes, blocks, notes or marks beyond the text: {_few(outside)}", Cure.CLEARING)
        if outside
        else Finding("places", True, "within their texts"),
    ]


def reaches_beyond(database: Database, number: int, length: int) -> bool:
    """Whether a quote, block or mark of the reader's lies outside an article's text, or the blocks cannot be read."""
    ends = [
        database.row(f'SELECT coalesce(max("end"), 0), coalesce(min(start), 0) FROM {table} WHERE article = ?', number)
        for table in ("quote", *MARKS)
    ]
    row = database.row("SELECT blocks FROM original WHERE article = ?", number)
    try:
        blocks: list[list[int]] = json.loads(row[0]) if row else [[]]
        if any(end is None or end[0] > length or end[1] < 0 for end in ends):
            return True
        return any(not 0 <= start <= end <= length for start, end, _ in blocks)
    except (TypeError, ValueError):
        return True


def _is_damage(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or (
        "malformed" in str(error)
    )


def _few(names: list[str]) -> str:
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
