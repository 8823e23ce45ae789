"""The command line as it is typed: options to tasks, and tasks to exit codes."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Annotated, TextIO, cast

import typer

from newsreader.core import log
from newsreader.core.cli.console import Console, SafeStream, standard
from newsreader.core.errors import NewsreaderError

Task = Callable[[Console], int]

FOUND, NOTHING, ERROR, INTERRUPTED = 0, 1, 2, 130

_HELP = """A reader for news that shows who said what.

newsreader [PATH...|-] opens the reader: with files and folders of .txt and .md loaded, with standard input ("-"), or,
with nothing, where you left off. A file that is called like a command is opened as ./quotes.

The commands below need no terminal. Exit codes: 0 done, 1 nothing found, 2 an error, 130 interrupted.
"""

_Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH|-", show_default=False, help="Files, folders, or - for standard input."),
]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON array.")]
_Jsonl = Annotated[bool, typer.Option("--jsonl", help="Print one JSON object a line.")]


def main(open_reader: Callable[..., int], arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks. Gives the exit code.

    open_reader: opens the reader on paths and `Raw` bytes and gives its exit code.
    """
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    console = standard()
    try:
        task = _task(arguments, open_reader)
        code = task if isinstance(task, int) else task(console)
        console.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
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


def _task(arguments: list[str], open_reader: Callable[..., int]) -> Task | int:
    """What the arguments ask for, or the exit code when that was printed already: help, version, a usage error."""
    chosen: list[Task] = []
    commands = _commands(chosen)
    names = [str(info.name) for info in commands.registered_commands]
    first = arguments[0] if arguments else ""
    if first in names or (first.startswith("-") and first not in ("-", "--")):
        app = commands
    else:
        app = _reader(chosen, open_reader, names)
    out, err = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast(TextIO, SafeStream(stream or io.StringIO())) for stream in (out, err))
    try:
        app(args=arguments, prog_name="newsreader")
    except SystemExit as end:
        return chosen[0] if chosen else end.code if isinstance(end.code, int) else ERROR
    finally:
        sys.stdout, sys.stderr = out, err
    return chosen[0]


def _app() -> typer.Typer:
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _reader(chosen: list[Task], open_reader: Callable[..., int], names: Sequence[str]) -> typer.Typer:
    app = _app()

    @app.command(epilog="newsreader --help lists the commands.")
    def open_(paths: _Paths = None) -> None:
        """Open the reader."""
        from newsreader.core.cli import reader

        chosen.append(lambda console: reader.run(paths or [], open_reader, names, console))

    return app


def _commands(chosen: list[Task]) -> typer.Typer:
    app = _app()

    @app.callback(help=_HELP)
    def top(
        version: Annotated[
            bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version.")
        ] = False,
    ) -> None: ...

    @app.command("import")
    def import_(paths: Annotated[list[str], typer.Argument(metavar="PATH|-", show_default=False)]) -> None:
        """Add files and folders to the library and analyse them."""

        def task(console: Console) -> int:
            from newsreader.core.cli import importing

            return importing.run(paths, console)

        chosen.append(task)

    def said(name: str, paths: Sequence[str] | None, json: bool, jsonl: bool) -> None:
        form = _form(json, jsonl)

        def task(console: Console) -> int:
            from newsreader.core.cli import said

            return said.run(paths or [], form, getattr(said, name), console)

        chosen.append(task)

    @app.command("quotes")
    def quotes(paths: _Paths = None, json: _Json = False, jsonl: _Jsonl = False) -> None:
        """Print who said what, of some files or of the library.

        In JSON an object for each article: id (the file's name without its ending), source, title, text, and quotes
        with content, kind, marked, cue, speaker, speaker_name, basis, confidence, runner_up. Offsets are characters
        of text.
        """
        said("quotes", paths, json, jsonl)

    @app.command("speakers")
    def speakers(paths: _Paths = None, json: _Json = False, jsonl: _Jsonl = False) -> None:
        """Print who is quoted how often, of some files or of the library."""
        said("speakers", paths, json, jsonl)

    @app.command("entities")
    def entities(paths: _Paths = None, json: _Json = False, jsonl: _Jsonl = False) -> None:
        """Print the people, organisations and places of some files or of the library."""
        said("entities", paths, json, jsonl)

    @app.command("search")
    def search(
        query: Annotated[list[str], typer.Argument(metavar="WORD", show_default=False)],
        limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="The most hits to print.")] = 20,
        json: _Json = False,
        jsonl: _Jsonl = False,
    ) -> None:
        """Search the titles, texts, quotes and names of the library; typing errors are forgiven."""
        form = _form(json, jsonl)

        def task(console: Console) -> int:
            from newsreader.core.cli import searching

            return searching.run(" ".join(query), limit, form, console)

        chosen.append(task)

    return app


def _form(json: bool, jsonl: bool) -> str:
    return "jsonl" if jsonl else "json" if json else "text"


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"newsreader {version('newsreader-tui')}")
        raise typer.Exit()
