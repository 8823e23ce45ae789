"""How often the passage meant comes up, how long a keystroke takes, what a fresh process needs."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.search.memories import Memory
from tests.benchmarks.search.peers import Engine

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Recall:
    """Shares of the queries whose passage came first or among the first ten; mrr: mean of 1/rank, 0 from rank 51 on."""

    queries: int
    first: float
    ten: float
    mrr: float


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds. count: of searches that were timed."""

    count: int
    p50: float
    p95: float
    p99: float


def recall(engine: Engine, memories: Sequence[Memory], seconds: float | None) -> dict[str, Recall]:
    """Recall by kind, and under "all" of all. seconds: no further query is asked after so many; None: all are.

    The kinds take turns in `memories`, so that what is left out is so evenly.
    """
    ranks: dict[str, list[int | None]] = {}
    start = time.perf_counter()
    for memory in memories:
        if seconds is not None and time.perf_counter() - start > seconds:
            break
        found = engine.find(memory.query)
        at = next((n for n, result in enumerate(found[:50], 1) if engine.is_item(result, memory.item)), None)
        ranks.setdefault(memory.kind, []).append(at)
    by_kind = {"all": [rank for kind in ranks.values() for rank in kind], **ranks}
    return {kind: _recall(found) for kind, found in by_kind.items() if found}


def _recall(ranks: Sequence[int | None]) -> Recall:
    count = len(ranks)
    got = [rank for rank in ranks if rank is not None]
    return Recall(
        count,
        sum(rank == 1 for rank in got) / count,
        sum(rank <= 10 for rank in got) / count,
        sum(1 / rank for rank in got) / count,
    )


def keystrokes(engine: Engine, queries: Sequence[str], seconds: float | None) -> Latency:
    """The time of a search after every character of every query, typed one after another.

    seconds: no further query is begun after so many; an even part of the letters of the query under way is then timed
    where one query alone takes that long.
    """
    times: list[float] = []
    begun = time.perf_counter()
    for query in queries:
        step = 1
        if seconds is not None and times:
            left = seconds - (time.perf_counter() - begun)
            if left <= 0:
                break
        elif seconds is not None:
            start = time.perf_counter()
            engine.find(query)
            step = max(1, round((time.perf_counter() - start) * len(query) * 3 / seconds))
        for length in range(1, len(query) + 1, step):
            start = time.perf_counter()
            engine.find(query[:length])
            times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return Latency(len(times), *(times[min(len(times) - 1, int(len(times) * part))] for part in (0.5, 0.95, 0.99)))


def fresh_process(library: Path, queries: Sequence[str]) -> dict[str, float]:
    """What `child` reports of a new Python process that opens the library and asks these queries."""
    command = [sys.executable, "-m", "tests.benchmarks.search.child", str(library), *queries]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found
