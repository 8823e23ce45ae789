"""The schema that a new library begins with: what all steps come to, in a third of the time.

Written by `python -m newsreader.core.library.migrations.writing`; a test compares both.
"""

from __future__ import annotations

SCHEMA: tuple[str, ...] = (
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
        , starred INTEGER NOT NULL DEFAULT 0, url TEXT, story INTEGER, sketched INTEGER NOT NULL DEFAULT 0, linked INTEGER NOT NULL DEFAULT 0, gathered INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE source (
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            source TEXT NOT NULL, place TEXT, behind INTEGER NOT NULL DEFAULT 0,
            UNIQUE (article, source)
        )""",
    """CREATE TABLE original (
            article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
            blocks TEXT NOT NULL,
            raw BLOB
        )""",
    """CREATE TABLE passage (
            number INTEGER PRIMARY KEY,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            start INTEGER NOT NULL,
            kind TEXT NOT NULL,
            words TEXT NOT NULL,
            speakers TEXT DEFAULT ''
        )""",
    """CREATE UNIQUE INDEX passage_place ON passage (article, start)""",
    """CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID""",
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
            confidence REAL NOT NULL, entity INTEGER, corrected INTEGER NOT NULL DEFAULT 0, family INTEGER, wording BLOB,
            PRIMARY KEY (article, position)
        ) WITHOUT ROWID""",
    """CREATE TABLE entity (
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            position INTEGER NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            mentions TEXT NOT NULL, typed INTEGER NOT NULL DEFAULT 0, found INTEGER, held INTEGER, person INTEGER REFERENCES person ON DELETE SET NULL, link REAL, why TEXT, about TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (article, position)
        ) WITHOUT ROWID""",
    """CREATE TABLE note (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            start INTEGER,
            "end" INTEGER,
            words TEXT NOT NULL,
            written TEXT NOT NULL,
            CHECK ((start IS NULL) = ("end" IS NULL))
        )""",
    """CREATE INDEX note_place ON note (article, start)""",
    """CREATE TABLE saved_search (name TEXT PRIMARY KEY, query TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE searched (query TEXT PRIMARY KEY, at TEXT NOT NULL)""",
    """CREATE TABLE name (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            UNIQUE (name, kind)
        )""",
    """CREATE INDEX entity_name ON entity (name, kind)""",
    """CREATE INDEX quote_speaker ON quote (speaker)""",
    """CREATE TABLE change (number INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL)""",
    """CREATE TRIGGER passage_added AFTER INSERT ON passage BEGIN
                INSERT INTO change (document) VALUES (new.number * 4 + 0);
            END""",
    """CREATE TRIGGER passage_removed AFTER DELETE ON passage BEGIN
                INSERT INTO change (document) VALUES (old.number * 4 + 0);
            END""",
    """CREATE TRIGGER passage_changed AFTER UPDATE OF words, speakers, kind ON passage BEGIN
                INSERT INTO change (document) VALUES (new.number * 4 + 0);
            END""",
    """CREATE TRIGGER name_added AFTER INSERT ON name BEGIN
                INSERT INTO change (document) VALUES (new.number * 4 + 1);
            END""",
    """CREATE TRIGGER name_removed AFTER DELETE ON name BEGIN
                INSERT INTO change (document) VALUES (old.number * 4 + 1);
            END""",
    """CREATE TRIGGER note_added AFTER INSERT ON note BEGIN
                INSERT INTO change (document) VALUES (new.number * 4 + 2);
            END""",
    """CREATE TRIGGER note_removed AFTER DELETE ON note BEGIN
                INSERT INTO change (document) VALUES (old.number * 4 + 2);
            END""",
    """CREATE TRIGGER note_changed AFTER UPDATE OF words ON note BEGIN
                INSERT INTO change (document) VALUES (new.number * 4 + 2);
            END""",
    """CREATE INDEX article_story ON article (story) WHERE story IS NOT NULL""",
    """CREATE INDEX source_place ON source (place) WHERE place IS NOT NULL""",
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
    """CREATE INDEX version_id ON version (id)""",
    """CREATE TABLE file (path TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE watched (path TEXT PRIMARY KEY) WITHOUT ROWID""",
    """CREATE TABLE refused (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            source TEXT NOT NULL UNIQUE,
            reason TEXT NOT NULL,
            size INTEGER NOT NULL,
            at TEXT NOT NULL,
            raw BLOB
        )""",
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
    """CREATE TABLE entry (
            feed INTEGER NOT NULL REFERENCES feed ON DELETE CASCADE,
            guid TEXT NOT NULL,
            digest TEXT NOT NULL DEFAULT '',
            article INTEGER REFERENCES article ON DELETE SET NULL,
            PRIMARY KEY (feed, guid)
        ) WITHOUT ROWID""",
    """CREATE INDEX entry_article ON entry (article)""",
    """CREATE TABLE sketch (
            hash INTEGER NOT NULL,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            PRIMARY KEY (hash, article)
        ) WITHOUT ROWID""",
    """CREATE INDEX sketch_article ON sketch (article)""",
    """CREATE TABLE "tag" (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            start INTEGER,
            "end" INTEGER,
            tag TEXT NOT NULL,
            CHECK ((start IS NULL) = ("end" IS NULL))
        )""",
    """CREATE UNIQUE INDEX tag_place ON tag (article, coalesce(start, -1), coalesce("end", -1), tag)""",
    """CREATE TRIGGER tag_added AFTER INSERT ON tag BEGIN
                INSERT INTO change (document) VALUES (new.number * 4 + 3);
            END""",
    """CREATE TRIGGER tag_removed AFTER DELETE ON tag BEGIN
                INSERT INTO change (document) VALUES (old.number * 4 + 3);
            END""",
    """CREATE TRIGGER tag_changed AFTER UPDATE OF tag ON tag BEGIN
                INSERT INTO change (document) VALUES (new.number * 4 + 3);
            END""",
    """CREATE TABLE star (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            at TEXT NOT NULL,
            UNIQUE (article, start, "end")
        )""",
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
    """CREATE INDEX correction_place ON correction (article, start)""",
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
    """CREATE TABLE edit (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            words TEXT NOT NULL,
            rows TEXT NOT NULL,
            undone INTEGER NOT NULL DEFAULT 0
        )""",
    """CREATE TABLE person (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            first TEXT NOT NULL,
            name TEXT,
            merged INTEGER REFERENCES person ON DELETE SET NULL
        )""",
    """CREATE INDEX person_first ON person (first)""",
    """CREATE INDEX entity_person ON entity (person)""",
    """CREATE INDEX entity_held ON entity (held, article)""",
    """CREATE INDEX entity_doubtful ON entity (article, position) WHERE link IS NULL AND held IS NOT NULL""",
    """CREATE TABLE pin (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
            UNIQUE (article, name, kind)
        )""",
    """CREATE INDEX pin_person ON pin (person)""",
    """CREATE INDEX person_merged ON person (merged) WHERE merged IS NOT NULL""",
    """CREATE TABLE name_key (
            key TEXT NOT NULL,
            name TEXT NOT NULL,
            person INTEGER NOT NULL,
            PRIMARY KEY (key, name, person)
        ) WITHOUT ROWID""",
    """CREATE TABLE called (
            person INTEGER NOT NULL,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            articles INTEGER NOT NULL,
            PRIMARY KEY (person, name, kind)
        ) WITHOUT ROWID""",
    """CREATE INDEX called_name ON called (name, kind)""",
    """CREATE TRIGGER called_more AFTER INSERT ON entity
            WHEN new.held IS NOT NULL BEGIN
                INSERT INTO called VALUES (new.held, new.name, new.kind, 1)
                    ON CONFLICT DO UPDATE SET articles = articles + 1;
            END""",
    """CREATE TRIGGER called_others AFTER UPDATE OF held ON entity
            WHEN new.held IS NOT NULL AND old.held IS NOT new.held BEGIN
                INSERT INTO called VALUES (new.held, new.name, new.kind, 1)
                    ON CONFLICT DO UPDATE SET articles = articles + 1;
            END""",
    """CREATE TRIGGER called_fewer AFTER DELETE ON entity
            WHEN old.held IS NOT NULL BEGIN
                UPDATE called SET articles = articles - 1
                    WHERE person = old.held AND name = old.name AND kind = old.kind;
                DELETE FROM called WHERE person = old.held AND name = old.name AND kind = old.kind AND articles <= 0;
            END""",
    """CREATE TRIGGER called_no_more AFTER UPDATE OF held ON entity
            WHEN old.held IS NOT NULL AND old.held IS NOT new.held BEGIN
                UPDATE called SET articles = articles - 1
                    WHERE person = old.held AND name = old.name AND kind = old.kind;
                DELETE FROM called WHERE person = old.held AND name = old.name AND kind = old.kind AND articles <= 0;
            END""",
    """CREATE INDEX quote_family ON quote (family) WHERE family IS NOT NULL""",
    """CREATE INDEX article_gathered ON article (gathered)""",
    """CREATE TABLE quote_key (
            hash INTEGER NOT NULL,
            article INTEGER NOT NULL,
            position INTEGER NOT NULL,
            PRIMARY KEY (hash, article, position),
            FOREIGN KEY (article, position) REFERENCES quote ON DELETE CASCADE
        ) WITHOUT ROWID""",
    """CREATE INDEX quote_key_place ON quote_key (article, position)""",
    """CREATE INDEX entity_speaker ON entity (article, position, person, kind)""",
    """CREATE INDEX entity_form ON entity (person, name, kind) WHERE person IS NOT NULL""",
    """CREATE TABLE removed (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            article INTEGER NOT NULL,
            id TEXT NOT NULL,
            title TEXT NOT NULL,
            at TEXT NOT NULL
        )""",
    """CREATE TABLE removed_rows (
            removed INTEGER PRIMARY KEY,
            rows BLOB NOT NULL
        )""",
)
