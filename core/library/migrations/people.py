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
        "CREATE INDEX entity_held ON entity (held, article)",
        # link is NULL where somebody new has made a name doubtful that was decided before.
        "CREATE INDEX entity_doubtful ON entity (article, position) WHERE link IS NULL AND held IS NOT NULL",
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
        # By which names everybody goes (entity.held), in how many articles; it fills itself.
        """CREATE TABLE called (
            person INTEGER NOT NULL,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            articles INTEGER NOT NULL,
            PRIMARY KEY (person, name, kind)
        ) WITHOUT ROWID""",
        "CREATE INDEX called_name ON called (name, kind)",
        *(
            f"""CREATE TRIGGER called_{what} AFTER {event} ON entity
            WHEN {row}.held IS NOT NULL{" AND old.held IS NOT new.held" * (event[0] == "U")} BEGIN
                INSERT INTO called VALUES ({row}.held, {row}.name, {row}.kind, 1)
                    ON CONFLICT DO UPDATE SET articles = articles + 1;
            END"""
            for what, event, row in (("more", "INSERT", "new"), ("others", "UPDATE OF held", "new"))
        ),
        *(
            f"""CREATE TRIGGER called_{what} AFTER {event} ON entity
            WHEN old.held IS NOT NULL{" AND old.held IS NOT new.held" * (event[0] == "U")} BEGIN
                UPDATE called SET articles = articles - 1
                    WHERE person = old.held AND name = old.name AND kind = old.kind;
                DELETE FROM called WHERE person = old.held AND name = old.name AND kind = old.kind AND articles <= 0;
            END"""
            for what, event in (("fewer", "DELETE"), ("no_more", "UPDATE OF held"))
        ),
    ),
)
