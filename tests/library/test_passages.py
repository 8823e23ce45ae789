"""Passages cover the text, whatever it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.library.passages import LONGEST, passages
from newsreader.core.model import Article, Block, BlockKind


@given(st.text(alphabet=st.sampled_from("ab \n\t\u00a0é"), max_size=300), st.lists(st.integers(0, 320), max_size=8))
def test_passages_put_together_are_the_text(text: str, starts: list[int]) -> None:
    article = Article(text=text, blocks=tuple(Block(s, s, BlockKind.BODY) for s in sorted(set(starts))))
    spans = [span for span, _ in passages(article)]
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(start < end for start, end in spans)
    assert [start for start, _ in spans] == sorted({start for start, _ in spans})


def test_a_passage_is_a_block_with_its_kind(article: Article) -> None:
    found = passages(article)
    assert [kind for _, kind in found] == ["headline", "body", "body", "body"]
    assert [article.text[s:e].rstrip() for (s, e), _ in found] == [
        article.text[b.start : b.end] for b in article.blocks
    ]


def test_white_space_before_the_first_block_goes_with_it() -> None:
    article = Article(
        text="\n\n Title\n\nBody", blocks=(Block(3, 8, BlockKind.HEADLINE), Block(10, 14, BlockKind.BODY))
    )
    assert passages(article) == [((0, 10), "headline"), ((10, 14), "body")]


def test_without_blocks_paragraphs_are_passages() -> None:
    assert [span for span, _ in passages(Article(text="one\ntwo\n \n\nthree"))] == [(0, 11), (11, 16)]


def test_a_line_without_end_is_cut_between_words() -> None:
    text = "lorem ipsum " * 1_000
    spans = [span for span, _ in passages(Article(text=text))]
    assert max(end - start for start, end in spans) <= LONGEST
    assert all(text[start - 1] == " " for start, _ in spans[1:])
    assert len(spans) < 2 * len(text) / LONGEST
