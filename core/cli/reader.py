"""`newsreader [PATH...|-]`: what has to be in order before the reader opens."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from newsreader.core.cli.console import Console
from newsreader.core.cli.pipes import pipe_bytes

if TYPE_CHECKING:
    from newsreader.core.intake.things import Thing

OpenReader = Callable[["Sequence[Thing]"], int]


def run(paths: Sequence[str], open_reader: OpenReader, commands: Sequence[str], console: Console) -> int:
    """Open the reader with the paths; 2 without a terminal, or when not one of the paths is there."""
    sources: list[Thing] = []
    if paths:
        from newsreader.core.intake.things import Page, Raw
        from newsreader.core.web.addresses import is_address

    there = [path for path in paths if path == "-" or is_address(path) or os.path.lexists(path)]
    if paths and not there:
        for path in paths:
            console.complain(f"{path}: no such file or folder{_hint(path, commands)}")
        return 2
    if not (_is_terminal(1) and _is_terminal(2)) or not (_is_terminal(0) or os.path.exists("/dev/tty")):
        console.complain("the reader needs a terminal; `newsreader quotes FILE` and `newsreader --help` do not")
        return 2
    for path in paths:
        if is_address(path):
            sources.append(Page(path))
        else:
            data = pipe_bytes(path)
            sources.append(path if data is None else Raw(path, data))
    if not _is_terminal(0) and not _take_terminal():
        console.complain("the reader needs a terminal to read keys from")
        return 2
    console.flush()
    return open_reader(sources)


def _hint(path: str, commands: Sequence[str]) -> str:
    import difflib

    close = difflib.get_close_matches(path, commands, 1, 0.75)
    return f" (the command is called {close[0]!r})" if close else ""


def _is_terminal(descriptor: int) -> bool:
    try:
        return os.isatty(descriptor)
    except OSError:
        return False


def _take_terminal() -> bool:
    """Make the terminal the standard input after that was a pipe; False when there is none."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return False
    os.dup2(terminal, 0)
    os.close(terminal)
    return True
