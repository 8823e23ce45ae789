"""Lines: nothing lost, nothing too wide, fast enough for a book."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.core.model import Article, Block, BlockKind
from newsreader.tui.cells import shown
from newsreader.tui.layout import INDENT, lay_out, signs_of

SIGNS = [
    *"ab -—é日本。、🙂e\n\t\u0301\u200b\u200d\ufe0f\u202eשלםقال한국",
    "❤️", "1️⃣", "👩‍👩‍👧", "👍🏽", "🇩🇪", "🇫🇷", "क्षि", "https://example.org/a-b/c?d=e&f",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(SIGNS), max_size=120).map("".join)
KINDS = st.sampled_from(BlockKind)


def one_block(text: str, kind: BlockKind = BlockKind.BODY) -> Article:
    return Article(text, blocks=(Block(0, len(text), kind),) if text else ())


@given(text=TEXTS, width=st.integers(2, 40), kind=KINDS)
def test_every_character_is_on_exactly_one_line(text: str, width: int, kind: BlockKind) -> None:
    lines = lay_out(one_block(text, kind), width).lines
    assert "".join(text[line.start : line.end] for line in lines) == text


@given(text=TEXTS, width=st.integers(4, 40), kind=KINDS)
def test_no_line_is_wider_than_the_column(text: str, width: int, kind: BlockKind) -> None:
    for line in lay_out(one_block(text, kind), width).lines:
        words = text[line.start : line.end].rstrip(" \t\n")
        assert line.indent + cell_len(shown(words)) <= width


@given(text=TEXTS, width=st.integers(4, 40))
def test_nothing_that_is_one_sign_to_the_eye_is_cut(text: str, width: int) -> None:
    begins = {begin for begin, _ in signs_of(text, 0, len(text))}
    after_blanks = {at for at in range(1, len(text)) if text[at - 1].isspace()}
    assert {line.start for line in lay_out(Article(text), width).lines} <= begins | after_blanks


def test_flags_and_joined_emoji_are_one_sign() -> None:
    text = "🇩🇪🇫🇷👩‍👩‍👧👍🏽❤️1️⃣e\u0301日"
    signs = [text[begin:] for begin, _ in signs_of(text, 0, len(text))]
    assert len(signs) == 8
    assert signs[1].startswith("🇫🇷")


def test_japanese_flows_on_and_begins_no_line_with_a_full_stop() -> None:
    text = "They wrote 日本の技術者は点検した。橋は安全です"
    lines = [text[line.start : line.end] for line in lay_out(Article(text), 20).lines]
    assert lines == ["They wrote 日本の技", "術者は点検した。橋は", "安全です"]
    stop = "点検した。橋"
    assert [stop[line.start : line.end] for line in lay_out(Article(stop), 8).lines] == ["点検し", "た。橋"]


def test_the_lines_of_a_headline_are_about_equally_long() -> None:
    text = "The council's long-standing quarrel over the tram ends with a bridge nobody asked for at all"
    for width in (40, 60, 80):
        found = lay_out(one_block(text, BlockKind.HEADLINE), width).lines
        assert len(found) == len(lay_out(one_block(text), width).lines)
        lengths = [line.end - line.start for line in found]
        assert max(lengths) - min(lengths) < 20, width


def test_list_items_hang_by_their_bullet() -> None:
    text = "- New stops at Quay Street and the Old Gasworks"
    hung = lay_out(one_block(text, BlockKind.ITEM), 30).lines
    assert [line.indent for line in hung] == [0, 2]
    plain = lay_out(one_block(text[2:], BlockKind.ITEM), 30).lines
    assert {line.indent for line in plain} == {INDENT}


def test_who_and_when_stand_together_and_a_headline_alone() -> None:
    text = "Head\nStand\n\nBy Nell\n\n12 March\n\nBody\n\nItem\n\nItem"
    kinds = (
        BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.BODY,
        BlockKind.ITEM, BlockKind.ITEM,
    )  # fmt: skip
    found = re.finditer(r"[^\n]+", text)
    blocks = tuple(Block(*match.span(), kind) for match, kind in zip(found, kinds, strict=True))
    assert [line.block for line in lay_out(Article(text, blocks=blocks), 20).lines] == [
        0,
        -1,
        1,
        -1,
        2,
        3,
        -1,
        4,
        -1,
        5,
        6,
    ]


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
