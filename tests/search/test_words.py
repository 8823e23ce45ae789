"""Folding and cutting into words, as the full-text index does it."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.search.query import parse
from newsreader.core.search.vocabulary import slips
from newsreader.core.search.words import fold, words


@pytest.mark.parametrize(
    "text, forms",
    [
        ("Mr Škvorecký's café", ["mr", "skvorecky", "s", "cafe"]),
        ("cafe\u0301 olé", ["cafe", "ole"]),
        ("a-b_c 12.5 C++", ["a", "b", "c", "12", "5", "c"]),
        ("Sørby ЁЛКИН", ["sørby", "ёлкин"]),
        ("", []),
    ],
)
def test_words_are_folded(text: str, forms: list[str]) -> None:
    assert [word.form for word in words(text)] == forms


def test_the_index_cuts_and_folds_in_the_same_way() -> None:
    text = "Mr Škvorecký's café, cafe\u0301; a-b_c 12.5 C++ Sørby ЁЛКИН naïveté Ærø straße 李明 it’s"
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE i USING fts5(t, tokenize = 'unicode61 remove_diacritics 2')")
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(i, 'row')")
    connection.execute("INSERT INTO i VALUES (?)", (text,))
    assert {row[0] for row in connection.execute("SELECT term FROM v")} == {word.form for word in words(text)}
    connection.close()


@given(st.text())
def test_spans_hold_the_words_they_belong_to(text: str) -> None:
    last = 0
    for word in words(text):
        assert last <= word.start < word.end <= len(text)
        assert fold(text[word.start : word.end]) == word.form
        last = word.end


def test_the_last_word_may_grow_until_it_is_left() -> None:
    assert parse("two wor").grows(1)
    assert not parse("two wor").grows(0)
    assert not parse("two words ").grows(1)
    assert not parse("word.").grows(0)
    assert not parse("word " * 100 + "x").grows(15)


def test_short_words_must_be_right() -> None:
    assert [slips("x" * length) for length in (2, 3, 6, 7, 10, 11, 40)] == [0, 1, 1, 2, 2, 3, 3]
