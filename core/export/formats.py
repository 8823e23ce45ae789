"""The formats of exports by their names, and how each is written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TextIO

from newsreader.core.export.selecting import Portion, Selection


@dataclass(frozen=True, slots=True)
class Options:
    """How an export is written.

    raw_cells: CSV without the apostrophe before what a spreadsheet may take for a formula. mark: CSV begins with a byte
    order mark, without which Excel takes UTF-8 for something else. originals: JSON has the bytes that each text was
    read from, too. progress: called with the number of articles that are written.
    """

    raw_cells: bool = False
    mark: bool = False
    originals: bool = False
    progress: Callable[[int], None] = lambda done: None

    def through(self, selection: Selection) -> Iterator[Portion]:
        """The articles of a selection, each told of once it is written."""
        for done, portion in enumerate(selection, 1):
            yield portion
            self.progress(done)


@dataclass(frozen=True, slots=True)
class Format:
    """A format. label: for people. suffix: of its files' names. module: what in `newsreader.core.export` writes it."""

    label: str
    suffix: str
    module: str

    def write(self, selection: Selection, stream: TextIO, options: Options | None = None) -> int:
        """Write a selection, an article at a time; how many records it was, quotes or articles as the format has them.

        stream: of text, in UTF-8 where it is a file, without translation of line ends. Raises OSError where it cannot
        be written, LibraryError where the library cannot be read.
        """
        count: int = import_module(f"newsreader.core.export.{self.module}").write(
            selection, stream, options or Options()
        )
        return count


FORMATS: dict[str, Format] = {
    "json": Format("JSON, all there is; can be imported", ".json", "whole"),
    "jsonl": Format("JSON lines, a quote a line", ".jsonl", "lines"),
    "csv": Format("CSV, a quote a row", ".csv", "table"),
    "markdown": Format("Markdown", ".md", "markdown"),
    "text": Format("Plain text", ".txt", "plain"),
    "html": Format("HTML page", ".html", "page"),
    "csl-json": Format("CSL-JSON, references", ".csl.json", "csl"),
    "ris": Format("RIS, references", ".ris", "ris"),
    "bibtex": Format("BibTeX, references", ".bib", "bibtex"),
    "webannotation": Format("W3C Web Annotation", ".jsonld", "annotation"),
}
"""Every format by the name that the command line and the settings have for it."""

_ALSO = {".markdown": "markdown", ".htm": "html", ".ndjson": "jsonl", ".text": "text", ".bibtex": "bibtex"}


def format_of_file(path: str) -> str | None:
    """The format that the end of a file's name tells; None where it tells none."""
    name = os.path.basename(path).lower()
    suffixes = {format.suffix: one for one, format in FORMATS.items()} | _ALSO
    return next((suffixes[s] for s in sorted(suffixes, key=len, reverse=True) if name.endswith(s)), None)
