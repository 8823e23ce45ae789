"""Folding and cutting into words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.search.words import fold, raw_words, word_spans, words


@pytest.mark.parametrize(
    "text, forms",
    [
        ("Mr Škvorecký's café", ["mr", "skvorecky", "s", "cafe"]),
        ("cafe\u0301 olé", ["cafe", "ole"]),
        ("a-b_c 12.5 C++", ["a", "b", "c", "12", "5", "c"]),
        ("Sørby ЁЛКИН", ["sorby", "елкин"]),
        ("", []),
    ],
)
def test_words_are_folded(text: str, forms: list[str]) -> None:
    assert [word.form for word in words(text)] == forms


@pytest.mark.parametrize(
    "one, other",
    [
        ("Škvorecký", "skvorecky"),
        ("café", "cafe\u0301"),
        ("straße", "STRASSE"),
        ("ﬁnance", "finance"),
        ("Łódź", "lodz"),
        ("Sørby", "sorby"),
        ("İstanbul", "istanbul"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("مُحَمَّد", "محمد"),
        ("Zelenskyy’", "zelenskyy"),
    ],
)
def test_forms_of_one_word_are_one(one: str, other: str) -> None:
    assert [word.form for word in words(one)] == [word.form for word in words(other)]


def test_scripts_without_spaces_and_signs_are_words_one_by_one() -> None:
    assert [word.form for word in words("李明 €5 🙂ok")] == ["李", "明", "€", "5", "🙂", "ok"]


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_texts_are_cut_like_all_others(text: str) -> None:
    assert [word.form for word in words(text + " é")] == [*(word.form for word in words(text)), "e"]


@given(st.text())
def test_the_index_cuts_and_folds_in_the_same_way(text: str) -> None:
    assert [fold(word) for word in raw_words(text)] == [word.form for word in words(text)]
    assert list(word_spans(text)) == [(word.start, word.end) for word in words(text)]


@given(st.text())
def test_spans_hold_the_words_they_belong_to(text: str) -> None:
    last = 0
    for word in words(text):
        assert last <= word.start < word.end <= len(text)
        assert fold(text[word.start : word.end]) == word.form
        last = word.end
