"""Which name is meant by some letters."""

from __future__ import annotations

from newsreader.tui.naming import MOST, Names

NAMES = Names(["Ada Lindqvist", "Tomás Rey"], ["Vladimir Putin", "Rey", "Ada Lindqvist", "Reyna Rowe", " "])


def test_nothing_typed_is_nobody_then_those_of_the_article() -> None:
    assert NAMES.offered(" ") == ["", "Ada Lindqvist", "Tomás Rey", "Vladimir Putin", "Rey", "Reyna Rowe"]


def test_the_beginning_of_any_word_will_do_whatever_the_case_and_the_accents() -> None:
    assert NAMES.offered("LIND")[0] == "Ada Lindqvist"
    assert NAMES.offered("tomas r")[:2] == ["Tomás Rey", "tomas r"]
    assert NAMES.offered("re")[:4] == ["Tomás Rey", "Rey", "Reyna Rowe", "re"]  # the article's own first


def test_a_whole_name_comes_first() -> None:
    assert NAMES.offered("Rey") == ["Rey", "Tomás Rey", "Reyna Rowe"]


def test_a_new_name_is_kept_as_typed_before_others_like_it() -> None:
    assert NAMES.offered("Tass") == ["Tass"]
    assert NAMES.offered("Lindkvist") == ["Lindkvist", "Ada Lindqvist"]
    assert NAMES.offered("putn") == ["putn", "Vladimir Putin"]


def test_no_more_are_offered_than_there_is_room_for() -> None:
    many = Names([f"Ann Name{i}" for i in range(100)])
    assert len(many.offered("ann")) == MOST
    assert "ann" in many.offered("ann")


def test_a_book_pasted_into_the_line_is_only_a_name_that_nobody_has() -> None:
    assert NAMES.offered("x" * 100_000) == ["x" * 100_000]
