"""Files that are there when they are whole, and not before."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO


def is_passing(path: str) -> bool:
    """Whether a path leads to a terminal, a pipe or the like, in whose place nothing can be put."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return False


@contextmanager
def new_file(path: str, force: bool) -> Iterator[tuple[TextIO, Callable[[], None]]]:
    """A file to be written, and what keeps it: until then it has another name, and it goes where it is not kept.

    A file that came into being meanwhile is not overwritten without `force`.
    """
    if is_passing(path):
        with open(path, "w", encoding="utf-8", errors="replace", newline="") as stream:
            yield stream, lambda: None
        return
    place = os.path.realpath(path)
    folder, name = os.path.split(place)
    passing = os.path.join(folder, f".{name[:100]}.{os.getpid()}.part")
    kept = False

    def keep() -> None:
        nonlocal kept
        stream.flush()
        os.fsync(stream.fileno())
        if not force:
            _put(passing, place)
            return
        with contextlib.suppress(FileNotFoundError):
            os.chmod(passing, stat.S_IMODE(os.stat(place).st_mode))
        os.replace(passing, place)
        kept = True

    try:
        with open(passing, "x", encoding="utf-8", errors="replace", newline="") as stream:
            yield stream, keep
    finally:
        if not kept:
            with contextlib.suppress(OSError):
                os.unlink(passing)


def _put(passing: str, place: str) -> None:
    """Give a file its name. Raises FileExistsError where that is taken."""
    try:
        os.link(passing, place)
    except FileExistsError:
        raise
    except OSError as error:  # a file system without links
        if os.path.lexists(place):
            raise FileExistsError(error.errno, "is there already", place) from error
        os.rename(passing, place)
