"""The options of `newsreader docs` and `newsreader completions`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from newsreader.core.cli.console import Console

Task = Callable[[Console], int]


def add_docs(app: typer.Typer, chosen: list[Task]) -> None:
    """Give the command line both commands; what they are to do is put into `chosen`."""

    @app.command("docs")
    def docs(
        page: Annotated[
            str | None, typer.Argument(metavar="PAGE", show_default=False, help="One of those that are listed without.")
        ] = None,
    ) -> None:
        """Print a page of the manual, or which pages there are. `?` shows them in the reader.

        On a terminal it is laid out for its width, else it is Markdown.
        """

        def task(console: Console) -> int:
            from newsreader.core.cli import manual

            return manual.run(page, console)

        chosen.append(task)

    @app.command("completions")
    def completions(
        shell: Annotated[str, typer.Argument(metavar="bash|zsh|fish", show_default=False)],
    ) -> None:
        """Print a script by which a shell completes commands, options, their values and file names.

        Switch it on with source <(newsreader completions bash) in ~/.bashrc, the same with zsh in ~/.zshrc, or
        newsreader completions fish > ~/.config/fish/completions/newsreader.fish.
        """
        from newsreader.core.cli.completions import SHELLS  # the other commands do not wait for it

        if shell not in SHELLS:
            raise typer.BadParameter(f"must be one of {', '.join(SHELLS)}", param_hint="'SHELL'")

        def task(console: Console) -> int:
            console.write(SHELLS[shell]())
            return 0

        chosen.append(task)
