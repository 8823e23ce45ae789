"""JSON lines: a quote or passage a line, each with what is known of its article."""

from __future__ import annotations

from typing import TextIO

from newsreader.core.export.evidence import record
from newsreader.core.export.formats import Options
from newsreader.core.export.selecting import Selection
from newsreader.core.jsons import dumps


def write(selection: Selection, stream: TextIO, options: Options) -> int:
    """Write a line for each quote and passage; how many that was."""
    count = 0
    for portion in options.through(selection):
        for one in portion.evidence:
            stream.write(dumps(record(one)) + "\n")
            count += 1
    return count
