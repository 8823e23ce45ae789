"""A file of any of the formats, compressed with gzip."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.core.errors import SourceError
from newsreader.core.sources.document import Member, Piece, Refusal
from newsreader.core.sources.formats.inflating import Inflating
from newsreader.core.sources.formats.zipped import TOO_LARGE

LARGEST = 500_000_000
"""Bytes that the file may have when it is unpacked."""


def members(raw: bytes, source: str) -> Iterator[Member | Piece]:
    """The file, called as it was before it was compressed; what stands before damage too, and a refusal.

    Raises SourceError where nothing of it can be read, or it is too large.
    """
    data, whole = _unpacked(raw, source)
    if data or whole:
        yield Member(data, _name(source))
    if not whole:
        yield Refusal(source, "its end is damaged or cut off" if data else "the gzip data is damaged")


def _unpacked(raw: bytes, source: str) -> tuple[bytes, bool]:
    """What is in a file, one member after the other, and whether that is all of it."""
    out: list[bytes] = []
    size = at = 0
    while raw[at : at + 2] == b"\x1f\x8b":
        member = Inflating(raw, at, wbits=31)
        while piece := member.next_piece():
            out.append(piece)
            size += len(piece)
            if size > LARGEST:
                raise SourceError(source, TOO_LARGE)
        if not member.whole:
            return b"".join(out), False
        at = member.at
    return b"".join(out), True


def _name(source: str) -> str:
    """The name of the file inside: it says which format is likely."""
    last = source.replace("\\", "/").rpartition("/")[2].rpartition("#")[2]
    return f"{source}#{last[:-3] if last.lower().endswith('.gz') and len(last) > 3 else last}"
