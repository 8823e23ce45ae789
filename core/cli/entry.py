"""The command line as it is typed, from its arguments to its exit code."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence

from newsreader.core import log
from newsreader.core.cli.console import Console, standard
from newsreader.core.errors import NewsreaderError

Task = Callable[[Console], int]

FOUND, ERROR = 0, 2

COMMANDS = (
    *("import", "quotes", "speakers", "entities", "people", "search", "overview", "export", "feeds", "doctor"),
    *("docs", "completions"),
)


def main(open_reader: Callable[..., int], arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks. Gives the exit code.

    open_reader: opens the reader on paths and `Raw` bytes and gives its exit code.
    """
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    console = standard()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        task = _task(arguments, open_reader)
        code = task if isinstance(task, int) else task(console)
        console.flush()
        return code
    except KeyboardInterrupt as stop:
        with contextlib.suppress(OSError):
            console.clear()
        return 128 + (stop.number if isinstance(stop, Stopped) else signal.SIGINT)
    except BrokenPipeError:
        # Nobody reads on. What is still in the buffer must not be tried again when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return FOUND
    except NewsreaderError as error:
        console.complain(str(error))
    except OSError as error:
        console.complain(f"{error.filename or 'standard output'}: {(error.strerror or str(error)).lower()}")
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except Exception as error:
        log.append(traceback.format_exc())
        console.complain(f"internal error, please report it: {type(error).__name__}: {error}")
    return ERROR


class Stopped(KeyboardInterrupt):
    """SIGTERM or SIGHUP: as Ctrl-C, but with another exit code."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _stop(number: int, frame: object) -> None:
    raise Stopped(number)


def _task(arguments: list[str], open_reader: Callable[..., int]) -> Task | int:
    """What the arguments ask for, or the exit code when that was printed already: help, version, a usage error."""

    def open_(paths: Sequence[str]) -> Task:
        from newsreader.core.cli import reader

        return lambda console: reader.run(paths, open_reader, COMMANDS, console)

    if arguments[:1] == ["--"]:
        return open_(arguments[1:])
    if not any(a.startswith("-") and a != "-" for a in arguments) and arguments[:1] not in [[c] for c in COMMANDS]:
        return open_(arguments)  # nothing to parse: the reader opens without waiting for typer's import
    from newsreader.core.cli.options import parse

    return parse(arguments, COMMANDS, open_)
