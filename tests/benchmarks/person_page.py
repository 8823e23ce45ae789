"""From the key to somebody's page on the screen, against an empty Textual screen, in the same run.

    python -m tests.benchmarks.person_page LIBRARY [ROUNDS]

The library is copied. Both programs run in a pseudo-terminal of 120x40. The reader has its overview open, whose first
row is the most quoted person; Enter opens the page, Esc closes it, again and again. The other one is an app that pushes
a screen with a label. What is timed ends when the program has handed the lines to the terminal. "first" is the first
time after the start, with everything to be imported and read.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import ClassVar

from tests.benchmarks.telling import running, watch

BETWEEN = 0.5  # seconds of rest before a key; what the page reads after it is shown is done then


def program(pipe: str, path: str) -> None:
    """The reader, as the child of the benchmark."""
    from newsreader.core.library import Library
    from newsreader.core.worker import Worker
    from newsreader.tui.app import NewsreaderApp
    from newsreader.tui.widgets.said_list import SaidList
    from newsreader.tui.widgets.tally_list import TallyList

    state = {"drawn": "", "page": 0}
    said, tallies = SaidList.render_line, TallyList.render_line

    def render_said(rows: SaidList, y: int) -> object:
        if rows.rows:
            state["drawn"] = "page"
        return said(rows, y)

    def render_tallies(rows: TallyList, y: int) -> object:
        state["drawn"] = "below"
        return tallies(rows, y)

    async def not_started(_: Worker) -> None:
        return None

    SaidList.render_line = render_said  # type: ignore[assignment, method-assign]
    TallyList.render_line = render_tallies  # type: ignore[assignment, method-assign]
    Worker.start = not_started  # type: ignore[assignment, method-assign]
    with Library(Path(path)) as library:
        app = NewsreaderApp(library)
        watch(app, pipe, lambda: str(state["drawn"]))
        app.run()


def empty(pipe: str, _: str) -> None:
    """An app that pushes an empty screen, as the child of the benchmark."""
    from textual.app import App, ComposeResult
    from textual.binding import BindingType
    from textual.screen import Screen
    from textual.widgets import Label

    class Page(Screen[None]):
        BINDINGS: ClassVar[list[BindingType]] = [("escape", "app.pop_screen", "")]

        def compose(self) -> ComposeResult:
            yield Label("page")

    class Empty(App[None]):
        BINDINGS: ClassVar[list[BindingType]] = [("enter", "page", "")]

        def compose(self) -> ComposeResult:
            yield Label("below")

        def action_page(self) -> None:
            self.push_screen(Page())

    app = Empty()
    watch(app, pipe, lambda: "page" if isinstance(app.screen, Page) and app.screen.is_mounted else "below")
    app.run()


def measure(which: str, path: str, rounds: int) -> list[float]:
    """Seconds from Enter to the page, the first time and after that."""
    with running("tests.benchmarks.person_page", which, path) as child:

        def press(key: bytes, wanted: str) -> float:
            child.pause(BETWEEN)
            sent = child.send(key)
            return child.wait(wanted, after=sent) - sent

        if which == "program":
            press(b"O", "below")
        times = []
        for _ in range(rounds):
            times.append(press(b"\r", "page"))
            press(b"\x1b", "below")
        return times


def main(library: str, rounds: int = 20) -> None:
    """Measure both, and print the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        shutil.copy(library, path)
        medians = {}
        for which, what in (("empty", "an empty screen"), ("program", "somebody's page")):
            times = [1000 * seconds for seconds in measure(which, str(path), rounds)]
            medians[which] = statistics.median(times[1:])
            then = f"then median {medians[which]:6.1f} ms   longest {max(times[1:]):6.1f} ms"
            print(f"{what:16} first {times[0]:6.1f} ms   {then}")
        print(f"ratio {medians['program'] / medians['empty']:.1f}")


if __name__ == "__main__":
    if sys.argv[1] in ("program", "empty"):
        {"program": program, "empty": empty}[sys.argv[1]](sys.argv[2], sys.argv[3])
    else:
        main(sys.argv[1], *map(int, sys.argv[2:3]))
