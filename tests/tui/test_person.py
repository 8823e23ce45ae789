"""Somebody's page: what it shows, filters, changes; there and back again."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from newsreader.core.library import Library, PersonRow
from newsreader.core.model import QuoteKind
from newsreader.tui.screens.choosing import ChoosingScreen
from newsreader.tui.screens.person import ABOUT, ARTICLES, BESIDE, SAID, PersonScreen
from newsreader.tui.screens.travels import TravelsScreen
from newsreader.tui.wording import day
from tests.tui.pages import BARRIER, article, at_quote, copy_of, page, reader_again, shown
from tests.tui.waiting import SIZE, MakeApp, until

THERMOS_QUOTE = "I carried a thermos"


@pytest.fixture
def library(samples_file: Path, tmp_path: Path) -> Library:
    return copy_of(samples_file, tmp_path)


def somebody(library: Library, name: str) -> PersonRow:
    [person] = library.identities.search(name)
    return person


def title(person: PersonScreen) -> str:
    """The frame of the head, as it is drawn."""
    return person.chart.render_lines(person.chart.outer_size.region)[0].text


async def opened(pilot: Pilot[int], library: Library, *keys: str) -> PersonScreen:
    """The page of the mayor, from one of his quotes; then keys."""
    await at_quote(pilot, library, BARRIER, THERMOS_QUOTE)
    await pilot.press("P")
    person = await page(pilot, PersonScreen)
    await pilot.press(*keys)
    return person


async def test_the_page_has_all_that_they_said_and_more(make_app: MakeApp, library: Library) -> None:
    lasko = somebody(library, "Goran Lasko")
    said = library.identities.said(lasko.number)
    async with make_app().run_test(size=SIZE) as pilot:
        person = await opened(pilot, library)
        assert str(person.chart.border_title) == "Goran Lasko"
        assert [tab.name for tab in person.tabs.tabs] == [
            f"Said {len(said)}",
            f"About {len(library.identities.about(lasko.number))}",
            f"Quoted beside {len(library.identities.quoted_with(lasko.number))}",
            f"Articles and names {len(library.identities.appearances(lasko.number))}",
        ]
        assert person.lists[SAID].rows == said
        marked = sum(quote.kind is not QuoteKind.INDIRECT for quote in said)
        counts = [one.number for one in person.chart._series]
        assert counts[:2] == [marked, len(said) - marked]
        assert f"in quotation marks  {marked:>5}".split() == person.chart.text[1].split()[:4]
        assert any("█" in line for line in person.chart.text[1:4])
        assert "2025-" in person.chart.text[4]
        lines = shown(person.lists[SAID])
        assert any("┃ “" in line for line in lines)
        assert any(line.startswith("┊") and "“" not in line for line in lines)
        await until(pilot, lambda: str(person.beside.border_title).startswith(day(said[0].published)))


async def test_tabs_come_round(make_app: MakeApp, library: Library) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        person = await opened(pilot, library)
        for tab in (ABOUT, BESIDE, ARTICLES, SAID):
            await pilot.press("tab")
            assert person.tabs.current == tab
            assert [rows.display for rows in person.lists] == [index == tab for index in range(4)]
            assert person.focused is person.lists[tab]
        await pilot.press("shift+tab")
        assert "S splits" in person.status.place


async def test_enter_opens_the_article_and_escape_comes_back_to_the_row(make_app: MakeApp, library: Library) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        person = await opened(pilot, library, "down", "down", "down")
        row = person.quote
        assert row
        await pilot.press("enter")
        reader = await reader_again(pilot)
        await until(pilot, lambda: reader.current == row.article_id and reader._reading is not None)
        await until(pilot, lambda: reader._reading and reader._reading.chosen == row.position)
        assert "Backspace: back to Goran Lasko" in str(reader.pane.border_subtitle)
        await pilot.press("escape")
        again = await page(pilot, PersonScreen)
        assert again is not person
        assert again.quote == row
        await pilot.press("escape")
        reader = await reader_again(pilot)
        await until(pilot, lambda: reader.current == article(library, BARRIER))
        await pilot.press("escape", "backspace")  # there is no page to go back to any more
        await pilot.pause()
        assert pilot.app.screen is reader


async def test_from_page_to_page_and_back(make_app: MakeApp, library: Library) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        person = await opened(pilot, library, "tab", "tab", "down")
        other = person.lists[BESIDE].rows[person.lists[BESIDE].cursor].person
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is not person)
        second = await page(pilot, PersonScreen)
        assert second.place.number == other.number
        await pilot.press("backspace")
        await until(pilot, lambda: pilot.app.screen is not second)
        first = await page(pilot, PersonScreen)
        assert first.place.name == "Goran Lasko"
        assert first.tabs.current == BESIDE
        assert first.lists[BESIDE].rows[first.lists[BESIDE].cursor].person == other


async def test_from_the_list_of_names_and_from_a_page_to_versions(make_app: MakeApp, library: Library) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await at_quote(pilot, library, BARRIER, THERMOS_QUOTE)
        await pilot.press("p", "slash", *"skelby", "enter", "enter")
        place = await page(pilot, PersonScreen)
        assert place.place.name == "Skelby"
        await pilot.press("escape")
        await reader_again(pilot)
        assert reader.focused is reader.entities
        await pilot.press("escape")
        await pilot.press("P")
        person = await page(pilot, PersonScreen)
        at = next(i for i, quote in enumerate(person.lists[SAID].rows) if quote.family is not None)
        await pilot.press(*["down"] * at, "V")
        await page(pilot, TravelsScreen)


async def test_a_new_library_is_linked_when_somebody_asks(make_app: MakeApp, library: Library) -> None:
    with library.database.writing() as connection:
        connection.execute("UPDATE article SET linked = 0, gathered = 0")
        connection.execute("UPDATE entity SET person = NULL")
        connection.execute("UPDATE quote SET family = NULL")
    async with make_app().run_test(size=SIZE) as pilot:
        await at_quote(pilot, library, BARRIER, THERMOS_QUOTE)
        await pilot.press("V")
        await page(pilot, TravelsScreen)
        await pilot.press("escape")
        await reader_again(pilot)
        await pilot.press("P")
        assert (await page(pilot, PersonScreen)).place.name == "Goran Lasko"


async def test_w_walks_the_mentions(make_app: MakeApp, library: Library) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await at_quote(pilot, library, BARRIER, THERMOS_QUOTE)
        await pilot.press("w")
        assert reader.status.place.startswith("Goran Lasko · mention 1/")
        await pilot.press("w", "W", "W")
        number, last = reader.status.place.split("mention ")[1].split(" ")[0].split("/")
        assert number == last


async def test_an_unnamed_speaker_has_no_page(make_app: MakeApp, library: Library) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await at_quote(pilot, library, BARRIER, "the closure had been announced")
        await pilot.press("P")
        await until(pilot, lambda: reader.status.place.startswith("Only somebody with a name has a page"))
        assert pilot.app.screen is reader


async def test_a_filter_narrows_everything_and_escape_lifts_it(make_app: MakeApp, library: Library) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        person = await opened(pilot, library)
        everything = list(person.lists[SAID].rows)
        await pilot.press("f", *"e")
        person.query_one("#line", Input).value = "source:evening kind:direct"
        await until(pilot, lambda: person.settled and 0 < len(person.lists[SAID].rows) < len(everything))
        await until(pilot, lambda: {quote.kind for quote in person.lists[SAID].rows} == {QuoteKind.DIRECT})
        assert {quote.outlet for quote in person.lists[SAID].rows} == {"The Skelby Evening Post"}
        assert all(one.outlet == "The Skelby Evening Post" for one in person.lists[ARTICLES].rows)
        assert str(person.chart.border_subtitle) == "filter: source:evening kind:direct"
        await pilot.press("enter", "down", "enter")
        await reader_again(pilot)
        row = person.lists[SAID].rows[1]
        await pilot.press("backspace")
        person = await page(pilot, PersonScreen)
        assert (person.quote, person.lists[SAID].cursor) == (row, 1)
        await pilot.press("f", "escape")
        await until(pilot, lambda: len(person.lists[SAID].rows) == len(everything))
        assert pilot.app.screen is person
        await pilot.press("f", *"zzzz", "enter")
        await until(pilot, lambda: not person.lists[SAID].rows)
        assert shown(person.lists[SAID])[0] == "Nothing matches the filter."
        await pilot.press("f", *"before:never", "enter")
        await until(pilot, lambda: person.status.place.startswith("! before: needs a date"))


async def test_rename_and_undo(make_app: MakeApp, library: Library) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        person = await opened(pilot, library, "f2")
        line = person.query_one("#line", Input)
        line.value = "The Mayor [of Skelby]"
        await pilot.press("enter")
        await until(pilot, lambda: "The Mayor [of Skelby] ✎" in title(person))
        await until(pilot, lambda: person.settled)
        assert person.status.place == "Renamed to “The Mayor [of Skelby]” · u undoes"
        await pilot.press("u")
        await until(pilot, lambda: str(person.chart.border_title) == "Goran Lasko")
        assert person.status.place.startswith("Undone: Renamed")


async def test_merge_and_undo(make_app: MakeApp, library: Library) -> None:
    lasko, blom = somebody(library, "Goran Lasko"), somebody(library, "Henrike Blom")
    async with make_app().run_test(size=SIZE) as pilot:
        person = await opened(pilot, library, "M")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChoosingScreen))
        choosing = pilot.app.screen
        assert isinstance(choosing, ChoosingScreen)
        await pilot.press(*"henrike", "enter")
        await until(pilot, lambda: pilot.app.screen is person)
        await until(pilot, lambda: str(person.chart.border_title) == blom.name)
        await until(pilot, lambda: person.settled)
        assert len(person.lists[SAID].rows) == lasko.quotes + blom.quotes
        await pilot.press("u")
        await until(pilot, lambda: len(person.lists[SAID].rows) == blom.quotes)
        assert somebody(library, "Goran Lasko").quotes == lasko.quotes


async def test_split_and_undo(make_app: MakeApp, library: Library) -> None:
    before = somebody(library, "Goran Lasko")
    async with make_app().run_test(size=SIZE) as pilot:
        person = await opened(pilot, library)
        quote = person.quote
        assert quote
        await pilot.press("S")
        await until(pilot, lambda: len(person.lists[SAID].rows) < before.quotes and person.settled)
        assert quote.article_id not in {row.article_id for row in person.lists[SAID].rows}
        assert len(library.identities.search("Goran Lasko")) == 2
        await pilot.press("u")
        await until(pilot, lambda: len(person.lists[SAID].rows) == before.quotes)
        assert len(library.identities.search("Goran Lasko")) == 1


@pytest.mark.parametrize("size", [(60, 20), (1, 1)])
async def test_at_every_size(make_app: MakeApp, library: Library, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        person = await opened(pilot, library, *["tab"] * 5, "f", *"zz", "escape", "G", "g")
        await pilot.press("M")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChoosingScreen))
        await pilot.press("x", "escape")
        await until(pilot, lambda: pilot.app.screen is person)


async def test_colours_change_on_the_page(make_app: MakeApp, library: Library) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        person = await opened(pilot, library)
        before = person.lists[SAID].palette
        pilot.app.theme = "textual-light"
        await until(pilot, lambda: person.lists[SAID].palette != before)
        assert person.beside.palette == person.lists[ABOUT].palette == person.lists[SAID].palette
