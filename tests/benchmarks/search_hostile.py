"""python -m tests.benchmarks.search_hostile [PASSAGES [QUERIES]]: the longest that a hostile or random query takes.

Asks a library of generated passages (10,000) every string of tests/search/hostile.py and random ones (20,000) made by
hypothesis, and prints the slowest beside a plain scan over the same passages. Any exception ends it with a traceback.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from newsreader.core.library import Library
from newsreader.core.search import search
from tests.benchmarks.search import corpus, product
from tests.search.hostile import QUERIES, hostile


def main() -> None:
    passages, queries = (int(argument) for argument in [*sys.argv[1:3], "10000", "20000"][:2])
    folder = Path(tempfile.gettempdir()) / "newsreader-search-benchmark"
    found, _ = corpus.kept_groups(folder, (), passages, seed=1)
    path, _, _ = corpus.kept_library(folder / f"hostile-{passages}", found, product.code(), False)
    library = Library(path)
    product.prepare(library)
    search(library, "mispelt from the satrt")
    taken: list[tuple[float, str]] = []

    def ask(query: str) -> None:
        start = time.perf_counter()
        search(library, query)
        taken.append((time.perf_counter() - start, query))

    for query in hostile():
        ask(query)
    _report("hostile strings", taken)
    taken.clear()

    for query in random_queries(queries):
        ask(query)
    _report("random queries", taken)
    texts = [row[0].lower() for row in library.database.rows("SELECT words FROM passage")]
    start = time.perf_counter()
    sum("zzz" in text for text in texts)
    print(f"a plain scan: {1000 * (time.perf_counter() - start):.1f} ms")


def random_queries(count: int) -> list[str]:
    """So many queries as hypothesis makes them, made before any is asked: its own work is not to be timed."""
    found: list[str] = []

    @settings(
        max_examples=count,
        deadline=None,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(QUERIES)
    def make(query: str) -> None:
        found.append(query)

    make()
    gc.freeze()  # nor is the looking for garbage in all that it has left
    return found


def _report(what: str, taken: list[tuple[float, str]]) -> None:
    times = sorted(seconds for seconds, _ in taken)
    slow = [(round(1000 * seconds, 1), query[:40]) for seconds, query in sorted(taken)[:-6:-1]]
    print(
        f"{len(taken):,} {what}: median {1000 * statistics.median(times):.1f} ms,"
        f" p99 {1000 * times[int(0.99 * len(times))]:.1f} ms, longest {1000 * times[-1]:.1f} ms,"
        f" {sum(seconds > 0.1 for seconds in times)} over 100 ms; the slowest: {slow}"
    )


if __name__ == "__main__":
    main()
