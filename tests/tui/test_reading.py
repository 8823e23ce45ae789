"""Steps, walks and finds, without a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.model import Analysis, Article, Span
from newsreader.tui.folding import fold
from newsreader.tui.places import Place
from newsreader.tui.reading import HITS, Reading


@pytest.fixture
def reading(article: Article, analysis: Analysis) -> Reading:
    reading = Reading(article)
    reading.analysed(analysis)
    return reading


def test_steps_visit_all_but_the_scare_quote_and_stop_at_the_ends(reading: Reading) -> None:
    seen = [reading.chosen]
    for _ in range(6):
        reading.chosen = reading.step(1)
        seen.append(reading.chosen)
    assert seen == [0, 1, 2, 4, 5, 5, 5]
    assert reading.step(-1) == 4


def test_the_same_speaker_is_stepped_over_other_people(reading: Reading) -> None:
    reading.chosen = 1
    assert reading.step_same(1) == 4
    assert reading.step_same(-1) == 0
    reading.chosen = 4
    assert reading.step_same(1) == 4


def test_an_article_without_analysis_has_no_steps(article: Article) -> None:
    assert Reading(article).step(1) == -1
    assert Reading(article).step_same(1) == -1


def test_find_ignores_case_unless_there_is_a_capital(reading: Reading) -> None:
    reading.find("tram", 0)
    assert len(reading.hits) == 3
    reading.find("The mayor", 0)
    assert len(reading.hits) == 1
    reading.find("THE mayor", 0)
    assert list(reading.hits) == [] and reading.hit == -1
    assert reading.found == "nothing"


@pytest.mark.parametrize("pattern", ["", " ", "[sic]", "(", "\\", ".*", "日本"])
def test_find_takes_any_characters_as_they_are(reading: Reading, pattern: str) -> None:
    reading.find(pattern, 0)
    assert len(reading.hits) == (reading.article.text.count(pattern) if pattern.strip() else 0)


def test_find_begins_at_the_place_and_goes_round(reading: Reading) -> None:
    reading.find("tram", reading.article.text.index("tram tax"))
    assert reading.hit == 2
    reading.move_hit(1)
    assert reading.hit == 0
    reading.move_hit(-1)
    assert reading.hit == 2


def test_find_sees_over_the_end_of_a_line() -> None:
    reading = Reading(Article("half a\nsentence"))
    reading.find("a sentence", 0)
    assert reading.hits == [(5, 15)]


@pytest.mark.parametrize("text", [None, "", "x", "[1]", "[1, 2, 3]", '{"a": 1}', '["a", "b"]', "null"])
def test_a_spoilt_place_is_no_place(text: str | None) -> None:
    assert Place.parse(text) is None


def test_a_place_survives_the_library() -> None:
    assert Place.parse(Place(120, 3).dump()) == Place(120, 3)


def test_of_very_many_hits_the_first_from_the_place_are_marked() -> None:
    reading = Reading(Article("a " * 30_000))
    reading.find("a", 40_000)
    assert len(reading.hits) == HITS
    assert reading.hits[reading.hit] == (40_000, 40_001)
    assert reading.hits == sorted(reading.hits)
    assert reading.found == "1/10,000+"


def test_another_analysis_keeps_the_chosen_quote_by_its_place(reading: Reading, analysis: Analysis) -> None:
    reading.chosen = 4
    without_first = replace(analysis, quotes=analysis.quotes[1:])
    reading.analysed(without_first)
    assert reading.chosen == 3
    assert reading.quote == analysis.quotes[4]
    reading.analysed(replace(analysis, quotes=analysis.quotes[:2]))
    assert reading.chosen == 0


def test_an_article_opens_at_the_quote_where_it_was_left(article: Article, analysis: Analysis) -> None:
    reading = Reading(article, Place(0, analysis.quotes[2].start))
    reading.analysed(analysis)
    assert reading.chosen == 2
    assert reading.place == analysis.quotes[2].start


@pytest.mark.parametrize(("pattern", "times"), [("don't", 2), ("don’t", 1), ("lukasz", 1), ("Łukasz", 1), ('"no"', 1)])
def test_find_takes_what_a_keyboard_has_for_marks_and_accents(pattern: str, times: int) -> None:
    reading = Reading(Article("I don’t know, Łukasz. “No” — but don't ask."))
    reading.find(pattern, 0)
    assert len(reading.hits) == times


@given(st.text())
def test_folded_text_is_as_long_as_it_was(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("own", "others", "hits", "hit"),
    [
        ([(5, 9)], [(1, 3), (5, 9), (12, 14)], [(1, 3), (5, 9), (12, 14)], 1),
        ([(5, 9), (12, 14)], [(1, 3)], [(1, 3), (5, 9), (12, 14)], 1),
        ([(4, 20)], [(1, 3), (5, 9), (18, 22), (20, 22)], [(1, 3), (4, 20), (20, 22)], 1),
        ([], [(1, 3), (2, 6), (6, 7)], [(1, 3), (6, 7)], 0),
        ([(0, 0)], [(0, 3)], [(0, 3)], 0),
        ([(0, 0)], [], [], -1),
    ],
)
def test_a_searchs_hit_is_marked_with_the_others_around_it(
    own: list[Span], others: list[Span], hits: list[Span], hit: int
) -> None:
    reading = Reading(Article("x" * 30))
    reading.mark(own, others)
    assert (reading.hits, reading.hit) == (hits, hit)
