"""The search screen as a person uses it: kinds, completion, mistakes, the past, and keys that are too fast."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest

from newsreader.core.library import Library
from newsreader.core.model import Article
from newsreader.core.search import Hit, Results
from newsreader.core.search import search as searched
from newsreader.tui.screens import search as module
from newsreader.tui.screens.search import SearchScreen
from newsreader.tui.theme import palette
from newsreader.tui.widgets.result_list import ResultList
from tests.tui.searches import busy, counted, kinds, lines, opened, reader, told
from tests.tui.waiting import SIZE, MakeApp, until


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
    for words in ("Person", "in 12 articles", "all words", "The Lantern", "1 Mar 2025"):
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
        assert told(search) == ""


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
        await until(pilot, lambda: told(search_screen) == "")


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
