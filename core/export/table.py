"""CSV after RFC 4180: a quote or passage a row, for spreadsheets and data frames.

A cell of words that begins like a formula gets an apostrophe, which `raw_cells` leaves out; numbers stay numbers.
"""

from __future__ import annotations

import csv
from typing import TextIO

from newsreader.core.export.escaping import cell
from newsreader.core.export.evidence import Evidence
from newsreader.core.export.formats import Options
from newsreader.core.export.quoting import words
from newsreader.core.export.selecting import Selection

COLUMNS = (
    "kind", "speaker", "person", "person_name", "words", "exact", "prefix", "suffix", "start", "end", "cue", "basis",
    "confidence", "runner_up", "corrected_by", "machine_kind", "machine_speaker", "starred", "tags", "notes", "family",
    "position", "article_id", "title", "outlet", "author", "published", "url", "source", "retrieved", "language",
)  # fmt: skip
"""words: as the quote is passed on, in one line; exact: all from `start` to `end`. tags, notes: one a line."""


def write(selection: Selection, stream: TextIO, options: Options) -> int:
    """Write a row for each quote and passage, below the names of the columns; how many that was."""
    if options.mark:
        stream.write("\ufeff")
    rows = csv.writer(stream, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    count = 0
    for portion in options.through(selection):
        for one in portion.evidence:
            rows.writerow([_cell(value, options.raw_cells) for value in _values(one)])
            count += 1
    return count


def _values(one: Evidence) -> tuple[str | int | float | None, ...]:
    about, machine = one.article, one.machine or {}
    return (
        one.kind,
        one.speaker,
        one.person,
        one.person_name,
        words(one),
        one.exact,
        one.prefix,
        one.suffix,
        one.start,
        one.end,
        one.cue_words,
        one.basis,
        one.confidence,
        one.runner_up,
        one.corrected_by,
        machine.get("kind"),
        machine.get("speaker_name"),
        int(one.starred),
        "\n".join(one.tags),
        "\n".join(note.words for note in one.notes),
        one.family,
        one.position,
        about.id,
        about.title,
        about.outlet,
        about.author,
        about.published,
        about.url,
        about.source,
        about.retrieved,
        about.language,
    )


def _cell(value: str | int | float | None, raw: bool) -> str | int | float | None:
    return value if raw or not isinstance(value, str) else cell(value)
