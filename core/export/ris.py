"""RIS: the articles as records of newspapers (TY  - NEWS), each quote that is chosen as a note (N1).

Tags after the "RIS Format Specifications" of 2011 for the type NEWS. Every value is on one line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from newsreader.core.export import dates
from newsreader.core.export.authors import names
from newsreader.core.export.citing import outlet
from newsreader.core.export.csl import quotes_of
from newsreader.core.export.escaping import one_line
from newsreader.core.export.formats import Options
from newsreader.core.export.selecting import Portion, Selection


def write(selection: Selection, stream: TextIO, options: Options) -> int:
    """Write a record for each article; how many."""
    count = 0
    for count, portion in enumerate(selection, 1):
        lines = ("TY", "NEWS"), *((tag, one_line(value)) for tag, value in _fields(portion)), ("ER", "")
        stream.write("".join(f"{tag}  - {value}\r\n" for tag, value in lines if value or tag == "ER") + "\r\n")
        options.progress(count)
    return count


def _fields(portion: Portion) -> Iterator[tuple[str, str | None]]:
    about = portion.reference
    issued, accessed = dates.parts(about.published), dates.parts(about.retrieved)
    yield "ID", about.id
    for name in names(about.author):
        yield "AU", name.inverted
    yield "TI", about.title
    yield "T2", outlet(about)
    yield "PY", str(issued[0]) if issued else None
    yield "DA", _date(issued) if issued else about.published
    yield "UR", about.url
    yield "Y2", _date(accessed) if accessed and about.url else None
    yield "LA", about.language
    for tag in portion.tags:
        yield "KW", tag
    for quote in quotes_of(portion):
        yield "N1", quote


def _date(parts: dates.Parts) -> str:
    """YYYY/MM/DD/, with what is not known left out."""
    month = f"{parts[1]:02}" if len(parts) > 1 else ""
    day = f"{parts[2]:02}" if len(parts) > 2 else ""
    return f"{parts[0]:04}/{month}/{day}/" if len(parts) < 3 else f"{parts[0]:04}/{month}/{day}"
