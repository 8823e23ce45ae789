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
from collections import defaultdict
from collections.abc import Sequence
from contextlib import nullcontext

from newsreader.core.library.articles import text_of
from newsreader.core.library.connection import TURN_SECONDS, Database
from newsreader.core.library.sayings import Held, Place, Sayings, Stretch, name_of
from newsreader.core.model import QuoteKind
from newsreader.core.people.likeness import Alike, Saying, alike
from newsreader.core.people.wording import VERSION, keys, wording

LOOKED_AT = 256
"""Quotes that are looked at for all keys of one, about: for those that the fewest have."""

CANDIDATES = 10
"""Quotes that are compared in full at most."""

EVIDENCE = 18
"""Bits of the keys that quotes share, from which on they are compared: two keys, or one that hardly any others have."""

AT_ONCE = 500
"""Quotes that are gathered in one transaction, a fifth of a second's work."""

CACHE = 32_768
"""Kilobytes of the file that are held while quotes are gathered; each one's keys are all over it."""


def gather(database: Database, number: int) -> None:
    """Look for other versions of each quote of an article, and join it with them."""
    _gather(database, [number], Sayings(database))


def gather_some(database: Database, number: int, first: int, end: int) -> None:
    """Do so for the quotes of an article from one position up to another."""
    _gather_stretches(database, _stretches(number, first, end), Sayings(database))


def catch_up(database: Database, most: int, sayings: Sayings) -> int:
    """Gather the quotes of articles that have not been, so many articles at most; how many of them are left.

    sayings: the same from call to call; of a large library they hold much that the next ones need.
    """
    waiting = "FROM article WHERE gathered != ? AND engine IS NOT NULL"
    rows = database.rows(f"SELECT number, quotes {waiting} ORDER BY number LIMIT ?", VERSION, most)
    sayings.count()
    database.rows(f"PRAGMA cache_size = -{CACHE}")
    while rows:
        some = [rows.pop(0)]
        while rows and sum(quotes for _, quotes in some) + rows[0][1] <= AT_ONCE:
            some.append(rows.pop(0))
        _gather(database, [number for number, _ in some], sayings)
    database.rows("PRAGMA cache_size = -2000")  # as it is without anything said
    row = database.row(f"SELECT count(*) {waiting}", VERSION)
    return int(row[0]) if row else 0


def _gather(database: Database, numbers: Sequence[int], sayings: Sayings) -> None:
    """Gather all quotes of articles: in one transaction, or those of a book by several."""
    stretches: list[Stretch] = []
    for number in numbers:
        row = database.row("SELECT max(position) FROM quote WHERE article = ?", number)
        stretches += _stretches(number, 0, row[0] + 1 if row and row[0] is not None else 1)
    is_book = len(stretches) > len(numbers)
    with nullcontext() if is_book else database.writing():
        if is_book:
            _mark(database, numbers, 0)  # what is interrupted begins again
        _gather_stretches(database, stretches, sayings)
        _mark(database, numbers, VERSION)
        sayings.end()


def _mark(database: Database, numbers: Sequence[int], version: int) -> None:
    with database.writing() as connection:
        connection.executemany("UPDATE article SET gathered = ? WHERE number = ?", [(version, one) for one in numbers])


def _stretches(number: int, first: int, end: int) -> list[Stretch]:
    return [(number, at, min(at + AT_ONCE, end)) for at in range(first, end, AT_ONCE)]


def _gather_stretches(database: Database, stretches: Sequence[Stretch], sayings: Sayings) -> None:
    """All at once inside a transaction, else one after the other in a transaction each."""
    parts = [stretches] if database.in_transaction else [[stretch] for stretch in stretches]
    for at, some in enumerate(parts):
        if at:
            time.sleep(TURN_SECONDS)  # others want to write, too: a book has thousands of quotes
        with database.writing():
            sayings.begin(some)
            new = {held.place: held for stretch in some for held in _read(database, stretch)}
            own = {place: keys(held.saying.wording, held.saying.speaker) for place, held in new.items()}
            sayings.put(new.values())
            sayings.look_up(frozenset().union(*own.values()))
            for place, held in new.items():
                _join(sayings, held, own[place])
                sayings.add(held, own[place])
            sayings.put_keys((key, *place) for place in new for key in own[place])
            sayings.end()


def _read(database: Database, stretch: Stretch) -> list[Held]:
    """Some quotes as the article has them."""
    rows = database.rows(
        "SELECT q.position, content, speaker, e.kind, q.kind, story FROM quote q JOIN article ON number = q.article"
        " LEFT JOIN entity e ON e.article = q.article AND e.position = q.entity"
        " WHERE q.article = ? AND q.position >= ? AND q.position < ? AND q.kind != ? ORDER BY q.position",
        *stretch,
        QuoteKind.SCARE,
    )
    number = stretch[0]
    text = text_of(database, number) if rows else ""
    found = []
    for position, content, speaker, sort, kind, story in rows:
        own = wording(" ".join(text[start:end] for start, end in json.loads(content)))
        saying = Saying(own, name_of(speaker, sort), story, kind != QuoteKind.INDIRECT, number)
        found.append(Held((number, position), saying))
    return found


def _join(sayings: Sayings, own: Held, own_keys: frozenset[int]) -> None:
    """Make a quote one family with its versions, where it has some."""
    alone: list[Held] = []
    joined: dict[int, list[Held]] = {}
    left: set[int] = set()
    for held in _candidates(sayings, own_keys):
        if held.family is None:
            if alike(own.saying, held.saying, sayings.telling):
                alone.append(held)
        elif held.family not in joined and held.family not in left:
            members = sayings.members(held.family)
            like = [alike(own.saying, member.saying, sayings.telling) for member in members]
            if like[0] or max(like) is Alike.NEARLY_SAME or 2 * sum(map(bool, like)) > len(like):
                joined[held.family] = members
            else:
                left.add(held.family)
    longest = max(
        [held.saying.weight for held in alone] + [members[0].saying.weight for members in joined.values()], default=0
    )
    if own.saying.weight < longest:  # those that it is like are not like one another, or they would be together
        alone = alone[: not joined]
        joined = dict(list(joined.items())[:1])
    if alone or joined:
        family = max(joined, key=lambda one: len(joined[one]), default=int.from_bytes(os.urandom(7)))
        sayings.join(family, joined.keys() - {family}, [*alone, own])


def _candidates(sayings: Sayings, own_keys: frozenset[int]) -> list[Held]:
    """The quotes that share the most telling keys, the likeliest first."""
    found: defaultdict[Place, int] = defaultdict(int)
    looked_at = 0
    for holders in sorted(map(sayings.holders, sorted(own_keys)), key=len):
        if looked_at > LOOKED_AT:
            break
        looked_at += len(holders)
        telling = 20 - len(holders).bit_length()  # in bits, as if of a million quotes
        for holder in holders:
            found[holder] += telling
    likely = sorted((place for place in found if found[place] >= EVIDENCE), key=found.__getitem__, reverse=True)
    return sayings.at(likely[:CANDIDATES])
