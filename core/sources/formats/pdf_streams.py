"""Whether a PDF unpacks to more than a computer holds, found without keeping what is unpacked."""

from __future__ import annotations

import re
import zlib

LARGEST = 100_000_000
"""Bytes that one compressed part of a PDF may unpack to."""

_STREAM = re.compile(rb"stream\r?\n?")
_STEP = 1_000_000
_LAYERS = 4
"""Compressions of one another that are looked into."""


def has_bomb(raw: bytes) -> bool:
    """Whether a part that is compressed once or several times unpacks to more than LARGEST bytes."""
    view = memoryview(raw)
    at = 0
    while match := _STREAM.search(raw, at):
        at = match.end()
        if raw[at : at + 1] and raw[at] & 0x0F == 8:  # as all zlib data begins
            size = _size(view[at:], _LAYERS)
            if size > LARGEST:
                return True
    return False


def _size(packed: memoryview, layers: int) -> int:
    """The most bytes that any layer of some data unpacks to, LARGEST + 1 or so where it is more."""
    unpacker = zlib.decompressobj()
    inner = zlib.decompressobj() if layers > 1 else None
    total = inside = 0
    data: bytes | memoryview = packed
    try:
        while total <= LARGEST and inside <= LARGEST:
            piece = unpacker.decompress(data, _STEP)
            if not piece:
                break
            total += len(piece)
            if inner is not None and (total > len(piece) or (len(piece) > 1 and piece[0] & 0x0F == 8)):
                try:
                    out = inner.decompress(piece, _STEP)
                    while out and inside <= LARGEST:
                        inside += len(out)
                        out = inner.decompress(inner.unconsumed_tail, _STEP)
                except zlib.error:
                    inner = None
            data = unpacker.unconsumed_tail
    except zlib.error:
        pass
    return max(total, inside)
