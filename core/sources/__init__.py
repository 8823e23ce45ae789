"""Where articles come from: files of many formats, folders of them, and bytes from elsewhere.

load("report.txt")                     # -> [Article]
files, errors = expand(["folder"])     # what there is to read
read(files[0])                         # -> [Document], with the bytes as they came
parse(sys.stdin.buffer.read(), "-")    # the same for bytes that are in no file
"""

from __future__ import annotations

from newsreader.core.sources.document import Document, Kept, KeptHead, KeptText, Member, Piece, Refusal, Subscription
from newsreader.core.sources.files import expand
from newsreader.core.sources.reading import VERSION, load, parse, pieces, read

__all__ = [
    "VERSION",
    "Document",
    "Kept",
    "KeptHead",
    "KeptText",
    "Member",
    "Piece",
    "Refusal",
    "Subscription",
    "expand",
    "load",
    "parse",
    "pieces",
    "read",
]
