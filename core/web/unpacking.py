"""Bodies that were compressed on the way: a little at a time and never more than there is room for."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

CHUNK = 65_536
"""Bytes that come out at once, however much a few compressed ones stand for."""

MOST_MEMBERS = 1_000
"""Pieces that gzip data may be put together from; more only take time."""

MOST_LAYERS = 3
"""Compressions over one another."""


class UnpackingError(Exception):
    """The body cannot be had. The message is a reason in one line, to be read after the address."""


class Unpacker:
    """Undoes the content encodings of a body. most: the bytes that it may have, before and after."""

    def __init__(self, encodings: str, most: int) -> None:
        """encodings: the value of the Content-Encoding header. Raises UnpackingError for one that is not known."""
        names = [name for name in (n.strip().lower() for n in encodings.split(",")) if name and name != "identity"]
        for name in names:
            if name not in ("gzip", "x-gzip", "deflate"):
                raise UnpackingError(f"it is compressed in a way that was not asked for ({_printable(name)})")
        if len(names) > MOST_LAYERS:
            raise UnpackingError("it is compressed too many times over")
        self._layers = [_Layer(name, most) for name in reversed(names)]
        self._most = most
        self._size = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What some more bytes stand for. Raises UnpackingError where they cannot be, or where it gets too much."""
        self._size += len(data)
        if self._size > self._most:
            raise too_large(self._most)
        yield from self._through(0, data)

    def finish(self) -> None:
        """Nothing more will come. Raises UnpackingError where something is missing."""
        for layer in self._layers:
            layer.finish()

    def _through(self, level: int, data: bytes) -> Iterator[bytes]:
        if level == len(self._layers):
            yield data
            return
        for chunk in self._layers[level].feed(data):
            yield from self._through(level + 1, chunk)


def too_large(most: int) -> UnpackingError:
    """The error for more bytes than there is room for."""
    return UnpackingError(f"it is larger than {most / 1e6:g} MB")


class _Layer:
    """One compression. deflate: with zlib's frame, as the standard has it, or bare, as some servers send it."""

    def __init__(self, name: str, most: int) -> None:
        self._name = "deflate" if name == "deflate" else "gzip"
        self._most = most
        self._size = self._members = 0
        self._inflate = zlib.decompressobj(31) if self._name == "gzip" else None
        self._head = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._inflate is None:
            self._head += data
            if len(self._head) < 2:
                return
            data, self._head = self._head, b""
            framed = data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
            self._inflate = zlib.decompressobj(15 if framed else -15)
        while data:
            if self._inflate.eof:
                if self._name != "gzip" or data[:2] != b"\x1f\x8b":
                    return  # padding after the end
                self._members += 1
                if self._members > MOST_MEMBERS:
                    raise UnpackingError("the gzip data are in too many pieces")
                self._inflate = zlib.decompressobj(31)
            try:
                out = self._inflate.decompress(data, CHUNK)
            except zlib.error:
                raise UnpackingError(f"it is said to be {self._name} data, but it is none or damaged") from None
            data = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
            self._size += len(out)
            if self._size > self._most:
                raise too_large(self._most)
            if out:
                yield out

    def finish(self) -> None:
        nothing = self._inflate is None and not self._head
        if not nothing and (self._inflate is None or not (self._inflate.eof or self._size == 0 == self._members)):
            raise UnpackingError(f"the {self._name} data end too early")


def _printable(name: str) -> str:
    return "".join(c for c in name if c.isalnum() or c in "-_.")[:20] or "?"
