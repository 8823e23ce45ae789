"""How an article looks: the words as they are, and what tells the kinds apart without any colour."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.segment import Segment

from newsreader.core.model import Analysis, Article
from newsreader.tui.layout import lay_out
from newsreader.tui.render import MARGIN, Mark, Marks, Role, View, quote_marks, speaker_slots
from newsreader.tui.theme import palette

WIDTH = 80


@pytest.fixture
def view(article: Article, analysis: Analysis) -> View:
    return View(article, analysis, lay_out(article, 72), palette({}), Marks(quote_marks(analysis)))


def segments_of(view: View, words: str) -> list[Segment]:
    """The segments that show some words, which stand on one line."""
    start = view.article.text.index(words)
    line = view.layout.line_of(start)
    found, at = [], view.layout.lines[line].start - MARGIN
    for segment in view.strip(line, WIDTH):
        if at < start + len(words) and at + len(segment.text) > start:
            found.append(segment)
        at += len(segment.text)
    return found


def test_the_words_are_drawn_character_for_character(view: View) -> None:
    for number, line in enumerate(view.layout.lines):
        drawn = view.strip(number, WIDTH).text
        assert drawn[MARGIN:].rstrip() == view.article.text[line.start : line.end].rstrip()


def test_every_strip_fills_its_width(view: View) -> None:
    assert {view.strip(number, WIDTH).cell_length for number in range(len(view.layout.lines) + 3)} == {WIDTH}


def test_kinds_differ_in_the_margin_without_colour(view: View) -> None:
    bars = {
        words: view.strip(view.layout.line_of(view.article.text.index(words)), WIDTH).text[1]
        for words in ("We start", "less than", "engineers had", "READ")
    }
    assert bars["We start"] == "┃"
    assert bars["less than"] == "╏"
    assert bars["engineers had"] == "┊"
    assert bars["READ"] == " "


def test_the_chosen_quote_stands_out_without_colour(article: Article, analysis: Analysis) -> None:
    plain = palette({}, no_color=True)
    view = View(article, analysis, lay_out(article, 72), plain, Marks(quote_marks(analysis)), chosen=0)
    assert all(s.style and s.style.reverse for s in segments_of(view, "We start in May"))
    assert view.strip(view.layout.line_of(article.text.index("We start")), WIDTH).text[1] == "▶"


def test_a_speaker_has_one_colour_everywhere(view: View, analysis: Analysis) -> None:
    words, mention, later = (segments_of(view, text)[0].style for text in ("We start", "Ada Lindqvist", "or a shed"))
    other = segments_of(view, "less than")[0].style
    assert words and mention and later and other
    assert words.color == mention.color == later.color != other.color
    assert speaker_slots(analysis) == {0: 0, 1: 1}


def test_mixed_words_clause_indirect_and_scare_look_different(view: View) -> None:
    looks = {
        str(segments_of(view, words)[0].style) for words in ("less than", "the tram would", "tram tax", "We start")
    }
    assert len(looks) == 4


def test_a_cue_is_underlined_and_a_mention_bold(view: View) -> None:
    cue, mention = segments_of(view, "denied")[0].style, segments_of(view, "Ada Lindqvist")[0].style
    assert cue and cue.underline
    assert mention and mention.bold


def test_a_mark_across_buckets_is_found_once_anywhere() -> None:
    marks = Marks([Mark(1000, 5000, Role.WORDS)])
    assert len(marks.within(0, 10_000)) == len(marks.within(3000, 3001)) == 1
    assert marks.within(0, 1000) == marks.within(5000, 6000) == []


def test_a_character_is_found_under_a_cell(view: View) -> None:
    start = view.article.text.index("日本")
    line = view.layout.line_of(start)
    column = MARGIN + start - view.layout.lines[line].start
    assert [view.character(line, column + cell) for cell in range(5)] == [start, start, start + 1, start + 1, start + 2]


def test_more_marks_leave_the_others_as_they_were() -> None:
    few = Marks([Mark(0, 10, Role.WORDS), Mark(3000, 3010, Role.WORDS)])
    more = few.plus([Mark(5, 3005, Role.CUE)])
    assert len(more.within(0, 4000)) == 3
    assert len(few.within(0, 4000)) == 2


def test_the_readers_signs_stand_one_a_line_below_each_other(article: Article, analysis: Analysis) -> None:
    layout = lay_out(article, 20)
    garden = article.text.index("Nobody will"), article.text.index(" she added")
    view = View(article, analysis, layout, palette({}), Marks(quote_marks(analysis)), own=[(garden, "★✎#")])
    first = layout.line_of(garden[0])
    assert [view.strip(first + line, 30).text[0] for line in range(4)] == ["★", "✎", " ", " "]  # two lines: two signs


def test_a_corrected_quote_has_a_double_bar(article: Article, analysis: Analysis) -> None:
    yours = replace(analysis, quotes=(replace(analysis.quotes[0], corrected_by="Nell"), *analysis.quotes[2:]))
    view = View(article, yours, lay_out(article, 72), palette({}), Marks(quote_marks(yours)))
    assert view.strip(view.layout.line_of(article.text.index("We start")), WIDTH).text[1] == "║"
