"""Time to first paint: `newsreader` on a library of samples against an empty Textual app, in the same run.

    python -m tests.benchmarks.first_paint [ROUNDS]

Both run in a pseudo-terminal of 120x40, one after the other in turns. Measured from the start of the process until
a text is on the terminal: the app's only label; the reader's frame ("Articles"); the article's own words. Beside the
time on the clock stands that of computing, which other programs change less.

The program's modules are compiled beforehand, as installing it does; an editable install in an environment with
PYTHONDONTWRITEBYTECODE would compile them at every start, and take half as long again.
"""

from __future__ import annotations

import compileall
import os
import statistics
import sys
import tempfile
from pathlib import Path

import newsreader.core
import newsreader.tui
from tests.benchmarks.terminal import Terminal

EMPTY = """
from textual.app import App
from textual.widgets import Label
class Empty(App):
    def compose(self):
        yield Label("ready")
Empty().run()
"""

Times = tuple[float, float]
"""Seconds on the clock, and of computing."""


def paint(command: list[str], texts: list[bytes], env: dict[str, str]) -> list[Times]:
    """The time until each text is on the terminal. The process is ended then."""
    with Terminal(command, env) as terminal:
        times = []
        for text in texts:
            terminal.wait_for(text)
            times.append((terminal.age, terminal.cpu))
        return times


def main(rounds: int = 15) -> None:
    """Print medians and ratios."""
    for package in (newsreader.core, newsreader.tui):
        compileall.compile_dir(os.path.dirname(package.__file__ or ""), quiet=1)
    empty: list[Times] = []
    reader: list[list[Times]] = []
    with tempfile.TemporaryDirectory() as home:
        env = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        env |= {"HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        newsreader_command = [str(Path(sys.executable).parent / "newsreader")]
        wanted = [b"Articles", b"missile"]
        first = paint(newsreader_command, wanted, env)
        for _ in range(rounds):
            empty += paint([sys.executable, "-c", EMPTY], [b"ready"], env)
            reader.append(paint(newsreader_command, wanted, env))
    floor = _middle(empty)
    print(f"{'empty Textual app':24} {1000 * floor[0]:5.0f} ms          cpu {1000 * floor[1]:5.0f} ms")
    for what, times in (
        ("very first start, frame", first[0]),
        ("very first start, words", first[1]),
        ("later starts, frame", _middle([one[0] for one in reader])),
        ("later starts, words", _middle([one[1] for one in reader])),
    ):
        clock, cpu = times
        print(
            f"{what:24} {1000 * clock:5.0f} ms  {clock / floor[0]:.2f} x  "
            f"cpu {1000 * cpu:5.0f} ms  {cpu / floor[1]:.2f} x"
        )


def _middle(times: list[Times]) -> Times:
    clock, cpu = zip(*times, strict=True)
    return statistics.median(clock), statistics.median(cpu)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
