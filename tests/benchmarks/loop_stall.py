"""How long the screen is held up while a batch is loaded and analysed, against the same app doing nothing.

    python tests/benchmarks/loop_stall.py [ARTICLES [FOLDER]]

A task in the app's own event loop sleeps for 5 ms again and again and notes how much later it woke, while the reader
steps through quotes. Articles are cut from the samples, each different; with FOLDER its files are taken instead.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

TICK = 0.005  # seconds


async def lateness(seconds: float, late: list[float]) -> None:
    """Note, for a while, by how many seconds each tick came late."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        before = time.perf_counter()
        await asyncio.sleep(TICK)
        late.append(time.perf_counter() - before - TICK)


def make_articles(folder: Path, number: int) -> None:
    """Files of a few paragraphs each, all different."""
    from newsreader.core.library.samples import sample_names

    seeds = Path(__file__).parents[2] / "seeds"
    paragraphs = [p for name in sample_names() for p in (seeds / name).read_text(encoding="utf-8").split("\n\n")]
    for article in range(number):
        chosen = [paragraphs[(article * 7 + step * 13) % len(paragraphs)] for step in range(12)]
        (folder / f"{article:05}.txt").write_text(f"Report {article}\n\n" + "\n\n".join(chosen), encoding="utf-8")


async def measure(articles: str | None, seconds: float) -> tuple[list[float], int]:
    """Lateness in seconds of every tick, and how many articles were analysed, while `articles` is loaded."""
    from newsreader.core.library import Library
    from newsreader.core.library.samples import add_samples
    from newsreader.tui.app import NewsreaderApp

    with tempfile.TemporaryDirectory() as home:
        with Library(Path(home) / "library.db") as library:
            add_samples(library)
            app = NewsreaderApp(library, [articles] if articles else [])
            late: list[float] = []
            async with app.run_test(size=(120, 40)) as pilot:
                await pilot.pause(0.5)
                watch = asyncio.create_task(lateness(seconds, late))
                while not watch.done():
                    await pilot.press("right_square_bracket")
                    await asyncio.sleep(0.1)
            done = sum(row.analysed is not None for row in library.articles())
        return late, done


def main(number: int = 300, folder: str | None = None) -> None:
    """Print the median, the 99th percentile and the longest stall, idle and busy."""
    os.environ["XDG_STATE_HOME"] = tempfile.gettempdir()
    with tempfile.TemporaryDirectory() as made:
        if folder is None:
            make_articles(Path(made), number)
        for what, source in (("idle", None), ("loading and analysing", folder or made)):
            late, done = asyncio.run(measure(source, 20))
            late.sort()
            print(
                f"{what:22} median {1000 * statistics.median(late):5.1f} ms"
                f"  p99 {1000 * late[int(len(late) * 0.99)]:5.1f} ms"
                f"  longest {1000 * late[-1]:5.1f} ms  ({done} articles analysed)"
            )


if __name__ == "__main__":
    main(*(kind(argument) for kind, argument in zip((int, str), sys.argv[1:], strict=False)))
