"""Analysis in several processes, each of which may be killed without harm to the others.

Each is `python -m newsreader.core.nlp.workers`: pickled lists of articles in on standard input, pickled lists of
analyses out on standard output. Unlike multiprocessing this needs no `if __name__ == "__main__"` in a user's script.
"""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from types import TracebackType
from typing import Self

from newsreader.core.errors import ModelError, WorkerError
from newsreader.core.model import Analysis, Article
from newsreader.core.nlp.limits import LONGEST, MEMORY, SECONDS, SECONDS_A_CHARACTER
from newsreader.core.pipe import requests

BATCH = 16
"""Articles that a process is given at a time."""

Failed = Callable[[Article, str], None]
"""Told of an article that could not be analysed, and why."""


class Process:
    """One analysing process, with at most one batch under way. Raises WorkerError when it fails or ends."""

    def __init__(self) -> None:
        command = [sys.executable, "-P", "-m", "newsreader.core.nlp.workers"]
        self._popen = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # the terminal's signals are not for it
        )
        self._clock: threading.Timer | None = None
        self._seconds = 0.0
        self._is_late = False
        self.batch: list[Article] = []
        """What is under way."""

    def send(self, batch: list[Article], seconds: float = SECONDS) -> None:
        """Hand over a batch. seconds: as said of `SECONDS`."""
        assert self._popen.stdin is not None
        self.batch = batch
        try:
            pickle.dump(batch, self._popen.stdin, pickle.HIGHEST_PROTOCOL)
            self._popen.stdin.flush()
        except OSError as error:
            raise WorkerError("an analysing process ended unexpectedly") from error
        self._seconds = seconds + SECONDS_A_CHARACTER * sum(min(len(article.text), LONGEST) for article in batch)
        self._clock = threading.Timer(self._seconds, self._late)
        self._clock.daemon = True
        self._clock.start()

    def receive(self) -> list[Analysis]:
        """Wait for the batch's analyses."""
        assert self._popen.stdout is not None
        try:
            result = pickle.load(self._popen.stdout)
        except (EOFError, pickle.UnpicklingError) as error:
            why = f"it took longer than {self._seconds:,.0f} seconds" if self._is_late else _cause(self._popen)
            raise WorkerError(why) from error
        finally:
            if self._clock is not None:
                self._clock.cancel()
        self.batch = []
        if isinstance(result, ModelError):
            raise result
        if isinstance(result, str):
            raise WorkerError(result)
        analyses: list[Analysis] = result
        return analyses

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        if self._clock is not None:
            self._clock.cancel()
        self._popen.kill()
        with contextlib.suppress(OSError):  # of what was still to be written
            self._popen.communicate()

    def _late(self) -> None:
        self._is_late = True
        self._popen.kill()


def _cause(popen: subprocess.Popen[bytes]) -> str:
    code = popen.wait()
    return f"the analysing process died of it ({'signal' if code < 0 else 'exit code'} {abs(code)})"


def analyse_in_processes(articles: Iterable[Article], jobs: int) -> Iterator[Analysis]:
    """The analyses of `articles`, in order, by `jobs` processes. Raises WorkerError where one cannot be analysed."""

    def failed(article: Article, reason: str) -> None:
        raise WorkerError(reason)

    with Processes(jobs, failed) as processes:
        yield from processes.analyse(articles)


class Processes:
    """Some analysing processes that take turns; started when there is something for them, to be stopped in the end."""

    def __init__(self, jobs: int, failed: Failed, seconds: float = SECONDS) -> None:
        """failed: told of each article that cannot be analysed, or not in time or in its memory; the others go on.

        seconds: as said of `SECONDS`.
        """
        self._failed = failed
        self._seconds = seconds
        self._processes: list[Process | None] = [None] * jobs

    def analyse(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """The analyses of some articles in order, without those that `failed` is told of. Raises ModelError."""
        source = iter(articles)
        place = 0
        while True:
            batch = list(islice(source, BATCH))
            found = self._conclude(place)
            if batch:
                self._begin(place, batch)
            yield from found  # while the process has work again
            if not batch and not any(process and process.batch for process in self._processes):
                return
            place = (place + 1) % len(self._processes)

    def _begin(self, place: int, batch: list[Article]) -> None:
        process = self._processes[place] = self._processes[place] or Process()
        with contextlib.suppress(WorkerError):  # `receive` says it again
            process.send(batch, self._seconds)

    def _conclude(self, place: int) -> list[Analysis]:
        """What the process at a place has under way; where it cannot have it all, one by one by new ones."""
        process = self._processes[place]
        if process is None or not process.batch:
            return []
        batch = process.batch
        try:
            return process.receive()
        except WorkerError as error:
            process.stop()
            self._processes[place] = None
            if len(batch) == 1:
                self._failed(batch[0], str(error))
                return []
        found: list[Analysis] = []
        for article in batch:
            self._begin(place, [article])
            found += self._conclude(place)
        return found

    def stop(self) -> None:
        """End the processes, whatever they are doing."""
        for process in self._processes:
            if process is not None:
                process.stop()
        self._processes = [None] * len(self._processes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def main() -> None:
    """The process: answers batches until standard input ends."""
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may come between the answers
    batches = requests(list[Article])
    analysed = _analyser()
    for batch in batches:
        pickle.dump(analysed(batch), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


def _analyser() -> Callable[[list[Article]], list[Analysis] | ModelError | str]:
    """Load the model; what analyses a batch, or says why it cannot."""
    try:
        from newsreader.core.nlp.engine import in_batches
        from newsreader.core.nlp.pipeline import load_pipeline

        load_pipeline()
    except Exception as error:
        why = error if isinstance(error, ModelError) else ModelError(f"{type(error).__name__}: {error}")
        return lambda batch: why
    _limit_memory()

    def analysed(batch: list[Article]) -> list[Analysis] | ModelError | str:
        try:
            return list(in_batches(iter(batch), parsers=1))
        except MemoryError:
            return "it takes too much memory"
        except Exception as error:
            return f"{type(error).__name__}: {error}"

    return analysed


def _limit_memory() -> None:
    """Allow so much more than what the model takes; where that cannot be limited, there is the time."""
    with contextlib.suppress(ImportError, OSError, ValueError, IndexError):
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:
            now = int(file.read().split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY, hard))


if __name__ == "__main__":
    main()
