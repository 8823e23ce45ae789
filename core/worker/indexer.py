"""The child's indexing thread: writes to the search index what has changed in the library."""

from __future__ import annotations

import sys
import time
import traceback
from pathlib import Path

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library
from newsreader.core.worker.say import Say

NAP = 1.0
"""Seconds between two looks at the library."""

MANY = 1_000
"""Changes that are written at once; fewer wait for others, a search takes them in by itself."""

FEW = 200
"""Changes that are written after a while in which no others came; fewer are left to the searches."""

QUIET_NAPS = 5


def index_forever(library_path: Path, say: Say) -> None:
    """Keep the index up to date. Ends with a word in the log where it cannot be: searches then do without."""
    from newsreader.core.search import bring_up_to_date, waiting

    with Library(library_path) as library:
        before, quiet = 0, 0
        while True:
            changes = waiting(library.database)
            quiet = quiet + 1 if changes == before else 0
            before = changes
            if changes >= MANY or (changes >= FEW and quiet >= QUIET_NAPS):
                try:
                    bring_up_to_date(
                        library.database, lambda done, total: say("indexing", done=done, total=total), wait=False
                    )
                except LibraryError as error:  # somebody is writing for long; there is another time
                    print(error, file=sys.stderr, flush=True)
                except Exception:
                    traceback.print_exc()
                    sys.stderr.flush()
                    return
            time.sleep(NAP)
