"""`newsreader import`: articles into the library, with who said what in them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import chain

from newsreader.core.cli.analysing import analyse
from newsreader.core.cli.console import Console
from newsreader.core.cli.inputs import Inputs, reading_jobs
from newsreader.core.cli.pace import Pace
from newsreader.core.errors import LibraryError
from newsreader.core.intake import Intake, Refused, Subscribed, Taken, Thing
from newsreader.core.intake.things import name_of
from newsreader.core.library import Library
from newsreader.core.search import bring_up_to_date


class Importing:
    """One import, and how far it has come."""

    def __init__(self, library: Library, paths: Sequence[str], jobs: int | None, console: Console) -> None:
        self._library, self._console, self._jobs = library, console, jobs
        self.inputs = Inputs(paths, console)
        self._given: dict[str, str] = {}
        self.new: dict[str, bool] = {}
        """The ids of the articles that came, and whether they were new."""
        self.known = 0
        self.feeds = 0

    def read(self) -> None:
        """Take all of it into the library."""
        things = [self._in_full(thing) for thing in self.inputs.things()]
        pace = Pace(self._console, "reading", len(things), "files", len(things))
        with Intake(self._library, self._jobs or reading_jobs(len(things))) as intake:
            for thing, outcome in chain.from_iterable(intake.take(things)):
                match outcome:
                    case None:
                        pace.step(1, name_of(thing))
                    case Taken(id, source, new, note):
                        self.known += not new
                        self.new.setdefault(id, new)
                        if note:
                            self._console.complain(f"{self._as_given(source, thing)}: {note}")
                    case Refused(source, reason):
                        self.inputs.fail(f"{self._as_given(source, thing)}: {reason}")
                    case Subscribed():
                        self.feeds += 1

    def _in_full(self, thing: Thing) -> Thing:
        """A path from the root: the same file is the same source, wherever the command is given."""
        if not isinstance(thing, str):
            return thing
        full = os.path.abspath(thing)
        self._given[full] = thing
        return full

    def _as_given(self, source: str, thing: Thing) -> str:
        """A source as the user wrote it."""
        full = name_of(thing)
        return self._given.get(full, full) + source.removeprefix(full) if source.startswith(full) else source

    def analyse(self) -> None:
        """Analyse what has come and was not analysed yet, as well as what an interrupted import left."""
        analyse(self._library, self.new, self._jobs, self._console, self.inputs.not_analysed)

    def summary(self) -> str:
        """How much it was."""
        parts = [f"{sum(self.new.values())} new", f"{self.known} already there", f"{self.inputs.failed} failed"]
        if self.feeds:
            parts.append(f"{self.feeds} feeds; `newsreader feeds refresh` fetches them")
        return ", ".join(parts)

    def records(self) -> Iterator[dict[str, object]]:
        """A record of each article that came."""
        for row in self._library.articles():
            if row.id in self.new:
                new = self.new[row.id]
                yield {"id": row.id, "source": row.source, "title": row.title, "new": new, "quotes": row.quotes}


def run(paths: Sequence[str], watch: bool | None, jobs: int | None, form: str, console: Console) -> int:
    """Add what the paths stand for, analyse what is not analysed yet, and say how much it was. Gives the exit code.

    watch: have the reader watch the folders among the paths from now on (True), or no longer (False). jobs: processes
    at once, None for as many as are of use. form: "text" for that only; "json" or "jsonl" for a record of each article
    on standard output besides.
    """
    with Library() as library:
        library.back_up_daily()
        work = Importing(library, paths, jobs, console)
        try:
            work.read()
            work.analyse()
        except (KeyboardInterrupt, LibraryError):
            console.say(f"interrupted; {work.summary()}: what is in stays, the same command goes on from here")
            raise
        bring_up_to_date(library.database)
        _watch(library, paths, watch)
        if form != "text":
            console.records(work.records(), lines=form == "jsonl")
        console.say(work.summary())
        return 2 if work.inputs.failed else 0


def _watch(library: Library, paths: Sequence[str], watch: bool | None) -> None:
    for path in map(os.path.abspath, paths):
        if watch and os.path.isdir(path):
            library.files.watch(path)
        elif watch is False:
            library.files.unwatch(path)
