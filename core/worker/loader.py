"""The child's loading thread: files to articles of the library."""

from __future__ import annotations

import os
import time
from pathlib import Path

from newsreader.core.errors import LibraryError, SourceError
from newsreader.core.library import Library
from newsreader.core.sources import Document, expand, parse, read
from newsreader.core.worker.inbox import Inbox, ToLoad
from newsreader.core.worker.say import Say

FLUSH_AFTER = 0.1
"""Seconds of reading after which what was read is written and told."""

FLUSH_CHARACTERS = 4_000_000
"""Characters after which it is, so that memory stays flat."""

FILES_A_LINE = 200
"""Paths in one answer; keeps its length within the parent's limit."""

Read = list[tuple[str, list[Document]]]


def load_forever(library_path: Path, inbox: Inbox, say: Say) -> None:
    """Load what comes, many articles in one transaction when they come fast."""
    with Library(library_path) as library:
        while True:
            read_so_far: Read = []
            characters = 0
            load = inbox.next_load(wait=True)
            deadline = time.monotonic() + FLUSH_AFTER
            while load is not None:
                say("begin", task="load", keys=[load.key], names=[load.name or load.key], size=_size(load))
                documents = _read(load, say)
                if documents:
                    read_so_far.append((load.key, documents))
                    characters += sum(len(d.article.text) for d in documents)
                full = time.monotonic() > deadline or characters > FLUSH_CHARACTERS
                load = None if full else inbox.next_load(wait=False)
            if read_so_far:
                _write(library, read_so_far, say)


def _size(load: ToLoad) -> int | None:
    """Bytes; None of a folder."""
    if load.raw is not None:
        return len(load.raw)
    try:
        return None if os.path.isdir(load.key) else os.path.getsize(load.key)
    except (OSError, ValueError):
        return 0  # reading it says what is wrong


def _read(load: ToLoad, say: Say) -> list[Document]:
    """The documents of a file; none, and the reason told, when there are none; a folder's files are told."""
    try:
        if load.raw is not None:
            return parse(load.raw, load.name)
        if not os.path.isdir(load.key):
            return read(load.key)
    except SourceError as error:
        say("failed", task="load", key=load.key, source=load.name or load.key, reason=error.reason)
        return []
    files, errors = expand([load.key])
    for unreadable in errors:
        if unreadable.source != load.key:
            source = unreadable.source
            say("failed", task="load", key=source, source=source, reason=unreadable.reason)
    if not files:
        why = next((e.reason for e in errors if e.source == load.key), "nothing in it can be read")
        say("failed", task="load", key=load.key, source=load.key, reason=why)
    for start in range(0, len(files), FILES_A_LINE):
        more = start + FILES_A_LINE < len(files)
        say("files", key=load.key, files=files[start : start + FILES_A_LINE], more=more)
    return []


def _write(library: Library, read_so_far: Read, say: Say) -> None:
    """Into the library in one transaction, and told after it."""
    items: list[tuple[str, list[tuple[str, bool, str]]]] = []
    try:
        with library.batch():
            for key, documents in read_so_far:
                added = [(d.article.id, bool(library.add(d.article, d.raw)), d.note) for d in documents]
                items.append((key, added))
    except LibraryError as error:
        for key, documents in read_so_far:
            say("failed", task="load", key=key, source=documents[0].article.source, reason=str(error))
        return
    say("loaded", items=items)
