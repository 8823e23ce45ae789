"""The scroll bar as a map: what stands where, exactly, without looking at everything again for each key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color

from newsreader.core.model import Analysis, Article, Block, BlockKind, Quote, QuoteKind
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.layout import Layout, lay_out
from newsreader.tui.minimap import CHOSEN, HIT, HIT_CURRENT, QUOTE, Minimap, Rows, quote_ticks
from newsreader.tui.render import Marks, View
from newsreader.tui.theme import contrast_ratio, palette
from newsreader.tui.widgets.map_bar import MapBar
from newsreader.tui.widgets.thumb_bar import thumb_colour
from tests.tui.waiting import opened, until

LONG = "\n\n".join(f"Paragraph {number} has a few words and “something said” in it." for number in range(200))


def blocks_of(text: str) -> tuple[Block, ...]:
    blocks, at = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(at, at + len(paragraph), BlockKind.BODY))
        at += len(paragraph) + 2
    return tuple(blocks)


@pytest.fixture(scope="module")
def long() -> Article:
    return Article(LONG, blocks=blocks_of(LONG))


def quote_at(start: int, end: int, entity: int | None) -> Quote:
    name = None if entity is None else f"Speaker {entity}"
    span = ((start, end),)
    return Quote(span, QuoteKind.DIRECT, span, entity=entity, speaker_name=name, confidence=0.9)


def layout_of(lengths: list[int]) -> Layout:
    text = "\n\n".join("a" * length for length in lengths)
    return lay_out(Article(text, blocks=blocks_of(text)), 5)


@given(lengths=st.lists(st.integers(1, 40), min_size=1, max_size=20), height=st.integers(1, 30))
def test_each_character_is_in_the_row_of_its_line(lengths: list[int], height: int) -> None:
    layout = layout_of(lengths)
    total = len(layout.lines)
    rows = Rows(layout, total, height)
    for number, line in enumerate(layout.lines):
        if line.block >= 0:
            assert {rows.of(position) for position in range(line.start, line.end)} == {number * height // total}
            assert rows.line(rows.of(line.start)) <= number


def test_a_row_has_the_colour_of_who_is_quoted_most_in_it(long: Article) -> None:
    layout = lay_out(long, 72)
    quotes = [quote_at(10, 20, 0), quote_at(70, 80, 1), quote_at(130, 140, 1), quote_at(len(LONG) - 9, len(LONG), None)]
    ticks = quote_ticks(Rows(layout, len(layout.lines), 20), quotes, {0: 0, 1: 1})
    assert {row: (tick.sign, tick.slot) for row, tick in ticks.items()} == {0: (QUOTE, 1), 19: (QUOTE, None)}
    assert ticks[0].position == 10


def test_scare_quotes_are_not_on_the_map(long: Article) -> None:
    layout = lay_out(long, 72)
    scare = quote_at(10, 20, None)._replace(kind=QuoteKind.SCARE)
    assert quote_ticks(Rows(layout, len(layout.lines), 20), [scare], {}) == {}


def test_the_chosen_quote_and_the_current_hit_lie_over_the_rest(long: Article) -> None:
    quotes = (quote_at(10, 20, 0), quote_at(5000, 5010, 0))
    layout = lay_out(long, 72)
    view = View(long, Analysis(long, quotes), layout, palette({}), Marks(), chosen=1)
    view = replace(view, hits=[(12, 14), (9000, 9004)], hit=1, own=[((10, 20), "★#")])
    ticks = Minimap().draw(view, len(layout.lines), 20, quotes, {0: 0})
    assert [ticks[row].sign for row in sorted(ticks)] == [HIT, CHOSEN, HIT_CURRENT]
    ticks = Minimap().draw(replace(view, hits=(), hit=-1), len(layout.lines), 20, quotes, {0: 0})
    assert [ticks[row].sign for row in sorted(ticks)] == ["★", CHOSEN]


def test_a_step_looks_at_no_quote_again(long: Article) -> None:
    class Counted(tuple[Quote, ...]):
        walks = 0

        def __iter__(self):  # type: ignore[no-untyped-def]
            Counted.walks += 1
            return super().__iter__()

    quotes = Counted((quote_at(10, 20, 0), quote_at(5000, 5010, 0)))
    layout, minimap = lay_out(long, 72), Minimap()
    view = View(long, Analysis(long, quotes), layout, palette({}), Marks(), chosen=0)
    for chosen in (0, 1, 0):
        minimap.draw(replace(view, chosen=chosen), len(layout.lines), 20, quotes, {0: 0})
    assert Counted.walks == 1
    minimap.draw(view, len(layout.lines), 30, quotes, {0: 0})  # another height is another map
    assert Counted.walks == 2


def test_ticks_stand_out_from_the_thumb_in_every_theme(make_app: Callable[[], NewsreaderApp]) -> None:
    app = make_app()
    for theme in app.available_themes:
        app.theme = theme
        colours = palette(app.theme_variables)
        thumb = thumb_colour(colours)
        for style in (*colours.speakers, colours.muted, colours.title, colours.accent):
            assert style.color
            assert contrast_ratio(Color.from_rich_color(style.color), thumb) >= 3, theme


async def test_the_bar_shows_the_quotes_and_a_click_goes_there(make_app: Callable[[], NewsreaderApp]) -> None:
    app = make_app()
    async with app.run_test(size=(60, 14)) as pilot:
        await opened(pilot)
        pane = app.reader.pane
        bar = pane.vertical_scrollbar
        assert isinstance(bar, MapBar)
        await until(pilot, lambda: bar.display)  # the layout comes a moment after the article
        signs = [bar.render_line(row).text for row in range(bar.size.height)]
        assert signs.count(CHOSEN) == 1 and QUOTE in signs
        row = max(index for index, sign in enumerate(signs) if sign == QUOTE)
        assert row not in bar.thumb
        await pilot.click(bar, offset=(0, row))
        await pilot.pause()
        assert pane.shows(app.reader._reading.quotes[-1].content[0][0])  # type: ignore[union-attr]
        assert row in bar.thumb


async def test_without_colours_the_thumb_is_in_reverse(
    make_app: Callable[[], NewsreaderApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app()
    async with app.run_test(size=(60, 14)) as pilot:
        await opened(pilot)
        bar = app.reader.pane.vertical_scrollbar
        await until(pilot, lambda: bar.display and bar.thumb)
        looks = {row: next(iter(bar.render_line(row))).style for row in range(bar.size.height)}
        assert {row for row, style in looks.items() if style and style.reverse} == set(bar.thumb) != set()
