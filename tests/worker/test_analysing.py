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
from newsreader.core.worker import Analysed, Failed, Loaded, Progress, Ready, Restarted

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


async def test_a_batch_is_analysed_and_the_loop_is_never_held_up(watched: Any) -> None:
    ids = fill(watched.library, *(story(i, 10) for i in range(50)))
    await watched.until(lambda: watched.told(Ready))
    watched.worker.analyse(ids)
    longest = 0.0
    while len(watched.told(Analysed)) < 50:
        start = time.perf_counter()
        await asyncio.sleep(0.005)
        longest = max(longest, time.perf_counter() - start - 0.005)
        assert watched.told(Failed) == []
    print(f"longest stall of the loop: {longest * 1000:.1f} ms")
    assert longest < 0.1
    assert watched.told(Progress)[-1] == Progress("analyse", 50, 50)
    with Library(watched.library) as library:
        analysis = library.analysis(ids[0])
        assert analysis is not None and "Ann Tolland" in analysis.speakers

    watched.events.clear()
    watched.worker.analyse(ids)  # nothing is done twice
    start = time.perf_counter()
    await watched.until_idle("analyse")
    assert time.perf_counter() - start < 1


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
        await asyncio.sleep(0.5)  # by now it has the long article in hand, for many seconds
        assert watched.told(Analysed) == []
        await kill(watched)
    await watched.until_idle("analyse")
    [failed] = watched.told(Failed)
    assert (failed.article_id, failed.source) == (bad, "A very long story")
    assert "twice" in failed.reason
    assert [event.article_id for event in watched.told(Analysed)] == good


async def test_stopping_in_the_middle_of_an_analysis_is_quick(watched: Any) -> None:
    ids = fill(watched.library, long_text(500_000))
    await watched.until(lambda: watched.told(Ready))
    watched.worker.analyse(ids)
    await asyncio.sleep(0.5)
    start = time.perf_counter()
    await watched.worker.stop()
    assert time.perf_counter() - start < 2
