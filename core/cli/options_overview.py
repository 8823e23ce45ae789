"""The options of `newsreader overview`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from newsreader.core.cli.console import Console

Task = Callable[[Console], int]


def add_overview(app: typer.Typer, chosen: list[Task], form: Callable[[bool, bool], str]) -> None:
    """Give the command line the command; what it asks for is put into `chosen`."""

    @app.command("overview")
    def overview(
        words: Annotated[list[str] | None, typer.Argument(metavar="FILTER", show_default=False)] = None,
        by: Annotated[
            str,
            typer.Option("--by", "-b", metavar="speaker|outlet|month|day|kind|source", help="What to count by."),
        ] = "speaker",
        limit: Annotated[
            int | None,
            typer.Option(
                "--limit", "-n", metavar="N", min=1, show_default=False, help="The most rows to print; as a rule 20."
            ),
        ] = None,
        json: Annotated[bool, typer.Option("--json", help="Print all rows as one JSON array.")] = False,
        jsonl: Annotated[bool, typer.Option("--jsonl", help="Print a row as a JSON object on a line.")] = False,
        csv: Annotated[bool, typer.Option("--csv", help="Print all rows as CSV with a heading.")] = False,
    ) -> None:
        """Print who is quoted how much in the library: by speaker, outlet, month, day, kind or source.

        A filter narrows the quotes that are counted: words in them, and the fields of a search, such as source:times
        after:2016-03 before:2016-05 kind:indirect. In JSON and CSV: by, label, quotes, share, direct, mixed, indirect,
        named, unnamed, unknown (quotes by what is known of their speakers), articles.
        """
        if csv and (json or jsonl):
            raise typer.BadParameter("not together with --json or --jsonl", param_hint="'--csv'")
        wanted = "csv" if csv else form(json, jsonl)
        from newsreader.core.library.overview import By  # the other commands do not wait for it

        if by not in tuple(By):
            raise typer.BadParameter(f"must be one of {', '.join(By)}", param_hint="'--by'")

        def task(console: Console) -> int:
            from newsreader.core.cli import overviewing

            return overviewing.run(" ".join(words or ()), By(by), limit, wanted, console)

        chosen.append(task)
