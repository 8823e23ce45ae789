"""Anything may be typed, and any hit stays within its article."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.core.library import Library
from newsreader.core.search import search, within
from tests.search.hostile import QUERIES, hostile


def check(library: Library, query: str) -> None:
    for hit in search(library, query):
        text = library.article(hit.article_id).text
        assert 0 <= hit.start <= hit.end <= len(text)
        assert list(hit.marks) == sorted(set(hit.marks))
        for start, end in hit.marks:
            assert hit.start <= start < end <= hit.end
            assert not text[start].isspace() and not text[end - 1].isspace()
        for start, end in hit.shown:
            assert 0 <= start < end <= len(hit.text)
        if hit.kind in ("text", "quote") and hit.end:
            assert hit.text == text[hit.start : hit.end]
            assert [hit.text[s:e] for s, e in hit.shown] == [text[s:e] for s, e in hit.marks]


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES)
def test_no_query_raises_and_marks_are_words_of_the_passage(analysed: Library, query: str) -> None:
    check(analysed, query)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES, st.sampled_from(["quote", "person", "title,note", "text", "tag"]))
def test_no_query_raises_for_one_kind_or_within_an_article(analysed: Library, query: str, kind: str) -> None:
    assert {hit.kind for hit in search(analysed, query, kind=kind)} <= {
        kind,
        "quote",
        "text",
        "title",
        "note",
        "speaker",
    }
    for row in analysed.articles():
        assert all(start < end <= len(analysed.article(row.id).text) for start, end in within(analysed, query, row.id))


@pytest.mark.parametrize("first", range(0, len(hostile()), 100))
def test_hostile_strings_are_answered(analysed: Library, first: int) -> None:
    for query in hostile()[first : first + 100]:
        check(analysed, query)


def test_there_are_enough_hostile_strings() -> None:
    assert len(hostile()) > 500
