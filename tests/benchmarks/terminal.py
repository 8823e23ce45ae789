"""A program in a pseudo-terminal, with a clock: what it paints after a key, and when the last byte of that came."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from fcntl import ioctl
from pathlib import Path
from types import TracebackType
from typing import Self

QUIET = 0.08
"""Seconds without a byte after which a frame is complete: ten times what a program at 120 frames a second leaves."""

_ASKS_SYNC, _KNOWS_SYNC = b"\x1b[?2026$p", b"\x1b[?2026;2$y"


class Terminal:
    """A terminal of 120x40 that knows synchronised output, as today's do."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], columns: int = 120, rows: int = 40) -> None:
        self._master, slave = pty.openpty()
        ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._started = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=dict(env), start_new_session=True
        )
        os.close(slave)
        self.seen = b""
        """All that was painted so far."""

    def read(self, patience: float) -> bytes:
        """What comes next; b"" where nothing does within so many seconds."""
        if not select.select([self._master], [], [], patience)[0]:
            return b""
        try:
            got = os.read(self._master, 1 << 16)
        except OSError:  # it has ended
            return b""
        if _ASKS_SYNC in got:
            os.write(self._master, _KNOWS_SYNC)
        self.seen += got
        return got

    def wait_for(self, words: bytes, patience: float = 60.0) -> None:
        """Read until some words have been painted. Raises TimeoutError."""
        end = time.monotonic() + patience
        while words not in self.seen:
            if time.monotonic() > end:
                raise TimeoutError(f"{words!r} was not painted; the last was {self.seen[-300:]!r}")
            self.read(0.1)

    def settle(self, quiet: float = 1.0) -> None:
        """Read until nothing has been painted for so many seconds."""
        while self.read(quiet):
            pass

    def press(self, key: str) -> tuple[float, bytes]:
        """Press a key: seconds until the last byte of what it changes, and all bytes of that (b"": nothing)."""
        start = last = time.perf_counter()
        os.write(self._master, key.encode())
        painted = b""
        while got := self.read(QUIET if painted else 10 * QUIET):
            last = time.perf_counter()
            painted += got
        return last - start, painted

    @property
    def age(self) -> float:
        """Seconds since the program was started."""
        return time.perf_counter() - self._started

    @property
    def cpu(self) -> float:
        """Seconds that the program has computed: on a busy machine steadier than those on the clock (Linux)."""
        tasks = Path(f"/proc/{self._process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program, reading what it still says, or it would wait for that."""
        self._process.terminate()
        while self._process.poll() is None:
            self.read(0.1)
        with contextlib.suppress(OSError):
            os.close(self._master)
