"""What has been asked of the child process and not been answered yet.

When the child dies, whatever it had in hand is suspect. Suspects are tried again one at a time, with nothing else
in the child, so that the one that kills it a second time is known and given up, and the others come to no harm.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import inf

from newsreader.core.intake.things import Page, Raw
from newsreader.core.worker.events import Progress, Task

STRIKES = 2


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do. name: for the user.

    key: an absolute path, an article's id to analyse, or a number for the page or bytes in `thing`.
    """

    task: Task
    key: str
    name: str = ""
    thing: Raw | Page | None = None
    urgent: bool = False


JobId = tuple[Task, str]


class Ledger:
    """The open jobs, in the order of asking."""

    def __init__(self) -> None:
        self.jobs: dict[JobId, Job] = {}
        self.in_hand: dict[JobId, None] = {}
        """What the child has begun and not concluded."""
        self._unsent: dict[JobId, None] = {}
        self._allowed: dict[Task, float] = {}
        self._waited: dict[Task, float] = {}
        self._strikes: dict[JobId, int] = {}
        self._unwanted: set[JobId] = set()
        """What was in hand when all was given up: of a folder among it, the files are not wanted any more."""
        self._done: dict[Task, int] = {"load": 0, "analyse": 0}
        self._total: dict[Task, int] = {"load": 0, "analyse": 0}

    def ask(self, job: Job) -> None:
        """Note a job. Asked again it stays one job, but may become urgent."""
        known = self.jobs.get((job.task, job.key))
        if known is None:
            self._total[job.task] += 1
        elif known.urgent or not job.urgent:
            return
        self.jobs[job.task, job.key] = job
        self._unsent[job.task, job.key] = None

    def to_send(self) -> list[Job]:
        """The jobs the child should be given now, each once: a single suspect while there are any, else all."""
        suspect = next(iter(self._strikes), None)
        if suspect is None:
            wanted, self._unsent = self._unsent, {}  # a new one: an emptied dict is as slow as it was long
        else:
            wanted = {suspect: None} if suspect in self._unsent else {}
            self._unsent.pop(suspect, None)
        return [self.jobs[id] for id in wanted]

    def begin(self, task: Task, keys: Iterable[str], names: Iterable[str], seconds: float = inf) -> None:
        """The child takes these in hand; their names are what a user knows them by.

        seconds: how long it may have them in hand, and with them what it has of the same kind already.
        """
        if any(other == task for other, _ in self.in_hand):
            seconds = max(seconds, self._allowed[task] - self._waited[task])
        self._allowed[task], self._waited[task] = seconds, 0.0
        for key, name in zip(keys, names, strict=True):
            if (task, key) in self.jobs:
                self.in_hand[task, key] = None
                self.jobs[task, key] = replace(self.jobs[task, key], name=name)

    def overdue(self, seconds: float) -> float | None:
        """So many seconds more have passed: how many the child was allowed for what it has in hand, if that was all."""
        for task in {task for task, _ in self.in_hand}:
            self._waited[task] += seconds
            if self._waited[task] >= self._allowed[task]:
                return self._allowed[task]
        return None

    def conclude(self, task: Task, key: str) -> Job | None:
        """A job is over, well or not; None if it was not open."""
        job = self.jobs.pop((task, key), None)
        if job is not None:
            self._done[task] += 1
            self._forget((task, key))
        return job

    def unfold(self, key: str, files: Iterable[str], more: bool) -> None:
        """A folder turned out to hold these files, and `more` that are still to be named."""
        if ("load", key) not in self._unwanted:
            for file in files:
                self.ask(Job("load", file))
        if not more and self.jobs.pop(("load", key), None) is not None:
            self._total["load"] -= 1
            self._forget(("load", key))

    def died(self) -> list[Job]:
        """The child is dead: everything has to be sent again, except the jobs returned, which killed it twice."""
        for id in self.in_hand:
            self._strikes[id] = self._strikes.get(id, 0) + 1
        guilty = [id for id, count in self._strikes.items() if count >= STRIKES]
        self.in_hand.clear()
        self._unsent = dict.fromkeys(self.jobs)
        return [job for id in guilty if (job := self.conclude(*id)) is not None]

    def drop(self, task: Task) -> list[Job]:
        """Give up every open job of a kind and return them."""
        return [job for id in list(self.jobs) if id[0] == task and (job := self.conclude(*id)) is not None]

    def give_up(self) -> list[Job]:
        """Drop what the child has not begun and nobody waits for at the screen, and return it."""
        self._unwanted |= self.in_hand.keys()
        waiting = [id for id, job in self.jobs.items() if id not in self.in_hand and not job.urgent]
        return [job for id in waiting if (job := self.conclude(*id)) is not None]

    def progress(self, task: Task) -> Progress:
        """How far the jobs of a kind are; starts to count anew after they have all been concluded."""
        state = Progress(task, self._done[task], self._total[task])
        if state.done == state.total:
            self._done[task] = self._total[task] = 0
        return state

    def _forget(self, id: JobId) -> None:
        self._unsent.pop(id, None)
        self.in_hand.pop(id, None)
        self._strikes.pop(id, None)
        self._unwanted.discard(id)
