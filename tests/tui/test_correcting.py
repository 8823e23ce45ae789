"""Correcting a quote by keys: who, how, from where to where; back to the machine's answer; quotes that it missed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from newsreader.core.library import Library
from newsreader.core.model import Analysis, Quote, QuoteKind
from newsreader.tui.screens.correction import CorrectionScreen
from newsreader.tui.screens.reader import ReaderScreen
from tests.tui.conftest import TEXT
from tests.tui.test_annotating import article_lines, told
from tests.tui.waiting import SIZE, MakeApp, opened, until


def chosen_words(reader: ReaderScreen) -> str:
    """The words of the quote that the article shows as chosen, from its first to its last one."""
    view = reader.pane._view
    assert view is not None and view.analysis is not None and view.chosen >= 0
    content = view.analysis.quotes[view.chosen].content
    return view.article.text[content[0][0] : content[-1][1]]


NEXT, PREVIOUS = "right_square_bracket", "left_square_bracket"


async def panel(pilot: Pilot[int], key: str = "c") -> CorrectionScreen:
    """The panel, once it is there."""
    await pilot.press(key)
    screen: Screen[Any] | None = None

    def there() -> bool:
        nonlocal screen
        screen = pilot.app.screen
        return isinstance(screen, CorrectionScreen) and screen.focused is not None

    await until(pilot, there)
    assert isinstance(screen, CorrectionScreen)
    return screen


def quotes(library: Library, reader: ReaderScreen) -> tuple[Quote, ...]:
    """What the library says now."""
    analysis = library.analysis(reader.current or "")
    assert analysis
    return analysis.quotes


def text_of(quote: Quote) -> list[str]:
    return [TEXT[start:end] for start, end in quote.content]


def chosen_lines(reader: ReaderScreen) -> list[str]:
    """The lines of the article with the margin of the chosen quote."""
    return [line for line in article_lines(reader) if "▶" in line[:60]]


async def test_another_speaker_is_typed_completed_and_kept_as_the_readers(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        screen = await panel(pilot)
        assert "Ada Lindqvist · cue “said” · sure · direct" in screen.query_one("#found").render_line(0).text
        await pilot.press(*"tomas")
        assert screen.draft.speaker == "Tomás Rey"
        await pilot.press("enter")
        await told(pilot, reader, "Corrected · “We start in May,” · u undoes it")
        first = quotes(library, reader)[0]
        assert (first.speaker_name, first.entity, first.confidence) == ("Tomás Rey", 1, 1.0)
        assert first.corrected_by == library.reader
        await pilot.press(NEXT, PREVIOUS)
        assert reader.status.place == "Quote 1/5 · Tomás Rey · said · yours"
        assert "1║Tomás Rey" in reader.quotes.render_line(0).text
        await pilot.press(NEXT, NEXT)  # no longer behind the triangle of the chosen quote
        assert any("║ " in line and "We start" in line for line in article_lines(reader))
        machine = library.machine_analysis(reader.current or "")
        assert machine and machine.quotes[0].speaker_name == "Ada Lindqvist"


async def test_esc_leaves_everything_as_it_was(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        before, status = article_lines(reader), reader.status.place
        screen = await panel(pilot)
        await pilot.press(*"nobody", "tab", "right", "tab", "right")
        assert chosen_words(reader) == "start in May,"  # shown live
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is reader)
        assert article_lines(reader) == before
        assert reader.status.place == status
        assert library.corrections.all() == []
        assert screen.draft.kind is QuoteKind.MIXED


async def test_the_extent_moves_by_words_and_sentences_and_is_shown_in_the_article(
    library: Library, make_app: MakeApp
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press(NEXT, NEXT, NEXT)
        assert reader.status.place.startswith("Quote 4/5 (indirect)")
        screen = await panel(pilot)
        await pilot.press("tab", "tab", "left")
        assert text_of(screen.shown)[0] == "that rents would rise"  # type: ignore[arg-type]
        assert chosen_words(reader) == "that rents would rise"
        await pilot.press("up")
        assert text_of(screen.shown)[0].startswith("Ms Lindqvist denied")  # type: ignore[arg-type]
        await pilot.press("right", "right", "right", "right")
        await pilot.press("tab", "left", "enter")
        await told(pilot, reader, "Corrected · “rents would”")
        assert text_of(quotes(library, reader)[4]) == ["rents would"]
        assert reader._reading and reader._reading.chosen == 4
        await pilot.press(PREVIOUS, NEXT)
        assert reader.status.place == "Quote 4/5 (indirect) · Ada Lindqvist · denied · yours"


async def test_the_kind_changes_with_arrow_keys_and_letters(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        screen = await panel(pilot)
        await pilot.press("tab", "right")
        assert screen.draft.kind is QuoteKind.MIXED
        await pilot.press("i", "enter")
        await told(pilot, reader, "Corrected")
        assert quotes(library, reader)[0].kind is QuoteKind.INDIRECT
        assert quotes(library, reader)[0].marked == ()


async def test_no_quote_at_all_is_undone_by_a_key(library: Library, analysis: Analysis, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await panel(pilot)
        await pilot.press("tab", "n", "enter")
        await told(pilot, reader, "No quote · “We start in May,” · u undoes it")
        assert len(quotes(library, reader)) == 5
        assert "4 quotes" in str(reader.quotes.border_subtitle)
        await pilot.press("u")
        await told(pilot, reader, "Undone: Dismissed")
        assert quotes(library, reader) == analysis.quotes
        assert len(reader.quotes.everything) == 5


async def test_one_key_goes_back_to_what_the_machine_found(
    library: Library, analysis: Analysis, make_app: MakeApp
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await panel(pilot)
        await pilot.press(*"Tass", "enter")
        await told(pilot, reader, "Corrected")
        assert quotes(library, reader)[0].speaker_name == "Tass"
        screen = await panel(pilot)
        assert screen.draft.speaker == "Tass"
        assert "Ada Lindqvist · cue “said”" in screen.query_one("#found").render_line(0).text
        await pilot.press("ctrl+r")
        assert screen.draft.speaker == "Ada Lindqvist"
        await pilot.press("enter")
        await told(pilot, reader, "As it was found")
        assert quotes(library, reader) == analysis.quotes
        assert library.corrections.all() == []


async def test_a_correction_is_under_the_name_in_the_settings(
    library: Library, make_app: MakeApp, tmp_path: Path
) -> None:
    path = tmp_path / "config" / "newsreader" / "settings.toml"
    path.parent.mkdir(parents=True)
    path.write_text('name = "Nell Okoro"\nnaem = 1\n')
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await panel(pilot)
        await pilot.press(*"Tass", "enter")
        await told(pilot, reader, "Corrected")
        assert quotes(library, reader)[0].corrected_by == "Nell Okoro"
        assert "naem is no setting" in str(reader.banner.render())


async def test_nobody_is_an_empty_line(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await panel(pilot)
        await pilot.press("backspace", "enter")
        await told(pilot, reader, "Corrected")
        assert quotes(library, reader)[0].speaker_name is None
        await pilot.press(NEXT, PREVIOUS)
        assert reader.status.place == "Quote 1/5 · Unknown speaker · said · yours"


async def test_enter_without_a_change_keeps_nothing(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await panel(pilot)
        await pilot.press("tab", "tab", "tab", "tab", "enter")
        await until(pilot, lambda: pilot.app.screen is reader)
        await pilot.pause(0.2)
        assert library.corrections.all() == []


async def test_a_missed_quote_is_added_from_the_sentence_of_a_hit(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("slash", *"corner", "enter")
        screen = await panel(pilot, "C")
        assert text_of(screen.shown)[0].startswith("Residents spoke of a")  # type: ignore[arg-type]
        await pilot.press("tab", "tab", *"Residents", "enter")
        await told(pilot, reader, "Corrected · “")
        added = next(one for one in quotes(library, reader) if one.corrected_by)
        assert added.speaker_name == "Residents"
        assert reader._reading and reader._reading.quote == added
        await pilot.press("u")
        await told(pilot, reader, "Undone")
        assert not [one for one in quotes(library, reader) if one.corrected_by]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_quote_is_seen_above_the_panel_on_a_small_screen(
    library: Library, make_app: MakeApp, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        reader = await opened(pilot)
        await pilot.press(NEXT, NEXT, NEXT, NEXT)
        screen = await panel(pilot)
        top = screen.query_one("#correction").region.y
        rows = [y for y in range(reader.pane.size.height) if "▶" in reader.pane.render_line(y).text]
        assert rows and reader.pane.region.y + 1 + max(rows) < top
        await pilot.press("tab", "tab", "tab", "right", "escape")
        await until(pilot, lambda: pilot.app.screen is reader)


async def test_nothing_breaks_in_one_cell(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(1, 1)) as pilot:
        reader = await opened(pilot)
        await panel(pilot)
        await pilot.press(*"ada", "down", "tab", "right", "tab", "left", "escape")
        await until(pilot, lambda: pilot.app.screen is reader)


async def test_without_a_quote_the_keys_say_what_they_need(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("J")
        await until(pilot, lambda: reader.status.place.startswith("No quotes"))
        await pilot.press("c")
        await told(pilot, reader, "No quote is chosen; C adds one")
