"""What the child process tells, at good and at bad moments; and a reader who is faster than the library."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from newsreader.core.library import Library
from newsreader.core.model import Analysis, Article
from newsreader.core.nlp import ENGINE
from newsreader.core.worker import Analysed, Event, Failed, Loaded
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.desk import Desk
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.screens.search import SearchScreen
from tests.tui.waiting import SIZE, MakeApp, opened, until


async def tell(pilot: Pilot[int], event: Event) -> None:
    """Say something as the child does."""
    pilot.app.post_message(NewsreaderApp.WorkerSaid(event))
    await pilot.pause()


@contextmanager
def busy(desk: Desk) -> Iterator[None]:
    """The library takes its time: another program has it."""
    go_on = threading.Event()
    desk.tell(lambda _: go_on.wait(20))
    try:
        yield
    finally:
        go_on.set()


def shown(reader: ReaderScreen) -> str:
    return "\n".join(reader.pane.render_line(y).text for y in range(reader.pane.size.height))


def desk(pilot: Pilot[int]) -> Desk:
    app: Any = pilot.app
    found: Desk = app._desk
    return found


async def test_the_list_stays_where_the_reader_is_while_articles_come_in(library: Library, make_app: MakeApp) -> None:
    for number in range(60):
        library.add(Article(f"Report {number}", title=f"Report {number}", source=f"{number}.txt"))
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("l", "G")
        at = reader.articles.cursor, reader.articles.scroll_y
        assert at[0] == 61
        library.add(Article("One more", title="One more", source="more.txt"))
        await tell(pilot, Loaded("x", "more.txt", new=True))
        await until(pilot, lambda: len(reader.articles.rows) == 63)
        assert (reader.articles.cursor, reader.articles.scroll_y) == at


async def test_an_article_that_is_gone_is_told_and_nothing_breaks(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        first, second = (row.id for row in reader.articles.rows)
        library.remove(second)
        await pilot.press("J")
        await until(pilot, lambda: reader.banner.display and reader.current == first)
        library.remove(first)
        await tell(pilot, Analysed(first))
        await pilot.pause(0.4)
        assert pilot.app.is_running


async def test_a_search_preview_of_an_article_that_is_gone_breaks_nothing(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("ctrl+f", *"ferry")
        search = pilot.app.screen
        assert isinstance(search, SearchScreen)
        await until(pilot, lambda: search.results.rows)
        library.remove(search.results.rows[0].article_id)
        await pilot.press("down")
        await pilot.pause(0.3)
        assert pilot.app.is_running


async def test_the_last_article_asked_for_is_the_one_shown(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        first = reader.current
        with busy(desk(pilot)):
            await pilot.press("J", "K")
        await pilot.pause(0.3)
        assert reader.current == first
        assert "Council [sic] votes" in shown(reader)


async def test_keys_do_not_wait_for_the_library(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        with busy(desk(pilot)):
            await tell(pilot, Analysed(reader.current or ""))
            await pilot.pause(0.3)
            await pilot.press("right_square_bracket")
            assert reader.status.place.startswith("Quote 2/5")


async def test_an_analysis_that_comes_while_its_article_is_opened_is_not_lost(
    library: Library, article: Article, analysis: Analysis, make_app: MakeApp
) -> None:
    fresh = replace(article, text=article.text + " ", source="fresh.txt")
    library.add(fresh)
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        fetch = reader._fetch

        async def fetch_then_analysed(article_id: str) -> None:
            app: Any = pilot.app
            ask = app._desk.ask

            async def ask_and_be_late(question: Any) -> Any:
                answer = await ask(question)
                if isinstance(answer, tuple) and answer[1] is None:
                    library.put_analysis(fresh.id, replace(analysis, article=fresh))
                    await reader.analysed(fresh.id).wait()
                return answer

            app._desk.ask = ask_and_be_late
            await fetch(article_id)

        reader._fetch = fetch_then_analysed  # type: ignore[method-assign]
        reader.open_article(fresh.id)
        await until(pilot, lambda: reader.current == fresh.id and reader.status.place.startswith("Quote 1/5"))


async def test_without_a_model_the_reader_is_told_why_there_are_no_quotes(library: Library, make_app: MakeApp) -> None:
    library.add(Article("Not analysed", title="Not analysed", source="new.txt"))
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await tell(pilot, Failed("language model", "it is not installed"))
        await pilot.press("l", "G", "enter")
        await until(pilot, lambda: reader.status.place == "No quotes: it is not installed")


async def test_a_newer_analysis_keeps_the_chosen_quote_and_the_hits(
    library: Library, analysis: Analysis, make_app: MakeApp
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("s", "s")
        assert reader.status.place.startswith("Quote 3/5")
        library.put_analysis(analysis.article.id, replace(analysis, quotes=analysis.quotes[1:], engine=ENGINE + "x"))
        await tell(pilot, Analysed(analysis.article.id))
        await until(pilot, lambda: reader.status.place.startswith("Quote 2/4 · Tomás Rey"))
        await pilot.press("slash", *"tram", "enter")
        await tell(pilot, Analysed(analysis.article.id))
        await pilot.pause(0.2)
        assert reader.status.place.startswith("Found: ")


async def test_a_place_that_is_not_written_yet_is_known_all_the_same(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(60, 12)) as pilot:
        reader = await opened(pilot)
        await pilot.press("down", "down", "down")
        left = reader.pane.place
        app: Any = pilot.app
        with busy(app._notes):
            await pilot.press("J")
            await until(pilot, lambda: reader.status.place.startswith("No quotes"))
            await pilot.press("K")
            await until(pilot, lambda: reader.status.place.startswith("Quote"))
            assert reader.pane.place == left > 0


async def test_the_find_bar_takes_the_keys_back_and_escape_restores_the_place(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(60, 12)) as pilot:
        reader = await opened(pilot)
        await pilot.press("slash", *"rails", "tab", "shift+tab", "slash", "z")
        assert reader.status.place == "Found: nothing"
        await pilot.press("escape", "g", "slash", *"rails")
        assert reader.pane.place > 0
        await pilot.press("escape")
        assert reader.pane.place == 0
        assert reader.status.place.startswith("Quote 1/5")
        assert not reader.query("#line")


async def test_enter_before_the_answer_opens_what_was_typed_and_not_what_was_shown(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("ctrl+f", *"tram")
        search = pilot.app.screen
        assert isinstance(search, SearchScreen)
        await until(pilot, lambda: search.answered == "tram")
        search.input.clear()
        app: Any = pilot.app
        with busy(app._searches):
            await pilot.press(*"ferry", "enter")
        await until(pilot, lambda: "ferry sailed" in shown(reader))


async def test_a_theme_chosen_during_a_search_colours_the_search(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("ctrl+f")
        search = pilot.app.screen
        assert isinstance(search, SearchScreen)
        before = search.results.palette
        pilot.app.theme = "textual-light"
        await pilot.pause()
        assert search.results.palette != before


_MODULES = """
import asyncio, sys
from pathlib import Path
from newsreader.core.library import Library
from newsreader.tui.app import NewsreaderApp

async def read(app):
    async with app.run_test(size=(120, 40)) as pilot:
        while not app.reader.status.place.startswith("Quote"):
            await pilot.pause(0.05)
        assert "numpy" not in sys.modules
        await pilot.press("]", "ctrl+f", *"cautiosly")
        while not app.screen.results.rows:
            await pilot.pause(0.05)
        print(*sys.modules)

with Library(Path(sys.argv[1])) as library:
    asyncio.run(read(NewsreaderApp(library)))
"""


def test_no_parser_is_loaded_in_the_screens_process(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _MODULES, str(tmp_path / "library.db")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    modules = set(done.stdout.split())
    assert "newsreader.tui.screens.search" in modules
    assert not modules & {"spacy", "thinc"}
