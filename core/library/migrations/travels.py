"""The same quote in several articles."""

from __future__ import annotations

from newsreader.core.library.migrations.step import Migration

TRAVELS = Migration(
    "travels",
    (
        # family: the versions of one quote have the same number, of no meaning besides; NULL for one that has none.
        "ALTER TABLE quote ADD COLUMN family INTEGER",
        "CREATE INDEX quote_family ON quote (family) WHERE family IS NOT NULL",
        # wording: its words as they are compared, see core/people/wording.py; NULL before it is gathered.
        "ALTER TABLE quote ADD COLUMN wording BLOB",
        # gathered: the version of the grouping that the article's quotes have had; 0: none.
        "ALTER TABLE article ADD COLUMN gathered INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX article_gathered ON article (gathered)",
        # Hashes by which versions of a quote find one another.
        """CREATE TABLE quote_key (
            hash INTEGER NOT NULL,
            article INTEGER NOT NULL,
            position INTEGER NOT NULL,
            PRIMARY KEY (hash, article, position),
            FOREIGN KEY (article, position) REFERENCES quote ON DELETE CASCADE
        ) WITHOUT ROWID""",
        "CREATE INDEX quote_key_place ON quote_key (article, position)",
    ),
)
