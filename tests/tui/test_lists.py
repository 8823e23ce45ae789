"""In the lists a find moves the cursor and a limit narrows."""

from __future__ import annotations

import time

import pytest

from newsreader.core.library import Library, listing
from newsreader.core.model import Analysis, Article
from newsreader.core.nlp import ENGINE
from newsreader.core.settings import ORDERS
from newsreader.core.worker import Loaded
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.screens.sorting import SAID
from tests.tui.waiting import SIZE, MakeApp, opened, until


@pytest.fixture
def library(library: Library) -> Library:
    """The two articles of every test here, and fifty reports; each tenth is on the Łódź [ferry]."""
    for number in range(50):
        title = f"Report {number}" + (" on the Łódź [ferry]" if number % 10 == 9 else "")
        report = Article(title, title=title, source=f"{number}.txt", outlet="The Lantern" if number % 2 else None)
        library.add(report)
        library.put_analysis(report.id, Analysis(report, engine=ENGINE))
    library.set_tags(library.articles()[4].id, ["read later"])
    return library


def titles(reader: ReaderScreen) -> list[str]:
    return [row.title for row in reader.articles.rows]


def under_cursor(reader: ReaderScreen) -> str:
    row = reader.articles.row
    return row.title if row else ""


def focus(reader: ReaderScreen) -> str | None:
    return reader.focused.id if reader.focused else None


def frame(reader: ReaderScreen) -> str:
    """What the frame of the list of articles says."""
    return str(reader.articles.border_subtitle)


async def test_a_find_in_the_list_moves_the_cursor_as_one_types(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("l", "slash", *"lodz")
        assert under_cursor(reader) == "Report 9 on the Łódź [ferry]"
        assert reader.status.place == "Found: 1/5"
        assert len(reader.articles.rows) == 52
        await pilot.press(*" 2")
        assert under_cursor(reader) == "Report 29 on the Łódź [ferry]"
        await pilot.press("enter")
        assert focus(reader) == "list"
        assert not reader.query("#line")
        await pilot.press("slash", *"[FERRY]", "enter", "n", "n")
        assert under_cursor(reader) == "Report 9 on the Łódź [ferry]"  # round the end
        await pilot.press("N")
        assert under_cursor(reader) == "Report 49 on the Łódź [ferry]"
        assert reader.status.place == "Found: 5/5"
        assert reader.current == reader.articles.rows[0].id  # nothing was opened


async def test_escape_brings_the_cursor_back_to_where_it_was(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 20)) as pilot:
        reader = await opened(pilot)
        await pilot.press("l", *"jjj")
        spot = reader.articles.spot
        await pilot.press("slash", *"report 49")
        assert under_cursor(reader).startswith("Report 49")
        assert reader.articles.spot.line != spot.line
        await pilot.press("escape")
        assert reader.articles.spot == spot
        assert focus(reader) == "list"
        assert reader.status.place.startswith("Quote 1/5")
        await pilot.press("slash", *"nowhere", "enter")
        assert reader.articles.spot == spot
        assert reader.status.place == "Found: nothing"


async def test_a_limit_narrows_the_list_and_keeps_the_row(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 20)) as pilot:
        reader = await opened(pilot)
        await pilot.press("l", "slash", *"report 29", "enter")
        spot = reader.articles.spot
        await pilot.press("f", *"lodz [fer")
        assert titles(reader) == [f"Report {number} on the Łódź [ferry]" for number in (9, 19, 29, 39, 49)]
        assert under_cursor(reader).startswith("Report 29")
        assert frame(reader) == "limited to lod…, 5 of 52"
        await pilot.press("enter")
        assert focus(reader) == "list"
        assert len(reader.articles.rows) == 5
        await pilot.press("f", "backspace", "enter")  # what it is limited to stands there, ready to be replaced
        assert len(reader.articles.rows) == 52
        assert reader.articles.spot == spot
        assert frame(reader) == "52 articles"


async def test_escape_in_the_line_of_a_limit_brings_the_whole_list_back(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 20)) as pilot:
        reader = await opened(pilot)
        await pilot.press("l", "G", "up")
        spot = reader.articles.spot
        await pilot.press("f", *"tram")
        assert titles(reader) == ["Council [sic] votes for the tram"]
        await pilot.press("escape")
        assert len(reader.articles.rows) == 52
        assert reader.articles.spot == spot


async def test_who_has_moved_in_the_limited_list_stays_there_when_it_is_lifted(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 20)) as pilot:
        reader = await opened(pilot)
        await pilot.press("l", "f", *"ferry", "enter", "j", "j", "f", "backspace", "enter")
        assert len(reader.articles.rows) == 52
        assert under_cursor(reader).startswith("Report 29")


