"""Corrections, marks on words rather than on a whole article, and what can be undone."""

from __future__ import annotations

from newsreader.core.library.migrations.step import Migration

EDITS = Migration(
    "edits",
    (
        # entity: the speaker's position among the article's entities. corrected: 1 where the reader changed the quote.
        "ALTER TABLE quote ADD COLUMN entity INTEGER",
        "ALTER TABLE quote ADD COLUMN corrected INTEGER NOT NULL DEFAULT 0",
        """UPDATE quote SET entity = (
            SELECT json_extract(record, '$.quotes[' || position || '].entity') FROM analysis
            WHERE analysis.article = quote.article
        )""",
        # typed: 1 for a speaker whom the reader named and whom the machine did not find.
        "ALTER TABLE entity ADD COLUMN typed INTEGER NOT NULL DEFAULT 0",
        # A tag may be on some words. The numbers stay: the search index knows tags by them.
        """CREATE TABLE tag_on_words (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            start INTEGER,
            "end" INTEGER,
            tag TEXT NOT NULL,
            CHECK ((start IS NULL) = ("end" IS NULL))
        )""",
        "INSERT INTO tag_on_words (number, article, tag) SELECT number, article, tag FROM tag ORDER BY number",
        "UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'tag')"
        " WHERE name = 'tag_on_words' AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'tag')",
        "DROP TABLE tag",
        "ALTER TABLE tag_on_words RENAME TO tag",
        """CREATE UNIQUE INDEX tag_place ON tag (article, coalesce(start, -1), coalesce("end", -1), tag)""",
        *(
            f"""CREATE TRIGGER tag_{what} AFTER {event} ON tag BEGIN
                INSERT INTO change (document) VALUES ({row}.number * 4 + 3);
            END"""
            for what, event, row in (
                ("added", "INSERT", "new"),
                ("removed", "DELETE", "old"),
                ("changed", "UPDATE OF tag", "new"),
            )
        ),
        # Stars on words; the star of an article is a column of it.
        """CREATE TABLE star (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            at TEXT NOT NULL,
            UNIQUE (article, start, "end")
        )""",
        # What the reader says of a quote. start, end: its extent as the reader wants it, or, where quote is NULL
        # (these words are no quote), that of what is not to be one. was: the content of the machine's quote that it is
        # about, spans in JSON, NULL where the machine had none. quote: the quote as the reader wants it, a record in
        # JSON with, instead of its place among the entities, the kind of the entity that its speaker is (null: of none;
        # the speaker is unknown or has no name). who: the reader's name. made: UTC, ISO 8601.
        """CREATE TABLE correction (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            was TEXT,
            quote TEXT,
            who TEXT NOT NULL,
            made TEXT NOT NULL
        )""",
        "CREATE INDEX correction_place ON correction (article, start)",
        # What lost its words when a text was replaced. what: star, tag, note or correction. words, before, after: the
        # words that it was on and up to 32 characters around them. record: its row in JSON. at: UTC, ISO 8601.
        """CREATE TABLE aside (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            what TEXT NOT NULL,
            words TEXT NOT NULL,
            before TEXT NOT NULL,
            after TEXT NOT NULL,
            record TEXT NOT NULL,
            at TEXT NOT NULL
        )""",
        # One a step that the reader did, the newest is undone first. words: what it was, for the reader. rows: the
        # rows that it changed, in JSON: table, number, the row before (null: none), the row after, the id of the text
        # that its place is of. undone: it has been taken back and may be done again.
        """CREATE TABLE edit (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            words TEXT NOT NULL,
            rows TEXT NOT NULL,
            undone INTEGER NOT NULL DEFAULT 0
        )""",
    ),
)
