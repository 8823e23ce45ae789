"""What the end of a query may become."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.core.library import Library
from newsreader.core.model import Article
from newsreader.core.search import completing
from newsreader.core.search.completing import complete
from newsreader.core.search.fieldnames import FIELDS, KINDS, STATES
from newsreader.core.search.query import parse

Make = Callable[..., Article]
TODAY = datetime.now(UTC).date()


def names(library: Library, *often: tuple[str, int]) -> None:
    """Put names into a library, each as a speaker and as an entity as often as it says."""
    row = library.database.row("SELECT min(number) FROM article")
    assert row
    many = [name for name, times in often for _ in range(times)]
    with library.database.writing() as connection:
        connection.executemany(
            'INSERT INTO quote (article, position, kind, start, "end", content, speaker, basis, confidence)'
            " VALUES (?, ?, 'direct', 0, 1, '[]', ?, '', 1)",
            [(row[0], 100 + position, name) for position, name in enumerate(many)],
        )
        connection.executemany(
            "INSERT INTO entity (article, position, kind, name, mentions) VALUES (?, ?, 'PERSON', ?, '[]')",
            [(row[0], 100 + position, name) for position, name in enumerate(many)],
        )


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("spe", "speaker:"),
        ("SPE", "speaker:"),
        ("!spe", "!speaker:"),
        ("crane  is", "crane  is:"),
        ("kind:q", "kind:quote"),
        ("kind:quote,per", "kind:quote,person"),
        ('kind:"pe', "kind:person"),
        ("is:s", "is:starred"),
        ("newer:", 'newer:"1 week"'),
        ("newer:3", 'newer:"3 weeks"'),
        ('older:"3 m', 'older:"3 months"'),
        ("after:", f"after:{TODAY.year}"),
        (f"before:{TODAY.year}-", f"before:{TODAY.isoformat()[:7]}"),
    ],
)
def test_names_of_fields_and_fixed_values_are_completed(library: Library, typed: str, best: str) -> None:
    assert complete(library, typed)[0] == best


@pytest.mark.parametrize(
    "typed", ["", " ", "s", "crane", "spe ", "kind:quote ", '"he said spe', "nofield:x", "title:a", "kind:x", "is:read"]
)
def test_what_is_whole_or_no_field_is_left_alone(library: Library, typed: str) -> None:
    assert complete(library, typed) == []


def test_values_come_from_the_library_the_commonest_first(analysed: Library) -> None:
    names(analysed, ("Rey", 1), ("Ada Reyes", 3), ("Tomás Rey", 2), ("Grey", 9))
    expected = ['"Ada Reyes"', '"Tomás Rey"', "Rey"]
    for field in ("speaker", "about", "entity", "!speaker"):
        assert complete(analysed, f"{field}:re") == [f"{field}:{value}" for value in expected]
    assert complete(analysed, "crane speaker:tomas") == ['crane speaker:"Tomás Rey"']
    assert complete(analysed, 'speaker:"TOMÁS R') == ['speaker:"Tomás Rey"']
    assert complete(analysed, 'speaker:"Tomás Rey"') == []
    assert complete(analysed, "speaker:skv") == ['speaker:"Ingrid Škvorecká"']
    assert complete(analysed, "speaker:")[0] == "speaker:Grey"


def test_outlets_and_tags_are_completed(library: Library, make: Make) -> None:
    article = make("Islands", "An archipelago.", outlet="Northline")
    library.add(article)
    library.set_tags(article.id, ["north sea", "norths"])
    assert complete(library, "source:lant") == ['source:"The Vellmouth Lantern"']
    assert complete(library, "source:n") == ["source:Northline"]
    assert complete(library, "tag:north") == ['tag:"north sea"', "tag:norths"]


def test_no_more_than_a_handful_is_given_and_each_once(analysed: Library) -> None:
    names(analysed, *((f"Ann Ann{number}", 1) for number in range(30)))
    found = complete(analysed, "speaker:ann")
    assert len(found) == len(set(found)) == completing.MOST


def test_names_that_cannot_be_written_are_left_out(analysed: Library) -> None:
    names(analysed, ('Zed "Z" Zett', 3), ("Zed\nZett", 2), ("z" * 200, 1))
    assert complete(analysed, "speaker:z") == ['speaker:"Zed Zett"']


def test_what_is_new_in_the_library_is_known_in_a_moment(
    library: Library, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(completing, "PATIENCE", 0)
    assert complete(library, "source:north") == []
    library.add(make("Islands", "An archipelago.", outlet="Northline"))
    assert complete(library, "source:north") == ["source:Northline"]


def test_a_completion_is_understood(analysed: Library) -> None:
    for field in FIELDS:
        for typed in complete(analysed, f"{field}:"):
            query = parse(typed)
            assert [term.field for clause in query.clauses for term in clause] == [field]
            assert query.mistakes == ()
    assert len(KINDS) > completing.MOST > len(STATES)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=40), st.text(alphabet="speakrtg:\"“”!~ '|,\n\ud800é", max_size=20)))
def test_anything_may_be_typed(analysed: Library, typed: str) -> None:
    for query in complete(analysed, typed):
        assert query != typed
        assert typed.strip() == "" or query


def test_fifty_thousand_names_are_no_wait(analysed: Library) -> None:
    names(analysed, *((f"Vanya{number * 7919 % 50_000} Mér{number}", 1) for number in range(50_000)))
    complete(analysed, "speaker:")  # reads them
    for typed in ("speaker:v", "speaker:mer4", "speaker:nobody", 'speaker:"vanya7'):
        fastest = min(_seconds(analysed, typed) for _ in range(5))
        assert fastest < 0.02, typed


def _seconds(library: Library, typed: str) -> float:
    start = time.perf_counter()
    complete(library, typed)
    return time.perf_counter() - start
