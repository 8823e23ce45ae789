"""Analysing through the real child process with the real model, and what happens when the child dies."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from newsreader.core.library import Library
from newsreader.core.sources import parse
from newsreader.core.worker import Analysed, Failed, Loaded, Progress, Ready, Restarted, client

pytestmark = pytest.mark.model


def story(i: int, paragraphs: int = 6) -> str:
    body = f'"The {i} goats are well," said Ann Tolland of the harbour board. Bo Reed said he had counted them.\n\n'
    return f"Story number {i}\n\n" + body * paragraphs


def fill(library_path: Path, *texts: str) -> list[str]:
    """The ids of new articles in the library."""
    with Library(library_path) as library:
        documents = [parse(text.encode(), f"{i}.txt")[0] for i, text in enumerate(texts)]
        for document in documents:
            library.add(document.article)
    return [document.article.id for document in documents]


def long_text(words: int) -> str:
    return "A very long story\n\n" + '"Well, well, well," said Ann Tolland of the harbour board.\n\n' * (words // 10)


async def kill(watched: Any) -> None:
    """Kill the child and wait until another says it has taken over."""
    ready, restarted = len(watched.told(Ready)), len(watched.told(Restarted))
    os.kill(watched.worker.pid, signal.SIGKILL)
    await watched.until(lambda: len(watched.told(Restarted)) > restarted and len(watched.told(Ready)) > ready)


async def test_batches_are_analysed_and_the_loop_is_not_held_up_meanwhile(watched: Any) -> None:
    ids = fill(watched.library, *(story(i, 60) for i in range(16)))  # three batches
    await watched.until(lambda: watched.told(Ready))
    longest, begun = 0.0, time.perf_counter()
    watched.worker.analyse(ids)
    while len(watched.told(Analysed)) < 16:
        start = time.perf_counter()
        await asyncio.sleep(0.005)
        longest = max(longest, time.perf_counter() - start - 0.005)
        assert watched.told(Failed) == []
    took = time.perf_counter() - begun
    print(f"longest stall of the loop: {longest * 1000:.1f} ms of {took * 1000:.0f}")
    assert longest < took / 5
    assert watched.told(Progress)[-1] == Progress("analyse", 16, 16)
    with Library(watched.library) as library:
        analysis = library.analysis(ids[0])
        assert analysis is not None and "Ann Tolland" in analysis.speakers

    watched.events.clear()
    start = time.perf_counter()
    watched.worker.analyse(ids)  # nothing is done twice
    await watched.until_idle("analyse")
    assert time.perf_counter() - start < took / 2


async def test_urgent_articles_overtake_a_batch(watched: Any) -> None:
    ids = fill(watched.library, *(story(i, 4) for i in range(60)))
    await watched.until(lambda: watched.told(Ready))
    watched.worker.analyse(ids)
    watched.worker.analyse([ids[-1]], urgent=True)
    await watched.until_idle("analyse")
    order = [event.article_id for event in watched.told(Analysed)]
    assert sorted(order) == sorted(ids)
    assert order.index(ids[-1]) <= 8


async def test_an_unknown_article_fails_by_itself(watched: Any) -> None:
    ids = fill(watched.library, story(1))
    watched.worker.analyse(["0123456789abcdef", *ids])
    await watched.until_idle("analyse")
    assert [event.article_id for event in watched.told(Failed)] == ["0123456789abcdef"]
    assert [event.article_id for event in watched.told(Analysed)] == ids


async def test_a_killed_child_is_replaced_and_its_work_is_done(tmp_path: Path, watched: Any) -> None:
    ids = fill(watched.library, *(story(i, 8) for i in range(40)))
    await watched.until(lambda: watched.told(Ready))
    watched.worker.analyse(ids)
    await watched.until(lambda: watched.told(Analysed))
    await kill(watched)
    (tmp_path / "more.txt").write_text(story(99))
    watched.worker.load([str(tmp_path / "more.txt")])
    await watched.until_idle("analyse")
    await watched.until(lambda: watched.told(Loaded))
    assert watched.told(Restarted)[0].reason == "killed by SIGKILL"
    assert {event.article_id for event in watched.told(Analysed)} == set(ids)
    assert watched.told(Failed) == []
    with Library(watched.library) as library:
        assert len(library) == 41


async def test_an_article_that_kills_twice_is_given_up_and_the_rest_goes_on(watched: Any) -> None:
    bad, *good = fill(watched.library, long_text(500_000), *(story(i) for i in range(3)))
    await watched.until(lambda: watched.told(Ready))
    watched.worker.analyse([bad, *good])
    for _ in range(2):
        await watched.until(lambda: watched.in_hand(bad))
        await kill(watched)
    await watched.until_idle("analyse")
    [failed] = watched.told(Failed)
    assert (failed.article_id, failed.source) == (bad, "A very long story")
    assert "twice" in failed.reason
    assert [event.article_id for event in watched.told(Analysed)] == good


async def test_stopping_does_not_wait_for_an_analysis(watched: Any) -> None:
    ids = fill(watched.library, long_text(500_000))
    await watched.until(lambda: watched.told(Ready))
    watched.worker.analyse(ids)
    await watched.until(lambda: watched.in_hand(ids[0]))
    await watched.worker.stop()
    with Library(watched.library) as library:
        assert library.analysis(ids[0]) is None  # it was not waited for


async def test_what_hangs_is_killed_and_given_up_the_second_time(watched: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "HANG_SECONDS_A_CHARACTER", 0.0)
    await watched.restart(hang_seconds=3)
    bad, good = fill(watched.library, long_text(500_000), story(1))
    watched.worker.analyse([bad, good])
    for restarts in (1, 2):
        await watched.until(lambda: watched.in_hand(bad))
        os.kill(watched.worker.pid, signal.SIGSTOP)
        await watched.until(lambda: len(watched.told(Restarted)) == restarts)  # noqa: B023
    await watched.until_idle("analyse")
    [failed] = watched.told(Failed)
    assert (failed.article_id, failed.source) == (bad, "A very long story")
    assert failed.reason == "it took longer than 3 seconds twice"
    assert [event.article_id for event in watched.told(Analysed)] == [good]


async def test_stopping_ends_a_child_that_hangs(watched: Any) -> None:
    await watched.until(lambda: watched.told(Ready))
    pid = watched.worker.pid
    os.kill(pid, signal.SIGSTOP)
    await watched.worker.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
