"""The options of `newsreader people`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from newsreader.core.cli.console import Console

Task = Callable[[Console], int]


def add_people(app: typer.Typer, chosen: list[Task], form: Callable[[bool, bool], str]) -> None:
    """Give the command line the command; what it asks for is put into `chosen`."""

    @app.command("people")
    def people(
        name: Annotated[list[str] | None, typer.Argument(metavar="NAME", show_default=False)] = None,
        limit: Annotated[
            int | None,
            typer.Option("--limit", "-n", metavar="N", min=1, show_default=False, help="The most people to print."),
        ] = None,
        json: Annotated[bool, typer.Option("--json", help="Print all as one JSON array.")] = False,
        jsonl: Annotated[bool, typer.Option("--jsonl", help="Print one as a JSON object on a line.")] = False,
    ) -> None:
        """Print the people, organisations and places across the library's articles, or what one of them said.

        One name may stand for several; as text the most quoted of them is shown (-n: so many), in JSON all are. In JSON
        an object for each: person (a number), name, kind, forms, quotes, articles, mentions, outlets, first, last, and
        with a NAME said, a list of quotes.
        """
        wanted = form(json, jsonl)

        def task(console: Console) -> int:
            from newsreader.core.cli import people as command

            return command.run(" ".join(name or ()), limit, wanted, console)

        chosen.append(task)
