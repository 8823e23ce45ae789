"""The search screen as a person uses it: kinds, completion, mistakes, the past, and keys that are too fast."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from newsreader.core.library import Library
from newsreader.core.model import Article
from newsreader.core.search import Hit, Results
from newsreader.core.search import search as searched
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens import search as module
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.screens.search import HINT, SearchScreen
from newsreader.tui.theme import palette
from newsreader.tui.widgets.result_list import ResultList

SIZE = (120, 40)
MakeApp = Callable[[], NewsreaderApp]


async def until(pilot: Pilot[int], condition: Callable[[], object]) -> None:
    for _ in range(400):
        await pilot.pause(0.025)
        if condition():
            return
    raise AssertionError("it never came to that")


async def opened(pilot: Pilot[int], typed: str = "") -> SearchScreen:
    """The search screen with its results for what is typed."""
    app: Any = pilot.app
    await until(pilot, lambda: app.reader.status.place.startswith("Quote"))
    await pilot.press("ctrl+f", *typed)
    screen = app.screen
    assert isinstance(screen, SearchScreen)
    await until(pilot, lambda: screen.settled)
    return screen


async def reader(pilot: Pilot[int]) -> ReaderScreen:
    """The reader, once the search is closed."""
    await until(pilot, lambda: isinstance(pilot.app.screen, ReaderScreen))
    screen: Any = pilot.app.screen
    assert isinstance(screen, ReaderScreen)
    return screen


def kinds(search: SearchScreen) -> set[str]:
    return {hit.kind for hit in search.results.rows}


def lines(widget: Any) -> list[str]:
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


def told(search: SearchScreen) -> str:
    return str(search.query_one("#told").render())


def counted(search: SearchScreen) -> str:
    return str(search.results.border_subtitle)


@contextmanager
def busy(pilot: Pilot[int]) -> Iterator[None]:
    """A search takes its time."""
    app: Any = pilot.app
    go_on, there = threading.Event(), threading.Event()

    def wait(_: Library) -> None:
        there.set()
        go_on.wait(20)

    app._searches.tell(wait)
    there.wait(20)
    try:
        yield
    finally:
        go_on.set()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The queries that are really searched."""
    queries: list[str] = []
    real = searched

    def search(library: Library, query: str, *more: Any, **named: Any) -> Results:
        assert named == {"everything": False}
        queries.append(query)
        return real(library, query, *more, **named)

    monkeypatch.setattr(module, "search", search)
    return queries


# Kinds


async def test_a_kind_narrows_and_the_keys_stay_with_the_query(library: Library, make_app: MakeApp) -> None:
    library.set_tags(library.articles()[0].id, ["tram"])
    async with make_app().run_test(size=SIZE) as pilot:
        search = await opened(pilot, "tram")
        assert {"title", "text", "tag"} <= kinds(search)
        for key, expected in (
            ("tab", {"title"}),
            ("f8", {"title", "text", "quote"}),
            ("tab", {"quote"}),
            ("f7", {"title", "text", "quote"}),
            ("shift+tab", {"title"}),
        ):
            await pilot.press(key)
            await until(pilot, lambda: search.settled)
            assert kinds(search) == expected
        assert counted(search) == "1 result"
        await pilot.press("shift+tab", "shift+tab")
        await until(pilot, lambda: kinds(search) == {"tag"})
        assert "[Tags]" in lines(search.kinds)[0]
        await pilot.press(*" x")
        assert search.input.value == "tram x"


@pytest.mark.parametrize("width", [120, 80, 60])
async def test_a_click_chooses_a_kind_at_any_width(make_app: MakeApp, width: int) -> None:
    async with make_app().run_test(size=(width, 20)) as pilot:
        search = await opened(pilot, "lindqvist")
        [line] = lines(search.kinds)
        for name in ("Titles", "Text", "Quotes", "People", "Notes", "Tags"):
            assert name in line
        await pilot.click(search.kinds, offset=(line.index("People") + 1, 0))
        await until(pilot, lambda: kinds(search) == {"person"})
        assert "[People]" in lines(search.kinds)[0]
        await pilot.press("x")
        assert search.input.value == "lindqvistx"


@pytest.mark.parametrize("width", range(1, 54, 6))
async def test_on_a_narrow_line_the_current_kind_is_shown(make_app: MakeApp, width: int) -> None:
    async with make_app().run_test(size=(width, 10)) as pilot:
        app: Any = pilot.app
        await pilot.press("ctrl+f", "f8")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen) and app.screen.kinds.current == 1)
        assert lines(app.screen.kinds)[0].startswith("[Titles]"[: max(width - 1, 1)]) or width < 3


# Results


