"""The screen's side of the child process: starts it, asks it, hears it, starts it again when it dies."""

from __future__ import annotations

import asyncio
import contextlib
import json
import math
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from newsreader.core import log
from newsreader.core.intake.things import Page, Raw, Thing, name_of
from newsreader.core.worker.events import Analysed, Event, Failed, Loaded, Progress, Ready, Restarted, Task, Work
from newsreader.core.worker.ledger import Job, Ledger

LINE_LIMIT = 2**24
"""Bytes in one answer of the child; it sends ids and paths, a few hundred in a line at most."""

QUICK_DEATHS = 3
"""After so many deaths in a row, each soon after the start and with nothing done, there is no point in another try."""

QUICK = 30.0
"""Seconds: a child that lived longer did not die at its start."""

HANG_SECONDS = 90.0
"""How long the child may have a few articles in hand, besides what their size takes, before it is killed.

Longer than its own processes get, which it kills by itself. What it loads is read by such a process, within limits.
"""

HANG_SECONDS_A_CHARACTER = 5e-4
"""What a character to analyse may take: ten times what it takes on a slow machine and more."""

FOLDER = 10
"""A folder is listed before anything is known of its size, and may take so many times as long."""

_WORK: dict[str, Work] = {"indexing": "index", "refreshing": "refresh"}

PATIENCE = 1.0
"""Seconds the child gets to leave by itself when it is no longer needed."""


