"""Options of `newsreader export`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from newsreader.core.cli.console import Console

Task = Callable[[Console], int]


def add_export(app: typer.Typer, chosen: list[Task]) -> None:
    """Gives `app` the command `export`, which puts what it is to do into `chosen`."""

    @app.command("export")
    def export(
        article: Annotated[
            list[str] | None,
            typer.Option(
                "--article", "-a", metavar="ID|PATH|URL", help="An article, or all of a file; may be repeated."
            ),
        ] = None,
        person: Annotated[
            str | None, typer.Option("--person", "-p", metavar="NAME", help="All that somebody said.")
        ] = None,
        search: Annotated[
            str | None, typer.Option("--search", "-s", metavar="QUERY", help="What answers a search.")
        ] = None,
        tag: Annotated[str | None, typer.Option("--tag", "-t", metavar="TAG", help="What has a tag.")] = None,
        starred: Annotated[bool, typer.Option("--starred", help="What is starred.")] = False,
        everything: Annotated[bool, typer.Option("--all", help="The whole library.")] = False,
        format: Annotated[
            str | None,
            typer.Option(
                "--format",
                "-f",
                metavar="FORMAT",
                show_default=False,
                help="json, jsonl, csv, markdown, text, html, csl-json, ris, bibtex or webannotation; else what the"
                " end of the file's name tells, or the settings.",
            ),
        ] = None,
        output: Annotated[
            str, typer.Option("--output", "-o", metavar="FILE", help="Write a file; - for standard output.")
        ] = "-",
        force: Annotated[bool, typer.Option("--force", help="Overwrite the file if there is one.")] = False,
        raw_cells: Annotated[
            bool, typer.Option("--raw-cells", help="CSV: no apostrophe before what looks like a formula.")
        ] = False,
        with_originals: Annotated[
            bool, typer.Option("--with-originals", help="JSON: with the bytes that the texts were read from.")
        ] = False,
    ) -> None:
        """Write quotes with where they stand, for other programs and for `newsreader import` (json).

        A CSV file begins with a byte order mark, for Excel; on standard output it has none.
        """
        wanted = {
            "--article": article or None,
            "--person": person,
            "--search": search,
            "--tag": tag,
            "--starred": starred or None,
            "--all": everything or None,
        }
        given = [name for name, value in wanted.items() if value is not None]
        if len(given) != 1:
            raise typer.BadParameter(f"give one of {', '.join(wanted)}", param_hint=" ".join(given) or "export")

        def task(console: Console) -> int:
            from newsreader.core.cli import exporting

            choice = exporting.Choice(tuple(article or ()), person, search, tag, starred)
            return exporting.run(choice, exporting.Output(format, output, force, raw_cells, with_originals), console)

        chosen.append(task)