async def test_a_result_says_what_it_is_and_why_it_is_there(
    library: Library, article: Article, make_app: MakeApp
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        search = await opened(pilot, "lose gardn")
        shown = lines(search.results)
        assert shown[0] == "Quote · Ada Lindqvist · similar words"
        assert "Nobody will lose a garden," in shown[1]
        assert shown[2].strip() == article.title
        assert counted(search) == "1 result"
        await pilot.press("ctrl+u", *"rey")
        await until(pilot, lambda: search.settled)
        assert lines(search.results)[0].startswith("Person · in 1 article · exact words")


@pytest.mark.parametrize("width", [80, 120])
def test_a_row_has_its_outlet_and_date_and_its_words_marked(width: int) -> None:
    hit = Hit(
        article_id="x",
        title="T",
        kind="person",
        start=0,
        end=3,
        marks=((0, 3),),
        why="all words",
        speaker="Ann",
        outlet="The Lantern",
        published="2025-03-01",
        score=1,
        text="Ann Okoro",
        shown=((4, 9),),
        articles=12,
    )
    results = ResultList(palette({}, no_color=True))
    results.row_height = 2 if width == 80 else 3
    drawn = [run for line in range(results.row_height) for run in results.draw(hit, line, width)]
    text = "".join(part for part, _ in drawn)
    for words in ("Person", "in 12 articles", "all words", "The Lantern", "2025-03-01"):
        assert words in text
    [style] = [style for part, style in drawn if part == "Okoro"]
    assert style.bold and style.underline


async def test_mistakes_are_told_in_one_line(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        search = await opened(pilot, "tram after:[x]")
        assert told(search) == "! after: needs a date, such as 2008, 2008-05 or 2008-05-12"
        assert kinds(search)
        await pilot.press("ctrl+u", *"tram")
        await until(pilot, lambda: search.settled)
        assert told(search) == HINT


async def test_what_is_not_indexed_yet_is_told_and_looked_for_again(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, waiting = searched, [3, 3, 0]

    def search(*args: Any, **named: Any) -> Results:
        return replace(real(*args, **named), waiting=waiting.pop(0) if waiting else 0)

    monkeypatch.setattr(module, "search", search)
    monkeypatch.setattr(module, "_AGAIN", 0.1)
    async with make_app().run_test(size=SIZE) as pilot:
        search_screen = await opened(pilot)
        await pilot.press("t")
        await until(pilot, lambda: "still being indexed" in told(search_screen))
        await until(pilot, lambda: told(search_screen) == HINT)


async def test_who_comes_to_the_end_gets_more(library: Library, make_app: MakeApp, monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "LIMIT", 5)
    for number in range(20):
        library.add(Article(f"The ferry sailed at {number}.", title=f"Ferry {number}", source=f"{number}.txt"))
    async with make_app().run_test(size=SIZE) as pilot:
        search = await opened(pilot)
        await pilot.press(*"sailed")
        await until(pilot, lambda: search.settled and len(search.results.rows) == 5)
        await pilot.press("down", "down", "down", "down", "down", "down")
        await until(pilot, lambda: search.settled and len(search.results.rows) > 5)
        assert search.results.cursor == 6


# Keys that are faster than the library


async def test_only_the_newest_query_is_searched(make_app: MakeApp, asked: list[str]) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        search = await opened(pilot)
        with busy(pilot):
            await pilot.press(*"ferry")
        await until(pilot, lambda: search.settled)
        assert asked == ["ferry"]
        assert search.input.value == search.answered == "ferry"


async def test_results_of_an_older_query_are_never_shown(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, there, shown = threading.Event(), threading.Event(), list[str]()
    real = searched

    def slow(library: Library, query: str, *more: Any, **named: Any) -> Results:
        if query == "tram":
            there.set()
            go_on.wait(20)
        return real(library, query, *more, **named)

    async with make_app().run_test(size=SIZE) as pilot:
        search = await opened(pilot)
        fill = search.results.fill
        monkeypatch.setattr(module, "search", slow)

        def show(*rows: Any) -> None:
            shown.append(search.answered)
            fill(*rows)

        monkeypatch.setattr(search.results, "fill", show)
        await pilot.press(*"tram")
        await until(pilot, there.is_set)
        shown.clear()
        await pilot.press(*" cost")
        await pilot.pause(0.1)
        assert shown == []
        go_on.set()
        await until(pilot, lambda: search.settled)
        assert shown == ["tram cost"] and search.answered == "tram cost"


async def test_no_key_is_lost_while_a_search_is_under_way(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        search = await opened(pilot, "tram")
        assert len(search.results.rows) > 2
        expected = search.results.rows[1]
        await pilot.press("ctrl+u")
        with busy(pilot):
            await pilot.press(*"tram", "down", "down", "up", "enter")
            assert pilot.app.screen is search
        await until(pilot, lambda: pilot.app.screen is not search)
        screen = await reader(pilot)
        await until(pilot, lambda: screen._reading and screen._reading.hits)
        assert screen._reading
        assert screen._reading.hits[screen._reading.hit] == expected.marks[0]


async def test_emptying_the_line_while_a_search_is_under_way_shows_no_results(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        search = await opened(pilot)
        with busy(pilot):
            await pilot.press(*"tram", "ctrl+u")
        await pilot.pause(0.2)
        assert search.recalls and not search.results.rows and not search.results.display


# Completion


async def test_a_completion_is_taken_by_tab_and_by_right(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        search = await opened(pilot)
        await pilot.press(*"spe", "tab")
        assert search.input.value == "speaker:"
        await pilot.press(*"lind")
        await until(pilot, lambda: search.input._suggestion)
        assert '→ speaker:"Ada Lindqvist"' in search.input.render_line(0).text
        await pilot.press("right")
        assert search.input.value == 'speaker:"Ada Lindqvist"'
        await until(pilot, lambda: search.settled)
        assert {hit.speaker for hit in search.results.rows} == {"Ada Lindqvist"}
        await pilot.press("tab")
        assert search.kinds.current == 1 and search.input.value == 'speaker:"Ada Lindqvist"'


async def test_tab_waits_for_a_completion_and_the_keys_after_it_wait_too(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        search = await opened(pilot)
        await pilot.press(*"kind:no", "tab", *" x")
        assert search.input.value == "kind:note x"


async def test_right_goes_right_inside_the_line(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        search = await opened(pilot, "spe")
        await pilot.press("left", "left", "right")
        assert (search.input.value, search.input.cursor_position) == ("spe", 2)


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
