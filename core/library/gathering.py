"""Finding the versions of one quote: which quotes of an article others carry, too.

Each quote has a few keys (see `wording.keys`). Those that share the most telling ones with it are compared with it in
full. What is found to be one quote has one family number. A version joins a family when it is like the longest of it,
like most of it, or nearly the same as one of it, so that a chain of pieces that overlap does not lead from one quote to
another.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from math import log2

from newsreader.core.library.articles import text_of
from newsreader.core.library.connection import TURN_SECONDS, Database
from newsreader.core.model import EntityKind, QuoteKind
from newsreader.core.people.likeness import Alike, Saying, Telling, alike, anything
from newsreader.core.people.wording import UNLISTED, VERSION, is_listed, keys, packed, unpacked, wording

COMMON = 64
"""Quotes that are looked at for one key; of a key that more have, the first ones."""

LOOKED_AT = 256
"""Quotes that are looked at for all keys of one, about: for those that the fewest have."""

CANDIDATES = 10
"""Quotes that are compared in full at most."""

EVIDENCE = 18
"""Bits of the keys that quotes share, from which on they are compared: two keys, or one that hardly any others have."""

MEMBERS = 24
"""Versions of a family that are asked whether another is one, the longest first."""

AT_ONCE = 200
"""Quotes that are gathered in one transaction."""

KNOWN_OF = 2_000
"""Quotes from which on the library's own count of a rare stem matters as much as what is true of stems in general."""

COUNTED = 10_000
"""Quotes up to which those that have a stem are counted."""

_AFTER_NAMES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii"))

Place = tuple[int, int]
"""The number of an article inside the file, and the position of a quote in it."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A quote of the library: where it is, what it is compared by, its family."""

    place: Place
    saying: Saying
    family: int | None


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


def gather(database: Database, number: int) -> None:
    """Look for other versions of each quote of an article, and join it with them."""
    _gather(database, number, _Telling(database).__getitem__)


def _gather(database: Database, number: int, telling: Telling) -> None:
    row = database.row("SELECT count(*) FROM quote WHERE article = ?", number)
    with database.writing() if row and row[0] <= AT_ONCE else nullcontext():
        with database.writing() as connection:
            connection.execute("UPDATE article SET gathered = 0 WHERE number = ?", (number,))
        _gather_some(database, number, 0, 1 << 62, telling)
        with database.writing() as connection:
            connection.execute("UPDATE article SET gathered = ? WHERE number = ?", (VERSION, number))


def gather_some(database: Database, number: int, first: int, end: int) -> None:
    """Do so for the quotes of an article from one position up to another."""
    _gather_some(database, number, first, end, _Telling(database).__getitem__)


def _gather_some(database: Database, number: int, first: int, end: int, telling: Telling) -> None:
    stretch = (number, first, end)
    where = "article = ? AND position >= ? AND position < ?"
    with database.writing() as connection:
        connection.execute(f"DELETE FROM quote_key WHERE {where}", stretch)
        connection.execute(f"UPDATE quote SET family = NULL, wording = NULL WHERE {where}", stretch)
    rows = database.rows(
        "SELECT q.position, content, speaker, e.kind, q.kind, story FROM quote q JOIN article ON number = q.article"
        " LEFT JOIN entity e ON e.article = q.article AND e.position = q.entity"
        " WHERE q.article = ? AND q.position >= ? AND q.position < ? AND q.kind != ? ORDER BY q.position",
        *stretch,
        QuoteKind.SCARE,
    )
    text = text_of(database, number) if rows else ""
    for at in range(0, len(rows), AT_ONCE):
        if at and not database.in_transaction:
            time.sleep(TURN_SECONDS)  # others want to write, too: a book has thousands of quotes
        with database.writing():
            for position, content, speaker, sort, kind, story in rows[at : at + AT_ONCE]:
                own = wording(" ".join(text[start:end] for start, end in json.loads(content)))
                saying = Saying(own, name_of(speaker, sort), story, kind != QuoteKind.INDIRECT, number)
                _join(database, (number, position), saying, telling)


def catch_up(database: Database, most: int) -> int:
    """Gather the quotes of articles that have not been, so many articles at most; how many of them are left."""
    waiting = "FROM article WHERE gathered != ? AND engine IS NOT NULL"
    rows = database.rows(f"SELECT number, quotes {waiting} ORDER BY number LIMIT ?", VERSION, most)
    telling = _Telling(database).__getitem__
    while rows:
        some = [rows.pop(0)]
        while rows and sum(quotes for _, quotes in some) + rows[0][1] <= AT_ONCE:
            some.append(rows.pop(0))
        with database.writing() if len(some) > 1 else nullcontext():
            for number, _ in some:
                _gather(database, number, telling)
    row = database.row(f"SELECT count(*) {waiting}", VERSION)
    return int(row[0]) if row else 0


