"""A program of a benchmark's own in a pseudo-terminal of 120x40, which tells through a pipe what it drew and when."""

from __future__ import annotations

import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import ioctl
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

PATIENCE = 20.0
"""Seconds."""


def watch(app: App[Any], pipe: str, drawn: Callable[[], str]) -> None:
    """Have an app tell a pipe each query whose results it has drawn, and when."""
    display, told = app._display, [""]

    def display_and_tell(screen: Any, renderable: Any) -> None:
        display(screen, renderable)
        if (query := drawn()) != told[0]:
            told[0] = query
            os.write(int(pipe), f"{time.perf_counter()} {query}\n".encode())

    app._display = display_and_tell  # type: ignore[method-assign]


class Child:
    """A benchmark's own program in a pseudo-terminal: what it draws is thrown away, what it tells is kept.

    drawn: when each thing was drawn last, by the name that the program tells it by.
    """

    def __init__(self, module: str, which: str, *arguments: str) -> None:
        self._master, slave = pty.openpty()
        ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self._told, pipe = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, which, str(pipe), *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            pass_fds=(pipe,),
            env={**os.environ, "TERM": "xterm-256color", "XDG_STATE_HOME": tempfile.gettempdir()},
            start_new_session=True,
        )
        os.close(slave)
        os.close(pipe)
        self._rest = b""
        self.drawn: dict[str, float] = {}

    def send(self, keys: bytes) -> float:
        """Press keys; when that was."""
        os.write(self._master, keys)
        return time.perf_counter()

    def pause(self, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
        """Let the child run for a while, or until something is so."""
        end = time.perf_counter() + seconds
        while not until() and (left := end - time.perf_counter()) > 0:
            for ready in select.select([self._master, self._told], [], [], min(left, 0.05))[0]:
                try:
                    told = os.read(ready, 65536)
                except OSError:  # the child is gone
                    return
                if ready == self._told:
                    *lines, self._rest = (self._rest + told).split(b"\n")
                    for line in lines:
                        when, _, what = line.decode(errors="replace").partition(" ")
                        self.drawn[what] = float(when)

    def wait(self, what: str, after: float = 0.0) -> float:
        """When something was drawn, later than a moment. Raises TimeoutError."""
        self.pause(PATIENCE, lambda: self.drawn.get(what, 0.0) > after)
        if self.drawn.get(what, 0.0) <= after:
            raise TimeoutError(f"{what!r} was not drawn")
        return self.drawn[what]

    def end(self) -> None:
        """End the child."""
        self._process.terminate()
        while self._process.poll() is None:
            self.pause(0.1)
        os.close(self._master)
        os.close(self._told)


@contextmanager
def running(module: str, which: str, *arguments: str) -> Iterator[Child]:
    """A child that is ready for keys."""
    child = Child(module, which, *arguments)
    try:
        child.pause(3.0)
        yield child
    finally:
        child.end()
