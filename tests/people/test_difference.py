"""Two versions of a quote, word by word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.people.difference import Alteration, What, alters, difference

TEXT = st.text(max_size=80) | st.lists(
    st.sampled_from(["We", "will", "not", "wait,", "“gulls”", "…", "[the", "mayor]", "2,000", "boats.", " "]),
    max_size=20,
).map(" ".join)


@given(TEXT, TEXT)
def test_changes_put_together_are_both_texts(a: str, b: str) -> None:
    changes = difference(a, b)
    assert "".join(a[slice(*change.a_span)] for change in changes) == a
    assert "".join(b[slice(*change.b_span)] for change in changes) == b
    for one, other in pairwise(changes):
        assert one.a_span[1] == other.a_span[0] and one.b_span[1] == other.b_span[0]


@given(TEXT)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert {change.what for change in difference(text, text)} <= {What.SAME}
    assert alters(text, text) == ()


@given(TEXT, TEXT)
def test_what_is_removed_one_way_is_added_the_other(a: str, b: str) -> None:
    there = {change.what for change in difference(a, b)}
    back = {change.what for change in difference(b, a)}
    mirror = {What.REMOVED: What.ADDED, What.ADDED: What.REMOVED}
    assert (there == {What.SAME}) == (back == {What.SAME})
    if len(there) == 1:
        assert back == {mirror.get(what, what) for what in there}


def shown(a: str, b: str) -> list[tuple[str, str, str]]:
    return [(change.what, a[slice(*change.a_span)], b[slice(*change.b_span)]) for change in difference(a, b)]


def test_words_are_told_apart_and_marks_are_not() -> None:
    assert shown("We start in May, whatever comes.", "we will start in “June,” whatever comes!") == [
        ("same", "We ", "we "),
        ("added", "", "will "),
        ("same", "start in ", "start in "),
        ("changed", "May, ", "“June,” "),
        ("same", "whatever comes.", "whatever comes!"),
    ]


def test_what_is_left_out_at_the_end() -> None:
    assert shown("We start in May, whatever comes", "We start") == [
        ("same", "We start ", "We start"),
        ("removed", "in May, whatever comes", ""),
    ]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("We start in May.", "we start in may", ()),
        ("It’s a “good” day", "It's a 'good' day!", ()),
        ("We start in May, whatever comes.", "We start in May.", (Alteration.CUT,)),
        ("We start, as I said, in May.", "We start … in May.", (Alteration.CUT,)),
        ("He starts in May.", "[The mayor] starts in May.", (Alteration.BRACKETED,)),
        ("We start in May.", "We start [the work] in May.", (Alteration.BRACKETED,)),
        ("We start in May.", "We really start in May.", (Alteration.ADDED,)),
        ("We start in May.", "We begin in May.", (Alteration.REWORDED,)),
        ("We start in May, he said.", "We begin in May.", (Alteration.CUT, Alteration.REWORDED)),
        ("", "", ()),
    ],
)
def test_alterations_are_named(a: str, b: str, expected: tuple[Alteration, ...]) -> None:
    assert alters(a, b) == expected


def test_words_outside_the_marks_are_the_reporters() -> None:
    said = "The tram will cost less than a bridge"
    told = "the line would be cheaper, less than a bridge"
    mark = told.index("less")
    assert alters(said, told, None, [(mark, len(told))]) == ()
    assert alters(said, told, None, []) == ()
    assert alters(said, told) == (Alteration.REWORDED,)
    assert alters(said, "the line would cost more than a bridge", None, [(20, 38)]) == (Alteration.REWORDED,)
