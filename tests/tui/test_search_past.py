"""Searches that were saved or made lately, what is opened from a search, and whatever else may be typed."""

from __future__ import annotations

import pytest

from newsreader.core.library import Library
from tests.tui.searches import lines, opened, reader
from tests.tui.waiting import SIZE, MakeApp, until

# The past


async def test_an_empty_line_shows_saved_and_recent_searches(library: Library, make_app: MakeApp) -> None:
    library.save_search("My [tram]", "tram cost")
    for query in ("garden", "ferry", "tram cost"):
        library.remember_query(query)
    async with make_app().run_test(size=SIZE) as pilot:
        search = await opened(pilot)
        await until(pilot, lambda: search.past.rows)
        assert lines(search.past)[:3] == ["★ My [tram] · tram cost", "  ferry", "  garden"]
        await pilot.press("down", "enter")
        await until(pilot, lambda: search.settled and search.results.rows)
        assert search.input.value == "ferry" and not search.recalls
        await pilot.press("ctrl+u")
        assert search.recalls and not search.results.display
        await pilot.click(search.past, offset=(4, 1))
        await until(pilot, lambda: search.answered == "tram cost")


async def test_the_past_is_limited_to_what_is_typed_and_goes_again(library: Library, make_app: MakeApp) -> None:
    for query in ("garden", "ferry", "ferry sailed"):
        library.remember_query(query)
    async with make_app().run_test(size=SIZE) as pilot:
        search = await opened(pilot, "ferr")
        await pilot.press("ctrl+r")
        assert [row.query for row in search.past.rows] == ["ferry sailed", "ferry"]
        await pilot.press("escape")
        assert not search.recalls
        await until(pilot, lambda: search.settled and search.results.rows)
        await pilot.press("ctrl+r", "enter")
        await until(pilot, lambda: search.answered == "ferry sailed")
        await pilot.press("escape")
        assert pilot.app.screen is not search


async def test_a_query_is_remembered_when_its_result_is_opened(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await opened(pilot, "fery")
        await pilot.press("enter")
        await reader(pilot)
        await until(pilot, lambda: library.history() == ["fery"])


async def test_a_search_is_saved_under_a_name_and_forgotten(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        search = await opened(pilot, "tram")
        await pilot.press("f2", "escape", "f2", "enter")
        await until(pilot, lambda: library.saved_searches() == {"tram": "tram"})
        await pilot.press(*" cost", "f2", "end", *"s [x]", "enter")
        await until(pilot, lambda: library.saved_searches() == {"tram": "tram", "tram costs [x]": "tram cost"})
        assert search.input.value == "tram cost" and search.input.has_focus
        library.remember_query("ferry")
        search.read_past()
        await pilot.press("ctrl+u")
        await until(pilot, lambda: len(search.past.rows) == 3)
        await pilot.press("delete")
        await until(pilot, lambda: list(library.saved_searches()) == ["tram costs [x]"])
        await until(pilot, lambda: len(search.past.rows) == 2)
        await pilot.press("down", "ctrl+d")
        await until(pilot, lambda: library.history() == [] and len(search.past.rows) == 1)


async def test_deleting_a_letter_forgets_nothing(library: Library, make_app: MakeApp) -> None:
    library.save_search("tram", "tram")
    async with make_app().run_test(size=SIZE) as pilot:
        search = await opened(pilot, "tram")
        await pilot.press("ctrl+r", "home", "delete")
        await pilot.pause(0.1)
        assert search.input.value == "ram"
        assert library.saved_searches() == {"tram": "tram"}


# Opening


async def test_all_hits_of_the_query_are_marked_in_the_article_and_n_goes_on(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        search = await opened(pilot, "tram")
        await until(pilot, lambda: search.results.rows)
        await pilot.press("down")
        mark = search.results.rows[1].marks[0]
        await pilot.press("enter")
        screen = await reader(pilot)
        await until(pilot, lambda: screen.status.place.endswith("/3"))
        reading = screen._reading
        assert reading and reading.hits[reading.hit] == mark
        at = reading.hit
        await pilot.press("n")
        assert screen.status.place == f"Found: {(at + 1) % 3 + 1}/3"


async def test_a_tag_opens_its_article_without_hits(library: Library, make_app: MakeApp) -> None:
    quiet = next(row for row in library.articles() if row.title == "A quiet day")
    library.set_tags(quiet.id, ["zebra"])
    async with make_app().run_test(size=SIZE) as pilot:
        await opened(pilot, "zebra")
        await pilot.press("enter")
        screen = await reader(pilot)
        await until(pilot, lambda: screen.current == quiet.id and screen.status.place.startswith("No quotes"))


# Whatever is typed, however small the screen


@pytest.mark.parametrize(
    "typed", ["[/x] [@click=app.quit]a[/]", "\x1b[2J\x9bx", '"“”|!~^$', "日本🙂", "a" * 400, "é\u0301"]
)
async def test_hostile_queries_break_nothing(library: Library, make_app: MakeApp, typed: str) -> None:
    library.save_search(typed, typed)
    async with make_app().run_test(size=(60, 20)) as pilot:
        search = await opened(pilot)
        search.input.say(typed)
        await until(pilot, lambda: search.settled)
        await pilot.press("f2", "enter", "ctrl+r", "ctrl+r", "ctrl+u", "down", "enter")
        await until(pilot, lambda: search.settled)
        assert pilot.app.is_running


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (20, 5), (60, 20), (200, 60)])
async def test_no_size_breaks_it(library: Library, make_app: MakeApp, size: tuple[int, int]) -> None:
    library.remember_query("tram")
    async with make_app().run_test(size=size) as pilot:
        search = await opened(pilot)
        await pilot.press(*"tram x:", "tab", "f2", "escape", "f7", "down", "pagedown", "ctrl+r", "ctrl+r")
        await pilot.resize_terminal(90, 30)
        await until(pilot, lambda: search.settled)
        await pilot.press("escape")
        await reader(pilot)
