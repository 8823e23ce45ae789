"""Whether a PDF unpacks to more than a computer holds, found without keeping what is unpacked."""

from __future__ import annotations

import re
import zlib

from newsreader.core.sources.formats.inflating import Inflating

LARGEST = 100_000_000
"""Bytes that one compressed part of a PDF may unpack to."""

LARGEST_PICTURE = 500_000_000
"""Bytes that a picture may unpack to: a scanned page in colour has a hundred million."""

_STREAM = re.compile(rb"stream\r?\n?")
_STEP = 1_000_000


def has_bomb(raw: bytes) -> bool:
    """Whether a part that is compressed once or twice unpacks to more than LARGEST bytes."""
    at = 0
    while match := _STREAM.search(raw, at):
        at = match.end()
        if raw[at : at + 1] and raw[at] & 0x0F == 8:  # as all zlib data begins
            stream = Inflating(raw, at)
            head = raw[max(0, at - 1000) : at].rpartition(b" obj")[2]
            if _is_bomb(stream, LARGEST_PICTURE if b"/Image" in head else LARGEST):
                return True
            at = max(at, stream.at)
    return False


def _is_bomb(stream: Inflating, largest: int) -> bool:
    inner: zlib._Decompress | None = zlib.decompressobj()
    total = inside = 0
    while piece := stream.next_piece():
        if not total and (len(piece) < 2 or piece[0] & 0x0F != 8):
            inner = None
        total += len(piece)
        try:
            data = piece
            while inner is not None and data and inside <= largest:
                inside += len(inner.decompress(data, _STEP))
                data = inner.unconsumed_tail
        except zlib.error:
            inner = None
        if max(total, inside) > largest:
            return True
    return False
