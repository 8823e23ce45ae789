"""What the command line prints: safe for a terminal, whatever is in an article or a file's name."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO, cast

from newsreader.core.later import Later

if TYPE_CHECKING:  # a reader who opens the screen has nothing printed
    from newsreader.core import jsons
    from newsreader.core.text import clean
else:
    jsons = Later("newsreader.core.jsons")
    clean = Later("newsreader.core.text.clean")

STYLES = {"bold": "1", "dim": "2", "cyan": "36", "marked": "1;33"}


def safe(text: str) -> str:
    """Text of any origin without what drives a terminal or turns a line around."""
    return clean.DIRECTIONS.sub("", clean.sanitise(text))


def one_line(text: str) -> str:
    """`safe`, on a single line."""
    return " ".join(safe(text).split())


class Console:
    """Standard output and standard error. Styles only on a terminal and without NO_COLOR."""

    def __init__(self, out: TextIO, err: TextIO) -> None:
        for stream in (out, err):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        self._out = out
        self._err = err
        self._progress_shown = 0.0
        self.on_terminal = out.isatty()
        self.styled = self.on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self._progressing = err.isatty() and os.environ.get("TERM") != "dumb"

    def print(self, text: str = "") -> None:
        """A line on standard output; what is not known to be safe in it must have gone through `safe` or `style`."""
        self.clear()
        self._out.write(text + "\n")

    def write(self, text: str) -> None:
        """Several lines on standard output, with the ends that they have, made safe."""
        self.clear()
        self._out.write(safe(text))

    def style(self, text: str, style: str) -> str:
        """Text made safe and, where that is wanted, styled."""
        text = safe(text)
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self.styled and text else text

    def records(self, records: Iterable[Any], lines: bool) -> None:
        """JSON records as they come: one a line, or as an array."""
        if lines:
            for record in records:
                self.print(jsons.dumps(record))
            return
        before = "["
        for record in records:
            self.print(before)
            before = ","
            self._out.write(jsons.dumps(record))
        self.print("[]" if before == "[" else "\n]")

    def complain(self, text: str) -> None:
        """One line about something that went wrong, on standard error."""
        self.clear()
        self._err.write(f"newsreader: {one_line(text)}\n")
        self._err.flush()

    def say(self, text: str) -> None:
        """One line on standard error about what was done."""
        self.clear()
        self._err.write(f"{one_line(text)}\n")
        self._err.flush()

    def progress(self, text: str) -> None:
        """A line on a terminal's standard error that the next one takes the place of; at most ten a second."""
        now = time.monotonic()
        if self._progressing and now - self._progress_shown > 0.1:
            self._progress_shown = now
            self._err.write(f"\r\x1b[K{one_line(text)[:70]}")
            self._err.flush()

    def data(self) -> TextIO:
        """Standard output for what is written in a format of its own: in UTF-8 and with its own line ends.

        What goes to a terminal is made safe.
        """
        self.clear()
        if self.on_terminal:
            return cast(TextIO, SafeStream(self._out))
        if isinstance(self._out, io.TextIOWrapper):
            self._out.reconfigure(encoding="utf-8", newline="")
        return self._out

    def flush(self) -> None:
        """Bring everything to the other side; raises BrokenPipeError when nobody is there."""
        self.clear()
        self._out.flush()

    def clear(self) -> None:
        """Take the progress line away."""
        if self._progress_shown:
            self._progress_shown = 0.0
            self._err.write("\r\x1b[K")
            self._err.flush()


class SafeStream(io.TextIOBase):
    """A stream that makes safe whatever is written to it, for messages that others compose from arguments."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(safe(text))
        return len(text)

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return False


def standard() -> Console:
    """The console of this process; a stream that was closed before the start swallows what is printed."""
    nowhere = io.StringIO()
    return Console(sys.stdout or nowhere, sys.stderr or nowhere)
