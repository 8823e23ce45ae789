"""Deflated data unpacked a piece at a time, in time that is in proportion to what goes in and comes out."""

from __future__ import annotations

import zlib

_CHUNK = 16_384
_STEP = 1_000_000


class Inflating:
    """Unpacks data that begins at a place in some bytes. wbits: as for zlib; 31 is gzip.

    at: the place up to which bytes were taken. whole: whether the data came to its end there.
    """

    def __init__(self, raw: bytes | memoryview, at: int, wbits: int = zlib.MAX_WBITS) -> None:
        self.at = at
        self._view = memoryview(raw)
        self._unpacker = zlib.decompressobj(wbits)

    @property
    def whole(self) -> bool:
        return self._unpacker.eof

    def next_piece(self) -> bytes:
        """At most a million bytes more; none at the end, or where the data is cut off or damaged."""
        while not self._unpacker.eof:
            # Whatever of the bytes given is not needed is copied: so they are few.
            chunk = self._view[self.at : self.at + _CHUNK]
            if not chunk:
                break
            try:
                piece = self._unpacker.decompress(chunk, _STEP)
            except zlib.error:
                break
            left = len(self._unpacker.unconsumed_tail) + len(self._unpacker.unused_data)
            self.at += len(chunk) - left
            if piece or left == len(chunk):
                return piece
        return b""
