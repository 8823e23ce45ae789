"""Files and folders on the way to being read."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable

from newsreader.core.errors import SourceError
from newsreader.core.sources.sniffing import SUFFIXES

LOOKED_FOR = tuple(SUFFIXES)
"""What is looked for in a folder. A file that is named itself may be called anything."""

_NUMBER = re.compile("([0-9]+)")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_REASONS = {
    errno.ENOENT: "no such file or folder",
    errno.ENOTDIR: "no such file or folder",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ELOOP: "it is a symbolic link that leads back to itself",
    errno.ENAMETOOLONG: "the name is too long",
}


def expand(paths: Iterable[str], left_out: Counter[str] | None = None) -> tuple[list[str], list[SourceError]]:
    """The files that some paths stand for, each once, and what stands for none.

    left_out: counts the files of folders that are left out by the ends of their names.

    A folder stands for its files and those of its folders whose names end as in LOOKED_FOR, in natural order ("2.txt"
    before "10.txt"); what is hidden is left out, and so are folders behind symbolic links. Files are not opened.
    """
    files: dict[str, None] = {}
    errors: list[SourceError] = []
    for path in paths:
        if not os.path.isdir(path):
            files[path] = None
            continue
        found, unreadable = _walk(path, left_out)
        files.update(dict.fromkeys(found))
        errors += unreadable
        if not found and not unreadable:
            errors.append(SourceError(path, "no articles in this folder"))
    return list(files), errors


def read_bytes(path: str) -> bytes:
    """What is in a regular file. Raises SourceError when it is none or cannot be read."""
    try:
        # Without O_NONBLOCK a named pipe that nobody writes to would be waited for.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            mode = os.fstat(handle).st_mode
            if stat.S_ISDIR(mode):
                raise SourceError(path, "this is a folder")
            if not stat.S_ISREG(mode):
                raise SourceError(path, "not a regular file")
            return file.read()
    except OSError as error:
        raise SourceError(path, _missing(path) or reason(error)) from None
    except ValueError:  # a NUL in the name
        raise SourceError(path, "no such file or folder") from None


def size_of(path: str) -> int:
    """Bytes in a file; 0 where that cannot be told."""
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0


def reason(error: OSError) -> str:
    """An error of the system in plain words."""
    return _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()


def _missing(path: str) -> str:
    if _ADDRESS.match(path) and not os.path.exists(path):
        return "only files, folders and addresses of http or https can be read"
    return ""


def _walk(folder: str, left_out: Counter[str] | None) -> tuple[list[str], list[SourceError]]:
    found: list[str] = []
    errors: list[SourceError] = []

    def failed(error: OSError) -> None:
        errors.append(SourceError(str(error.filename or folder), reason(error)))

    for parent, folders, names in os.walk(folder, onerror=failed):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=_natural)
        names = [name for name in names if not name.startswith(".")]
        if left_out is not None:
            left_out.update(os.path.splitext(name)[1] for name in names if not name.lower().endswith(LOOKED_FOR))
        names = [name for name in names if name.lower().endswith(LOOKED_FOR)]
        found += [os.path.join(parent, name) for name in sorted(names, key=_natural)]
    return found, errors


def _natural(name: str) -> list[tuple[int, int, str]]:
    """A sort key that takes runs of digits as numbers and letters without their case."""
    parts = _NUMBER.split(name.casefold())
    return [(0, int(part), "") if i % 2 else (1, 0, part) for i, part in enumerate(parts)] + [(2, 0, name)]
