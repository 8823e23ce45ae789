"""Options and arguments of `newsreader feeds`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from newsreader.core.cli.console import Console

Task = Callable[[Console], int]

_Urls = Annotated[list[str], typer.Argument(metavar="URL", show_default=False)]


def feeds_app(app: typer.Typer, chosen: list[Task], form_of: Callable[[bool, bool], str]) -> typer.Typer:
    """Gives `app` the commands of `feeds`, which put what they are to do into `chosen`."""

    @app.callback(help="Feeds: RSS, Atom and JSON Feed.")
    def top() -> None: ...

    @app.command("add")
    def add(
        urls: _Urls,
        tag: Annotated[
            list[str] | None, typer.Option("--tag", "-t", metavar="TAG", help="A tag for these feeds.")
        ] = None,
    ) -> None:
        """Subscribe to feeds. Of a page, to the feed that it names."""

        def task(console: Console) -> int:
            from newsreader.core.cli import feeds

            return feeds.add(urls, tag or [], console)

        chosen.append(task)

    @app.command("list")
    def list_(
        json: Annotated[bool, typer.Option("--json", help="Print one JSON array.")] = False,
        jsonl: Annotated[bool, typer.Option("--jsonl", help="Print one JSON object a line.")] = False,
    ) -> None:
        """Print the feeds, with their unread articles and what went wrong.

        In JSON an object for each: number, url, title, site, tags, checked, due, failures, error, gone, unread, total.
        """
        form = form_of(json, jsonl)

        def task(console: Console) -> int:
            from newsreader.core.cli import feeds

            return feeds.list_(form, console)

        chosen.append(task)

    @app.command("remove")
    def remove(urls: _Urls) -> None:
        """Unsubscribe from feeds; their articles stay."""

        def task(console: Console) -> int:
            from newsreader.core.cli import feeds

            return feeds.remove(urls, console)

        chosen.append(task)

    @app.command("refresh")
    def refresh(
        urls: Annotated[list[str] | None, typer.Argument(metavar="[URL]...", show_default=False)] = None,
        jobs: Annotated[
            int | None,
            typer.Option(
                "--jobs", "-j", metavar="N", min=1, max=64, show_default=False, help="Processes that analyse at once."
            ),
        ] = None,
    ) -> None:
        """Fetch what is new, in all feeds or in these, and analyse it."""

        def task(console: Console) -> int:
            from newsreader.core.cli import feeds

            return feeds.refresh(urls or [], jobs, console)

        chosen.append(task)

    @app.command("import")
    def import_(files: Annotated[list[str], typer.Argument(metavar="FILE", show_default=False)]) -> None:
        """Subscribe to the feeds of OPML files or of newsboat's urls; newsboat's cache.db brings its articles too."""

        def task(console: Console) -> int:
            from newsreader.core.cli import feeds

            return feeds.import_(files, console)

        chosen.append(task)

    @app.command("export")
    def export(
        file: Annotated[str, typer.Argument(metavar="[FILE]", show_default=False, help="- for standard output.")] = "-",
    ) -> None:
        """Write the feeds as OPML, for another reader."""

        def task(console: Console) -> int:
            from newsreader.core.cli import feeds

            return feeds.export(file, console)

        chosen.append(task)

    return app
