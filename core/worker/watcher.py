"""The child's thread that watches folders: files that are new or have changed are told."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from newsreader.core.errors import LibraryError
from newsreader.core.intake.intake import stamp
from newsreader.core.library import Library
from newsreader.core.sources import expand
from newsreader.core.worker.loader import FILES_A_LINE
from newsreader.core.worker.say import Say

NAP = 2.0
"""Seconds between two looks at the least."""

SHARE = 0.02
"""Of the time, what looking may take: many files are looked at less often."""


def watch_forever(library_path: Path, say: Say) -> None:
    """Look again and again. A file is told when it has looked the same twice: it may be being written."""
    seen: dict[str, str] = {}
    told: dict[str, str] = {}
    with Library(library_path) as library:
        while True:
            begun = time.monotonic()
            try:
                changed = look(library, seen, told)
            except LibraryError as error:
                print(error, file=sys.stderr, flush=True)
                changed = []
            for start in range(0, len(changed), FILES_A_LINE):
                say("changed", files=changed[start : start + FILES_A_LINE])
            time.sleep(max(NAP, (time.monotonic() - begun) / SHARE))


def look(library: Library, seen: dict[str, str], told: dict[str, str]) -> list[str]:
    """The files of watched folders that are not in the library as they are now, and have settled.

    seen: the stamps of the last look, told: those with which files were told before; both are kept up to date.
    """
    watched = library.files.watched()
    if not watched:
        seen.clear()
        return []
    now = {file: stamp(file) for file in expand(watched)[0]}
    changed = [
        file
        for file, looks in now.items()
        if looks and looks == seen.get(file) and looks != told.get(file) and looks != library.files.stamp(file)
    ]
    seen.clear()
    seen.update(now)
    told.update((file, now[file]) for file in changed)
    return changed
