"""Has files and bytes read in another process, which is killed when it takes too long or too much."""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from newsreader.core.errors import SourceError
from newsreader.core.intake.apart import KEPT, Wanted
from newsreader.core.sources.document import Piece, Refusal
from newsreader.core.sources.feedmodel import Feed
from newsreader.core.sources.files import read_bytes, size_of

SECONDS = 20.0
"""What one article may take to be read, besides what the size of the file takes."""

SECONDS_A_BYTE = 2e-7

TRIES = 20
"""Members of one container that may kill the process before the rest of it is given up."""


class Parser:
    """One reading process, started when it is needed and again after it has died. Not thread-safe."""

    def __init__(self, seconds: float = SECONDS) -> None:
        """seconds: as said of `SECONDS`."""
        self._seconds = seconds
        self._process: _Process | None = None

    def pieces(self, source: str, raw: bytes | None = None, media: str = "") -> Iterator[Piece]:
        """All that is in a file, or in bytes of that name. What cannot be read is among the pieces: nothing is raised.

        A member of a container that kills the process, or takes too long, is refused; the others still come.
        """
        for piece in self._found(Wanted(source, raw, media)):
            assert not isinstance(piece, Feed)
            yield piece

    def feed(self, raw: bytes, source: str, charset: str = "") -> Feed:
        """A feed with its entries. Raises SourceError where it is none, or kills the process, or takes too long."""
        for found in self._found(Wanted(source, raw, is_feed=True, charset=charset)):
            if isinstance(found, Feed):
                return found
            if isinstance(found, Refusal):
                raise SourceError(found.source, found.reason)
        raise SourceError(source, "there is no feed in it")

    def _found(self, wanted: Wanted) -> Iterator[Piece | Feed]:
        source, raw = wanted.source, wanted.raw
        allowed = self._seconds + SECONDS_A_BYTE * (len(raw) if raw is not None else size_of(source))
        spoilt: dict[str, str] = {}
        given = 0
        while True:
            run = _Run(replace(wanted, spoilt=spoilt), skip=given)
            yield from self._pieces(run, allowed)
            if run.reason is None:
                return
            given += run.given
            if run.current is None or run.current in (source, *spoilt) or len(spoilt) >= TRIES:
                yield Refusal(run.current or source, run.reason, _bytes_of(source, raw))
                return
            spoilt[run.current] = run.reason

    def _pieces(self, run: _Run, allowed: float) -> Iterator[Piece | Feed]:
        """The pieces of one try that were not given before; sets its `reason` when the process does not survive."""
        finished = False
        try:
            if self._process is None:
                self._process = _Process()
            self._process.ask(run.wanted)
            while True:
                what, value = self._process.answer(allowed)
                if what == "done":
                    finished = True
                    return
                if what == "begins":
                    run.current = value
                    continue
                fresh = value[run.skip :]
                run.skip -= len(value) - len(fresh)
                run.given += len(fresh)
                yield from fresh
        except _TooLong:
            run.reason = f"reading it takes longer than {allowed:,.0f} seconds"
        except _Died as death:
            run.reason = str(death)
        finally:
            if not finished:
                self.stop()

    def interrupt(self) -> None:
        """Kill the process; may be called by another thread, while the one that reads is still to stop it."""
        if (process := self._process) is not None:
            process.interrupt()

    def stop(self) -> None:
        """End the process, whatever it is doing; the next request starts another."""
        if self._process is not None:
            self._process.kill()
            self._process = None


@dataclass
class _Run:
    """One try at a source. skip: pieces that an earlier try gave already."""

    wanted: Wanted
    skip: int
    given: int = 0
    current: str | None = field(default=None)
    reason: str | None = None


class _TooLong(Exception):
    pass


class _Died(Exception):
    pass


class _Process:
    def __init__(self) -> None:
        self._popen = subprocess.Popen(
            [sys.executable, "-P", "-m", "newsreader.core.intake.apart"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # the terminal's signals are not for it
            stderr=subprocess.DEVNULL,
        )
        assert self._popen.stdout is not None and self._popen.stdin is not None
        self._answers = self._popen.stdout.fileno()
        self._requests = self._popen.stdin

    def ask(self, wanted: Wanted) -> None:
        try:
            pickle.dump(wanted, self._requests, pickle.HIGHEST_PROTOCOL)
            self._requests.flush()
        except OSError:
            raise _Died(self._cause()) from None

    def answer(self, seconds: float) -> tuple[str, Any]:
        """The next answer. Raises _TooLong when it is not there in time, _Died when there can be none any more."""
        stream = _Timed(self._answers, time.monotonic() + seconds)
        try:
            what, value = pickle.load(stream)
        except (EOFError, pickle.UnpicklingError):
            raise _Died(self._cause()) from None
        return what, value

    def interrupt(self) -> None:
        self._popen.kill()

    def kill(self) -> None:
        self._popen.kill()
        with contextlib.suppress(OSError):
            self._popen.communicate()

    def _cause(self) -> str:
        """Why the process ended, in words."""
        try:
            code = self._popen.wait(1.0)
        except subprocess.TimeoutExpired:
            code = 0
        if code < 0:
            with contextlib.suppress(ValueError):
                return f"reading it crashed ({signal.Signals(-code).name})"
        return "reading it crashed"


class _Timed:
    """The reading end of a pipe as a file that pickle reads from, until a moment has come."""

    def __init__(self, descriptor: int, until: float) -> None:
        self._descriptor, self._until = descriptor, until
        self._poll = select.poll()  # not select(), which takes no descriptors beyond 1,023
        self._poll.register(descriptor, select.POLLIN)

    def read(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size > 0:
            left = self._until - time.monotonic()
            if left <= 0 or not self._poll.poll(left * 1000):
                raise _TooLong
            data = os.read(self._descriptor, min(size, 2**20))
            if not data:
                raise EOFError
            parts.append(data)
            size -= len(data)
        return b"".join(parts)

    def readline(self) -> bytes:
        line = bytearray()
        while not line.endswith(b"\n"):
            line += self.read(1)
        return bytes(line)


def _bytes_of(source: str, raw: bytes | None) -> bytes:
    if raw is not None:
        return raw
    try:
        return read_bytes(source) if size_of(source) <= KEPT else b""
    except SourceError:
        return b""
