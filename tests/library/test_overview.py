"""Quotes counted by speaker, outlet, month, kind and sort of source, against counting them one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsreader.core.library import Library, QuoteRow
from newsreader.core.library.overview import By, days_of, overview
from newsreader.core.library.samples import add_samples
from newsreader.core.model import EntityKind, QuoteKind

SORTS = {EntityKind.PERSON: "person", EntityKind.ORG: "organisation", EntityKind.GPE: "place", EntityKind.LOC: "place"}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("overview") / "library.db") as library:
        add_samples(library)
        while library.identities.catch_up():
            pass
        yield library


@pytest.fixture(scope="module")
def said(samples: Library) -> list[QuoteRow]:
    return [quote for quote in samples.quotes() if quote.kind is not QuoteKind.SCARE]


def label(samples: Library, by: By) -> Callable[[QuoteRow], str]:
    kinds = {(row.article_id, row.position): SORTS[row.kind] for row in samples.entities()}

    def sort(quote: QuoteRow) -> str:
        if quote.entity is None:
            return "unnamed" if quote.speaker else "unknown"
        return kinds[quote.article_id, quote.entity]

    return {
        By.SPEAKER: lambda quote: f"{quote.person}" if quote.person else quote.speaker or "",
        By.OUTLET: lambda quote: quote.outlet or "",
        By.MONTH: lambda quote: (quote.published or "")[:7],
        By.DAY: lambda quote: (quote.published or "")[:10],
        By.KIND: lambda quote: str(quote.kind),
        By.SOURCE: sort,
    }[by]


@pytest.mark.parametrize("by", By)
def test_counts_are_those_of_the_quotes_one_by_one(samples: Library, said: list[QuoteRow], by: By) -> None:
    found = overview(samples.database, by)
    key = label(samples, by)
    expected = Counter(key(quote) for quote in said)
    assert sorted(row.quotes for row in found.rows) == sorted(expected.values())
    assert all(row.quotes == row.direct + row.mixed + row.indirect for row in found.rows)
    assert all(row.quotes == row.named + row.unnamed + row.unknown for row in found.rows)
    articles = {name: len({quote.article_id for quote in said if key(quote) == name}) for name in expected}
    assert sorted(row.articles for row in found.rows) == sorted(articles.values())
    assert (found.total.quotes, found.total.articles) == (len(said), len({quote.article_id for quote in said}))
    assert found.total.named == sum(quote.entity is not None for quote in said)
    if by is not By.SPEAKER:
        assert {row.label: row.quotes for row in found.rows} == expected


def test_a_condition_narrows_what_is_counted(samples: Library, said: list[QuoteRow]) -> None:
    found = overview(samples.database, By.KIND, "a.outlet = ? AND e.kind = ?", "The Averhaven Courier", "PERSON")
    assert 0 < found.total.quotes < len([q for q in said if q.outlet == "The Averhaven Courier"])


def test_months_come_in_order_and_the_others_by_their_number(samples: Library) -> None:
    months = [row.label for row in overview(samples.database, By.MONTH).rows]
    assert months[:-1] == sorted(months[:-1])
    assert months[-1] == ""  # one sample has no date
    numbers = [row.quotes for row in overview(samples.database, By.OUTLET).rows]
    assert numbers == sorted(numbers, reverse=True)


def test_an_empty_library_has_nothing_to_count(tmp_path: Path) -> None:
    with Library(tmp_path / "library.db") as library:
        for by in By:
            found = overview(library.database, by)
            assert not found.rows
            assert found.total.quotes == found.total.articles == 0


def test_somebodys_days_and_first_quotes_are_those_of_all_their_quotes(samples: Library) -> None:
    for person in samples.identities.people()[:12]:
        said = samples.identities.said(person.number)
        days = days_of(samples.database, person.number)
        assert {day.label: day.quotes for day in days} == Counter((quote.published or "")[:10] for quote in said)
        assert sum(day.indirect for day in days) == sum(quote.kind is QuoteKind.INDIRECT for quote in said)
        for most in (1, 3, len(said) + 1):
            assert samples.identities.said(person.number, most) == said[:most]


def test_people_are_called_what_their_pages_call_them(samples: Library) -> None:
    names = {person.number: person.name for person in samples.identities.people()}
    rows = [row for row in overview(samples.database, By.SPEAKER, named=None).rows if row.person is not None]
    assert rows
    assert all(row.label == names[row.person] for row in rows if row.person is not None)
