"""Lines: nothing lost, nothing too wide, fast enough for a book."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.core.model import Article, Block, BlockKind
from newsreader.tui.layout import lay_out

TEXTS = st.text(alphabet=st.sampled_from("ab -—é日本🙂e\u0301\n\t"), max_size=200)


@given(text=TEXTS, width=st.integers(2, 30))
def test_every_character_is_on_exactly_one_line(text: str, width: int) -> None:
    lines = lay_out(Article(text), width).lines
    assert "".join(text[line.start : line.end] for line in lines) == text


@given(text=TEXTS, width=st.integers(2, 30))
def test_no_line_is_wider_than_the_column(text: str, width: int) -> None:
    for line in lay_out(Article(text), width).lines:
        shown = text[line.start : line.end].rstrip(" \t\n").replace("\n", " ").replace("\t", " ")
        assert cell_len(shown) <= width


def test_hyphens_and_dashes_are_never_broken() -> None:
    text = "the Russia-US relationship — a long-standing one"
    lines = lay_out(Article(text), 14).lines
    assert [text[line.start : line.end].strip() for line in lines] == [
        "the Russia-US", "relationship —", "a", "long-standing", "one",
    ]  # fmt: skip


def test_paragraphs_are_an_empty_line_apart_and_list_lines_are_not() -> None:
    text = "One\n\nTwo\nThree"
    blocks = tuple(Block(s, e, BlockKind.BODY) for s, e in ((0, 3), (5, 8), (9, 14)))
    assert [line.block for line in lay_out(Article(text, blocks=blocks), 20).lines] == [0, -1, 1, 2]


def test_line_of_finds_the_line_of_each_character() -> None:
    text = "One two three\n\nfour five six"
    blocks = (Block(0, 13, BlockKind.BODY), Block(15, 28, BlockKind.BODY))
    layout = lay_out(Article(text, blocks=blocks), 7)
    for number, line in enumerate(layout.lines):
        if line.block >= 0:
            assert {layout.line_of(position) for position in range(line.start, line.end)} == {number}
    assert layout.line_of(14) == layout.line_of(13) == 1  # between the blocks: the line before
