"""Who is who across articles, out of an export back into a library.

Into a library that has nothing else, everybody comes as they were, with their numbers. In one that has articles of its
own the program's linking holds, and what the reader said is said again of those for whom the same names stand there:
names, merges, and who somebody in an article is. A name or merge that the library's reader has given stays.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from newsreader.core.library import linking, pins
from newsreader.core.library.connection import Database, utf8

LARGEST = 10**9
"""Numbers from which on nobody keeps theirs: the library must have room for new ones."""


class Relinking:
    """The people of one export, until all its articles are in."""

    def __init__(self, database: Database, people: Iterable[dict[str, Any]]) -> None:
        """people: everybody of the export."""
        self._database = database
        self._people = {one["number"]: one for one in people}
        with database.writing() as connection:
            # Kept out of the memory: a large library has millions.
            connection.execute(
                "CREATE TEMP TABLE IF NOT EXISTS kept_link (article INTEGER, entity INTEGER, name TEXT,"
                " found INTEGER, held INTEGER, link REAL, why TEXT, PRIMARY KEY (article, entity)) WITHOUT ROWID"
            )
            connection.execute(
                "CREATE TEMP TABLE IF NOT EXISTS kept_pin (article INTEGER, name TEXT, kind TEXT, person INTEGER)"
            )
            connection.execute("DELETE FROM kept_link")
            connection.execute("DELETE FROM kept_pin")

    def article(self, number: int, record: dict[str, Any]) -> None:
        """Note who the names of an article were."""
        with self._database.writing() as connection:
            if record["linking"] == linking.VERSION:
                connection.executemany(
                    "INSERT OR IGNORE INTO kept_link VALUES (?, ?, CAST(? AS TEXT), ?, ?, ?, CAST(? AS TEXT))",
                    [
                        (
                            *(number, one["entity"], utf8(one["name"])),
                            *(one["found"], one["held"], one["link"], utf8(one["why"])),
                        )
                        for one in record["people"]
                        if {one["found"], one["held"]} <= self._people.keys()
                    ],
                )
            connection.executemany(
                "INSERT INTO kept_pin VALUES (?, CAST(? AS TEXT), ?, ?)",
                [
                    (number, utf8(one["name"]), one["kind"], one["person"])
                    for one in record["pins"]
                    if one["person"] in self._people
                ],
            )

    def finish(self) -> None:
        """Put it in, all or nothing."""
        with self._database.writing() as connection:
            if self._is_all_there_is():
                self._as_it_was()
            else:
                self._said_again()
            connection.execute("DELETE FROM kept_link")
            connection.execute("DELETE FROM kept_pin")

    def _is_all_there_is(self) -> bool:
        """Whether everybody whom the library knows is known from this export."""
        if max(self._people, default=0) > LARGEST:
            return False
        others = self._database.row(
            "SELECT 1 FROM entity e WHERE found IS NOT NULL AND NOT EXISTS"
            " (SELECT 1 FROM kept_link k WHERE k.article = e.article AND k.entity = e.position AND k.name = e.name)"
        )
        said = self._database.row(
            "SELECT 1 FROM person WHERE name IS NOT NULL OR merged IS NOT NULL UNION SELECT 1 FROM pin"
        )
        return others is None and said is None

    def _as_it_was(self) -> None:
        with self._database.writing() as connection:
            connection.execute("UPDATE entity SET person = NULL, found = NULL, held = NULL")
            connection.execute("DELETE FROM person")
            connection.executemany(
                "INSERT INTO person (number, kind, first, name) VALUES (?, ?, CAST(? AS TEXT), CAST(? AS TEXT))",
                [(n, one["kind"], utf8(one["first"]), utf8(one["name"])) for n, one in self._people.items()],
            )
            connection.executemany(
                "UPDATE person SET merged = ? WHERE number = ?",
                [(one["merged"], n) for n, one in self._people.items() if one["merged"] in self._people],
            )
            connection.execute(
                "UPDATE entity SET (found, held, link, why) = (SELECT found, held, link, why FROM kept_link k"
                " WHERE k.article = entity.article AND k.entity = entity.position AND k.name = entity.name)"
            )
            connection.execute(
                "INSERT OR IGNORE INTO pin (article, name, kind, person)"
                " SELECT article, name, kind, person FROM kept_pin"
            )
            pins.settle(connection, "1")

    def _said_again(self) -> None:
        """What the reader said, of those for whom most of the names stand here that stood for them there."""
        wanted = self._spoken_of()
        here = self._here(wanted)
        with self._database.writing() as connection:
            for number in wanted:
                if number not in here:  # nobody has a name but by the reader's word
                    one = self._people[number]
                    here[number] = (
                        connection.execute(
                            "INSERT INTO person (kind, first) VALUES (?, CAST(? AS TEXT))",
                            (one["kind"], utf8(one["first"])),
                        ).lastrowid
                        or 0
                    )
            for number in wanted:
                name, merged = self._people[number]["name"], self._people[number]["merged"]
                if name is not None:
                    connection.execute(
                        "UPDATE person SET name = coalesce(name, CAST(? AS TEXT)) WHERE number = ?",
                        (utf8(name), here[number]),
                    )
                if merged in here:
                    self._merge(here[number], here[merged])
            said = connection.execute("SELECT article, name, kind, person FROM kept_pin").fetchall()
            connection.executemany(
                "INSERT OR IGNORE INTO pin (article, name, kind, person) VALUES (?, CAST(? AS TEXT), ?, ?)",
                [(article, utf8(name), kind, here[person]) for article, name, kind, person in said],
            )
            for article in dict.fromkeys(article for article, *_ in said):
                pins.hold(connection, article)
            pins.settle(connection, "1")

    def _merge(self, number: int, into: int) -> None:
        merged = pins.merges(self._database)
        if number not in merged and pins.final(into, merged) != number:
            with self._database.writing() as connection:
                connection.execute("UPDATE person SET merged = ? WHERE number = ?", (into, number))

    def _spoken_of(self) -> list[int]:
        """The people of the export of whom its reader has said something."""
        pinned = {number for (number,) in self._database.rows("SELECT DISTINCT person FROM kept_pin")}
        into = {one["merged"] for one in self._people.values() if one["merged"] is not None}
        return [
            number
            for number, one in self._people.items()
            if one["name"] is not None or one["merged"] in self._people or number in pinned or number in into
        ]

    def _here(self, wanted: Iterable[int]) -> dict[int, int]:
        """Who they are here, by what was found, and what the readers said, there and here of the same names."""
        votes: defaultdict[int, Counter[int]] = defaultdict(Counter)
        among = set(wanted)
        for there, here, count in self._database.rows(
            "SELECT k.found, e.found, count(*) FROM kept_link k JOIN entity e"
            " ON e.article = k.article AND e.position = k.entity AND e.name = k.name"
            " WHERE e.found IS NOT NULL GROUP BY k.found, e.found"
        ):
            if there in among:
                votes[there][here] += count
        for there, here, count in self._database.rows(
            "SELECT k.person, pin.person, count(*) FROM kept_pin k JOIN pin USING (article, name, kind)"
            " GROUP BY k.person, pin.person"
        ):
            votes[there][here] += count
        chosen: dict[int, int] = {}
        for there, counts in sorted(votes.items(), key=lambda item: -item[1].most_common(1)[0][1]):
            free = [here for here, _ in counts.most_common() if here not in chosen.values()]
            if free:  # two who are two there stay two
                chosen[there] = free[0]
        return chosen
