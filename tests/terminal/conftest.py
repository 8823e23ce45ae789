"""The installed `newsreader` in a real pseudo-terminal, with a home folder of its own."""

from __future__ import annotations

import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from fcntl import ioctl
from pathlib import Path

import pytest

SEQUENCES = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-_]")
PATIENCE = 30  # seconds; a busy machine is not a failure


class Terminal:
    """A program in a pseudo-terminal of `columns` x `rows`; everything it ever wrote is in `output`."""

    def __init__(self, command: list[str], env: dict[str, str], columns: int = 120, rows: int = 40) -> None:
        self._master, self._slave = pty.openpty()
        ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.mode = termios.tcgetattr(self._slave)
        self.process = subprocess.Popen(
            command,
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env=env,
            start_new_session=True,
            preexec_fn=lambda: ioctl(0, termios.TIOCSCTTY, 0),  # its /dev/tty, for what reads a pipe
        )
        self.output = b""
        self._poll = select.poll()
        self._poll.register(self._master, select.POLLIN)

    def read(self, seconds: float) -> None:
        """Take in what the program writes for a while."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self._poll.poll(left * 1000):
                self.output += os.read(self._master, 65536)

    def wait_for(self, *texts: str) -> None:
        """Wait until every text has been drawn since the last key; the cursor moves between words do not count."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.read(0.05)
            if all(text in self.drawn for text in texts):
                return
        raise AssertionError(f"not drawn: {texts}; drawn: {' '.join(self.drawn.split())[-3000:]}")

    @property
    def drawn(self) -> str:
        """What has been drawn since the last key, without control sequences."""
        return SEQUENCES.sub(b"", self.output[self._seen :]).decode("utf-8", "replace")

    _seen = 0

    def press(self, keys: str) -> None:
        """Type."""
        self._seen = len(self.output)
        os.write(self._master, keys.encode())

    def end(self) -> int:
        """Wait for the program to end; gives its exit code."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.05)
        self.read(0.1)
        return self.process.wait(timeout=1)

    @property
    def restored(self) -> bool:
        """Whether the terminal is as it was: its mode, the main screen, the cursor, no mouse reports."""
        final = {name: self.output.rfind(b"\x1b[?%d%s" % name) for name in ((1049, b"h"), (1049, b"l"))}
        shown = self.output.rfind(b"\x1b[?25h") > self.output.rfind(b"\x1b[?25l")
        mouse = self.output.rfind(b"\x1b[?1000l") > self.output.rfind(b"\x1b[?1000h")
        return (
            termios.tcgetattr(self._slave) == self.mode
            and final[(1049, b"l")] > final[(1049, b"h")]
            and shown
            and mouse
        )

    def close(self) -> None:
        """End what still runs."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)
        os.close(self._slave)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home folder."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def newsreader(home: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts the installed command in a terminal."""
    started: list[Terminal] = []
    others = ("NO_COLOR", "COLUMNS", "LINES")  # of the terminal that the tests run in, and set by what runs them
    env = {key: value for key, value in os.environ.items() if not key.startswith("XDG_") and key not in others}
    env |= {"HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}

    def start(*arguments: str, columns: int = 120, rows: int = 40, shell: str = "", **more: str) -> Terminal:
        installed = os.path.join(os.path.dirname(sys.executable), "newsreader")
        command = ["sh", "-c", shell.format(newsreader=installed)] if shell else [installed, *arguments]
        terminal = Terminal(command, env | more, columns, rows)
        started.append(terminal)
        return terminal

    yield start
    for terminal in started:
        terminal.close()
