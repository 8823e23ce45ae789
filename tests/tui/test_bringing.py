"""Full texts, feeds and the browser by key; and what is known of an article."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.core.intake import Page
from newsreader.core.library import Library
from newsreader.core.model import Analysis, Article
from newsreader.core.nlp import ENGINE
from newsreader.core.worker import Loaded, Progress, Worker
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens.page import Page as PageScreen
from tests.tui.waiting import SIZE, MakeApp, opened, until

WEB = Article(
    "Ferry sinks\n\nThe ferry sank, said Bo Reed, who [sic] saw it.",
    title="Ferry sinks",
    source="https://courier.test/feed#1",
    outlet="The Courier",
    published="2024-03-05T08:00:00Z",
    url="https://courier.test/ferry?a=1&b=2",
)


def add(library: Library, article: Article) -> str:
    """The id of another article, analysed."""
    library.add(article)
    library.put_analysis(article.id, Analysis(article, engine=ENGINE))
    return article.id


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the child process is asked for."""
    asked: list[object] = []
    monkeypatch.setattr(Worker, "load", lambda worker, things: asked.extend(things))
    monkeypatch.setattr(Worker, "refresh", lambda worker: asked.append("feeds"))
    return asked


async def test_the_full_text_takes_the_place_of_the_teaser(
    library: Library, make_app: MakeApp, asked: list[object]
) -> None:
    teaser = add(library, WEB)
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("x")
        await until(pilot, lambda: reader.status.place.startswith("No web address is known · Council [sic]"))
        reader.open_article(teaser)
        await until(pilot, lambda: reader.pane.border_title is not None and "Courier" in str(reader.pane.border_title))
        await pilot.press("x")
        await until(pilot, lambda: asked)
        assert asked == [Page("https://courier.test/ferry?a=1&b=2", typed=False, replaces=teaser)]

        whole = replace(WEB, text=f"{WEB.text}\n\nNobody was hurt.", source="https://courier.test/ferry?a=1&b=2")
        library.add(whole, replaces=teaser)
        library.put_analysis(whole.id, Analysis(whole, engine=ENGINE))
        pilot.app.post_message(NewsreaderApp.WorkerSaid(Loaded(whole.id, whole.source, True, "", teaser)))
        await until(pilot, lambda: reader.current == whole.id)
        assert [row.title for row in reader.articles.rows].count("Ferry sinks") == 1


async def test_feeds_are_fetched_when_there_are_any(library: Library, make_app: MakeApp, asked: list[object]) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("R")
        await until(pilot, lambda: reader.status.place.startswith("No feeds yet"))
        library.feeds.subscribe("https://courier.test/feed")
        await pilot.press("R")
        await until(pilot, lambda: asked)
        assert asked == ["feeds"]
        for event in (Progress("refresh", 0, 1), Loaded(add(library, WEB), "", True), Progress("refresh", 1, 1)):
            pilot.app.post_message(NewsreaderApp.WorkerSaid(event))
        await until(pilot, lambda: reader.status.place == "1 new article in 1 feed")


async def test_the_browser_gets_the_address_and_nothing_else(
    library: Library, make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    web = add(library, WEB)
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("o")
        await until(pilot, lambda: reader.status.place.startswith("No web address is known"))
        reader.open_article(web)
        await until(pilot, lambda: "Courier" in str(reader.pane.border_title))
        await pilot.press("o")
        await until(pilot, lambda: reader.status.place.startswith("Opened in the browser"))
        await until(pilot, (tmp_path / "opened").exists)
        assert (tmp_path / "opened").read_text() == "https://courier.test/ferry?a=1&b=2\n"
        browser.write_text("#!/bin/sh\nexit 3\n")
        await pilot.press("o")
        await until(pilot, lambda: reader.banner.display)
        assert os.path.exists(browser)


async def test_what_is_known_of_an_article(library: Library, make_app: MakeApp) -> None:
    web = add(library, WEB)
    library.add(replace(WEB, source="https://echo.test/[ferry]"))
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        reader.open_article(web)
        await until(pilot, lambda: "Courier" in str(reader.pane.border_title))
        assert str(reader.pane.border_title) == "The Courier · 5 Mar 2024"
        await pilot.press("i")
        await until(pilot, lambda: isinstance(pilot.app.screen, PageScreen))
        await pilot.pause()
        page = "\n".join(
            strip.text
            for strip in pilot.app.screen._compositor.render_strips()  # what is on the screen
        )
        for words in (
            "The Courier",
            "2024-03-05T08:00:00Z",
            "https://courier.test/feed#1",
            "https://echo.test/[ferry]",
        ):
            assert words in page
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is reader)
