"""Articles that the reader has removed, kept for a while so that they can be brought back."""

from __future__ import annotations

from newsreader.core.library.migrations.step import Migration

REMOVALS = Migration(
    "removals",
    (
        # article: its number, which nobody else gets meanwhile: what was done with it can be undone by that. at: UTC.
        """CREATE TABLE removed (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            article INTEGER NOT NULL,
            id TEXT NOT NULL,
            title TEXT NOT NULL,
            at TEXT NOT NULL
        )""",
        # All rows that went with it, see `removals.py`. Apart from the one above: that is what the journal writes down.
        """CREATE TABLE removed_rows (
            removed INTEGER PRIMARY KEY,
            rows BLOB NOT NULL
        )""",
    ),
)
