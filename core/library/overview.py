"""Who is quoted how much: counts over the library's quotes by speaker, outlet, month, kind and sort of source."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from newsreader.core.library import people
from newsreader.core.library.connection import Database
from newsreader.core.model import EntityKind, QuoteKind


class By(StrEnum):
    """What quotes are counted by.

    SPEAKER: who said it; who is one person across articles counts as one. OUTLET: where it was published. MONTH, DAY:
    when.
    KIND: how it is reported. SOURCE: what the speaker is: a person, an organisation or a place by name, somebody
    without one ("one analyst"), nobody knows.
    """

    SPEAKER = "speaker"
    OUTLET = "outlet"
    MONTH = "month"
    DAY = "day"
    KIND = "kind"
    SOURCE = "source"


NAMED = 500
"""Rows of an overview that anybody looks at."""

SOURCES = {
    EntityKind.PERSON: "person",
    EntityKind.ORG: "organisation",
    EntityKind.GPE: "place",
    EntityKind.LOC: "place",
    "unnamed": "unnamed",
    "unknown": "unknown",
}
"""What sources are called, by what a speaker is."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A row of an overview, or all of it; scare quotes, which nobody is reported as saying, are not counted.

    label: the speaker's name, the outlet, the month (2016-03) or day, the kind, or one of `SOURCES`; "" for quotes of
    which that is not known. person: who that is across articles, see `PersonRow.number`; None where it is no speaker or
    one without a page. direct, mixed, indirect: of the quotes. named: those whose speaker has a name; unnamed: those of
    somebody without one; the speakers of the rest are not known. articles: how many they stand in.
    """

    label: str
    quotes: int = 0
    direct: int = 0
    mixed: int = 0
    indirect: int = 0
    named: int = 0
    unnamed: int = 0
    articles: int = 0
    person: int | None = None

    @property
    def unknown(self) -> int:
        """Quotes of nobody knows whom."""
        return self.quotes - self.named - self.unnamed


@dataclass(frozen=True, slots=True)
class Overview:
    """The rows, those with most quotes first (months and days: in order of time), and the sums over all of them."""

    by: By
    rows: Sequence[Tally]
    total: Tally


_COUNTS = (
    f"count(*) AS n, sum(q.kind = '{QuoteKind.DIRECT}') AS direct, sum(q.kind = '{QuoteKind.MIXED}') AS mixed,"
    f" sum(q.kind = '{QuoteKind.INDIRECT}') AS indirect, sum(q.entity IS NOT NULL) AS named,"
    " sum(q.entity IS NULL AND q.speaker IS NOT NULL) AS unnamed"
)
_SUMS = "sum(n), sum(direct), sum(mixed), sum(indirect), sum(named), sum(unnamed), count(*)"
_SPEAKER = "LEFT JOIN entity e INDEXED BY entity_speaker ON e.article = q.article AND e.position = q.entity"
_MONTH = "iif(a.published GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]*', substr(a.published, 1, 7), NULL)"
_DAY = "iif(a.published GLOB '[0-9][0-9][0-9][0-9]*', substr(a.published, 1, 10), NULL)"
_SORT = (
    "CASE e.kind"
    + "".join(f" WHEN '{kind}' THEN '{name}'" for kind, name in SOURCES.items())
    + " ELSE iif(q.speaker IS NULL, 'unknown', 'unnamed') END"
)


def overview(database: Database, by: By, where: str = "1", *values: object, named: int | None = NAMED) -> Overview:
    """The quotes that an SQL condition holds for, counted.

    named: so many of the first rows have the very names of the people's pages (None: all have), the others one that an
    article has for them.

    where: of the tables quote (q), article (a) and entity, the speaker's (e; its article, position, person and kind).
    """
    said = f"WHERE q.kind != '{QuoteKind.SCARE}' AND ({where})"
    article = "" if where == "1" else "JOIN article a ON a.number = q.article"
    speaker = "" if where == "1" else _SPEAKER
    by_article = f"SELECT q.article AS at, {_COUNTS} FROM quote q {article} {speaker} {said} GROUP BY q.article"
    joined = f"FROM quote q {article} {_SPEAKER} {said} GROUP BY"
    match by:
        case By.OUTLET:
            sql = f"SELECT a.outlet AS label, NULL, {_SUMS} FROM ({by_article}) JOIN article a ON a.number = at"
            sql += " GROUP BY label"
        case By.MONTH | By.DAY:
            label = _MONTH if by is By.MONTH else _DAY
            sql = f"SELECT {label} AS label, NULL, {_SUMS} FROM ({by_article}) JOIN article a ON a.number = at"
            sql += " GROUP BY label"
        case By.SPEAKER:
            groups = f"SELECT q.article AS at, q.entity AS whom, e.person AS who, q.speaker AS speaker, {_COUNTS},"
            groups += f" count(DISTINCT q.article) AS articles {joined} coalesce(e.person, q.speaker)"
            sql = (
                "SELECT coalesce(n.name, speaker), who, n, direct, mixed, indirect, named, unnamed, articles"
                f" FROM ({groups})"
                " LEFT JOIN entity n ON n.article = at AND n.position = whom AND who IS NOT NULL"
            )
        case By.KIND:
            sql = f"SELECT q.kind, NULL, {_COUNTS}, count(DISTINCT q.article) {joined} q.kind"
        case By.SOURCE:
            sql = f"SELECT {_SORT} AS sort, NULL, {_COUNTS}, count(DISTINCT q.article) {joined} sort"
    found = [_tally(*row) for row in database.rows(sql, *values)]
    if by in (By.MONTH, By.DAY):
        found.sort(key=lambda row: (not row.label, row.label))
    else:
        found.sort(key=lambda row: (-row.quotes, row.label))
    if by is By.SPEAKER:
        shown = len(found) if named is None else named
        found = _named(database, found[:shown]) + found[shown:]
    articles = database.row(f"SELECT count(DISTINCT q.article) FROM quote q {article} {speaker} {said}", *values)
    return Overview(by, found, _sum(found, articles[0] if articles else 0))


def _tally(label: str | None, person: int | None, *counts: int) -> Tally:
    quotes, direct, mixed, indirect, named, unnamed, articles = counts
    return Tally(label or "", quotes, direct, mixed, indirect, named, unnamed, articles, person)


def _sum(rows: Sequence[Tally], articles: int) -> Tally:
    return Tally(
        "",
        sum(row.quotes for row in rows),
        sum(row.direct for row in rows),
        sum(row.mixed for row in rows),
        sum(row.indirect for row in rows),
        sum(row.named for row in rows),
        sum(row.unnamed for row in rows),
        articles,
    )


def days_of(database: Database, person: int) -> list[Tally]:
    """The quotes of one person by day, in order of time; those without a date under ""."""
    rows = database.rows(
        f"SELECT {_DAY} AS label, NULL, {_COUNTS}, count(DISTINCT q.article) FROM entity e CROSS JOIN quote q"
        " ON q.article = e.article AND q.entity = e.position JOIN article a ON a.number = e.article"
        f" WHERE e.person = ? AND q.kind != '{QuoteKind.SCARE}' GROUP BY label ORDER BY label",
        person,
    )
    return [_tally(*row) for row in rows]


def _named(database: Database, rows: Sequence[Tally]) -> list[Tally]:
    """The rows, people under the names that their pages have: the reader's own, else the fullest in the articles."""
    forms: defaultdict[int, dict[tuple[str, EntityKind], int]] = defaultdict(dict)
    for person, name, kind, number in database.rows(
        "SELECT person, name, kind, count(*) FROM entity WHERE person IN (SELECT value FROM json_each(?))"
        " GROUP BY person, name, kind",
        json.dumps([row.person for row in rows if row.person is not None]),
    ):
        forms[person][name, EntityKind(kind)] = number
    own: dict[int, str] = dict(database.rows("SELECT number, name FROM person WHERE name IS NOT NULL"))
    names = {person: own.get(person) or people.fullest(known) for person, known in forms.items()}
    return [replace(row, label=names.get(row.person or 0, row.label)) for row in rows]
