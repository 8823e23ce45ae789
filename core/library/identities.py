"""People, organisations and places across articles: who they are, what they said, what the reader says of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsreader.core.errors import LibraryError
from newsreader.core.library import journal, linking, people, pins, records
from newsreader.core.library.articles import number_of
from newsreader.core.library.connection import Database, utf8
from newsreader.core.library.journal import Change
from newsreader.core.library.rows import Appearance, PersonRow, QuoteRow
from newsreader.core.model import EntityKind, QuoteKind

Place = tuple[str, int]
"""An article's id and the position of one of its entities."""


class Identities:
    """Who is one across articles. A number of somebody who was merged stands for the one he was merged into."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def catch_up(self, most: int = 50) -> int:
        """Link the names of articles that are not linked yet, so many articles at most; how many are left."""
        return linking.catch_up(self._database, most)

    def people(self, kind: EntityKind | None = None) -> list[PersonRow]:
        """Everyone of a kind, or everyone at all, who is in an article; the most quoted first."""
        return [row for row in people.rows(self._database) if kind is None or row.kind is kind]

    def person(self, number: int) -> PersonRow | None:
        """One of them; None where there is none, or no article has one any more."""
        return next(iter(people.rows(self._database, [self._final(number)])), None)

    def of(self, article_id: str, entity_position: int) -> int | None:
        """The number of the person that an entity of an article is; None before it is linked."""
        row = self._database.row(
            "SELECT person FROM entity JOIN article a ON a.number = article WHERE id = ? AND position = ?",
            *(article_id, entity_position),
        )
        return None if row is None else row[0]

    def appearances(self, number: int) -> list[Appearance]:
        """Where somebody is named, by date; without a date last."""
        return people.appearances(self._database, self._final(number))

    def said(self, number: int, most: int | None = None) -> list[QuoteRow]:
        """What somebody is quoted with, by date and then in order of the text; scare quotes are not among it.

        most: only the first so many.
        """
        number = self._final(number)
        if most is None:
            rows = records.quotes(self._database, "e.person = ? AND q.kind != ?", number, QuoteKind.SCARE)
        else:
            rows = records.quotes_at(self._database, people.first_said(self._database, number, most))
        return sorted(rows, key=_by_date)

    def about(self, number: int) -> list[QuoteRow]:
        """What others are quoted with in which somebody is mentioned, by name or otherwise; in the order of `said`."""
        places = people.mentioned_in(self._database, self._final(number))
        return sorted(records.quotes_at(self._database, places), key=_by_date)

    def quoted_with(self, number: int) -> list[tuple[PersonRow, int]]:
        """The others who are quoted in articles that quote somebody, with how many these are, most first."""
        return people.quoted_with(self._database, self._final(number))

    def search(self, name: str) -> list[PersonRow]:
        """Everyone with a name of which each word typed begins a word, whatever case and accents; most quoted first."""
        found = people.named(self._database, name)
        return people.rows(self._database, found) if found else []

    def merge(self, number: int, into: int) -> None:
        """Make somebody one with another, now and in articles to come. Raises LibraryError where there is one only."""
        number, into = self._final(number), self._final(into)
        one, other = self.person(number), self.person(into)
        if one is None or other is None or number == into:
            raise LibraryError("there are no two people to be made one")
        with journal.recording(self._database, f"Merged “{one.name}” into “{other.name}”") as edit:
            edit.update("person", number, {"merged": into})

    def split(self, number: int, appearances: Sequence[Place]) -> int:
        """Take somebody else's articles from a person: the number of that somebody, who is new.

        appearances: the entities that are his. Raises LibraryError where they are none of the person's, or all.
        """
        number = self._final(number)
        own = {(row.article_id, row.position): row for row in self.appearances(number)}
        taken = [own[place] for place in dict.fromkeys(appearances) if place in own]
        if not taken or len(taken) == len(own):
            raise LibraryError("a person can be split in two only where each has an article")
        who = self.person(number)
        assert who is not None
        with journal.recording(self._database, f"Split “{who.name}”") as edit:
            new = edit.insert("person", {"kind": taken[0].kind, "first": taken[0].name})
            for row in taken:
                article = number_of(self._database, row.article_id)
                had = self._database.row(
                    "SELECT number FROM pin WHERE article = ? AND name = CAST(? AS TEXT) AND kind = ?",
                    *(article, utf8(row.name), row.kind),
                )
                if had:
                    edit.update("pin", had[0], {"person": new})
                else:
                    edit.insert("pin", {"article": article, "name": row.name, "kind": row.kind, "person": new})
        return new

    def rename(self, number: int, name: str | None) -> None:
        """Give somebody a name of the reader's own, or (None, or a blank one) that of the articles back.

        Raises LibraryError where there is nobody of this number.
        """
        number = self._final(number)
        who = self.person(number)
        if who is None:
            raise LibraryError("a person is no longer in the library")
        own = " ".join((name or "").split()) or None
        words = f"Renamed “{who.name}” to “{own}”" if own else f"Took back the name “{who.name}”"
        with journal.recording(self._database, words) as edit:
            edit.update("person", number, {"name": own})

    def _final(self, number: int) -> int:
        return pins.final(number, pins.merges(self._database))


def _by_date(row: QuoteRow) -> tuple[bool, str]:
    """The order by date; what has none comes last, and what is of one date stays in the order of loading."""
    return row.published is None, row.published or ""


@journal.after("person")
def _people_changed(database: Database, changes: Sequence[Change]) -> None:
    """Merges done or undone; somebody who was split off is gone, and those found to be the same look for another."""
    with database.writing() as connection:
        for change in changes:
            if change.after is None:
                linking.relink(database, change.number)
            elif "merged" in change.after:
                merged = pins.merges(database)
                through = [n for n in {*merged, change.number} if change.number in _chain(n, merged)]
                for number in through:
                    pins.settle(connection, "held = ?", number)


def _chain(number: int, merged: dict[int, int]) -> Iterable[int]:
    """Somebody, the one he was merged into, and so on."""
    seen = [number]
    while seen[-1] in merged and merged[seen[-1]] not in seen:
        seen.append(merged[seen[-1]])
    return seen


@journal.after("pin")
def _pins_changed(database: Database, changes: Sequence[Change]) -> None:
    with database.writing() as connection:
        articles = {row["article"] for c in changes for row in (c.before, c.after) if row and "article" in row}
        for change in changes:
            articles |= {a for (a,) in database.rows("SELECT article FROM pin WHERE number = ?", change.number)}
        for article in articles:
            pins.hold(connection, article)
