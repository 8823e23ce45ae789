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

from newsreader.core.errors import WorkerError
from newsreader.core.model import Analysis, Article

BATCH = 16
"""Articles that a process is given at a time."""

SECONDS = 60.0
SECONDS_A_CHARACTER = 5e-4
"""What a process may take for a batch: ten times what it takes on a slow machine and more."""

MEMORY = 700_000_000
"""Bytes of address space that analysing may take besides what the language model takes."""

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
        self._seconds = seconds + SECONDS_A_CHARACTER * sum(len(article.text) for article in batch)
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


def analyse_in_processes(
    articles: Iterable[Article], jobs: int, failed: Failed | None = None, seconds: float = SECONDS
) -> Iterator[Analysis]:
    """The analyses of `articles`, in order, by `jobs` processes that take turns.

    failed: told of each article that a process cannot analyse, or not in time, or not in the memory that it has; the
    others go on. Without it the first such article raises WorkerError. seconds: as said of `SECONDS`.
    """
    source = iter(articles)
    processes: list[Process | None] = [None] * jobs
    try:
        turn = 0
        while True:
            batch = list(islice(source, BATCH))
            place = turn % jobs
            found = _conclude(processes, place, failed, seconds)
            if batch:
                process = processes[place] = processes[place] or Process()
                with contextlib.suppress(WorkerError):  # `receive` says it again
                    process.send(batch, seconds)
            yield from found  # while the process has work again
            if not batch and not any(process and process.batch for process in processes):
                return
            turn += 1
    finally:
        for process in processes:
            if process is not None:
                process.stop()


def _conclude(processes: list[Process | None], place: int, failed: Failed | None, seconds: float) -> list[Analysis]:
    """The analyses of what the process at a place has under way; one by one by new ones where it cannot have it all."""
    process = processes[place]
    if process is None or not process.batch:
        return []
    batch = process.batch
    try:
        return process.receive()
    except WorkerError as error:
        process.stop()
        processes[place] = None
        if len(batch) == 1 or failed is None:
            if failed is None:
                raise
            failed(batch[0], str(error))
            return []
    found: list[Analysis] = []
    for article in batch:
        alone = processes[place] = processes[place] or Process()
        with contextlib.suppress(WorkerError):
            alone.send([article], seconds)
        found += _conclude(processes, place, failed, seconds)
    return found


def main() -> None:
    """The process: answers batches until standard input ends."""
    from newsreader.core.nlp.engine import in_batches
    from newsreader.core.nlp.pipeline import load_pipeline

    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may come between the answers
    try:
        load_pipeline()
    except Exception:
        pass  # the first batch says it
    else:
        _limit_memory()
    while True:
        try:
            batch = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            result: list[Analysis] | str = list(in_batches(iter(batch), parsers=1))
        except MemoryError:
            result = "it takes too much memory"
        except Exception as error:  # told to the parent, which raises it
            result = f"{type(error).__name__}: {error}"
        pickle.dump(result, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


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
