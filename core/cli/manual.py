"""`newsreader docs [PAGE]`."""

from __future__ import annotations

import shutil

from newsreader.core.cli.console import Console
from newsreader.core.docs import TOPICS, topic
from newsreader.core.docs.layout import Look, lay_out
from newsreader.core.errors import NewsreaderError

WIDTH = 100
"""Columns that a page takes at most on a terminal."""

_STYLES = {Look.TITLE: "bold", Look.HEADING: "bold", Look.STRONG: "bold", Look.CODE: "cyan", Look.BLOCK: "cyan"}


def run(page: str | None, console: Console) -> int:
    """Print a page, laid out for a terminal or as it is; without one, a list of them. Raises NewsreaderError."""
    if page is None:
        for one in TOPICS:
            console.print(f"{console.style(f'{one.name:<10}', 'bold')}  {one.about}")
        return 0
    found = topic(page)
    if found is None:
        raise NewsreaderError(f"no page is called {page!r}; there are {', '.join(one.name for one in TOPICS)}")
    if not console.on_terminal:
        console.write(found.text)
        return 0
    for line in lay_out(found.text, min(shutil.get_terminal_size().columns, WIDTH)):
        console.print("".join(_styled(console, piece.text, piece.look) for piece in line))
    return 0


def _styled(console: Console, text: str, look: Look) -> str:
    return console.style(text, _STYLES[look]) if look in _STYLES else text
