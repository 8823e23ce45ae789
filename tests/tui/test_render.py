"""How an article looks: the words as they are, and what tells the kinds apart without any colour."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment

from newsreader.core.model import Analysis, Article, Block, BlockKind, Quote, QuoteKind
from newsreader.tui.layout import INDENT, lay_out
from newsreader.tui.render import MARGIN, Mark, Marks, Role, View, quote_marks, speaker_slots
from newsreader.tui.signs import CORRECTED
from newsreader.tui.theme import palette
from tests.tui.test_layout import SIGNS

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
    yours = replace(analysis, quotes=(analysis.quotes[0]._replace(corrected_by="Nell"), *analysis.quotes[2:]))
    view = View(article, yours, lay_out(article, 72), palette({}), Marks(quote_marks(yours)))
    assert view.strip(view.layout.line_of(article.text.index("We start")), WIDTH).text[1] == "║"


@given(
    pieces=st.lists(st.sampled_from(SIGNS), min_size=1, max_size=80),
    spans=st.lists(st.tuples(st.integers(0, 120), st.integers(1, 60)), max_size=6),
    width=st.integers(1, 90),
)
def test_strips_fill_their_width_whatever_is_in_them(
    pieces: list[str], spans: list[tuple[int, int]], width: int
) -> None:
    text = "".join(pieces)
    found = [(start, min(start + length, len(text))) for start, length in spans if start < len(text)]
    quotes = tuple(Quote((span,), QuoteKind.DIRECT, (span,), confidence=0.3) for span in found)
    article = Article(text, blocks=(Block(0, len(text), BlockKind.ITEM),))
    analysis = Analysis(article, quotes)
    marks = Marks([*quote_marks(analysis), *(Mark(*span, Role.CUE) for span in found)])
    view = View(article, analysis, lay_out(article, max(width - MARGIN, 4)), palette({}), marks, chosen=0)
    for number in range(len(view.layout.lines)):
        strip = view.strip(number, width)
        assert strip.cell_length == cell_len(strip.text) == width


def test_doubt_shows_without_colour(view: View, article: Article, analysis: Analysis) -> None:
    line = view.layout.line_of(article.text.index("rents would"))
    assert view.strip(line, WIDTH).text[1] == "?"
    assert replace(view, chosen=4).strip(line, WIDTH).text[1] == "▷"
    mention = segments_of(view, "Ms Lindqvist")[0].style
    assert mention and mention.italic and mention.underline and not mention.bold
    yours = replace(analysis, quotes=(*analysis.quotes[:4], analysis.quotes[4]._replace(corrected_by="me")))
    assert replace(view, analysis=yours).strip(line, WIDTH).text[1] == CORRECTED


def test_words_of_nobody_known_are_doubtful_and_scare_quotes_are_not(view: View, analysis: Analysis) -> None:
    nobody = analysis.quotes[0]._replace(entity=None, speaker_name=None)
    unknown = replace(view, analysis=replace(analysis, quotes=(nobody, *analysis.quotes[1:])))
    line = view.layout.line_of(view.article.text.index("We start"))
    assert (view.strip(line, WIDTH).text[1], unknown.strip(line, WIDTH).text[1]) == ("┃", "?")
    assert view.strip(view.layout.line_of(view.article.text.index("tram tax")), WIDTH).text[1] == "·"


def test_the_chosen_quote_has_its_triangle_where_it_begins(article: Article, analysis: Analysis) -> None:
    view = View(article, analysis, lay_out(article, 20), palette({}), Marks(quote_marks(analysis)), chosen=1)
    first = view.layout.line_of(article.text.index("Nobody will"))
    last = view.layout.line_of(article.text.index("or a shed"))
    assert [view.strip(line, 24).text[1] for line in (first, last)] == ["▶", "▌"]


def test_list_items_and_block_quotes_have_a_quiet_sign() -> None:
    text = "A path for prams\n\nWhoever builds a bridge shall"
    blocks = (Block(0, 16, BlockKind.ITEM), Block(18, len(text), BlockKind.BLOCKQUOTE))
    article = Article(text, blocks=blocks)
    view = View(article, None, lay_out(article, 20), palette({}), Marks())
    drawn = [view.strip(number, 24).text[MARGIN:].rstrip() for number in range(len(view.layout.lines))]
    assert drawn == ["• A path for prams", "", "│ Whoever builds a", "│ bridge shall"]
    assert view.character(0, MARGIN + INDENT) == 0
    assert view.column(0, 2) == MARGIN + INDENT + 2
