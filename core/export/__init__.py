"""Quotes as evidence: chosen, cited, written in the formats of others, and taken back in from our own.

selection = selecting.of_person(library, 12)
FORMATS["csv"].write(selection, stream, Options())
quote_text(evidence, "markdown")       # a quote with its speaker and source
cite(evidence.article, "apa")          # a citation of its article
"""

from __future__ import annotations

from newsreader.core.export.citing import cite
from newsreader.core.export.evidence import Evidence, Reference, Remark
from newsreader.core.export.formats import FORMATS, Format, Options, format_of_file
from newsreader.core.export.quoting import quote_text
from newsreader.core.export.selecting import Portion, Selection

__all__ = [
    "FORMATS",
    "Evidence",
    "Format",
    "Options",
    "Portion",
    "Reference",
    "Remark",
    "Selection",
    "cite",
    "format_of_file",
    "quote_text",
]