def name_of(speaker: str | None, kind: str | None) -> str | None:
    """A speaker's name as it is compared: a person's last one, another's whole one; None of what is no entity."""
    words = [word for word in (speaker or "").casefold().split() if word not in _AFTER_NAMES] if kind else []
    if not words:
        return None
    return words[-1] if kind == EntityKind.PERSON else " ".join(words)


def _join(database: Database, place: Place, own: Saying, telling: Telling) -> None:
    """Keep a quote's wording and keys, and make it one family with its versions."""
    own_keys = keys(own.wording, own.speaker)
    family = _family(database, place, own, own_keys, telling)
    with database.writing() as connection:
        connection.execute(
            "UPDATE quote SET wording = ?, family = ? WHERE article = ? AND position = ?",
            (packed(own.wording), family, *place),
        )
        connection.executemany("INSERT INTO quote_key VALUES (?, ?, ?)", [(one, *place) for one in sorted(own_keys)])


def _family(database: Database, place: Place, own: Saying, own_keys: frozenset[int], telling: Telling) -> int | None:
    """The family of a quote, which its versions have by then, too; None where it has none."""
    alone: list[_Held] = []
    joined: dict[int, list[_Held]] = {}
    left: set[int] = set()
    for held in _candidates(database, place, own_keys):
        if held.family is None:
            if alike(own, held.saying, telling):
                alone.append(held)
        elif held.family not in joined and held.family not in left:
            members = _members(database, held.family)
            like = [alike(own, member.saying, telling) for member in members]
            if like[0] or max(like) is Alike.NEARLY_SAME or 2 * sum(map(bool, like)) > len(like):
                joined[held.family] = members
            else:
                left.add(held.family)
    longest = max(
        [held.saying.weight for held in alone] + [members[0].saying.weight for members in joined.values()], default=0
    )
    if own.weight < longest:  # those that it is like are not like one another, or they would be together
        alone = alone[: not joined]
        joined = dict(list(joined.items())[:1])
    if not alone and not joined:
        return None
    family = max(joined, key=lambda one: len(joined[one]), default=int.from_bytes(os.urandom(7)))
    with database.writing() as connection:
        connection.executemany("UPDATE quote SET family = ? WHERE family = ?", [(family, one) for one in joined])
        connection.executemany(
            "UPDATE quote SET family = ? WHERE article = ? AND position = ?", [(family, *held.place) for held in alone]
        )
    return family


def _candidates(database: Database, place: Place, own_keys: frozenset[int]) -> list[_Held]:
    """The quotes that share the most telling keys, the likeliest first."""
    found: Counter[Place] = Counter()
    looked_at = 0
    for holders in sorted(_holders(database, sorted(own_keys)), key=len):
        if looked_at > LOOKED_AT:
            break
        looked_at += len(holders)
        telling = 20 - len(holders).bit_length()  # in bits, as if of a million quotes
        for holder in holders:
            found[holder] += telling
    found.pop(place, None)
    places = [held for held, evidence in found.most_common(CANDIDATES) if evidence >= EVIDENCE]
    if not places:
        return []
    rows = database.rows(
        f"WITH place (a, p) AS (VALUES {', '.join(['(?, ?)'] * len(places))})"
        f" {_HELD} place CROSS JOIN quote q ON a = q.article AND p = q.position {_OF_IT}",
        *(number for candidate in places for number in candidate),
    )
    held = {one.place: one for one in (_held(*row) for row in rows)}
    return [held[candidate] for candidate in places if candidate in held]


def _holders(database: Database, own_keys: Sequence[int]) -> Iterator[list[Place]]:
    """For each key the quotes that have it."""
    one = f"SELECT * FROM (SELECT hash, article, position FROM quote_key WHERE hash = ? LIMIT {COMMON})"
    for first in range(0, len(own_keys), AT_ONCE):
        some = own_keys[first : first + AT_ONCE]
        holders: defaultdict[int, list[Place]] = defaultdict(list)
        for key, article, position in database.rows(" UNION ALL ".join([one] * len(some)), *some):
            holders[key].append((article, position))
        yield from holders.values()


_HELD = "SELECT q.article, q.position, wording, speaker, e.kind, q.kind, story, family FROM"
_OF_IT = "JOIN article ON number = q.article LEFT JOIN entity e ON e.article = q.article AND e.position = q.entity"


def _members(database: Database, family: int) -> list[_Held]:
    """The longest versions of a family, the longest first."""
    rows = database.rows(
        f"{_HELD} quote q {_OF_IT} WHERE family = ? ORDER BY length(wording) DESC LIMIT ?", family, MEMBERS
    )
    return sorted((_held(*row) for row in rows), key=lambda held: -held.saying.weight)


def _held(
    article: int,
    position: int,
    kept: bytes | None,
    speaker: str | None,
    sort: str | None,
    kind: str,
    story: int | None,
    family: int | None,
) -> _Held:
    own = Saying(unpacked(kept or b""), name_of(speaker, sort), story, kind != QuoteKind.INDIRECT, article)
    return _Held((article, position), own, family)
