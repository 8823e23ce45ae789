"""CSL-JSON: the articles as items that citation processors and reference managers read.

See the CSL 1.0.2 specification, appendix IV, and its schema csl-data.json. The quotes that are chosen are in `note`,
a line each.
"""

from __future__ import annotations

from typing import TextIO

from newsreader.core.export import dates
from newsreader.core.export.authors import Name, names
from newsreader.core.export.citing import outlet
from newsreader.core.export.escaping import one_line
from newsreader.core.export.evidence import Json
from newsreader.core.export.formats import Options
from newsreader.core.export.quoting import said_by, words
from newsreader.core.export.selecting import Portion, Selection
from newsreader.core.jsons import dumps


def write(selection: Selection, stream: TextIO, options: Options) -> int:
    """Write a list of items; how many."""
    count = 0
    for count, portion in enumerate(selection, 1):
        stream.write(("[\n" if count == 1 else ",\n") + dumps(item(portion)))
        options.progress(count)
    stream.write("\n]\n" if count else "[]\n")
    return count


def item(portion: Portion) -> Json:
    """One article. A date that is no ISO 8601 is given as it was written."""
    about = portion.reference
    issued, accessed = dates.parts(about.published), dates.parts(about.retrieved)
    fields: Json = {
        "id": about.id,
        "type": "article-newspaper",
        "title": one_line(about.title),
        "container-title": one_line(outlet(about)),
        "author": [_name(name) for name in names(about.author)],
        "issued": {"date-parts": [list(issued)]} if issued else _literal(about.published),
        "accessed": {"date-parts": [list(accessed)]} if accessed and about.url else None,
        "URL": about.url,
        "language": about.language,
        "keyword": ", ".join(one_line(tag) for tag in portion.tags),
        "note": "\n".join(quotes_of(portion)),
    }
    return {key: value for key, value in fields.items() if value}


def quotes_of(portion: Portion) -> list[str]:
    """The chosen quotes and the notes, each on a line with its speaker."""
    lines = []
    for one in portion.evidence:
        who = one_line(said_by(one))
        lines.append(one_line(words(one)) + (f" — {who}" if who else ""))
        lines += [f"Note: {one_line(note.words)}" for note in one.notes]
    return [*(f"Note: {one_line(note.words)}" for note in portion.marks.notes.get(None, ())), *lines]


def _name(name: Name) -> Json:
    if not name.given:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given} | ({"suffix": name.suffix} if name.suffix else {})


def _literal(written: str | None) -> Json | None:
    return {"literal": one_line(written)} if one_line(written) else None
