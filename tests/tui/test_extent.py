"""Moving the ends of a stretch by words and sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.model import Article, Block, BlockKind
from newsreader.tui.extent import Surroundings, surroundings

TEXT = """"We start in May," Dr. Ada Lindqvist said. "Nobody in the U.S. will lose a garden (or a shed)."

She denied that rents would rise. Mr. J. Rey agreed…"""


def around(text: str = TEXT) -> Surroundings:
    blocks, at = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(at, at + len(paragraph), BlockKind.BODY))
        at += len(paragraph) + 2
    return surroundings(Article(text, blocks=tuple(blocks)), 0)


def test_words_stand_without_the_marks_around_them_but_with_a_comma_inside_marks() -> None:
    words = [TEXT[start:end] for start, end in around().words]
    assert words[:5] == ["We", "start", "in", "May,", "Dr"]
    assert words[9:19] == ["in", "the", "U.S.", "will", "lose", "a", "garden", "or", "a", "shed)."]
    assert words[-3:] == ["J.", "Rey", "agreed"]


def test_sentences_end_at_stops_but_not_behind_a_title_or_an_initial_nor_run_over_a_block() -> None:
    assert [TEXT[start:end] for start, end in around().sentences] == [
        'We start in May," Dr. Ada Lindqvist said',
        "Nobody in the U.S. will lose a garden (or a shed).",
        "She denied that rents would rise",
        "Mr. J. Rey agreed",
    ]


def test_an_end_goes_word_by_word_and_back() -> None:
    here, start = around(), TEXT.index("rents")
    span = (start, start + len("rents would rise"))
    assert TEXT[slice(*here.move(span, "start", "word", -1))] == "that rents would rise"
    assert TEXT[slice(*here.move(span, "start", "word", 1))] == "would rise"
    assert TEXT[slice(*here.move(span, "end", "word", -1))] == "rents would"
    assert here.move(here.move(span, "end", "word", -1), "end", "word", 1) == span


def test_an_end_goes_sentence_by_sentence() -> None:
    here, start = around(), TEXT.index("rents")
    span = (start, start + len("rents"))
    assert TEXT[slice(*here.move(span, "end", "sentence", 1))] == "rents would rise"
    assert TEXT[slice(*here.move(span, "start", "sentence", -1))] == "She denied that rents"
    further = here.move(here.move(span, "end", "sentence", 1), "end", "sentence", 1)
    assert TEXT[slice(*further)] == "rents would rise. Mr. J. Rey agreed"


def test_a_whole_stretch_goes_from_sentence_to_sentence() -> None:
    here = around()
    there = here.move(here.sentences[0], "start", "sentence", 1)
    assert there == here.sentences[1]
    assert here.move(there, "end", "sentence", -1) == here.sentences[0]


def test_nothing_is_left_of_no_stretch_and_none_goes_beyond_the_text() -> None:
    here = around()
    first, last = here.words[0], here.words[-1]
    assert here.move(first, "start", "word", 1) == first
    assert here.move(first, "end", "word", -1) == first
    assert here.move(first, "start", "sentence", -1) == first
    assert here.move(last, "end", "word", 1) == last
    assert surroundings(Article(""), 0).sentence_at(0) is None


def test_the_sentence_at_a_place() -> None:
    here = around()
    assert here.sentence_at(TEXT.index("rents")) == here.sentences[2]
    assert here.sentence_at(0) == here.sentences[0]  # the mark before it
    assert here.sentence_at(TEXT.index("\n\n") + 1) == here.sentences[2]
    assert here.sentence_at(len(TEXT)) == here.sentences[-1]


@given(st.text(alphabet="aB. \"“”'’!?\n(é日", max_size=60), st.integers(0, 60))
def test_any_text_has_words_and_sentences_in_order_and_every_move_stays_in_it(text: str, near: int) -> None:
    here = surroundings(Article(text), min(near, len(text)))
    for spans in (here.words, here.sentences):
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in spans)
    if here.words:
        span = here.words[len(here.words) // 2]
        for edge in ("start", "end"):
            for unit in ("word", "sentence"):
                for by in (-1, 1):
                    start, end = here.move(span, edge, unit, by)
                    assert 0 <= start < end <= len(text)
