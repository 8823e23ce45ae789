"""The command `newsreader`: core's command line, with the reader behind it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.core.cli import main as command_line
from newsreader.core.cli.console import standard

if TYPE_CHECKING:
    from newsreader.core.intake.things import Thing

FRAMES = "120"
"""Frames a second at most. What a search finds comes a frame after the letter typed; at Textual's own 60 it is late."""

SWITCH_SECONDS = 0.0005
"""How long a thread goes on while another one waits. Textual writes to the terminal in one, and at Python's own 5 ms
what is painted comes late whenever something is worked on beside it."""


def open_reader(sources: Sequence[Thing]) -> int:
    """Open the reader on the library, with `sources` loaded into it first; the exit code is given back.

    What could not be read is told once more when the screen is gone, a line each, and makes the code 2. Textual is
    imported here and not above, so that headless commands do not pay for it. Raises LibraryError where not even a
    temporary library can be had.
    """
    from newsreader.tui import quiet

    os.environ.setdefault("TEXTUAL_FPS", quiet.FRAMES if quiet.wanted() else FRAMES)
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.disable()  # looking for garbage while modules load takes a tenth of the start; the app switches it on again
    from newsreader.core.library import Library
    from newsreader.tui.app import NewsreaderApp

    with Library.open_for_session() as library:
        app = NewsreaderApp(library, sources)
        app.run()
    for failure in app.failures:
        standard().complain(failure)
    return app.return_code or (2 if app.failures else 0)


def main() -> int:
    """Run the command line."""
    return command_line(open_reader)


if __name__ == "__main__":
    sys.exit(main())
