"""Steps, walks and finds, without a screen."""

from __future__ import annotations

import pytest

from newsreader.core.model import Analysis, Article
from newsreader.tui.reading import Place, Reading


@pytest.fixture
def reading(article: Article, analysis: Analysis) -> Reading:
    return Reading(article, analysis)


def test_steps_visit_all_but_the_scare_quote_and_stop_at_the_ends(reading: Reading) -> None:
    seen = []
    for _ in range(7):
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
    assert reading.hits == [] and reading.hit == -1


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
