"""Whom the names of an article stand for: decided as each article comes, and again as the library comes to know more.

`entity.found` is what is decided here, `entity.held` what holds after the reader's pins, `entity.person` after merges.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from sqlite3 import Connection

from newsreader.core.library import articles
from newsreader.core.library.company import Company, about, gender_of, within
from newsreader.core.library.connection import TURN_SECONDS, Database, utf8
from newsreader.core.library.pins import pins_of, settle
from newsreader.core.model import EntityKind, Mention, MentionKind
from newsreader.core.people.linking import Candidate, Named, link
from newsreader.core.people.lists import fold, given_names
from newsreader.core.people.names import Name, keys, short_forms, taken_apart, wanted

VERSION = 1
"""Another one wherever names are linked in another way."""

AT_ONCE = 400
"""Names of an article that are linked as its analysis is kept; those of a book wait for `catch_up`."""

COMPANIONS = 200
"""Other names of an article that are looked at as a name's company."""

AGAIN = 8
"""Names of other articles that are decided again at once because of a new one; more wait for `catch_up`."""

SETTLED = 40
"""Articles from which on somebody's lone names are no longer doubted because somebody new has them, too."""

ALL = 1 << 62
"""More articles than there are."""

Was = Mapping[tuple[str, EntityKind], int]
"""Whom the names of an article stood for before."""


@dataclass(slots=True)
class _Entity:
    position: int
    name: str
    kind: EntityKind
    mentions: tuple[Mention, ...]
    about: str = ""
    forms: frozenset[str] = frozenset()

    @property
    def parsed(self) -> Name:
        return taken_apart(self.name, self.kind)


@dataclass
class _Session:
    """What is known while the names of one article are decided."""

    database: Database
    connection: Connection
    article: int
    was: dict[tuple[str, EntityKind], int]
    known: dict[int, Candidate] = field(default_factory=dict)
    new: list[Name] = field(default_factory=list)
    met: list[Name] = field(default_factory=list)

    def candidates(self, entity: _Entity) -> list[Candidate]:
        """Everybody who has a name that is filed under what this one wants."""
        looked_for = wanted(entity.parsed) | {f"o{form}" for form in entity.forms}
        places = ", ".join("CAST(? AS TEXT)" for _ in looked_for)
        by: defaultdict[int, set[str]] = defaultdict(set)
        for key, person in self.database.rows(
            f"WITH filed AS (SELECT key, name, person AS human FROM name_key WHERE key IN ({places}))"
            " SELECT key, c.person FROM filed CROSS JOIN called c ON c.name = filed.name"
            " WHERE human = (kind = 'PERSON')"
            " UNION SELECT key, number FROM filed CROSS JOIN person ON first = filed.name"
            " WHERE human = (kind = 'PERSON')",
            *map(utf8, looked_for),
        ):
            by[person].add(key)
        return [candidate for person, its in by.items() if (candidate := self.candidate(person, frozenset(its)))]

    def candidate(self, person: int, by: frozenset[str] = frozenset()) -> Candidate | None:
        """Somebody by the names that articles have; one whom none has by its first name."""
        if person not in self.known:
            names = {
                (name, EntityKind(kind)): count
                for name, kind, count in self.database.rows(
                    "SELECT name, kind, articles FROM called WHERE person = ?", person
                )
            }
            if not names:
                row = self.database.row("SELECT first, kind FROM person WHERE number = ?", person)
                names = {(row[0], EntityKind(row[1])): 0} if row else {}
            self.known[person] = Candidate(person, names)
        known = self.known[person]
        return Candidate(person, known.names, by) if known.names else None

    def surnames(self, people: Iterable[int]) -> frozenset[str]:
        """The surnames of people."""
        known = [self.candidate(person) for person in people]
        return frozenset(name.last for one in known if one for name in one.full if name.person)

    def make(self, entity: _Entity) -> int:
        """A number for somebody new: that of one whose last name this is the heir of, else the next one."""
        heir = self._heir(entity)
        if heir is None:
            heir = self.connection.execute(
                "INSERT INTO person (kind, first) VALUES (?, CAST(? AS TEXT))", (entity.kind, utf8(entity.name))
            ).lastrowid
            assert heir is not None
            if entity.parsed.full:
                self.new.append(entity.parsed)
        self.known.pop(heir, None)
        return heir

    def _heir(self, entity: _Entity) -> int | None:
        """Somebody who had the name, or one like it, in this article, and has none any more."""
        free = {
            key: person
            for key, person in self.was.items()
            if self.database.row("SELECT 1 FROM called WHERE person = ?", person) is None
            and self.database.row("SELECT 1 FROM person WHERE number = ?", person) is not None
        }
        same = free.get((entity.name, entity.kind))
        if same is not None:
            return same
        like = [Candidate(person, {key: 1}, keys(taken_apart(*key))) for key, person in free.items()]
        return link(Named(entity.name, entity.kind), like, Company(self.database, self.article, (), ())).person


