"""The reader screen as a person uses it: keys in, what the panes show out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from newsreader.core.library import Library
from newsreader.core.model import Analysis, Quote, QuoteKind
from newsreader.core.nlp import ENGINE
from newsreader.core.search import Hit
from newsreader.core.text import article_from_text
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.screens.search import SearchScreen
from tests.tui.waiting import SIZE, MakeApp, until


async def opened(pilot: Pilot[int]) -> ReaderScreen:
    """The reader once its first article is on the screen."""
    assert isinstance(pilot.app, NewsreaderApp)
    reader = pilot.app.reader
    await until(pilot, lambda: bool(status(reader)))
    return reader


def status(reader: ReaderScreen) -> str:
    """What the status line says."""
    return reader.status.place


def focus(reader: ReaderScreen) -> str | None:
    """The id of the pane that has the keys."""
    return reader.focused.id if reader.focused else None


def found(pilot: Pilot[int]) -> Sequence[Hit]:
    """What the search screen shows."""
    screen: Screen[Any] = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    return screen.results.rows


def screen_text(reader: ReaderScreen) -> str:
    """The lines of the article pane on the screen."""
    return "\n".join(reader.pane.render_line(y).text for y in range(reader.pane.size.height))


async def test_it_lands_on_the_first_quote(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        assert status(reader) == "Quote 1/5 · Ada Lindqvist · said · sure"
        assert focus(reader) == "article"
        assert reader.articles.rows[0].id == reader.current


async def test_brackets_and_other_words_are_shown_as_they_are(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        assert "Council [sic] votes for the tram" in screen_text(reader)
        assert "Council [sic] votes" in reader.articles.render_line(0).text


@pytest.mark.parametrize(("next_key", "previous_key"), [("right_square_bracket", "left_square_bracket"), ("s", "S")])
async def test_quotes_are_stepped_by_key(make_app: MakeApp, next_key: str, previous_key: str) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        seen = [status(reader)]
        for key in [next_key] * 5 + [previous_key]:
            await pilot.press(key)
            seen.append(status(reader))
        assert [line.split(" · ")[0] for line in seen] == [
            "Quote 1/5",
            "Quote 2/5",
            "Quote 3/5",
            "Quote 4/5 (indirect)",
            "Quote 5/5 (indirect)",
            "Quote 5/5 (indirect)",
            "Quote 4/5 (indirect)",
        ]
        assert seen[3] == "Quote 4/5 (indirect) · Ada Lindqvist? · denied · doubtful · else Tomás Rey"


async def test_the_same_speaker_is_stepped_and_the_panel_follows(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("right_square_bracket", "right_square_bracket")
        assert reader.entities.rows[reader.entities.cursor].label == "Tomás Rey"
        assert reader.quotes.rows[reader.quotes.cursor].words == "less than a bridge"
        await pilot.press("right_curly_bracket")
        assert status(reader).startswith("Quote 5/5 (indirect) · Tomás Rey · According to")
        await pilot.press("left_curly_bracket")
        assert status(reader).startswith("Quote 3/5 · Tomás Rey")


async def test_the_panel_counts_quotes_and_mentions(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        rows = [(row.label, row.quotes, row.mentions) for row in reader.entities.rows]
        assert rows == [
            ("People 2", 0, 0),
            ("Ada Lindqvist", 3, 3),
            ("Tomás Rey", 2, 2),
            ("Places 1", 0, 0),
            ("日本", 0, 1),
        ]
        lines = [reader.entities.render_line(y) for y in range(5)]
        assert {line.cell_length for line in lines} == {reader.entities.scrollable_content_region.width}


async def test_w_walks_the_mentions_of_an_entity(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("p")
        assert focus(reader) == "entities"
        for number in (1, 2, 3, 1):
            await pilot.press("w")
            assert status(reader).startswith(f"Ada Lindqvist · mention {number}/3")
        await pilot.press("escape")
        assert focus(reader) == "article"


async def test_a_row_of_the_quote_list_goes_to_its_quote(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("v", "j")
        assert status(reader).startswith("Quote 2/5")
        await pilot.press("G", "enter")
        assert status(reader).startswith("Quote 5/5")
        assert focus(reader) == "article"


async def test_a_click_chooses_a_quote(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        lines = screen_text(reader).split("\n")
        y = next(i for i, line in enumerate(lines) if "bridge" in line)
        await pilot.click(reader.pane, offset=(lines[y].index("bridge") + 3, y + 1))
        assert status(reader).startswith("Quote 3/5 · Tomás Rey")


async def test_find_marks_every_hit_and_n_goes_on(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("slash", *"tram")
        assert status(reader) == "Found: 1/3"
        await pilot.press("enter", "n", "n")
        assert status(reader) == "Found: 3/3"
        await pilot.press("N")
        assert status(reader) == "Found: 2/3"
        await pilot.press("escape")
        assert status(reader).startswith("Quote 1/5")


async def test_a_find_without_hits_says_so(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("slash", *"[/x]")
        assert status(reader) == "Found: nothing"
        await pilot.press("escape")
        assert focus(reader) == "article"


async def test_tab_goes_round_the_panes_even_folded_ones(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(60, 20)) as pilot:
        reader = await opened(pilot)
        assert not reader.query_one("#side").display
        seen = []
        for _ in range(4):
            await pilot.press("tab")
            seen.append((focus(reader), reader.query_one("#side").display))
        assert seen == [("entities", True), ("quotes", True), ("list", False), ("article", False)]


async def test_another_article_is_opened_from_the_list(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("l", "j", "enter")
        await until(pilot, lambda: status(reader) == "No quotes found in this article")
        assert "Nothing was said, and the ferry sailed." in screen_text(reader)
        assert reader.quotes.rows == []


async def test_the_next_start_is_where_the_reader_left_off(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(60, 12)) as pilot:
        reader = await opened(pilot)
        await pilot.press("right_square_bracket", "right_square_bracket", "down", "down")
        left = reader.pane.place, reader.current, status(reader)
    async with make_app().run_test(size=(60, 12)) as pilot:
        reader = await opened(pilot)
        await pilot.pause()
        assert (reader.pane.place, reader.current, status(reader)) == left
        assert left[0] > 0


async def test_search_opens_the_article_at_the_hit_and_escape_changes_nothing(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        before = reader.current
        await pilot.press("ctrl+f", *"fery sailed")
        await until(pilot, lambda: bool(found(pilot)))
        await pilot.press("escape")
        assert pilot.app.screen == reader
        assert reader.current == before
        await pilot.press("f3", *"ferry")
        await until(pilot, lambda: bool(found(pilot)))
        await pilot.press("enter")
        await until(pilot, lambda: "ferry sailed" in screen_text(reader))
        assert reader.current != before


async def test_help_shows_and_goes(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("question_mark")
        assert pilot.app.screen != reader
        page = pilot.app.screen.query_one("#page")
        for key, bottom in (("G", True), ("g", False), ("end", True), ("home", False)):
            await pilot.press(key)
            await pilot.pause()
            assert (page.scroll_y == page.max_scroll_y > 0) == bottom
        await pilot.press("escape")
        assert pilot.app.screen == reader


async def test_q_goes_back_and_then_quits(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("p", "q")
        assert focus(reader) == "article"
        await pilot.press("q")
        await pilot.pause()
        assert not app.is_running or app._exit


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (20, 5), (60, 20), (80, 24), (120, 40), (200, 60)])
async def test_no_size_breaks_it(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        reader = await opened(pilot)
        await pilot.press("right_square_bracket", "tab", "tab", "tab", "tab", "space", "G", "z", "z")
        await pilot.resize_terminal(90, 30)
        await pilot.pause()
        assert status(reader).startswith("Quote 2/5")


@pytest.mark.model
async def test_a_files_article_opens_with_its_text_first_and_its_quotes_later(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "bridge.txt"
    path.write_text('The bridge reopens\n\n"It is safe," Maria Okafor said on Monday.\n', encoding="utf-8")
    async with NewsreaderApp(library, [str(path)]).run_test(size=SIZE) as pilot:
        reader = pilot.app.reader  # type: ignore[attr-defined]
        await until(pilot, lambda: "The bridge reopens" in screen_text(reader))
        await until(pilot, lambda: status(reader).startswith("Quote 1/1 · Maria Okafor · said"))


@pytest.mark.model
async def test_a_missing_file_is_told_and_the_library_opens(tmp_path: Path, library: Library) -> None:
    async with NewsreaderApp(library, [str(tmp_path / "no\x1b[2Jthing.txt")]).run_test(size=SIZE) as pilot:
        reader = pilot.app.reader  # type: ignore[attr-defined]
        await until(pilot, lambda: bool(reader.banner.display))
        await until(pilot, lambda: status(reader).startswith("Quote 1/5"))


async def test_an_article_of_a_million_words_opens_pages_and_is_searched(library: Library, make_app: MakeApp) -> None:
    paragraphs = [f"Tide {number} came in and the boats went out again that day." for number in range(90_000)]
    text = "The harbour\n\n" + "\n\n".join(paragraphs)
    long = article_from_text(text, source="long.txt")
    library.add(long)
    library.put_analysis(long.id, Analysis(long, engine=ENGINE))
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("l", "G", "enter")
        await until(pilot, lambda: "Tide 0 came" in screen_text(reader))
        await pilot.press("space")
        assert "Tide 0 came" not in screen_text(reader)
        await pilot.press("G")
        assert "Tide 89999 came" in screen_text(reader)
        await pilot.press("b")
        assert "Tide 89999 came" not in screen_text(reader)
        await pilot.press("slash", "t")
        assert status(reader).endswith("/10,000+")
        await pilot.press(*"ide 77 ")
        assert status(reader) == "Found: 1/1"
        assert "Tide 77 came" in screen_text(reader)
        await pilot.press("escape")
        assert "Tide 77 came" not in screen_text(reader)


async def test_after_scrolling_away_the_step_goes_on_from_there(library: Library, make_app: MakeApp) -> None:
    said = [f'"Item {number} is done," Ada Lindqvist said.\n\n' + "Nothing else.\n\n" * 9 for number in range(20)]
    long = article_from_text("A long meeting\n\n" + "".join(said), source="meeting.txt")
    quotes = tuple(
        Quote((span,), QuoteKind.DIRECT, (span,), speaker_name="Ada Lindqvist", confidence=0.9)
        for span in (match.span() for match in re.finditer(r"Item \d+ is done,", long.text))
    )
    library.add(long)
    library.put_analysis(long.id, Analysis(long, quotes, engine=ENGINE))
    async with make_app().run_test(size=(60, 20)) as pilot:
        reader = await opened(pilot)
        reader.open_article(long.id)
        await until(pilot, lambda: status(reader).startswith("Quote 1/20"))
        await pilot.press("G", "left_square_bracket")
        assert status(reader).startswith("Quote 20/20")
        await pilot.press("g", "right_square_bracket")
        assert status(reader).startswith("Quote 1/20")
        await pilot.press("right_square_bracket")
        assert status(reader).startswith("Quote 2/20")


async def test_the_next_unread_article(library: Library, make_app: MakeApp) -> None:
    tram, quiet = (row.id for row in library.articles())
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        assert reader.current == tram
        await pilot.press("ctrl+n")
        await until(pilot, lambda: reader.current == quiet and reader._reading)
        await until(pilot, lambda: all(row.opened for row in reader.articles.rows))
        await pilot.press("ctrl+n")
        assert status(reader) == "Everything has been read"
