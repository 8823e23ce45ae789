"""The child's standard error, kept in the log file."""

from __future__ import annotations

import asyncio
import contextlib

from newsreader.core import locations

LOG_LIMIT = 1_000_000
"""Bytes after which the log starts anew."""


async def append_to_log(stream: asyncio.StreamReader) -> str:
    """Copy a stream to the log until it ends and return its last line, or "".

    The file comes into being with the first byte; a log that cannot be written is no reason to stop.
    """
    last = b""
    while data := await stream.read(2**16):
        last = (last + data)[-1000:]
        with contextlib.suppress(OSError):
            file = locations.log_file()
            file.parent.mkdir(parents=True, exist_ok=True)
            fresh = file.exists() and file.stat().st_size > LOG_LIMIT
            with file.open("wb" if fresh else "ab") as log:
                log.write(data)
    lines = last.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else ""