def remembered(database: Database, number: int) -> Was:
    """Whom the names of an article stand for, before its analysis goes."""
    return {
        (name, EntityKind(kind)): found
        for name, kind, found in database.rows(
            "SELECT name, kind, found FROM entity WHERE article = ? AND found IS NOT NULL", number
        )
    }


def link_article(database: Database, number: int, text: str, was: Was) -> None:
    """Decide the names of an article, and those of others that what is new in it makes doubtful.

    Those of a book are decided by several transactions, so that other writers get their turn.
    """
    entities = _entities(database, number, text)
    entities.sort(key=lambda e: (not e.parsed.full, e.position))
    pins = pins_of(database, number)
    others: list[tuple[int, EntityKind]] = []
    for first in range(0, max(len(entities), 1), AT_ONCE):
        if first and not database.in_transaction:
            time.sleep(TURN_SECONDS)
        with database.writing() as connection:
            if not first:
                connection.execute("UPDATE entity SET found = NULL, held = NULL WHERE article = ?", (number,))
            session = _Session(database, connection, number, dict(was))
            piece = entities[first : first + AT_ONCE]
            _file(connection, piece)
            for entity in piece:
                others.append((_decide(session, entity, others, pins.get((entity.name, entity.kind))), entity.kind))
            _decide_again(session)
            settle(connection, "article = ?", number)
            if first + AT_ONCE >= len(entities):
                connection.execute("UPDATE article SET linked = ? WHERE number = ?", (VERSION, number))


def _decide(
    session: _Session, entity: _Entity, others: Sequence[tuple[int, EntityKind]], pin: int | None = None
) -> int:
    """Whom a name stands for. others: whom the other names of the article stand for, as far as they are decided."""
    words = entity.about.split() if entity.kind is _PERSON else []
    taken = frozenset(person for person, kind in others if kind is entity.kind)
    named = Named(
        entity.name,
        entity.kind,
        gender=gender_of(words),
        within=entity.about if entity.kind is EntityKind.GPE else "",
        taken=taken,
        family=session.surnames(taken) if entity.kind is _PERSON and not entity.parsed.full else frozenset(),
    )
    company = Company(session.database, session.article, [person for person, _ in others[:COMPANIONS]], words)
    candidates = session.candidates(entity)
    decided = link(named, candidates, company)
    found = session.make(entity) if decided.person is None else decided.person
    if entity.parsed.full and (known := next((c for c in candidates if c.person == found), None)):
        if not known.full:  # who was known by a surname or by initials has got a name
            session.new.append(entity.parsed)
        elif known.articles <= SETTLED:
            session.met.append(entity.parsed)
    held = found if pin is None else pin
    session.connection.execute(
        "UPDATE entity SET found = ?, held = ?, link = ?, why = CAST(? AS TEXT), about = CAST(? AS TEXT)"
        " WHERE article = ? AND position = ?",
        (
            *(found, held, decided.confidence, utf8(decided.why), utf8(entity.about)),
            *(session.article, entity.position),
        ),
    )
    return held


def _decide_again(session: _Session) -> None:
    """Lone names, and those with initials, that somebody new may have: once more, by all who may be meant now."""
    every = (*session.new, *session.met)
    looked_for = {f"s{part}" for name in session.new if name.person for part in name.parts}
    looked_for |= {f"s{name.last}" for name in session.met if name.person}
    looked_for |= {f"l{name.last}" for name in session.new if name.person}
    looked_for |= {f"o{form}" for name in session.new if not name.person for form in short_forms(name)}
    if not looked_for:
        return
    new = {part for name in session.new for part in (*name.parts, *short_forms(name))}
    doubtful = [
        (name, kind, not new.isdisjoint(taken_apart(name, EntityKind(kind)).parts))
        for name, kind in session.database.rows(
            "SELECT DISTINCT k.name, kind FROM name_key k CROSS JOIN called c ON c.name = k.name"
            " WHERE key IN (SELECT value FROM json_each(?)) AND k.person = (kind = 'PERSON')",
            json.dumps(sorted(looked_for)),
        )
        if _is_doubtful(taken_apart(name, EntityKind(kind)), every)
    ]
    rows = [
        (article, _Entity(position, name, EntityKind(kind), (), words), found)
        for name, kind, decided in doubtful
        for article, position, found, words in session.database.rows(
            "SELECT article, position, found, about FROM entity WHERE name = CAST(? AS TEXT) AND kind = ?"
            " AND article != ? AND found = held AND (why = '' OR ?)"
            " AND (SELECT sum(articles) FROM called WHERE person = held) < ? ORDER BY article DESC",
            *(utf8(name), kind, session.article, decided, ALL if fold(name) in given_names() else SETTLED),
        )
    ]
    for article, entity, found in rows[:AGAIN]:
        one_again(session.database, article, entity, found)
    session.connection.executemany(
        "UPDATE entity SET link = NULL WHERE article = ? AND position = ?",
        [(article, entity.position) for article, entity, _ in rows[AGAIN:]],
    )


