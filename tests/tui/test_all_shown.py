"""What is done to all articles that the list shows is done to those and no others, and undone in one step."""

from __future__ import annotations

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot

from newsreader.core.library import Library
from newsreader.core.model import Analysis, Article
from newsreader.core.nlp import ENGINE
from newsreader.tui.screens.reader import ReaderScreen
from tests.tui.waiting import SIZE, MakeApp, opened, until


@pytest.fixture
def library(library: Library) -> Library:
    """The two articles of every test here, and six about a ferry."""
    for number in range(6):
        report = Article(f"Ferry {number}", title=f"Ferry {number}", source=f"{number}.txt")
        library.add(report)
        library.put_analysis(report.id, Analysis(report, engine=ENGINE))
    library.set_tags(library.articles()[2].id, ["harbour"])
    return library


async def ask(pilot: Pilot[int], reader: ReaderScreen, deed: str) -> None:
    """Have something done to all articles shown."""
    await pilot.press("ampersand")
    await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette))
    await pilot.press(*deed)
    await pilot.pause(0.6)  # the palette waits for the end of what is typed
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen is reader)


async def limited(pilot: Pilot[int]) -> ReaderScreen:
    """The reader with its list limited to the ferries."""
    reader = await opened(pilot)
    await pilot.press("l", "f", *"ferry", "enter")
    assert len(reader.articles.rows) == 6
    return reader


@pytest.mark.parametrize(
    ("deed", "said", "changed"),
    [
        ("as read", "Marked 6 articles as read", lambda row: row.opened),
        ("star all", "Starred 6 articles", lambda row: row.starred),
    ],
)
async def test_it_is_done_to_all_shown_and_undone_at_once(
    make_app: MakeApp, library: Library, deed: str, said: str, changed: object
) -> None:
    assert callable(changed)
    before = library.articles()
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await limited(pilot)
        await ask(pilot, reader, deed)
        await until(pilot, lambda: reader.status.place == f"{said} · u undoes it")
        assert all(changed(row) for row in reader.articles.rows) and len(reader.articles.rows) == 6
        assert [changed(row) for row in library.articles()[1:2]] == [changed(before[1])]  # not shown
        await pilot.press("u")
        await until(pilot, lambda: reader.status.place.startswith(f"Undone: {said}"))
        assert not any(changed(row) for row in reader.articles.rows)


async def test_tags_are_added_to_those_that_are_there(make_app: MakeApp, library: Library) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await limited(pilot)
        await ask(pilot, reader, "tag")
        await until(pilot, lambda: reader.asks)
        await pilot.press(*"boats, sea", "enter")
        await until(pilot, lambda: reader.status.place.startswith("Tagged 6 articles"))
        assert [row.tags for row in library.articles()[2:4]] == [("harbour", "boats", "sea"), ("boats", "sea")]
        await pilot.press("u")
        await until(pilot, lambda: reader.status.place.startswith("Undone: Tagged 6 articles"))
        assert [row.tags for row in library.articles()[2:4]] == [("harbour",), ()]


async def test_all_can_be_removed_and_come_back(make_app: MakeApp, library: Library) -> None:
    before = library.articles()
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await limited(pilot)
        await ask(pilot, reader, "remove")
        await until(pilot, lambda: reader.status.place.startswith("Removed 6 articles"))
        assert len(library) == 2
        await pilot.press("f", "ctrl+u", "enter", "u")
        await until(pilot, lambda: len(reader.articles.rows) == 8)
        assert [row.id for row in library.articles()] == [row.id for row in before]


async def test_where_nothing_is_shown_or_changed_it_says_so(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await limited(pilot)
        await ask(pilot, reader, "unread")
        await until(pilot, lambda: reader.status.place == "They were so already")
        await pilot.press("f", *"xyz", "enter", "ampersand")
        assert reader.status.place == "The list shows no article"
        await pilot.press("l")
