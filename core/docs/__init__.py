"""The manual: a page a file in this folder, in Markdown.

The command line lays it out for the terminal, the reader shows it, the README links to it. The tables of keys and
settings and the man page are written by `python -m newsreader.tui.manual`.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Topic(NamedTuple):
    """A page of the manual. name: its file's, without the ending. short: its title where there is little room."""

    name: str
    title: str
    short: str
    about: str

    @property
    def text(self) -> str:
        """Its Markdown."""
        return (HERE / f"{self.name}.md").read_text(encoding="utf-8")


TOPICS = (
    Topic("keys", "Keys", "Keys", "every key, by what one wants to do, with its name for remapping"),
    Topic("reading", "Reading", "Read", "what the marks and colours mean, pages about people, corrections"),
    Topic("queries", "Searching", "Search", "what can be typed into a search or a filter"),
    Topic("settings", "Settings", "Settings", "every setting, its values, and where the files are"),
    Topic("scripts", "Scripts", "Script", "the command line, Python, notebooks, shell completions"),
    Topic("formats", "Formats", "Files", "what can be read, feeds, and what an export holds"),
    Topic("troubles", "Troubles", "Trouble", "what to do when something does not work"),
)
"""The pages, in the order in which they are shown."""


def topic(name: str) -> Topic | None:
    """The page of a name, which may be unfinished or misspelt; None where none is meant."""
    import difflib

    wanted = name.lower().removesuffix(".md")
    begun = [one for one in TOPICS if wanted and (one.name.startswith(wanted) or one.title.lower().startswith(wanted))]
    if begun:
        return begun[0]
    close = difflib.get_close_matches(wanted, [one.name for one in TOPICS], 1, 0.7)
    return next((one for one in TOPICS if one.name in close), None)
