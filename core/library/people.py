"""Reading who is in the library: people, organisations and places, where they are named and quoted."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from newsreader.core.library.connection import Database
from newsreader.core.library.rows import Appearance, PersonRow
from newsreader.core.model import EntityKind, QuoteKind
from newsreader.core.people.lists import fold
from newsreader.core.people.names import taken_apart

FEW = 50
"""People whose quotes are looked for in the articles that name them."""


def rows(database: Database, numbers: Sequence[int] | None = None) -> list[PersonRow]:
    """Those of these numbers who are in an article, or everyone who is; the most quoted first, then the most named."""
    of = "e.person IS NOT NULL" if numbers is None else f"e.person IN ({', '.join(map(str, numbers))})"
    forms: defaultdict[int, dict[tuple[str, EntityKind], tuple[int, int]]] = defaultdict(dict)
    for person, name, kind, articles, mentions in database.rows(
        "SELECT person, name, kind, count(*), sum(json_array_length(mentions)) FROM entity e"
        f" WHERE {of} GROUP BY person, name, kind"
    ):
        forms[person][name, EntityKind(kind)] = articles, mentions
    outlets: defaultdict[int, list[str]] = defaultdict(list)
    quotes: Counter[int] = Counter()
    few = numbers is not None and len(numbers) < FEW  # else it is faster to look up each quote's speaker
    for person, outlet, count in database.rows(
        "SELECT e.person, outlet, count(*) FROM "
        + ("entity e CROSS JOIN quote q" if few else "quote q CROSS JOIN entity e")
        + " ON q.article = e.article AND q.entity = e.position JOIN article a ON a.number = e.article"
        # With a "+" the index of people is left alone: the speaker is found by the quote.
        f" WHERE {of if few else f'+{of}'} AND q.kind != ? GROUP BY e.person, outlet ORDER BY count(*) DESC, outlet",
        QuoteKind.SCARE,
    ):
        quotes[person] += count
        if outlet is not None:
            outlets[person].append(outlet)
    own: dict[int, str] = dict(database.rows("SELECT number, name FROM person WHERE name IS NOT NULL"))
    found = [
        PersonRow(
            number=person,
            kind=_kind(forms[person]),
            name=own.get(person) or fullest({name: n for name, (n, _) in forms[person].items()}),
            forms=_forms(forms[person]),
            articles=articles,
            mentions=sum(mentions for _, mentions in forms[person].values()),
            quotes=quotes[person],
            outlets=tuple(outlets[person]),
            first=first,
            last=last,
            renamed=person in own,
        )
        for person, articles, first, last in database.rows(
            "SELECT e.person, count(DISTINCT article), min(published), max(published) FROM entity e"
            f" JOIN article a ON a.number = article WHERE {of} GROUP BY e.person"
        )
    ]
    return sorted(found, key=lambda row: (-row.quotes, -row.articles, row.name, row.number))


def fullest(names: dict[tuple[str, EntityKind], int]) -> str:
    """The name that a reader knows somebody by: of full names the most used; capitals throughout are no name's own."""

    if len(names) == 1:
        return next(iter(names))[0]

    def rank(name: tuple[str, EntityKind]) -> tuple[bool, bool, int, int, str]:
        shouted = name[0].isupper() and len(name[0]) > 5
        return taken_apart(*name).full, not shouted, names[name], len(name[0]), name[0]

    return max(names, key=rank)[0]


def _kind(forms: dict[tuple[str, EntityKind], tuple[int, int]]) -> EntityKind:
    """What most articles take it for."""
    if len(forms) == 1:
        return next(iter(forms))[1]
    kinds: Counter[EntityKind] = Counter()
    for (_, kind), (articles, _) in forms.items():
        kinds[kind] += articles
    return max(kinds, key=lambda kind: (kinds[kind], kind))