class Worker:
    """Loads and analyses articles in a child process, which writes them to the library.

    library: the library file; the caller reads results from it. on_event: called in the event loop's thread with
    every `Event`. hang_seconds: after how long the child is killed, as said of `HANG_SECONDS`. `load` and `analyse`
    may be called before `start`, and return at once.
    """

    def __init__(self, library: Path, on_event: Callable[[Event], None], hang_seconds: float = HANG_SECONDS) -> None:
        self._library = library
        self._on_event = on_event
        self._hang_seconds = hang_seconds
        self._ledger = Ledger()
        self._process: asyncio.subprocess.Process | None = None
        self._life: asyncio.Task[None] | None = None
        self._unsaid: list[bytes] = []
        self._stopping = False
        self._no_model = False
        self._hung = ""
        self._numbered = 0
        self._deaths = 0

    @property
    def pid(self) -> int | None:
        """The child's process id while there is one."""
        return self._process.pid if self._process is not None else None

    async def start(self) -> None:
        """Start the child. Returns without waiting for it; `Ready` says when its model is loaded."""
        self._stopping = False
        self._life = asyncio.create_task(self._live(), name="newsreader worker")

    async def stop(self) -> None:
        """End the child, whatever it is doing. What it has written to the library stays."""
        self._stopping = True
        process = self._process
        if process is not None and process.stdin is not None:
            process.stdin.close()
            with contextlib.suppress(ProcessLookupError, TimeoutError):
                await asyncio.wait_for(process.wait(), PATIENCE)
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
        if self._life is not None:
            if self._process is None:
                self._life.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._life
            self._life = None

    def load(self, sources: Sequence[Thing]) -> None:
        """Read files and folders, bytes that are in no file, and pages into the library."""
        for source in sources:
            if isinstance(source, str):
                self._ledger.ask(Job("load", os.path.abspath(source)))
            else:
                self._numbered += 1
                self._ledger.ask(Job("load", f"#{self._numbered}", name=name_of(source), thing=source))
        self._asked("load")

    def refresh(self, all: bool = True) -> None:
        """Fetch the feeds: all of them, or those that are due."""
        self._say({"do": "refresh", "all": all})

    def subscribe(self, address: str) -> None:
        """Subscribe to the feed at an address that the user typed, or to the one that the page there names."""
        self._say({"do": "subscribe", "feed": address})

    def analyse(self, article_ids: Sequence[str], urgent: bool = False) -> None:
        """Analyse articles of the library; urgent ones before all others, the one asked for last first."""
        if self._no_model:
            return
        for id in article_ids:
            self._ledger.ask(Job("analyse", id, urgent=urgent))
        self._asked("analyse")

    def give_up(self) -> list[Job]:
        """Give up what has not been begun: files, pages and feeds to load, articles to analyse, but for urgent ones.

        Returns the files, pages and articles. What has been begun is finished.
        """
        given_up = self._ledger.give_up()
        self._say({"do": "empty"})
        self._progress({job.task for job in given_up})
        return given_up

    def _say(self, message: dict[str, Any]) -> None:
        """Send the child what is in no ledger: a new child is not told again; one that is yet to come is told once."""
        self._unsaid.append(_line(message))
        self._pump()

    def _asked(self, task: Task) -> None:
        self._pump()
        self._progress({task})
        if self._life is not None and self._life.done() and not self._stopping and self._ledger.jobs:
            self._deaths = QUICK_DEATHS - 1  # it had been given up; one more try
            self._life = asyncio.create_task(self._live(), name="newsreader worker")

    async def _live(self) -> None:
        try:
            await self._keep_alive()
        except Exception:  # of `on_event`, as a rule; the child is gone
            log.append(traceback.format_exc())

    async def _keep_alive(self) -> None:
        """Keep a child alive until told to stop, or until it is hopeless."""
        while not self._stopping:
            born = time.monotonic()
            reason = await self._run_child()
            if self._stopping:
                return
            self._deaths = self._deaths + 1 if time.monotonic() - born < QUICK else 1
            touched = {task for task, _ in self._ledger.jobs}
            for job in self._ledger.died():
                self._deaths = 0
                why = f"{reason} twice" if self._hung else f"the background process died of it twice ({reason})"
                self._failed(job, why)
            self._progress(touched)
            if self._deaths >= QUICK_DEATHS:
                self._give_up(reason)
                return
            self._on_event(Restarted(reason))
            await asyncio.sleep(0.2 * self._deaths)

    async def _run_child(self) -> str:
        """One child from its start to its death; gives the reason of the death."""
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",  # or a file called json.py in the current folder would be run
                "-m",
                "newsreader.core.worker",
                os.fspath(self._library),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                limit=LINE_LIMIT,
                start_new_session=True,  # the terminal's signals are not for it
            )
        except OSError as error:
            return f"it cannot be started: {error.strerror}"
        self._process = process
        assert process.stdout is not None and process.stderr is not None
        if self._stopping:
            process.kill()
        self._pump()
        self._hung = ""
        last_words = asyncio.create_task(_keep_in_log(process.stderr))
        watch = asyncio.create_task(self._watch(process))
        try:
            async for line in process.stdout:
                self._hear(json.loads(line))
            code = await process.wait()
        except ValueError:
            code = await _kill(process)
        except BaseException:
            await _kill(process)
            raise
        finally:
            watch.cancel()
            # What the child started has the same standard error, and ends a moment after it.
            await asyncio.wait([last_words], timeout=PATIENCE)
            self._process = None
        said = last_words.result() if last_words.done() else ""
        if self._hung:
            return self._hung
        if code < 0:
            return f"killed by {_signal_name(-code)}"
        return said or f"ended with exit code {code}"

    async def _watch(self, process: asyncio.subprocess.Process) -> None:
        """Kill a child that has had something in hand for too long.

        Naps are counted, not the clock, which goes on while this process itself is stopped or asleep.
        """
        nap = self._hang_seconds / 20
        while True:
            await asyncio.sleep(nap)
            if (allowed := self._ledger.overdue(nap)) is not None:
                self._hung = f"it took longer than {allowed:,.0f} seconds"
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                return

    def _pump(self) -> None:
        """Send the child what it should have and has not."""
        if self._process is None or self._process.stdin is None or self._process.stdin.is_closing():
            return
        jobs = self._ledger.to_send()
        lines, self._unsaid = self._unsaid, []
        for urgent in (True, False):
            if ids := [job.key for job in jobs if job.task == "analyse" and job.urgent == urgent]:
                lines.append(_line({"do": "analyse", "ids": ids, "urgent": urgent}))
        if paths := [job.key for job in jobs if job.task == "load" and job.thing is None]:
            lines.append(_line({"do": "load", "paths": paths}))
        for job in jobs:
            match job.thing:
                case Raw(name, data, media):
                    about = {"do": "load", "key": job.key, "name": name, "media": media, "bytes": len(data)}
                    lines += [_line(about), data]
                case Page(address, typed, replaces):
                    about = {"do": "load", "key": job.key, "address": address, "typed": typed, "replaces": replaces}
                    lines.append(_line(about))
        if lines:
            self._process.stdin.writelines(lines)

    def _hear(self, message: dict[str, Any]) -> None:
        """One answer of the child."""
        match message["event"]:
            case "begin":
                self._ledger.begin(message["task"], message["keys"], message["names"], self._allowed(message))
                return
            case "indexing" | "refreshing" as work:
                self._on_event(Progress(_WORK[work], message["done"], message["total"]))
                return
            case "changed":
                self.load(message["files"])
                return
            case "ready":
                self._on_event(Ready(message["engine"]))
                return
            case "no model":
                self._no_model = True
                self._ledger.drop("analyse")
                self._on_event(Failed("language model", message["reason"]))
                self._progress({"analyse"})
                return
            case "files":
                self._ledger.unfold(message["key"], message["files"], message["more"])
            case "loaded":
                for key, what, *about in message["items"]:
                    if what == "taken":
                        self._on_event(Loaded(*about))
                    elif what == "refused":
                        self._on_event(Failed(*about))
                    else:
                        self._ledger.conclude("load", key)
            case "analysed":
                self._ledger.conclude("analyse", message["id"])
                self._on_event(Analysed(message["id"]))
            case "failed":
                job = self._ledger.conclude(message["task"], message["key"]) or Job(message["task"], message["key"])
                self._failed(job, message["reason"], message["source"])
        self._deaths = 0
        self._pump()
        self._progress({"analyse" if message["event"] == "analysed" else message.get("task", "load")})

    def _allowed(self, begun: dict[str, Any]) -> float:
        """Seconds for what the child has just begun."""
        if begun["task"] == "analyse":
            return self._hang_seconds + HANG_SECONDS_A_CHARACTER * float(begun["size"])
        return FOLDER * self._hang_seconds if begun["folder"] else math.inf

    def _failed(self, job: Job, reason: str, source: str = "") -> None:
        self._on_event(Failed(source or job.name or job.key, reason, job.key if job.task == "analyse" else None))

    def _progress(self, tasks: Iterable[Task]) -> None:
        for task in tasks:
            progress = self._ledger.progress(task)
            if progress.total:
                self._on_event(progress)

    def _give_up(self, reason: str) -> None:
        lost = [
            _undone(len(self._ledger.drop("load")), "file", "loaded"),
            _undone(len(self._ledger.drop("analyse")), "article", "analysed"),
        ]
        undone = "".join(f"; {words}" for words in lost if words)
        self._on_event(Failed("background process", f"it keeps dying and is given up: {reason}{undone}"))
        self._progress(("load", "analyse"))


def _undone(count: int, noun: str, done: str) -> str:
    if not count:
        return ""
    return f"1 {noun} is not {done}" if count == 1 else f"{count:,} {noun}s are not {done}"


async def _kill(process: asyncio.subprocess.Process) -> int:
    """End a child at once; gives its exit code. What it still says is not heard."""
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    while process.stdout is not None and await process.stdout.read(2**16):
        pass  # as long as there is something in the pipe, asyncio does not see its end
    return await process.wait()


async def _keep_in_log(stream: asyncio.StreamReader) -> str:
    """Copy a stream to the log until it ends and return its last line, or ""."""
    last = ""
    while data := await stream.read(2**16):
        text = data.decode("utf-8", "replace")
        log.append(text)
        last = (last + text)[-1000:]
    lines = last.strip().splitlines()
    return lines[-1] if lines else ""


def _line(message: dict[str, Any]) -> bytes:
    return json.dumps(message).encode() + b"\n"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
