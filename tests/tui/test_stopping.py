"""X stops what goes on in the background."""

from __future__ import annotations

from newsreader.core.worker import Progress, Worker
from newsreader.core.worker.ledger import Job
from newsreader.tui.progress import Background
from tests.tui.waiting import SIZE, MakeApp, opened, until


async def test_it_says_what_is_left_undone(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        app._worker.load(["/news/a.txt", "/news/b.txt"])  # there is no child: nothing is begun
        app._worker.analyse(["one"])
        await pilot.press("X")
        await until(pilot, lambda: reader.status.place.startswith("Stopped"))
        assert (
            reader.status.place
            == "Stopped · 2 files not loaded, 1 article not analysed until you open it or start anew"
        )
        await pilot.press("X")
        await until(pilot, lambda: reader.status.place.startswith("Nothing waits"))


def test_progress_names_the_key() -> None:
    assert "X stops" in Background().words(Progress("load", 1, 9), "X")
    assert "X stops" not in Background().words(Progress("index", 1, 9), "X")


def test_what_is_on_the_screen_is_analysed_all_the_same(make_app: MakeApp) -> None:
    worker: Worker = make_app()._worker
    worker.analyse(["seen"], urgent=True)
    worker.analyse(["later"])
    assert worker.give_up() == [Job("analyse", "later")]
