"""The reader's own stars, tags and notes, and searches."""

from __future__ import annotations

from newsreader.core.library.migrations.step import Migration

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
