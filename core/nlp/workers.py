"""Analysis in several processes.

Each is `python -m newsreader.core.nlp.workers`: pickled lists of articles in on standard input, pickled lists of
analyses out on standard output. Unlike multiprocessing this needs no `if __name__ == "__main__"` in a user's script.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice

from newsreader.core.errors import WorkerError
from newsreader.core.model import Analysis, Article

_BATCH = 16  # articles


class Process:
    """One analysing process, with at most one batch under way. Raises WorkerError when it fails or ends."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "newsreader.core.nlp.workers"]
        self._popen = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.is_busy = False

    def send(self, batch: list[Article]) -> None:
        """Hands over a batch."""
        assert self._popen.stdin is not None
        try:
            pickle.dump(batch, self._popen.stdin)
            self._popen.stdin.flush()
        except OSError as error:
            raise WorkerError("an analysing process ended unexpectedly") from error
        self.is_busy = True

    def receive(self) -> list[Analysis]:
        """Waits for the batch's analyses."""
        assert self._popen.stdout is not None
        try:
            result = pickle.load(self._popen.stdout)
        except (EOFError, pickle.UnpicklingError) as error:
            raise WorkerError("an analysing process ended unexpectedly") from error
        self.is_busy = False
        if isinstance(result, str):
            raise WorkerError(result)
        analyses: list[Analysis] = result
        return analyses

    def stop(self) -> None:
        """Ends the process, whatever it is doing."""
        self._popen.kill()
        self._popen.communicate()


def analyse_in_processes(articles: Iterator[Article], jobs: int) -> Iterator[Analysis]:
    """The analyses of `articles`, in order, by `jobs` processes that take turns."""
    processes = [Process() for _ in range(jobs)]
    try:
        turn = 0
        while batch := list(islice(articles, _BATCH)):
            process = processes[turn % jobs]
            if process.is_busy:
                yield from process.receive()
            process.send(batch)
            turn += 1
        for step in range(jobs):
            process = processes[(turn + step) % jobs]
            if process.is_busy:
                yield from process.receive()
    finally:
        for process in processes:
            process.stop()


def main() -> None:
    """The process: answers batches until standard input ends."""
    from newsreader.core.nlp.engine import in_batches

    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may come between the answers
    while True:
        try:
            batch = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            result: list[Analysis] | str = list(in_batches(iter(batch), parsers=1))
        except Exception as error:  # told to the parent, which raises it
            result = f"{type(error).__name__}: {error}"
        pickle.dump(result, answers)
        answers.flush()


if __name__ == "__main__":
    main()
