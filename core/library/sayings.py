"""The quotes of a library as they are compared: looked up by what they may share, held as long as they are in use."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import log2

from newsreader.core.library.connection import Database, Row
from newsreader.core.model import EntityKind, QuoteKind
from newsreader.core.people.likeness import Saying, anything
from newsreader.core.people.wording import UNLISTED, is_listed, packed, unpacked

COMMON = 64
"""Quotes that are looked at for one key; of a key that more have, the first ones."""

MEMBERS = 24
"""Versions of a family that are asked whether another is one, the longest first."""

KNOWN_OF = 2_000
"""Quotes from which on the library's own count of a rare stem matters as much as what is true of stems in general."""

COUNTED = 10_000
"""Quotes up to which those that have a stem are counted."""

HELD_KEYS, HELD_SAYINGS = 100_000, 25_000
"""Keys and quotes that are held at most, about; those take 100 MB."""

_AFTER_NAMES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii"))

Place = tuple[int, int]
"""The number of an article inside the file, and the position of a quote in it."""

Stretch = tuple[int, int, int]
"""The number of an article, and the positions of some of its quotes: from one up to another."""


@dataclass(slots=True)
class Held:
    """A quote of the library: where it is, what it is compared by, its family."""

    place: Place
    saying: Saying
    family: int | None = None


class Sayings:
    """The quotes of one library for those who gather them.

    What is read is held from one transaction to the next; `begin` forgets it where the library was changed in between.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._holders: dict[int, list[Place]] = {}
        self._held: dict[Place, Held] = {}
        self._known = database.version()
        self.count()

    def count(self) -> None:
        """Count from now on anew how telling words are, as a library that grows has more of them."""
        self.telling = _Telling(self._database).__getitem__

    def begin(self, stretches: Iterable[Stretch]) -> None:
        """Start with a transaction: forget what is not true any more, and all about some quotes that come anew."""
        if self._database.version() != self._known:
            self._holders.clear()
            self._held.clear()
        where = "article = ? AND position >= ? AND position < ?"
        with self._database.writing() as connection:
            for stretch in stretches:
                for key, *place in self._database.rows(f"SELECT * FROM quote_key WHERE {where}", *stretch):
                    self._holders.pop(key, None)
                    self._held.pop((place[0], place[1]), None)
                connection.execute(f"DELETE FROM quote_key WHERE {where}", stretch)
                connection.execute(
                    "UPDATE quote SET family = NULL, wording = NULL"
                    f" WHERE {where} AND (family IS NOT NULL OR wording IS NOT NULL)",
                    stretch,
                )

    def end(self) -> None:
        """All that was written since `begin` is known here."""
        self._known = self._database.version()

    def put(self, new: Iterable[Held]) -> None:
        """Keep the wordings of quotes."""
        with self._database.writing() as connection:
            connection.executemany(
                "UPDATE quote SET wording = ? WHERE article = ? AND position = ?",
                [(packed(held.saying.wording), *held.place) for held in new],
            )

    def put_keys(self, keys: Iterable[tuple[int, int, int]]) -> None:
        """Keep keys of quotes, each with its place; `add` has told of them."""
        with self._database.writing() as connection:
            connection.executemany("INSERT INTO quote_key VALUES (?, ?, ?)", sorted(keys))  # in order it is quicker

    def look_up(self, keys: Collection[int]) -> None:
        """Read who has these keys, for `holders` and `add`."""
        if len(self._holders) > HELD_KEYS:
            self._holders = {key: places for key, places in self._holders.items() if len(places) == COMMON}
        wanted = sorted(keys - self._holders.keys())
        sql = f"SELECT article, position FROM quote_key WHERE hash = ? LIMIT {COMMON}"
        self._holders.update(zip(wanted, self._database.rows_of_each(sql, ((key,) for key in wanted)), strict=True))

    def holders(self, key: int) -> list[Place]:
        """The quotes that have a key, the first ones of many."""
        return self._holders[key]

    def add(self, held: Held, keys: Iterable[int]) -> None:
        """Let a quote be found by its keys from now on."""
        for key in keys:
            if len(holders := self._holders[key]) < COMMON:
                holders.append(held.place)
        self._hold(held)

    def at(self, places: Sequence[Place]) -> list[Held]:
        """The quotes at some places, in that order; those that there are."""
        missing = [place for place in places if place not in self._held]
        for rows in self._database.rows_of_each(_HELD, missing):
            for row in rows:
                self._hold(_held(*row))
        found = [self._held[place] for place in places if place in self._held]
        for held in found:
            self._hold(held)
        if len(self._held) > HELD_SAYINGS:
            for place in list(self._held)[: HELD_SAYINGS // 4]:
                del self._held[place]
        return found

    def members(self, family: int) -> list[Held]:
        """The longest versions of a family, the longest first."""
        places: list[Row] = self._database.rows(
            "SELECT article, position FROM quote WHERE family = ? ORDER BY length(wording) DESC LIMIT ?",
            *(family, MEMBERS),
        )
        return sorted(self.at(places), key=lambda held: -held.saying.weight)

    def join(self, family: int, others: Iterable[int], alone: Iterable[Held]) -> None:
        """Make other families, and quotes that have none, part of a family."""
        with self._database.writing() as connection:
            for other in others:
                for place in self._database.rows("SELECT article, position FROM quote WHERE family = ?", other):
                    if place in self._held:
                        self._held[place].family = family
                connection.execute("UPDATE quote SET family = ? WHERE family = ?", (family, other))
            for held in alone:
                held.family = family
                connection.execute(
                    "UPDATE quote SET family = ? WHERE article = ? AND position = ?", (family, *held.place)
                )

    def _hold(self, held: Held) -> None:
        self._held.pop(held.place, None)  # the one used last is to be the last
        self._held[held.place] = held


class _Telling(dict[int, float]):
    """How telling words are in a library: a name that half of it speaks of tells little."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database
        row = database.row("SELECT sum(quotes) FROM article")
        self._quotes = int(row[0] or 0) if row else 0

    def __missing__(self, stem: int) -> float:
        telling = anything(stem)
        if not is_listed(stem):
            row = self._database.row(
                "SELECT count(*) FROM (SELECT 1 FROM quote_key WHERE hash = ? LIMIT ?)", stem, COUNTED
            )
            telling = telling_in(int(row[0]) if row else 0, self._quotes)
        self[stem] = telling
        return telling


