from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.text.paragraphs import paragraphs


def cut(text: str) -> list[str]:
    return [text[s:e] for s, e in paragraphs(text)]


def test_blank_lines_part_paragraphs() -> None:
    assert cut("  One here. \n\n \t\nTwo\u00a0there.\n") == ["One here.", "Two\u00a0there."]


def test_without_blank_lines_every_line_is_one() -> None:
    assert cut("One.\nTwo.\nThree.") == ["One.", "Two.", "Three."]


WRAPPED = """\
The harbour master of Eastmere said on Monday that the old
pier would stay shut until spring, because the timbers under
it could no longer carry a crowd.

Fishermen who have tied up there for decades were told to use
the northern quay instead. Several said that they would rather
take the risk.
"""


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    assert len(cut(WRAPPED)) == 2


def test_short_lines_in_a_group_stay_apart() -> None:
    text = "Pier to stay shut\nHarbour master blames timbers\nBy Ann Poole\n\nThe pier will stay shut, said Mr Roe.\n"
    assert len(cut(text)) == 4


def test_a_poem_is_not_joined() -> None:
    assert len(cut(WRAPPED + "\nShort line,\nand a shorter,\nand one that is the longest.\n")) == 5


@given(st.text(alphabet="ab .\n\t“"))
def test_spans_are_in_order_and_bare(text: str) -> None:
    spans = paragraphs(text)
    assert all(text[s:e] == text[s:e].strip() != "" for s, e in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert sum(len(text[s:e].split()) for s, e in spans) == len(text.split())


def test_a_million_words_and_a_blank_desert_take_little_time() -> None:
    started = time.perf_counter()
    paragraphs(("word " * 40 + "end.\n\n") * 25_000)
    paragraphs(" " * 5_000_000)
    paragraphs("word " * 1_000_000)
    assert time.perf_counter() - started < 2
