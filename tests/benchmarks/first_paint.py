"""Time to first paint: `newsreader` on a library of samples against an empty Textual app, in the same run.

    python tests/benchmarks/first_paint.py [ROUNDS]

Both run in a pseudo-terminal of 120x40, one after the other in turns. Measured from the start of the process until
a text is on the terminal: the app's only label; the reader's frame ("Articles"); the article's own words.
"""

from __future__ import annotations

import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from fcntl import ioctl

EMPTY = """
from textual.app import App
from textual.widgets import Label
class Empty(App):
    def compose(self):
        yield Label("ready")
Empty().run()
"""


def paint(command: list[str], texts: list[bytes], env: dict[str, str]) -> list[float]:
    """Seconds until each text is on the terminal. The process is ended then."""
    master, slave = pty.openpty()
    ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True)
    os.close(slave)
    seen, times = b"", [0.0] * len(texts)
    while not all(times):
        if not select.select([master], [], [], 20)[0]:
            raise TimeoutError(f"{command}: {texts} not seen")
        seen += os.read(master, 65536)
        for number, text in enumerate(texts):
            if not times[number] and text in seen:
                times[number] = time.perf_counter() - start
    process.terminate()
    while process.poll() is None:
        if select.select([master], [], [], 0.1)[0]:
            try:
                os.read(master, 65536)
            except OSError:
                break
    process.wait()
    os.close(master)
    return times


def main(rounds: int = 10) -> None:
    """Print medians and ratios."""
    folder = os.path.dirname(sys.executable)
    empty: list[float] = []
    reader: list[list[float]] = []
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        for name in [name for name in env if name.startswith("XDG_")]:
            del env[name]
        newsreader = [os.path.join(folder, "newsreader")]
        wanted = [b"Articles", b"missile"]
        first = paint(newsreader, wanted, env)
        for _ in range(rounds):
            empty += paint([sys.executable, "-c", EMPTY], [b"ready"], env)
            reader.append(paint(newsreader, wanted, env))
    floor = statistics.median(empty)
    print(f"empty Textual app        {1000 * floor:6.0f} ms")
    print(f"very first start, frame  {1000 * first[0]:6.0f} ms  {first[0] / floor:.2f} x")
    for number, what in enumerate(("later starts, frame", "later starts, words")):
        seconds = statistics.median(times[number] for times in reader)
        print(f"{what:24} {1000 * seconds:6.0f} ms  {seconds / floor:.2f} x")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