def telling_in(holders: int, quotes: int) -> float:
    """Bits of a rare stem that some quotes among all of a library's have; of a small library little can be learnt."""
    share = (holders + KNOWN_OF * 2.0**-UNLISTED) / (max(quotes, holders) + KNOWN_OF)
    return -log2(share)


def name_of(speaker: str | None, kind: str | None) -> str | None:
    """A speaker's name as it is compared: a person's last one, another's whole one; None of what is no entity."""
    words = [word for word in (speaker or "").casefold().split() if word not in _AFTER_NAMES] if kind else []
    if not words:
        return None
    return words[-1] if kind == EntityKind.PERSON else " ".join(words)


_HELD = (
    "SELECT q.article, q.position, wording, speaker, e.kind, q.kind, story, family FROM quote q"
    " JOIN article ON number = q.article LEFT JOIN entity e ON e.article = q.article AND e.position = q.entity"
    " WHERE q.article = ? AND q.position = ?"
)


def _held(
    article: int,
    position: int,
    kept: bytes | None,
    speaker: str | None,
    sort: str | None,
    kind: str,
    story: int | None,
    family: int | None,
) -> Held:
    own = Saying(unpacked(kept or b""), name_of(speaker, sort), story, kind != QuoteKind.INDIRECT, article)
    return Held((article, position), own, family)
