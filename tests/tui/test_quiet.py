"""A quiet screen: nothing moves by itself, and news of work in the background come seldom."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from newsreader.core.library import Library
from newsreader.core.worker import Progress, Worker
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.quiet import Seldom, wanted
from newsreader.tui.widgets.typing_line import TypingLine
from tests.tui.waiting import opened


@pytest.mark.parametrize(("said", "quiet"), [(None, False), ("[screen]\nquiet = true\n", True), ("[copy]\n", False)])
def test_it_is_asked_for_in_the_settings(said: str | None, quiet: bool, tmp_path: Path) -> None:
    if said is not None:
        file = tmp_path / "config" / "newsreader" / "settings.toml"
        file.parent.mkdir(parents=True)
        file.write_text(said)
    assert wanted() is quiet


def test_words_are_let_through_only_so_often_and_their_end_at_once() -> None:
    told = {100.0: "1/9", 104.0: "2/9", 109.9: "3/9", 110.0: "4/9", 111.0: "", 112.0: "1/3"}
    clock = iter(told)
    seldom = Seldom(lambda: next(clock))
    assert [words for words in told.values() if seldom.lets(words, 10)] == ["1/9", "4/9", "", "1/3"]


@pytest.mark.parametrize("quiet", [False, True])
async def test_nothing_moves_by_itself(
    quiet: bool, library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Worker, "start", lambda worker: asyncio.sleep(0))
    file = tmp_path / "config" / "newsreader" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f"screen.quiet = {str(quiet).lower()}\n")
    app = NewsreaderApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        said = []
        for done in range(1, 40):
            app.post_message(app.WorkerSaid(Progress("load", done, 40)))
            await pilot.pause()
            said.append(app.reader.status._progress.partition(" · ")[0])
        assert len(set(said)) == (1 if quiet else 39)
        app.post_message(app.WorkerSaid(Progress("load", 40, 40)))
        await pilot.pause()
        assert app.reader.status._progress == ""
        await pilot.press("slash")
        [line] = app.reader.query(TypingLine)
        assert line.cursor_blink is not quiet
        assert (app.animation_level == "none") is quiet
