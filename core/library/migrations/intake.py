"""Versions, near copies, files, refusals and feeds."""

from __future__ import annotations

from newsreader.core.library.migrations.step import Migration

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
