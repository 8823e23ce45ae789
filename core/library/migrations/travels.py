"""The same quote in several articles."""

from __future__ import annotations

from newsreader.core.library.migrations.step import Migration

TRAVELS = Migration(
    "travels",
    (
        # family: the versions of one quote have the same number, of no meaning besides; NULL for one that stands alone.
        "ALTER TABLE quote ADD COLUMN family INTEGER",
        "CREATE INDEX quote_family ON quote (family) WHERE family IS NOT NULL",
        # gathered: the version of the grouping that the article's quotes have had; 0: none.
        "ALTER TABLE article ADD COLUMN gathered INTEGER NOT NULL DEFAULT 0",
        # Hashes by which versions of a quote find one another.
        """CREATE TABLE quote_key (
            hash INTEGER NOT NULL,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            position INTEGER NOT NULL,
            PRIMARY KEY (hash, article, position)
        ) WITHOUT ROWID""",
        "CREATE INDEX quote_key_article ON quote_key (article)",
    ),
)
