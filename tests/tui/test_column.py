"""The measure of the lines, and how one lands at what one steps to."""

from __future__ import annotations

from newsreader.core.library import Library
from newsreader.core.model import Analysis, Article, Block, BlockKind, Quote, QuoteKind
from newsreader.core.nlp import ENGINE
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens.measuring import NARROWEST
from newsreader.tui.widgets.article_pane import COLUMN
from tests.tui.waiting import MakeApp, opened, until

PARAGRAPH = "“Something said,” said Nell Okoro, and went on to the next of her long-standing affairs in the harbour."


def long_article(count: int) -> tuple[Article, Analysis]:
    text = "\n\n".join([PARAGRAPH] * count)
    starts = [number * (len(PARAGRAPH) + 2) for number in range(count)]
    article = Article(text, blocks=tuple(Block(at, at + len(PARAGRAPH), BlockKind.BODY) for at in starts))
    spans = [((at + 1, at + 16),) for at in starts]
    quotes = tuple(Quote(span, QuoteKind.DIRECT, span, speaker_name="Nell Okoro", confidence=0.9) for span in spans)
    return article, Analysis(article, quotes, engine=ENGINE)


async def test_keys_make_the_column_wider_and_narrower_and_it_is_kept(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(200, 40)) as pilot:
        pane = (await opened(pilot)).pane
        assert pane.shown_column == COLUMN
        await pilot.press("plus", "plus")
        assert pane.shown_column == COLUMN + 8
        await pilot.press("minus")
        assert pane.shown_column == COLUMN + 4
        await pilot.press(*["minus"] * 13)
        assert pane.shown_column == NARROWEST
        await pilot.press("plus")
        await until(pilot, lambda: app.settings.screen.column == NARROWEST + 4)
        assert pane.column == NARROWEST + 4
    again: NewsreaderApp = make_app()
    async with again.run_test(size=(200, 40)) as pilot:
        assert (await opened(pilot)).pane.column == NARROWEST + 4


async def test_a_column_wider_than_the_pane_begins_to_shrink_at_once(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        pane = (await opened(pilot)).pane
        shown = pane.shown_column
        await pilot.press("plus")
        assert f"{shown}: as wide as the pane" in app.reader.status.place
        assert pane.column == COLUMN
        await pilot.press("minus")
        assert pane.shown_column == shown - 4


async def test_the_column_is_in_the_middle_of_a_wide_screen_in_zen(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(200, 40)) as pilot:
        pane = (await opened(pilot)).pane
        await pilot.press("z")
        await pilot.pause()
        text = pane.render_line(0).text
        assert pane.line_width >= 198
        assert abs((len(text) - len(text.lstrip())) - (200 - COLUMN) // 2) <= 3


async def test_a_step_lands_with_something_around_it_and_scrolls_only_when_it_must(
    library: Library, make_app: MakeApp
) -> None:
    article, analysis = long_article(40)
    library.add(article)
    library.put_analysis(article.id, analysis)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        reader = await opened(pilot)
        reader.open_article(article.id)
        await until(pilot, lambda: reader.status.place.startswith("Quote 1/40"))
        pane, scrolled = reader.pane, 0
        for _ in range(30):
            before = pane.scroll_y
            await pilot.press("right_square_bracket")
            quote = reader._reading.quote  # type: ignore[union-attr]
            assert quote and pane._view
            row = pane._view.layout.line_of(quote.start) - round(pane.scroll_y)
            assert 2 <= row < pane.size.height - 2
            if pane.scroll_y != before:
                scrolled += 1
                assert row == pane.size.height // 3
        assert 3 < scrolled < 20