def _is_doubtful(name: Name, new: Iterable[Name]) -> bool:
    if not name.full:
        return True
    return name.person and any(
        other.person and other.last == name.last and other.parts != name.parts and len(name.parts) <= len(other.parts)
        for other in new
    )


def one_again(database: Database, article: int, entity: _Entity, found: int) -> None:
    """Decide one name of an article once more; who else is in it stays."""
    with database.writing() as connection:
        where = "article = ? AND position = ?", article, entity.position
        connection.execute(f"UPDATE entity SET found = NULL, held = NULL WHERE {where[0]}", where[1:])
        session = _Session(database, connection, article, {(entity.name, entity.kind): found})
        others = [
            (person, EntityKind(kind))
            for person, kind in database.rows(
                "SELECT held, kind FROM entity WHERE article = ? AND held IS NOT NULL", article
            )
        ]
        _decide(session, entity, others, pins_of(database, article).get((entity.name, entity.kind)))
        settle(connection, *where)


def relink(database: Database, person: int) -> None:
    """Decide the names again of articles in which somebody is who is no more."""
    rows = database.rows("SELECT DISTINCT article FROM entity WHERE ? IN (held, found)", person)
    with database.writing() as connection:
        was = {number: remembered(database, number) for (number,) in rows[:AGAIN]}
        # First in all articles: no name of one is to be somebody's because another one is.
        connection.execute("UPDATE entity SET found = NULL WHERE found = ?", (person,))
        connection.execute("UPDATE entity SET held = NULL, person = NULL WHERE held = ?", (person,))
        for number, its in was.items():
            link_article(database, number, articles.text_of(database, number), its)
        connection.executemany("UPDATE article SET linked = 0 WHERE number = ?", rows[AGAIN:])


def catch_up(database: Database, most: int) -> int:
    """Link articles that older releases or what came later have left, so many at most; how many are left.

    When none is, people who have no name in any article any more, and of whom the reader said nothing, are forgotten.
    """
    waiting = "FROM article WHERE engine IS NOT NULL AND linked != ?"
    doubtful = "FROM entity WHERE link IS NULL AND held IS NOT NULL"
    rows = database.rows(f"SELECT number {waiting} ORDER BY number LIMIT ?", VERSION, most)
    for (number,) in rows:
        link_article(database, number, articles.text_of(database, number), remembered(database, number))
    for article, position, name, kind, words, found in database.rows(
        f"SELECT article, position, name, kind, about, found {doubtful} LIMIT ?", 4 * (most - len(rows))
    ):
        one_again(database, article, _Entity(position, name, EntityKind(kind), (), words), found)
    left = sum(
        row[0] for row in database.rows(f"SELECT count(*) {waiting} UNION ALL SELECT count(*) {doubtful}", VERSION)
    )
    if not left and database.row("SELECT 1 FROM article WHERE engine IS NULL LIMIT 1") is None:
        _forget(database)
    return int(left)


def _forget(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(
            """DELETE FROM person WHERE name IS NULL AND merged IS NULL
            AND number NOT IN (SELECT person FROM entity WHERE person IS NOT NULL)
            AND number NOT IN (SELECT found FROM entity WHERE found IS NOT NULL)
            AND number NOT IN (SELECT held FROM entity WHERE held IS NOT NULL)
            AND number NOT IN (SELECT person FROM pin)
            AND number NOT IN (SELECT merged FROM person WHERE merged IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM edit WHERE instr(rows, '["person",' || person.number || ',')
                OR instr(rows, '"person":' || person.number || '}') OR instr(rows, '"person":' || person.number || ','))
            """
        )


def _entities(database: Database, number: int, text: str) -> list[_Entity]:
    found = []
    for position, name, kind, mentions in database.rows(
        "SELECT position, name, kind, mentions FROM entity WHERE article = ? ORDER BY position", number
    ):
        spans = tuple(Mention(start, end, MentionKind(how)) for start, end, how in json.loads(mentions))
        kind = EntityKind(kind)
        written = {text[m.start : m.end] for m in spans if m.kind is MentionKind.NAME} if kind is not _PERSON else set()
        found.append(
            _Entity(
                position,
                name,
                kind,
                spans,
                about(text, spans) if kind is _PERSON else within(text, spans) if kind is EntityKind.GPE else "",
                frozenset(acronym for form in written if (acronym := _acronym(form, name))),
            )
        )
    return found


_PERSON = EntityKind.PERSON


def _acronym(form: str, name: str) -> str:
    """What an acronym that an article has for a name is filed under; "" of what is none, or a part of the name."""
    parsed = taken_apart(form, EntityKind.ORG)
    letters = form.replace(".", "").casefold()
    return "" if parsed.full or letters in name.casefold().split() else letters


def _file(connection: Connection, entities: Sequence[_Entity]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO name_key VALUES (CAST(? AS TEXT), CAST(? AS TEXT), ?)",
        [
            (utf8(key), utf8(e.name), e.kind is _PERSON)
            for e in entities
            for key in keys(e.parsed) | {f"a{form}" for form in e.forms}
        ],
    )
