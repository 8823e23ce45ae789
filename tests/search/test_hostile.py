"""Anything may be typed, and any hit stays within its article."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsreader.core.library import Library
from newsreader.core.search import search

FTS = st.sampled_from(
    ['"', "'", "*", "^", ":", "(", ")", "-", "+", "{", "}", "AND", "OR", "NOT", "NEAR", "NEAR(", ",", " "]
)
WORDS = st.sampled_from(["crane", "harbuor", "words", "speakers", "words:", "škvorecká", "lo", "a", "İ", "ß", "ﬁ"])
ANYTHING = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=st.characters(), max_size=30),  # with lone surrogates and controls
    st.lists(st.one_of(FTS, WORDS, st.text(max_size=5)), max_size=12).map("".join),
    st.lists(st.one_of(FTS, WORDS), max_size=12).map(" ".join),
)


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANYTHING)
@example("it's said: C++ AND a-b")
@example('"')
@example("\0")
@example("\ud800crane")
@example("crane " * 10_000)
@example("x" * 100_000)
def test_no_query_raises_and_marks_are_words_of_the_passage(analysed: Library, query: str) -> None:
    for hit in search(analysed, query):
        text = analysed.article(hit.article_id).text
        assert 0 <= hit.start <= hit.end <= len(text)
        assert list(hit.marks) == sorted(set(hit.marks))
        for start, end in hit.marks:
            assert hit.start <= start < end <= hit.end
            assert not text[start].isspace() and not text[end - 1].isspace()