@pytest.mark.parametrize(
    ("query", "number"), [("read later", 1), ("#read", 1), ("lantern 9", 5), ("[x", 0), ("1 LANTERN", 9)]
)
async def test_an_article_is_found_by_its_tags_its_outlet_and_its_title(
    make_app: MakeApp, query: str, number: int
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("l", "f", *query)
        assert len(reader.articles.rows) == number
        assert frame(reader).endswith(f", {number} of 52")
        if not number:
            assert "Nothing matches." in reader.articles.render_line(0).text


async def test_articles_are_stepped_through_the_limited_list(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("l", "f", *"ferry", "enter", "escape", "J")
        await until(pilot, lambda: reader.pane.border_title is not None and under_cursor(reader).startswith("Report 9"))
        await pilot.press("J", "J")
        assert reader.current == reader.articles.rows[2].id
        await pilot.press("K")
        assert reader.current == reader.articles.rows[1].id
        await pilot.press("J", "J", "J", "J")
        assert reader.current == reader.articles.rows[4].id


async def test_articles_that_come_in_obey_the_limit(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("l", "f", *"ferry", "enter", "j")
        for title in ("Another ferry", "Another bridge"):
            library.add(Article(title, title=title, source=f"{title}.txt"))
        pilot.app.post_message(NewsreaderApp.WorkerSaid(Loaded("x", "new.txt", new=True)))
        await until(pilot, lambda: len(reader.articles.everything) == 54)
        assert titles(reader)[-1] == "Another ferry"
        assert frame(reader).endswith(", 6 of 54")
        assert under_cursor(reader).startswith("Report 19")


async def test_the_lists_of_people_and_quotes_are_limited_and_searched_too(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("p", "f", *"tomas")
        assert [row.label for row in reader.entities.rows] == ["People 2", "Tomás Rey"]
        assert str(reader.entities.border_subtitle) == "limited to tomas, 1 of 3"
        await pilot.press("escape")
        assert len(reader.entities.rows) == 5
        await pilot.press("slash", *"日", "enter")
        assert reader.entities.rows[reader.entities.cursor].label == "日本"
        await pilot.press("v", "slash", *"bridge")
        assert reader.quotes.rows[reader.quotes.cursor].words == "less than a bridge"
        assert reader.status.place == "Found: 1/1"
        await pilot.press("enter")
        assert reader.status.place.startswith("Quote 3/5")
        await pilot.press("f", *"rey", "enter")
        assert [row.number for row in reader.quotes.rows] == [3, 5]
        await pilot.press("j")
        assert reader.status.place.startswith("Quote 5/5")


async def test_the_limit_of_an_article_goes_with_it(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("v", "f", *"rey", "enter", "J")
        await until(pilot, lambda: reader.status.place.startswith("No quotes"))
        assert reader.quotes.limited_to == ""
        assert not reader.quotes.rows
        await pilot.press("K")
        await until(pilot, lambda: len(reader.quotes.rows) == 5)


async def test_the_line_belongs_to_its_pane(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(60, 20)) as pilot:
        reader = await opened(pilot)
        await pilot.press("l", "slash")
        assert reader.query_one("#near").display  # the folded list stays in front
        assert reader.query_one("#line").parent == reader.articles.parent
        await pilot.press(*"qjm?/", "tab")  # letters, whatever they do elsewhere; then on to the next pane
        assert focus(reader) == "article"
        assert not reader.query_one("#near").display
        await pilot.press("f")
        assert not reader.query("#line")
        assert reader.status.place.startswith("f limits a list")


async def test_a_line_stays_while_the_terminal_has_not_the_keys(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("l", "f", *"ferr")
        pilot.app.app_focus = False
        await pilot.pause()
        pilot.app.app_focus = True
        await pilot.pause()
        await pilot.press("y")
        assert reader.articles.limited_to == "ferry"


async def test_a_hundred_thousand_rows_are_limited_at_once(library: Library, make_app: MakeApp) -> None:
    with library.database.writing() as connection:
        connection.executemany(
            "INSERT INTO article (id, title, added, words) VALUES (?, ?, '2025', 3)",
            [(f"many {number}", f"Harbour – number {number}") for number in range(100_000)],
        )
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        rows = reader.articles
        rows.limit("n")  # the first time takes longest: every row is read
        start = time.perf_counter()
        for query in ("nu", "number 99", "harbour 123", "nothing at all"):
            rows.limit(query)
        rows.limit("harbour 99999")
        assert time.perf_counter() - start < 1.5
        assert titles(reader) == ["Harbour – number 99999"]
        rows.limit("")
        assert len(rows.rows) == 100_052


def test_the_orders_of_the_settings_are_those_of_the_library() -> None:
    assert tuple(listing.ORDERS) == ORDERS == tuple(SAID)


async def test_the_articles_are_sorted_by_key_and_by_the_settings(make_app: MakeApp, library: Library) -> None:
    for title, day in (("A 0", "2024-03-01"), ("“Z 1", "2026-01-31T09:00:00Z"), ("“Z 2", "2025-12-24")):
        article = Article(f"Dated {day}", title=title, source=f"{day}.txt", published=day)
        library.add(article)
        library.put_analysis(article.id, Analysis(article, engine=ENGINE))
    loaded = [row.title for row in library.articles()]
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        current = reader.current
        await pilot.press("l", "B")
        await until(pilot, lambda: frame(reader) == "55 articles · newest first")
        assert titles(reader)[:3] == ["“Z 1", "“Z 2", "A 0"]
        assert reader.articles.current == current and (row := reader.articles.row) and row.id == current
        await pilot.press("B")
        await until(pilot, lambda: frame(reader).endswith("by outlet"))
        assert {row.outlet for row in reader.articles.rows[:25]} == {"The Lantern"}
        await pilot.press("B")
        await until(pilot, lambda: frame(reader).endswith("by title"))
        assert titles(reader)[0] == "A 0" and titles(reader)[-2:] == ["“Z 1", "“Z 2"]
        assert "by title" in reader.status.place
        await pilot.press("D", "u")  # what is read again is in the same order
        await until(pilot, lambda: len(reader.articles.rows) == 55)
        assert titles(reader)[0] == "A 0"
    async with make_app().run_test(size=SIZE) as pilot:  # it is kept
        reader = await opened(pilot)
        assert titles(reader)[0] == "A 0"
        await pilot.press("B")
        await until(pilot, lambda: titles(reader) == loaded)
        assert frame(reader) == "55 articles"
