"""The child's loading threads: files, pages and feeds to articles of the library."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from newsreader.core.cores import cores
from newsreader.core.errors import LibraryError
from newsreader.core.intake import Intake, Outcome, Refused, Taken
from newsreader.core.intake.things import Page, Thing, name_of
from newsreader.core.library import Library
from newsreader.core.sources import expand
from newsreader.core.worker.inbox import Inbox, ToLoad
from newsreader.core.worker.say import Say

FILES_A_LINE = 200
"""Paths in one answer; keeps its length within the parent's limit."""

ITEMS_A_LINE = 500


def load_forever(library_path: Path, inbox: Inbox, say: Say) -> None:
    """Load the files and bytes that come."""
    with Library(library_path) as library, Intake(library, jobs=cores()) as intake:
        while True:
            first = inbox.next_load(wait=True)
            assert first is not None
            Loading(intake, say).load(_files(first, inbox, say))


def _files(load: ToLoad | None, inbox: Inbox, say: Say) -> Iterator[ToLoad]:
    """What is to be loaded until there is nothing more for now; the files of a folder are told instead."""
    while load is not None:
        if isinstance(load.thing, str) and os.path.isdir(load.thing):
            say("begin", task="load", keys=[load.key], names=[load.key], folder=True)
            _unfold(load.key, say)
        else:
            yield load
        load = inbox.next_load(wait=False)


class Loading:
    """Loads things and tells what became of each under the parent's key for it."""

    def __init__(self, intake: Intake, say: Say) -> None:
        self._intake, self._say = intake, say
        self._keys: dict[int, str] = {}

    def load(self, loads: Iterator[ToLoad]) -> None:
        """Load what comes, many articles in one transaction when they come fast."""
        try:
            for told in self._intake.take(map(self._begun, loads)):
                self._tell(told)
        except LibraryError as error:
            for key in self._keys.values():
                self._say("failed", task="load", key=key, source="", reason=str(error))

    def _begun(self, load: ToLoad) -> Thing:
        self._keys[_mark(load.thing)] = load.key
        self._say("begin", task="load", keys=[load.key], names=[name_of(load.thing)], folder=False)
        return load.thing

    def _tell(self, told: list[tuple[Thing, Outcome | None]]) -> None:
        items: list[list[object]] = []
        for thing, outcome in told:
            key = self._keys[_mark(thing)]
            match outcome:
                case Taken(id, source, new, note):
                    replaces = thing.replaces if isinstance(thing, Page) else None
                    items.append([key, "taken", id, source, new, note, replaces])
                case Refused(source, reason):
                    items.append([key, "refused", source, reason])
                case None:
                    items.append([key, "done"])
                    del self._keys[_mark(thing)]
        for start in range(0, len(items), ITEMS_A_LINE):
            self._say("loaded", items=items[start : start + ITEMS_A_LINE])


def _mark(thing: Thing) -> int:
    """What tells a thing from all others that are under way, even from one with the same bytes."""
    return hash(thing) if isinstance(thing, str) else id(thing)


def _unfold(folder: str, say: Say) -> None:
    files, errors = expand([folder])
    for unreadable in errors:
        if unreadable.source != folder:
            source = unreadable.source
            say("failed", task="load", key=source, source=source, reason=unreadable.reason)
    if not files:
        why = next((e.reason for e in errors if e.source == folder), "nothing in it can be read")
        say("failed", task="load", key=folder, source=folder, reason=why)
    for start in range(0, len(files), FILES_A_LINE):
        more = start + FILES_A_LINE < len(files)
        say("files", key=folder, files=files[start : start + FILES_A_LINE], more=more)
