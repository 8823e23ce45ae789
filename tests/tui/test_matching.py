"""Rows match by all words, whatever the case and the accents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.tui.matching import matching, plain, words_of

ROWS = [
    plain(text)
    for text in ("Zoë Nørgård's ferry", "The FERRY – again", "e\u0301te\u0301 à Łódź", "日本 [sic]", "", "℡ 1")
]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("ferry", [0, 1]),
        ("FERRY zoe", [0]),
        ("norgard’s", [0]),
        ("NØRGÅRD'S", [0]),
        ("- again", [1]),
        ("ete lodz", [2]),
        ("ÉTÉ", [2]),
        ("[sic]", [3]),
        ("日", [3]),
        ("ferry bridge", []),
        ("tel", [5]),
        (".*", []),
        ("  ", [0, 1, 2, 3, 4, 5]),
    ],
)
def test_a_row_matches_that_has_every_word_somewhere(query: str, rows: list[int]) -> None:
    assert list(matching(ROWS, words_of(query), range(len(ROWS)))) == rows


@given(st.text())
def test_a_row_matches_itself(text: str) -> None:
    assert list(matching([plain(text)], words_of(text), [0])) == [0]
