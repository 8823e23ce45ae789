"""What is typed into a filter of quotes, against looking at the quotes one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from newsreader.core.library import Library, QuoteRow, records
from newsreader.core.library.samples import add_samples
from newsreader.core.search.narrowing import kept, narrowing


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("narrowing") / "library.db") as library:
        add_samples(library)
        library.star(library.articles()[2].id)
        yield library


def found(library: Library, typed: str) -> list[QuoteRow]:
    asked = narrowing(library.database, typed)
    rows = records.quotes(library.database, asked.where, *asked.values)
    assert {(row.article_id, row.position) for row in rows} == kept(library.database, asked)
    return rows


@pytest.mark.parametrize(
    ("typed", "holds"),
    [
        ("gate", lambda quote: any(word.startswith("gate") for word in _words(quote))),
        ("GATE gates", lambda quote: any(word.startswith("gates") for word in _words(quote))),
        ('"gate six"', lambda quote: "gate six" in quote.words.lower()),
        ("!gate", lambda quote: not any("gate" in word for word in _words(quote))),
        ("'Gate", lambda quote: "Gate" in quote.words),
        ("tide | storm", lambda quote: any(word.startswith(("tide", "storm")) for word in _words(quote))),
        ("kind:indirect", lambda quote: quote.kind == "indirect"),
        ("kind:mixed,direct", lambda quote: quote.kind in ("mixed", "direct")),
        ("kind:quote", lambda quote: quote.kind != "scare"),
        ("speaker:dessaline", lambda quote: "Dessaline" in (quote.speaker or "")),
        ('!speaker:"amara dess"', lambda quote: quote.speaker != "Amara Dessaline"),
        ("source:courier", lambda quote: "Courier" in (quote.outlet or "") or quote.article_id in _COURIER_FILES),
        ("title:barrier", lambda quote: "barrier" in quote.title.lower()),
        ("after:2025-06 before:2025-08", lambda quote: "2025-06" <= (quote.published or "") < "2025-08"),
    ],
)
def test_a_filter_keeps_the_quotes_that_it_speaks_of(
    samples: Library, typed: str, holds: Callable[[QuoteRow], bool]
) -> None:
    rows = found(samples, typed)
    everything = samples.quotes()
    _COURIER_FILES.update(
        q.article_id for q in everything if any("courier" in s for s in samples.sources(q.article_id))
    )
    wanted = [quote for quote in everything if holds(quote)]
    assert rows == wanted
    assert 0 < len(rows) < len(everything)


_COURIER_FILES: set[str] = set()


def _words(quote: QuoteRow) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in quote.words.lower()).split()


def test_quotes_about_somebody_are_those_of_others(samples: Library) -> None:
    rows = found(samples, "about:lasko")
    assert rows
    assert all("Lasko" in row.words or " he " in f" {row.words} " or "him" in row.words for row in rows)
    assert all(row.speaker != "Goran Lasko" for row in rows)


def test_a_starred_articles_quotes(samples: Library) -> None:
    assert {row.article_id for row in found(samples, "is:starred")} == set(samples.starred())


@pytest.mark.parametrize("typed", ["kind:note", "entity:skelby", "sourcee:courier", "before:yesterday"])
def test_what_cannot_be_meant_is_said_and_left_out(samples: Library, typed: str) -> None:
    assert narrowing(samples.database, typed).mistakes
    assert len(found(samples, typed)) == len(samples.quotes())


@pytest.mark.parametrize("typed", ["", "  ", "(", "'[", "^", "a | | b", '"', "%_", "speaker:(", "\\", "source:["])
def test_any_text_is_a_filter(samples: Library, typed: str) -> None:
    found(samples, typed)
