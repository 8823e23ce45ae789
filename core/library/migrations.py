"""The schema of the library, as named steps. A step once released never changes; a new need is a new step."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from newsreader.core.errors import LibraryError

APPLICATION_ID = 0x6E727372  # "nrsr": tells a library from any other SQLite file


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema; `statements` run in order inside the transaction of all steps."""

    name: str
    statements: tuple[str, ...]


ARTICLES = Migration(
    "articles",
    (
        # What a list of articles shows stands in rows of its own, away from the texts, so that 10,000 read quickly.
        """CREATE TABLE article (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            outlet TEXT,
            author TEXT,
            published TEXT,
            language TEXT,
            added TEXT NOT NULL,
            words INTEGER NOT NULL,
            opened INTEGER NOT NULL DEFAULT 0,
            engine TEXT,
            quotes INTEGER NOT NULL DEFAULT 0
        )""",
        """CREATE TABLE source (
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            source TEXT NOT NULL,
            UNIQUE (article, source)
        )""",
        # raw: compressed by zlib; NULL where it is the text in UTF-8.
        """CREATE TABLE original (
            article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
            blocks TEXT NOT NULL,
            raw BLOB
        )""",
        # The text, kept once, cut into passages: put together in order of start they are the text again.
        # One more, at start -1 and no part of the text, holds a title that does not stand in the text.
        # speakers: the names of who is quoted in it; NULL while it is not in the search index yet.
        """CREATE TABLE passage (
            number INTEGER PRIMARY KEY,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            start INTEGER NOT NULL,
            kind TEXT NOT NULL,
            words TEXT NOT NULL,
            speakers TEXT DEFAULT ''
        )""",
        "CREATE UNIQUE INDEX passage_place ON passage (article, start)",
        "CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    ),
)

ANALYSES = Migration(
    "analyses",
    (
        """CREATE TABLE analysis (
            article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
            record TEXT NOT NULL
        )""",
        """CREATE TABLE quote (
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            position INTEGER NOT NULL,
            kind TEXT NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            content TEXT NOT NULL,
            speaker TEXT,
            basis TEXT NOT NULL,
            confidence REAL NOT NULL,
            PRIMARY KEY (article, position)
        ) WITHOUT ROWID""",
        """CREATE TABLE entity (
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            position INTEGER NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            mentions TEXT NOT NULL,
            PRIMARY KEY (article, position)
        ) WITHOUT ROWID""",
    ),
)

SEARCH = Migration(
    "search",
    (
        """CREATE VIRTUAL TABLE passage_index USING fts5(
            words, speakers, content = 'passage', content_rowid = 'number', prefix = '1 2 3',
            tokenize = "unicode61 remove_diacritics 2"
        )""",
        "CREATE VIRTUAL TABLE passage_terms USING fts5vocab(passage_index, 'row')",
        "CREATE INDEX passage_waiting ON passage (number) WHERE speakers IS NULL",
        """CREATE TRIGGER passage_added AFTER INSERT ON passage WHEN new.speakers IS NOT NULL BEGIN
            INSERT INTO passage_index (rowid, words, speakers) VALUES (new.number, new.words, new.speakers);
        END""",
        """CREATE TRIGGER passage_removed AFTER DELETE ON passage WHEN old.speakers IS NOT NULL BEGIN
            INSERT INTO passage_index (passage_index, rowid, words, speakers)
                VALUES ('delete', old.number, old.words, old.speakers);
        END""",
        """CREATE TRIGGER passage_indexed AFTER UPDATE OF speakers ON passage WHEN old.speakers IS NULL BEGIN
            INSERT INTO passage_index (rowid, words, speakers) VALUES (new.number, new.words, new.speakers);
        END""",
        """CREATE TRIGGER passage_speakers AFTER UPDATE OF speakers ON passage WHEN old.speakers IS NOT NULL BEGIN
            INSERT INTO passage_index (passage_index, rowid, words, speakers)
                VALUES ('delete', old.number, old.words, old.speakers);
            INSERT INTO passage_index (rowid, words, speakers) VALUES (new.number, new.words, new.speakers);
        END""",
    ),
)

ANNOTATIONS = Migration(
    "annotations",
    (
        "ALTER TABLE article ADD COLUMN starred INTEGER NOT NULL DEFAULT 0",
        # The numbers of tags and notes are never used again: what refers to them cannot come to mean another one.
        """CREATE TABLE tag (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            tag TEXT NOT NULL,
            UNIQUE (article, tag)
        )""",
        # start and end: characters of the text; NULL for a note on the article as a whole.
        """CREATE TABLE note (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            start INTEGER,
            "end" INTEGER,
            words TEXT NOT NULL,
            written TEXT NOT NULL,
            CHECK ((start IS NULL) = ("end" IS NULL))
        )""",
        "CREATE INDEX note_place ON note (article, start)",
        "CREATE TABLE saved_search (name TEXT PRIMARY KEY, query TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE searched (query TEXT PRIMARY KEY, at TEXT NOT NULL)",
    ),
)

CHANGES = Migration(
    "changes",
    (
        # The search index stands beside the library; here is only noted what it does not know yet.
        *(f"DROP TRIGGER passage_{what}" for what in ("added", "removed", "indexed", "speakers")),
        "DROP TABLE passage_terms",
        "DROP TABLE passage_index",
        "DROP INDEX passage_waiting",
        # Passages that quote somebody unknown are told from those that quote nobody.
        """UPDATE passage SET speakers = CASE WHEN EXISTS (
                SELECT 1 FROM quote WHERE quote.article = passage.article AND quote.kind != 'scare'
                AND quote.start BETWEEN passage.start AND passage.start + length(passage.words) - 1
            ) THEN '?' ELSE '' END WHERE speakers IS NULL OR speakers = ''""",
        # Every name of a speaker and of an entity once, over all articles. kind: an entity's, '' of a mere speaker.
        """CREATE TABLE name (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            UNIQUE (name, kind)
        )""",
        "CREATE INDEX entity_name ON entity (name, kind)",
        "CREATE INDEX quote_speaker ON quote (speaker)",
        "INSERT INTO name (name, kind) SELECT DISTINCT name, kind FROM entity",
        """INSERT INTO name (name, kind) SELECT DISTINCT speaker, '' FROM quote
            WHERE speaker NOT IN (SELECT name FROM entity) AND kind != 'scare'""",
        # document: what changed; the number of its row times four, and which table the row is or was in:
        # 0 passage, 1 name, 2 note, 3 tag.
        "CREATE TABLE change (number INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL)",
        *(
            f"INSERT INTO change (document) SELECT number * 4 + {sort} FROM {table} ORDER BY number"
            for sort, table in enumerate(("passage", "name", "note", "tag"))
        ),
        *(
            f"""CREATE TRIGGER {table}_{what} AFTER {event} ON {table} BEGIN
                INSERT INTO change (document) VALUES ({row}.number * 4 + {sort});
            END"""
            for sort, table, update in (
                (0, "passage", "UPDATE OF words, speakers, kind"),
                (1, "name", ""),
                (2, "note", "UPDATE OF words"),
                (3, "tag", "UPDATE OF tag"),
            )
            for what, event, row in (
                ("added", "INSERT", "new"),
                ("removed", "DELETE", "old"),
                ("changed", update, "new"),
            )
            if event
        ),
    ),
)

INTAKE = Migration(
    "intake",
    (
        "ALTER TABLE article ADD COLUMN url TEXT",
        # story: the near copies that it is one of, the same number in all of them and of no meaning besides.
        # sketched: the version of the sketch that it has, by which near copies know one another.
        "ALTER TABLE article ADD COLUMN story INTEGER",
        "ALTER TABLE article ADD COLUMN sketched INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX article_story ON article (story) WHERE story IS NOT NULL",
        # place: the path from the root, or the address; NULL where another text may come by the same name.
        # behind: a fuller text from elsewhere has taken the place of the one that it gives.
        "ALTER TABLE source ADD COLUMN place TEXT",
        "ALTER TABLE source ADD COLUMN behind INTEGER NOT NULL DEFAULT 0",
        "UPDATE source SET place = source WHERE source LIKE '/%' OR source LIKE '%://%'",
        "CREATE INDEX source_place ON source (place) WHERE place IS NOT NULL",
        # Earlier texts of an article. text, raw: compressed by zlib; raw: NULL where it is the text in UTF-8.
        """CREATE TABLE version (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            id TEXT NOT NULL,
            title TEXT NOT NULL,
            source TEXT NOT NULL,
            outlet TEXT,
            author TEXT,
            published TEXT,
            language TEXT,
            url TEXT,
            words INTEGER NOT NULL,
            replaced TEXT NOT NULL,
            blocks TEXT NOT NULL,
            text BLOB NOT NULL,
            raw BLOB,
            UNIQUE (article, id)
        )""",
        "CREATE INDEX version_id ON version (id)",
        # stamp: what the file system said of a file when all that is in it had been taken in.
        "CREATE TABLE file (path TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE watched (path TEXT PRIMARY KEY) WITHOUT ROWID",
        # What could not be read. size: bytes. raw: compressed by zlib; NULL where there are none or they were let go.
        """CREATE TABLE refused (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            source TEXT NOT NULL UNIQUE,
            reason TEXT NOT NULL,
            size INTEGER NOT NULL,
            at TEXT NOT NULL,
            raw BLOB
        )""",
        # tags: one a line. checked, due: UTC, ISO 8601; when it was last asked for and when it is to be next.
        # failures: in a row; error: why. gone: the server said that it is not coming back. typed: the reader gave
        # the address, which then may be one of a private network.
        """CREATE TABLE feed (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            url TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL DEFAULT '',
            site TEXT,
            tags TEXT NOT NULL DEFAULT '',
            etag TEXT,
            modified TEXT,
            checked TEXT,
            due TEXT,
            failures INTEGER NOT NULL DEFAULT 0,
            error TEXT NOT NULL DEFAULT '',
            gone INTEGER NOT NULL DEFAULT 0,
            typed INTEGER NOT NULL DEFAULT 0
        )""",
        # digest: of what the entry said; '' where that is not known, after a "-" where it could not be read.
        # article: NULL there, and once the reader has removed it; the entry does not come back then.
        """CREATE TABLE entry (
            feed INTEGER NOT NULL REFERENCES feed ON DELETE CASCADE,
            guid TEXT NOT NULL,
            digest TEXT NOT NULL DEFAULT '',
            article INTEGER REFERENCES article ON DELETE SET NULL,
            PRIMARY KEY (feed, guid)
        ) WITHOUT ROWID""",
        "CREATE INDEX entry_article ON entry (article)",
        # Hashes of word sequences of an article, by which near copies know one another.
        """CREATE TABLE sketch (
            hash INTEGER NOT NULL,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            PRIMARY KEY (hash, article)
        ) WITHOUT ROWID""",
        "CREATE INDEX sketch_article ON sketch (article)",
    ),
)

MIGRATIONS: tuple[Migration, ...] = (ARTICLES, ANALYSES, SEARCH, ANNOTATIONS, CHANGES, INTAKE)


def migrate(connection: sqlite3.Connection, path: Path, steps: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Bring a library to the schema of `steps`, all or nothing; a library with articles is copied beside itself first.

    Raises LibraryError for a file of another program or of a newer newsreader, which are left as they are.
    """
    if _version(connection, path, steps) == len(steps):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection, path, steps)  # another program may have been faster
        if 0 < version < len(steps):
            _keep_copy(path, version)
        for step in steps[version:]:
            for statement in step.statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection, path: Path, steps: tuple[Migration, ...]) -> int:
    """How many steps the file has had."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID and (application or version or _has_tables(connection)):
        raise LibraryError(f"{path}: is another program's database; it is left as it is")
    if version > len(steps):
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
