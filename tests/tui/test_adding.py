"""Loading more from inside: what was typed reaches the child process as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.core.intake.things import Page
from newsreader.core.library import Library
from newsreader.core.model import Article
from newsreader.core.worker import Failed, Loaded, Progress, Worker
from newsreader.tui.app import NewsreaderApp
from tests.tui.waiting import SIZE, MakeApp, opened, until


async def test_what_is_typed_reaches_the_child_as_what_it_is(
    tmp_path: Path, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "gale").write_text("Gale warning\n")
    asked: list[str] = []
    monkeypatch.setattr(Worker, "subscribe", lambda _, address: asked.append(address))
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        jobs = app._worker._ledger.jobs
        for typed, said in (
            ("http://a/+", "Fetching http://a/+"),
            ("~/gale", "Loading ~/gale"),
            ("feed http://a/", "Asking for the feed · http://a/"),
            ("/no+", "No such file or folder · /no+ · an address begins with https://"),
        ):
            await pilot.press("L", *typed, "enter")
            await until(pilot, lambda said=said: reader.status.place == said)  # type: ignore[misc]
        assert [job.thing or job.key for job in jobs.values()] == [Page("http://a/+"), str(tmp_path / "gale")]
        assert asked == ["http://a/"]
        await pilot.press("L", *"/no", "escape", "L", "enter")
        assert len(jobs) == 2


async def test_what_was_loaded_is_opened_and_what_failed_leaves_the_reader_where_he_is(
    library: Library, make_app: MakeApp
) -> None:
    app = make_app()
    gale = Article("A gale is coming, the met office said.", title="Gale warning", source="gale.txt")
    async with app.run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        here = reader.current
        await pilot.press("L", *"http://a/", "enter")
        app.post_message(NewsreaderApp.WorkerSaid(Failed("https://example.org/", "no answer")))
        app.post_message(NewsreaderApp.WorkerSaid(Progress("load", 1, 1)))
        await until(pilot, lambda: reader.status.place == "1 could not be read")
        assert reader.banner.display
        library.add(gale)
        app.post_message(NewsreaderApp.WorkerSaid(Loaded(gale.id, "gale.txt", True)))  # of a folder that is watched
        await until(pilot, lambda: len(reader.articles.rows) == 3)
        assert reader.current == here
        await pilot.press("L", *"http://a/", "enter")
        app.post_message(NewsreaderApp.WorkerSaid(Loaded(gale.id, "gale.txt", True)))
        await until(pilot, lambda: reader.current == gale.id)
