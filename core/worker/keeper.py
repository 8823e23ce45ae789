"""The child's thread for what a library needs now and then: the day's backup, and what older releases did not note."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library
from newsreader.core.worker.say import Say

FIRST = 5.0
"""Seconds that the start of the program gets for itself."""

NAP = 600.0
"""Seconds between two looks: a reader may be open for days."""


def keep_forever(library_path: Path, say: Say) -> None:
    """Look after the library, with a word in the log where that cannot be done."""
    time.sleep(FIRST)
    with Library(library_path) as library:
        while True:
            try:
                library.back_up_daily()
                while library.find_copies():
                    time.sleep(0.1)
                while library.identities.catch_up():
                    time.sleep(0.1)
                while library.travels.catch_up():
                    time.sleep(0.1)
            except LibraryError as error:
                print(error, file=sys.stderr, flush=True)
            time.sleep(NAP)
