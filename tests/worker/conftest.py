"""A worker with a real child process, and what it told."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from newsreader.core.worker import Event, Progress, Worker

EventT = TypeVar("EventT")


class Watched:
    """A started worker on a library of its own. `events`: all it has told so far."""

    def __init__(self, library: Path) -> None:
        self.library = library
        self.events: list[Event] = []
        self.worker = Worker(library, self.events.append)

    async def restart(self, **options: Any) -> None:
        """Put another worker, made with these options, in the place of the first."""
        await self.worker.stop()
        self.worker = Worker(self.library, **{"on_event": self.events.append, **options})
        await self.worker.start()

    def told(self, kind: type[EventT]) -> list[EventT]:
        """The events of a kind."""
        return [event for event in self.events if isinstance(event, kind)]

    def in_hand(self, article_id: str) -> bool:
        """Whether the child has begun to analyse an article and not finished."""
        return ("analyse", article_id) in self.worker._ledger.in_hand

    async def until(self, condition: Callable[[], object], seconds: float = 60.0) -> None:
        """Wait until something holds; fail with the last events when it takes too long."""
        last = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < last, self.events[-20:]
            await asyncio.sleep(0.01)

    async def until_idle(self, task: str) -> None:
        """Wait until all that was asked of a kind is done."""

        def idle() -> bool:
            progress = [event for event in self.told(Progress) if event.task == task]
            return bool(progress) and progress[-1].done == progress[-1].total

        await self.until(idle)


@pytest.fixture
async def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Watched]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    watched = Watched(tmp_path / "library.db")
    await watched.worker.start()
    yield watched
    await watched.worker.stop()
