"""Zip archives that may be anything: damaged, protected, bombs. Nothing of them ever touches the disk."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from newsreader.core.errors import SourceError
from newsreader.core.sources.sniffing import MOST_FILES

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 100_000_000
"""Bytes that one file of an archive may have when it is unpacked."""

ALTOGETHER = 1_000_000_000
"""Bytes that are unpacked from one archive."""

TOO_LARGE = "it is too large when it is unpacked"
_DAMAGED = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, OverflowError, IndexError)
_STEP = 1_000_000
_HEADER = 30


class Zipped:
    """The files of a zip archive. SourceError where it cannot be opened, or its files lie over one another."""

    def __init__(self, raw: bytes, source: str) -> None:
        self._source = source
        self._left = ALTOGETHER
        if raw.count(b"PK\x01\x02") > MOST_FILES:
            raise SourceError(source, "there are too many files in it")
        try:
            self._archive = ZipFile(io.BytesIO(raw))
        except _DAMAGED:
            raise SourceError(source, "the zip archive is damaged") from None
        self.files = [info for info in self._archive.infolist() if not info.filename.endswith("/")]
        self._must_not_overlap()
        self._folded = {name.casefold(): name for name in reversed(self._archive.NameToInfo)}

    def _must_not_overlap(self) -> None:
        end = 0
        for info in sorted(self.files, key=lambda info: info.header_offset):
            if info.header_offset < end:
                raise SourceError(self._source, "its files lie over one another, as in a bomb")
            end = info.header_offset + _HEADER + info.compress_size

    def find(self, name: str) -> ZipInfo | None:
        """The file of that name, or of one that differs only in case."""
        return self._archive.NameToInfo.get(self._folded.get(name.casefold(), name) if not self.has(name) else name)

    def has(self, name: str) -> bool:
        """Whether there is a file of exactly that name."""
        return name in self._archive.NameToInfo

    def read(self, info: ZipInfo) -> bytes:
        """A file's bytes. The SourceError of one that cannot be read names the archive."""
        return b"".join(self.chunks(info))

    def chunks(self, info: ZipInfo) -> Iterator[bytes]:
        """A file's bytes, a million at a time."""
        if info.flag_bits & 1:
            raise SourceError(self._source, "it is protected by a password")
        if info.file_size > LARGEST or info.file_size > self._left:
            raise SourceError(self._source, TOO_LARGE)
        try:
            with self._archive.open(info) as file:
                yield from self._chunks(file)
        except (*_DAMAGED, RuntimeError):
            raise SourceError(self._source, "it is damaged in the archive") from None

    def _chunks(self, file: IO[bytes]) -> Iterator[bytes]:
        while chunk := file.read(_STEP):  # zipfile gives no more than the size that was declared
            self._left -= len(chunk)
            yield chunk

    def xml(self, name: str) -> _Element | None:
        """The root of an XML file in the archive; None where there is none, or nothing to make out in it.

        No entity is resolved and nothing is loaded.
        """
        from lxml import etree

        info = self.find(name)
        if info is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
        try:
            return etree.fromstring(self.read(info), parser)
        except (etree.XMLSyntaxError, ValueError, SourceError):
            return None
