"""What can be read once only, and so has to be read by the command itself."""

from __future__ import annotations

import os
import stat
import sys


def pipe_bytes(path: str) -> bytes | None:
    """All that comes from standard input ("-") or a named pipe, which can be read once only; None for other paths."""
    if path == "-":
        return sys.stdin.buffer.read() if sys.stdin is not None else b""
    try:
        if not stat.S_ISFIFO(os.stat(path).st_mode):
            return None
        with open(path, "rb") as pipe:
            return pipe.read()
    except (OSError, ValueError):
        return None  # reading it as a file says what is wrong
