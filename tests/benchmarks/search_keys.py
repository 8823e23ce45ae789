"""From a key to its results on the screen: the search screen on a large library against an empty app that echoes.

    python -m tests.benchmarks.search_keys [PASSAGES]

Both run in a pseudo-terminal of 120x40. Queries are typed key by key: each key waits for the results of the one before
("key"), then all keys of a query come 30 ms apart and the results of the whole are waited for ("burst": from its last
key). What is timed ends when the program has handed the lines to the terminal. Nothing is analysed meanwhile.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    pass

from tests.benchmarks.telling import Child, running, watch

MODULE = "tests.benchmarks.search_keys"
QUERIES = 12
BETWEEN = 0.12  # seconds from a key to the next one, at least
BURST = 0.03
CLEAR = b"\x15"  # Ctrl+U


def program(pipe: str, path: str) -> None:
    """The reader, as the child of the benchmark."""
    from newsreader.tui.__main__ import FRAMES

    os.environ.setdefault("TEXTUAL_FPS", FRAMES)
    from newsreader.core.library import Library
    from newsreader.core.worker import Worker
    from newsreader.tui.app import NewsreaderApp
    from newsreader.tui.screens.search import SearchScreen
    from newsreader.tui.widgets.result_list import ResultList

    state = {"drawn": ""}
    render = ResultList.render_line

    def render_line(results: ResultList, y: int) -> Any:
        if isinstance(results.screen, SearchScreen):
            state["drawn"] = results.screen.answered
        return render(results, y)

    async def not_started(_: Worker) -> None:
        return None

    ResultList.render_line = render_line  # type: ignore[assignment, method-assign]
    Worker.start = not_started  # type: ignore[assignment, method-assign]
    with Library(Path(path)) as library:
        app = NewsreaderApp(library)
        watch(app, pipe, lambda: state["drawn"])
        app.run()


def echo(pipe: str) -> None:
    """An app with an input and a line that says the same, as the child of the benchmark."""
    from rich.segment import Segment
    from textual.app import App
    from textual.strip import Strip
    from textual.widget import Widget
    from textual.widgets import Input

    class Line(Widget):
        says = drawn = ""

        def render_line(self, y: int) -> Strip:
            self.drawn = self.says
            return Strip([Segment(self.says)])

    class Echo(App[None]):
        def compose(self) -> Any:
            yield Input()
            yield Line()

        def on_input_changed(self, event: Input.Changed) -> None:
            line = self.query_one(Line)
            line.says = event.value
            line.refresh()

    app = Echo()
    watch(app, pipe, lambda: "".join(line.drawn for line in app.query(Line)))
    app.run()


def typed(terminal: Child, queries: list[str]) -> dict[str, list[float]]:
    """Seconds from keys to results."""
    times: dict[str, list[float]] = {"key": [], "burst": []}
    for number, query in enumerate(["warming up", *queries]):
        for length in range(1, len(query) + 1):
            terminal.drawn.clear()
            sent = terminal.send(query[length - 1].encode())
            seconds = terminal.wait(query[:length]) - sent
            terminal.pause(max(0.0, BETWEEN - seconds))
            if number:
                times["key"].append(seconds)
        terminal.send(CLEAR)
        terminal.pause(0.3)
        terminal.drawn.clear()
        for letter in query:
            sent = terminal.send(letter.encode())
            terminal.pause(BURST)
        if number:
            times["burst"].append(terminal.wait(query) - sent)
        terminal.send(CLEAR)
        terminal.pause(0.3)
    return times


def library(passages: int) -> tuple[Path, list[str]]:
    """A library with its index, and queries: the first words of passages in it."""
    from newsreader.core.library import Library
    from tests.benchmarks.search import corpus, product

    folder = Path(tempfile.gettempdir()) / "newsreader-search-benchmark"
    found, _ = corpus.kept_groups(folder, (), passages, 1)
    path, _, _ = corpus.kept_library(folder / f"keys-{corpus.name((), passages, 1)}", found, product.code(), False)
    with Library(path) as opened:
        product.prepare(opened)
    words = (item.text.lower().split()[1:5] for item in corpus.items(found, 1))
    return path, [" ".join(some) for some in words][:QUERIES]


def main(passages: int = 100_000) -> None:
    """Print medians and 95th percentiles."""
    print(f"… a library of {passages:,} passages", file=sys.stderr, flush=True)
    path, queries = library(passages)
    floor: dict[str, float] = {}
    for name, command, opens in (("echo", ("--echo",), b""), ("search", ("--program", str(path)), b"\x06")):
        with running(MODULE, *command) as terminal:
            terminal.send(opens)
            terminal.pause(1.0)
            for what, times in typed(terminal, queries).items():
                half, most = statistics.median(times), statistics.quantiles(times, n=20)[-1]
                floor.setdefault(what, half)
                print(
                    f"{name:7} {what:6} p50 {1000 * half:6.1f} ms  p95 {1000 * most:6.1f} ms"
                    f"  {half / floor[what]:5.2f} x  ({len(times)} times)"
                )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--echo"]:
        echo(*sys.argv[2:])
    elif sys.argv[1:2] == ["--program"]:
        program(*sys.argv[2:])
    else:
        main(*map(int, sys.argv[1:]))
