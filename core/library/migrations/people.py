"""Who is one person, organisation or place across articles."""

from __future__ import annotations

from newsreader.core.library.migrations.step import Migration

PEOPLE = Migration(
    "people",
    (
        # One a person, organisation or place of the library. name: the reader's own, NULL where none was given.
        # merged: the person that this one was merged into by the reader; names found later that would have been this
        # one's go there.
        """CREATE TABLE person (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            name TEXT,
            merged INTEGER REFERENCES person ON DELETE SET NULL
        )""",
        # person: whom the name stands for; link: how sure that is, 0 to 1; why: in words for the reader.
        "ALTER TABLE entity ADD COLUMN person INTEGER REFERENCES person ON DELETE SET NULL",
        "ALTER TABLE entity ADD COLUMN link REAL",
        "ALTER TABLE entity ADD COLUMN why TEXT",
        "CREATE INDEX entity_person ON entity (person)",
        # linked: the version of the linking that the article's entities have had; 0: none.
        "ALTER TABLE article ADD COLUMN linked INTEGER NOT NULL DEFAULT 0",
        # What the reader said: in this article this name is this person. It comes before anything the machine finds.
        """CREATE TABLE pin (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
            UNIQUE (article, name, kind)
        )""",
    ),
)