def _forms(forms: dict[tuple[str, EntityKind], tuple[int, int]]) -> tuple[str, ...]:
    if len(forms) == 1:
        return (next(iter(forms))[0],)
    counts: Counter[str] = Counter()
    for (name, _), (articles, _) in forms.items():
        counts[name] += articles
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def appearances(database: Database, number: int) -> list[Appearance]:
    """Where somebody is named, by date; without a date last."""
    return [
        Appearance(id_, title, outlet, published, name, EntityKind(kind), position, link, why)
        for id_, title, outlet, published, name, kind, position, link, why in database.rows(
            "SELECT id, title, outlet, published, e.name, e.kind, e.position,"
            " CASE WHEN pin.number IS NULL THEN coalesce(link, 0.0) ELSE 1.0 END,"
            " CASE WHEN pin.number IS NULL THEN coalesce(why, '') ELSE 'by your word' END"
            " FROM entity e JOIN article a ON a.number = e.article"
            " LEFT JOIN pin ON pin.article = e.article AND pin.name = e.name AND pin.kind = e.kind"
            " WHERE e.person = ? ORDER BY published IS NULL, published, a.number, e.position",
            number,
        )
    ]


def mentioned_in(database: Database, number: int) -> list[tuple[int, int]]:
    """The quotes, by the numbers of their articles and their positions, in which others mention somebody."""
    starts: defaultdict[int, list[int]] = defaultdict(list)
    for article, mentions in database.rows("SELECT article, mentions FROM entity WHERE person = ?", number):
        starts[article] += (start for start, *_ in json.loads(mentions))
    for places in starts.values():
        places.sort()
    return [
        (article, position)
        for article, position, content in database.rows(
            "SELECT q.article, q.position, content FROM quote q"
            " LEFT JOIN entity e ON e.article = q.article AND e.position = q.entity"
            " WHERE q.article IN (SELECT article FROM entity WHERE person = ?) AND q.kind != ?"
            " AND e.person IS NOT ?",
            *(number, QuoteKind.SCARE, number),
        )
        if any(_any_between(starts[article], start, end) for start, end in json.loads(content))
    ]


def _any_between(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def quoted_with(database: Database, number: int) -> list[tuple[PersonRow, int]]:
    """The others who are quoted in articles that quote somebody, with how many these are, most first."""
    quoting = (
        "SELECT q.article FROM quote q JOIN entity e ON e.article = q.article AND e.position = q.entity"
        " WHERE e.person = ? AND q.kind != ?"
    )
    shared: dict[int, int] = dict(
        database.rows(
            "SELECT e.person, count(DISTINCT q.article) FROM quote q"
            " JOIN entity e ON e.article = q.article AND e.position = q.entity"
            f" WHERE q.article IN ({quoting}) AND q.kind != ? AND e.person != ? GROUP BY e.person",
            *(number, QuoteKind.SCARE, QuoteKind.SCARE, number),
        )
    )
    if not shared:
        return []
    found = [(row, shared[row.number]) for row in rows(database, list(shared))]
    return sorted(found, key=lambda pair: (-pair[1], -pair[0].quotes, pair[0].name))


def named(database: Database, typed: str) -> list[int]:
    """The numbers of those with a name in which each word typed begins a word."""
    words = [fold(word) for word in typed.split()]
    if not words:
        return []
    found: dict[int, None] = {}
    for person, name in database.rows(
        "SELECT DISTINCT person, name FROM entity WHERE person IS NOT NULL"
        " UNION SELECT number, name FROM person WHERE name IS NOT NULL AND merged IS NULL"
    ):
        if person not in found:
            parts = [fold(part) for part in name.replace("-", " ").split()] + [fold(part) for part in name.split()]
            if all(any(part.startswith(word) for part in parts) for word in words):
                found[person] = None
    return list(found)


def first_said(database: Database, number: int, most: int) -> list[tuple[int, int]]:
    """The places of somebody's first quotes, by date and then in order of loading and of the text."""
    return database.rows(
        "SELECT q.article, q.position FROM entity e JOIN quote q ON q.article = e.article AND q.entity = e.position"
        " JOIN article a ON a.number = q.article WHERE e.person = ? AND q.kind != ?"
        " ORDER BY a.published IS NULL, a.published, q.article, q.position LIMIT ?",
        *(number, QuoteKind.SCARE, most),
    )
