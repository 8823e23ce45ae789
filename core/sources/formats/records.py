"""Many articles as JSON: a list, an object that holds one, or an object a line (JSONL)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from newsreader.core.errors import SourceError
from newsreader.core.sources.decoding import words_of
from newsreader.core.sources.document import Document, Piece, Refusal
from newsreader.core.sources.fields import label
from newsreader.core.sources.formats import record
from newsreader.core.sources.formats.record import Json
from newsreader.core.sources.sniffing import WRAPPERS

MOST_REFUSED = 1000
"""Refusals that are told one by one."""

_SPACE = re.compile(r"\s*")
_SOMETHING = re.compile(rb"\S")
_LINE = re.compile(rb"^\{[^\n]*\}[^\S\n]*$", re.MULTILINE)
_LIST = re.compile(r'"(?:' + "|".join(WRAPPERS) + r')"\s*:\s*\[(?=\s*\{)')
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


def members(raw: bytes, source: str) -> Iterator[Piece]:
    """The articles of a JSON file, in their order, and by number what is none. Raises SourceError where it is no JSON.

    They are called by the identifier that they give, or a hash of their bytes where they have none or share it.
    """
    told = 0
    for piece in _Records(source).pieces(raw):
        if isinstance(piece, Refusal):
            told += 1
            if told > MOST_REFUSED:
                continue
        yield piece
    if told > MOST_REFUSED:
        yield Refusal(source, f"and {told - MOST_REFUSED:,} more in it are no articles")


class _Records:
    def __init__(self, source: str) -> None:
        self._source = source
        self._names: set[str] = set()

    def pieces(self, raw: bytes) -> Iterator[Piece]:
        bare = raw.removeprefix(b"\xef\xbb\xbf")
        if raw.startswith(_WIDE) or b"\0" in raw[:4]:
            bare = words_of(raw, self._source)[0].lstrip("\ufeff").encode()
        start = next((match.start() for match in _SOMETHING.finditer(bare)), 0)
        if bare[start : start + 1] == b"[":
            text, _ = words_of(bare, self._source)
            yield from self._list(text, text.index("[") + 1)
        elif _is_lines(bare, start):
            yield from self._lines(bare)
        else:
            yield from self._object(bare)

    def _lines(self, raw: bytes) -> Iterator[Piece]:
        start, number = 0, 0
        while start < len(raw):
            end = raw.find(b"\n", start)
            end = len(raw) if end < 0 else end
            line = raw[start:end].strip()
            start, number = end + 1, number + 1
            if not line:
                continue
            try:
                value = record.loads(line.decode("utf-8", "replace"))
            except ValueError as error:
                reason = str(error).replace("it is", f"line {number:,} is", 1)
                yield Refusal(f"{self._source}#line {number}", reason, line)
                continue
            yield self._piece(value, line, f"line {number:,}")

    def _list(self, text: str, at: int) -> Iterator[Piece]:
        """The things in a list, from the place after its bracket on."""
        number = 0
        at = _after(_SPACE, text, at)
        while text[at : at + 1] not in ("]", ""):
            number += 1
            try:
                value, end = record.next_value(text, at)
            except ValueError as error:
                yield Refusal(self._source, f"from number {number:,} on: {error}")
                return
            yield self._piece(value, text[at:end].encode("utf-8", "surrogatepass"), f"number {number:,}")
            at = _after(_SPACE, text, end)
            if text[at : at + 1] == ",":
                at = _after(_SPACE, text, at + 1)
            elif text[at : at + 1] != "]":
                break
        if text[at : at + 1] != "]":
            yield Refusal(self._source, f"it is cut off or damaged after number {number:,}")

    def _object(self, raw: bytes) -> Iterator[Piece]:
        """An article itself, or what holds a list of them."""
        text, _ = words_of(raw, self._source)
        try:
            value = record.loads(text)
        except ValueError as error:
            if match := _LIST.search(text):  # what stands before the damage can be read
                yield from self._list(text, match.end())
            elif _LINE.search(raw):
                yield from self._lines(raw)
            else:
                raise SourceError(self._source, str(error)) from None
            return
        inner = _list_in(value)
        if inner is None or _is_article(value):
            yield self._piece(value, raw, "it")
            return
        for number, item in enumerate(inner, 1):
            yield self._piece(item, record.dumped(item), f"number {number:,}")

    def _piece(self, value: Any, raw: bytes, where: str) -> Piece:
        if not isinstance(value, dict) or not value:
            return Refusal(f"{self._source}#{where}", "it is no object with fields", raw)
        name = label(record.name_of(value))
        if not name or name in self._names:
            name = f"{name}{'~' if name else ''}{hashlib.sha256(raw).hexdigest()[:16]}"
        self._names.add(name)
        source = f"{self._source}#{name}"
        try:
            return Document(raw, record.article(value, source))
        except record.NoText as error:
            return Refusal(source, f"{where}: {error}", raw)


def _is_lines(raw: bytes, start: int) -> bool:
    """Whether the first two lines from a place on are JSON values of their own."""
    first = raw.find(b"\n", start)
    if first < 0:
        return False
    match = _SOMETHING.search(raw, first)
    if match is None or match[0] != b"{":
        return False
    second = raw.find(b"\n", match.end())
    second = len(raw) if second < 0 else second
    return _is_object(raw[start:first].strip()) or _is_object(raw[match.start() : second].strip())


def _is_object(line: bytes) -> bool:
    if not (line.startswith(b"{") and line.endswith(b"}")):
        return False
    try:
        return isinstance(record.loads(line.decode("utf-8", "replace")), dict)
    except ValueError:
        return False


def _is_article(value: Json) -> bool:
    try:
        record.article({key: inner for key, inner in value.items() if key not in WRAPPERS}, "")
    except record.NoText:
        return False
    return True


def _list_in(value: Any, depth: int = 4) -> list[Any] | None:
    """The list of objects that an object holds, in it or in what it holds."""
    if not isinstance(value, dict) or depth == 0:
        return None
    for key in WRAPPERS:
        inner = value.get(key)
        if isinstance(inner, list) and any(isinstance(item, dict) for item in inner):
            return inner
    return next((found for key in WRAPPERS if (found := _list_in(value.get(key), depth - 1)) is not None), None)


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
