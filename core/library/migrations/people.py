"""Who is one person, organisation or place across articles."""

from __future__ import annotations

from newsreader.core.library.migrations.step import Migration

PEOPLE = Migration(
    "people",
    (
        # One a person, organisation or place of the library. first: the name under which it was first met, by which it
        # is known again while no article has it. name: the reader's own, NULL where none was given.
        # merged: the person that this one was merged into by the reader; names found later that would have been this
        # one's go there.
        """CREATE TABLE person (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            first TEXT NOT NULL,
            name TEXT,
            merged INTEGER REFERENCES person ON DELETE SET NULL
        )""",
        "CREATE INDEX person_first ON person (first)",
        # found: whom the program found that the name stands for; held: whom it stands for by what the reader said of
        # this very name (a pin), else by what was found; person: the one whom that one was merged into, else the same.
        # link: how sure it is, 0 to 1; why: in words for the reader; about: words beside the name that tell a role.
        "ALTER TABLE entity ADD COLUMN found INTEGER",
        "ALTER TABLE entity ADD COLUMN held INTEGER",
        "ALTER TABLE entity ADD COLUMN person INTEGER REFERENCES person ON DELETE SET NULL",
        "ALTER TABLE entity ADD COLUMN link REAL",
        "ALTER TABLE entity ADD COLUMN why TEXT",
        "ALTER TABLE entity ADD COLUMN about TEXT NOT NULL DEFAULT ''",
        "CREATE INDEX entity_person ON entity (person)",
        "CREATE INDEX entity_held ON entity (held, article, name, kind)",
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
        "CREATE INDEX pin_person ON pin (person)",
        "CREATE INDEX person_merged ON person (merged) WHERE merged IS NOT NULL",
        # What names are filed under, so that those that may be one's find each other. person: 1 of people's names.
        """CREATE TABLE name_key (
            key TEXT NOT NULL,
            name TEXT NOT NULL,
            person INTEGER NOT NULL,
            PRIMARY KEY (key, name, person)
        ) WITHOUT ROWID""",
    ),
)
