"""Finding the versions of one quote: which quotes of an article others carry, too.

Each quote has a few keys (see `wording.keys`). Those that share the most telling ones with it are compared with it in
full. What is found to be one quote has one family number. A version joins a family when it is like the longest of it
or like most of it, so that a chain of small differences does not lead from one quote to another.
"""

from __future__ import annotations

import json
import os
import time
from array import array
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass

from newsreader.core.library.articles import text_of
from newsreader.core.library.connection import TURN_SECONDS, Database
from newsreader.core.model import QuoteKind
from newsreader.core.people.likeness import Saying, are_versions
from newsreader.core.people.wording import VERSION, keys, wording

COMMON = 300
"""Quotes that are looked at for one key; of a key that more have, the first ones."""

CANDIDATES = 16
"""Quotes that are compared in full at most."""

MEMBERS = 24
"""Versions of a family that are asked whether another is one, the longest first."""

AT_ONCE = 100
"""Quotes that are gathered in one transaction."""

Place = tuple[int, int]
"""The number of an article inside the file, and the position of a quote in it."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A quote of the library: where it is, what it is compared by, its family."""

    place: Place
    saying: Saying
    family: int | None


def gather(database: Database, number: int) -> None:
    """Look for other versions of each quote of an article, and join it with them."""
    with database.writing() as connection:
        connection.execute("UPDATE article SET gathered = 0 WHERE number = ?", (number,))
    gather_some(database, number, 0, 1 << 62)
    with database.writing() as connection:
        connection.execute("UPDATE article SET gathered = ? WHERE number = ?", (VERSION, number))


def gather_some(database: Database, number: int, first: int, end: int) -> None:
    """Do so for the quotes of an article from one position up to another."""
    stretch = (number, first, end)
    where = "article = ? AND position >= ? AND position < ?"
    with database.writing() as connection:
        connection.execute(f"DELETE FROM quote_key WHERE {where}", stretch)
        connection.execute(f"UPDATE quote SET family = NULL, wording = NULL WHERE {where}", stretch)
    rows = database.rows(
        "SELECT position, content, speaker, entity IS NOT NULL, story FROM quote JOIN article ON article = number"
        f" WHERE {where} AND kind != ? ORDER BY position",
        *stretch,
        QuoteKind.SCARE,
    )
    text = text_of(database, number) if rows else ""
    for first in range(0, len(rows), AT_ONCE):
        if first and not database.in_transaction:
            time.sleep(TURN_SECONDS)  # others want to write, too: a book has thousands of quotes
        with database.writing():
            for position, content, speaker, named, story in rows[first : first + AT_ONCE]:
                own = wording(" ".join(text[start:end] for start, end in json.loads(content)))
                _join(database, (number, position), Saying(own, _surname(speaker) if named else None, story))


def catch_up(database: Database, most: int) -> int:
    """Gather the quotes of articles that have not been, so many articles at most; how many of them are left."""
    waiting = "FROM article WHERE gathered != ? AND engine IS NOT NULL"
    rows = database.rows(f"SELECT number {waiting} ORDER BY number LIMIT ?", VERSION, most)
    with database.writing() if len(rows) < AT_ONCE else nullcontext():
        for (number,) in rows:
            gather(database, number)
    row = database.row(f"SELECT count(*) {waiting}", VERSION)
    return int(row[0]) if row else 0


def _surname(name: str | None) -> str | None:
    words = (name or "").casefold().split()
    return words[-1] if words else None


def _join(database: Database, place: Place, own: Saying) -> None:
    """Keep a quote's wording and keys, and make it one family with its versions."""
    own_keys = keys(own.wording, own.speaker)
    family = _family(database, place, own, own_keys)
    with database.writing() as connection:
        connection.execute(
            "UPDATE quote SET wording = ?, family = ? WHERE article = ? AND position = ?",
            (own.wording.tobytes(), family, *place),
        )
        connection.executemany("INSERT INTO quote_key VALUES (?, ?, ?)", [(one, *place) for one in sorted(own_keys)])


def _family(database: Database, place: Place, own: Saying, own_keys: frozenset[int]) -> int | None:
    """The family of a quote, which its versions have by then, too; None where it has none."""
    alone: list[_Held] = []
    joined: dict[int, list[_Held]] = {}
    left: set[int] = set()
    for held in _candidates(database, place, own_keys):
        if held.family is None:
            if are_versions(own, held.saying):
                alone.append(held)
        elif held.family not in joined and held.family not in left:
            members = _members(database, held.family)
            like = [are_versions(own, member.saying) for member in members]
            if like[0] or 2 * sum(like) > len(like):
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
    for one in own_keys:
        holders = database.rows("SELECT article, position FROM quote_key WHERE hash = ? LIMIT ?", one, COMMON)
        telling = 20 - len(holders).bit_length()
        for holder in holders:
            found[holder] += telling
    found.pop(place, None)
    candidates = []
    for candidate, _ in found.most_common(CANDIDATES):
        row = database.row(f"{_HELD} WHERE article = ? AND position = ?", *candidate)
        if row is not None:
            candidates.append(_held(*row))
    return candidates


_HELD = (
    "SELECT article, position, wording, speaker, entity IS NOT NULL, story, family"
    " FROM quote JOIN article ON article = number"
)


def _members(database: Database, family: int) -> list[_Held]:
    rows = database.rows(f"{_HELD} WHERE family = ? ORDER BY length(wording) DESC LIMIT ?", family, MEMBERS)
    return sorted((_held(*row) for row in rows), key=lambda held: -held.saying.weight)


def _held(
    article: int, position: int, kept: bytes, speaker: str | None, named: int, story: int | None, family: int | None
) -> _Held:
    own = array("I")
    own.frombytes(kept or b"")
    return _Held((article, position), Saying(own, _surname(speaker) if named else None, story), family)
