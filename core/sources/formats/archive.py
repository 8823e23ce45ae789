"""Zip archives of files of any of the formats, other archives among them."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.core.errors import SourceError
from newsreader.core.sources.document import Member, Piece, Refusal
from newsreader.core.sources.fields import label
from newsreader.core.sources.formats.zipped import Zipped
from newsreader.core.sources.sniffing import is_no_article


def members(raw: bytes, source: str) -> Iterator[Member | Piece]:
    """The files of an archive in its order, and those that cannot be unpacked; hidden ones, pictures and the like not.

    Raises SourceError where the archive is damaged, or a bomb.
    """
    archive = Zipped(raw, source)
    seen: set[str] = set()
    for info in archive.files:
        path = info.filename
        if is_no_article(path):
            continue
        name = label(path)
        while name in seen:  # archives may hold two files of one name
            name = f"{name}~"
        seen.add(name)
        try:
            yield Member(archive.read(info), f"{source}#{name}")
        except SourceError as error:
            yield Refusal(f"{source}#{name}", error.reason)
