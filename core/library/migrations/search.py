"""What the search index needs to hear of."""

from __future__ import annotations

from newsreader.core.library.migrations.step import Migration

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
