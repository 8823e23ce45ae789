"""Articles, and what was found in them."""

from __future__ import annotations

from newsreader.core.library.migrations.step import Migration

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
