"""Options and arguments, by typer, without rich."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, TextIO, cast

import typer

from newsreader.core.cli.console import Console, SafeStream

Task = Callable[[Console], int]

USAGE_ERROR = 2

_HELP = """A reader for news that shows who said what.

newsreader [PATH|URL|-]... opens the reader: with files, folders and web pages loaded, with standard input ("-"), or,
with nothing, where you left off. A file that is called like a command is opened as ./quotes.

The commands below need no terminal. Exit codes: 0 done, 1 nothing found, 2 an error, 130 interrupted.
"""

_Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH|URL|-", show_default=False, help="Files, folders, web addresses, or - for standard input."
    ),
]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON array.")]
_Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", metavar="N", min=1, max=64, show_default=False, help="Processes at once; as a rule one a core."
    ),
]
_Jsonl = Annotated[bool, typer.Option("--jsonl", help="Print one JSON object a line.")]


def parse(arguments: Sequence[str], names: Sequence[str], open_: Callable[[Sequence[str]], Task]) -> Task | int:
    """The task that the arguments ask for, or the exit code when help, version or a usage error was printed.

    names: the commands. open_: makes a task of paths to be opened in the reader.
    """
    chosen: list[Task] = []
    is_path = arguments[0] == "-" or not (arguments[0] in names or arguments[0].startswith("-"))
    app = _reader(chosen, open_) if is_path else commands(chosen)
    out, err = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast(TextIO, SafeStream(stream or io.StringIO())) for stream in (out, err))
    try:
        app(args=list(arguments), prog_name="newsreader")
    except SystemExit as end:
        return chosen[0] if chosen else end.code if isinstance(end.code, int) else USAGE_ERROR
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


def _reader(chosen: list[Task], open_: Callable[[Sequence[str]], Task]) -> typer.Typer:
    app = _app()

    @app.command("open", epilog="newsreader --help lists the commands.")
    def open_paths(paths: _Paths = None) -> None:
        """Open the reader."""
        chosen.append(open_(paths or []))

    return app


def commands(chosen: list[Task]) -> typer.Typer:
    """The commands; the one that is called puts what it is to do into `chosen`."""
    app = _app()

    @app.callback(help=_HELP)
    def top(
        version: Annotated[
            bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version.")
        ] = False,
    ) -> None: ...

    @app.command("import")
    def import_(
        paths: Annotated[list[str], typer.Argument(metavar="PATH|URL|-", show_default=False)],
        watch: Annotated[
            bool | None,
            typer.Option(
                "--watch/--no-watch", show_default=False, help="Let the reader watch these folders from now on, or not."
            ),
        ] = None,
        jobs: _Jobs = None,
        json: _Json = False,
        jsonl: _Jsonl = False,
    ) -> None:
        """Add files, folders and web pages to the library and analyse them.

        In JSON an object for each article: id, source, title, new, quotes (their number).
        """
        form = _form(json, jsonl)

        def task(console: Console) -> int:
            from newsreader.core.cli import importing

            return importing.run(paths, watch, jobs, form, console)

        chosen.append(task)

    def said(name: str, paths: Sequence[str] | None, jobs: int | None, json: bool, jsonl: bool) -> None:
        form = _form(json, jsonl)

        def task(console: Console) -> int:
            from newsreader.core.cli import said

            return said.run(paths or [], jobs, form, getattr(said, name), console)

        chosen.append(task)

    @app.command("quotes")
    def quotes(paths: _Paths = None, jobs: _Jobs = None, json: _Json = False, jsonl: _Jsonl = False) -> None:
        """Print who said what, of some files or of the library.

        In JSON an object for each article: id (the file's name without its ending), source, title, text, and quotes
        with content, kind, marked, cue, speaker, speaker_name, basis, confidence, runner_up, corrected_by. Offsets are
        characters of text.
        """
        said("quotes", paths, jobs, json, jsonl)

    @app.command("speakers")
    def speakers(paths: _Paths = None, jobs: _Jobs = None, json: _Json = False, jsonl: _Jsonl = False) -> None:
        """Print who is quoted how often, of some files or of the library."""
        said("speakers", paths, jobs, json, jsonl)

    @app.command("entities")
    def entities(paths: _Paths = None, jobs: _Jobs = None, json: _Json = False, jsonl: _Jsonl = False) -> None:
        """Print the people, organisations and places of some files or of the library."""
        said("entities", paths, jobs, json, jsonl)

    @app.command("search")
    def search(
        query: Annotated[list[str], typer.Argument(metavar="WORD", show_default=False)],
        limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="The most hits to print.")] = 20,
        json: _Json = False,
        jsonl: _Jsonl = False,
    ) -> None:
        """Search titles, texts, quotes, names, notes and tags of the library; typing errors are forgiven.

        Fields narrow: speaker:putin about:nato kind:quote source:times before:2008-05 is:starred. Signs, as in fzf:
        'exact ^start end$ !not a|b, and "a phrase".
        """
        form = _form(json, jsonl)

        def task(console: Console) -> int:
            from newsreader.core.cli import searching

            return searching.run(" ".join(query), limit, form, console)

        chosen.append(task)

    from newsreader.core.cli.options_docs import add_docs
    from newsreader.core.cli.options_export import add_export
    from newsreader.core.cli.options_feeds import feeds_app
    from newsreader.core.cli.options_overview import add_overview
    from newsreader.core.cli.options_people import add_people

    add_overview(app, chosen, _form)
    add_people(app, chosen, _form)

    add_export(app, chosen)

    app.add_typer(feeds_app(_app(), chosen, _form), name="feeds")

    @app.command("doctor")
    def doctor(
        repair: Annotated[bool, typer.Option("--repair", help="Mend what can be mended.")] = False,
        json: _Json = False,
    ) -> None:
        """Check the library, its backups and search index, and what the program needs. Exit code 2: something is wrong.

        With --repair a damaged library is set aside, never overwritten, and made anew from what can be read of it and
        of its newest backup. In JSON an object for each check: check, ok, words, and the source where it is about one.
        """

        def task(console: Console) -> int:
            from newsreader.core.cli import doctor

            return doctor.run(repair, json, console)

        chosen.append(task)

    add_docs(app, chosen)

    return app


def _form(json: bool, jsonl: bool) -> str:
    if json and jsonl:
        raise typer.BadParameter("not together with --jsonl", param_hint="'--json'")
    return "jsonl" if jsonl else "json" if json else "text"


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"newsreader {version('newsreader-tui')}")
        raise typer.Exit()
