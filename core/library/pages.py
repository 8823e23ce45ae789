"""Rows straight from the pages of a damaged file, where what leads to them is gone.

See SQLite's file format, sections 1 and 2. Only the leaves of tables with row numbers are read. Which table a row is of
is told by its shape.
"""

from __future__ import annotations

import re
import sqlite3
import struct
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

PAGE = 4096
"""Bytes of a page; SQLite's default, which the library has never changed."""

Value = int | float | bytes | None
Page = Callable[[int], bytes]

_LEAF = 0x0D
_MOST_LOCAL = PAGE - 35
_LEAST_LOCAL = (PAGE - 12) * 32 // 255 - 23
_SIZES = (0, 1, 2, 3, 4, 6, 8, 8)
_ID = re.compile(rb"[0-9a-f]{16}")

# The letters of a row's values: N null, I integer, R real, T text, B bytes. A number that names the row is null in it.
_SHAPES = {
    "source": re.compile("IT([TN]I)?"),
    "passage": re.compile("NIITT[TN]"),
    "note": re.compile("NI(II|NN)TT"),
    "name": re.compile("NTT"),
    "tag": re.compile("NI(II|NN)T"),
    "star": re.compile("NIIIT"),
    "correction": re.compile("NIII[TN][TN]TT"),
    "aside": re.compile("NITTTTTT"),
    "edit": re.compile("NTTTI"),
    "person": re.compile("NTT[TN][IN]"),
    "pin": re.compile("NITTI"),
    "searched": re.compile("TT"),
    "refused": re.compile("NTTIT[BN]"),
    "feed": re.compile("NTT[TN]T[TN]{4}IT"),
    "version": re.compile("NITTT[TN]{5}ITTB[BN]"),
}


def rescue(connection: sqlite3.Connection, file: Path, tables: Collection[str]) -> int:
    """Put the rows of some tables into the library `main` that are not there yet; gives how many those were."""
    columns = {
        table: [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]
        for table in (*_SHAPES, "article", "original", "analysis")
        if table in tables
    }
    before = connection.total_changes
    connection.execute("BEGIN")
    for number, letters, values in rows(file):
        table = _table_of(letters, values)
        if table not in columns:
            continue
        names = columns[table][: len(values)]
        values = [number if letters[0] == "N" else values[0], *values[1:]]
        places = ["CAST(? AS TEXT)" if letter == "T" else "?" for letter in letters]
        try:
            connection.execute(
                "INSERT OR IGNORE INTO main.{} ({}) VALUES ({})".format(
                    table, ", ".join(f'"{name}"' for name in names), ", ".join(places)
                ),
                values,
            )
        except (sqlite3.Error, OverflowError):
            continue
    connection.execute("COMMIT")
    return connection.total_changes - before


def rows(file: Path) -> Iterator[tuple[int, str, list[Value]]]:
    """The number of every row that can be made out, the letters of its values, and they. Text is bytes in UTF-8."""
    with file.open("rb") as opened:
        count = opened.seek(0, 2) // PAGE

        def page(number: int) -> bytes:
            if not 0 < number <= count:
                raise ValueError("beyond the file")
            opened.seek((number - 1) * PAGE)
            return opened.read(PAGE)

        free = _free_pages(page)
        for number in range(1, count + 1):
            data = page(number)
            head = 100 if number == 1 else 0
            if data[head] != _LEAF or number in free:
                continue
            (cells,) = struct.unpack_from(">H", data, head + 3)
            for cell in range(min(cells, PAGE // 4)):
                try:
                    (start,) = struct.unpack_from(">H", data, head + 8 + 2 * cell)
                    size, at = _varint(data, start)
                    row, at = _varint(data, at)
                    yield row, *_values(_payload(page, data, at, size, count))
                except (ValueError, IndexError, struct.error):
                    continue


def _free_pages(page: Page) -> set[int]:
    """Pages that hold nothing any more, though old rows may still be read there."""
    free: set[int] = set()
    try:
        (trunk,) = struct.unpack_from(">I", page(1), 32)
        while trunk and trunk not in free:
            data = page(trunk)
            following, leaves = struct.unpack_from(">II", data)
            if leaves > PAGE // 4 - 2:
                break
            free.add(trunk)
            free.update(struct.unpack_from(f">{leaves}I", data, 8))
            trunk = following
    except (ValueError, struct.error):
        pass  # what is known of them will do
    return free


def _payload(page: Page, data: bytes, at: int, size: int, pages: int) -> bytes:
    if size <= _MOST_LOCAL:
        if at + size > PAGE:
            raise ValueError("beyond the page")
        return data[at : at + size]
    if size > pages * PAGE:
        raise ValueError("beyond the file")
    local = _LEAST_LOCAL + (size - _LEAST_LOCAL) % (PAGE - 4)
    if local > _MOST_LOCAL:
        local = _LEAST_LOCAL
    parts = [data[at : at + local]]
    (following,) = struct.unpack_from(">I", data, at + local)
    left = size - local
    while left > 0:
        more = page(following)
        parts.append(more[4 : 4 + min(left, PAGE - 4)])
        left -= PAGE - 4
        (following,) = struct.unpack_from(">I", more)
    return b"".join(parts)


def _values(payload: bytes) -> tuple[str, list[Value]]:
    """The values of a record. Raises ValueError where it is none."""
    size, at = _varint(payload, 0)
    kinds = []
    while at < size:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != size or not kinds:
        raise ValueError("no record")
    letters, values = [], list[Value]()
    for kind in kinds:
        length = (kind - 12) // 2 if kind >= 12 else _SIZES[kind] if kind < 8 else 0
        part = payload[at : at + length]
        if len(part) != length or kind in (10, 11):
            raise ValueError("no record")
        at += length
        if kind == 0:
            letters.append("N")
            values.append(None)
        elif kind >= 12:
            letters.append("T" if kind % 2 else "B")
            values.append(part)
        elif kind == 7:
            letters.append("R")
            values.append(struct.unpack(">d", part)[0])
        else:
            letters.append("I")
            values.append(kind - 8 if kind in (8, 9) else int.from_bytes(part, "big", signed=True))
    if at != len(payload):
        raise ValueError("no record")
    return "".join(letters), values


def _table_of(letters: str, values: list[Value]) -> str:
    first = values[1] if len(values) > 1 else None
    if isinstance(first, bytes) and letters.startswith("NT"):
        if len(values) >= 12 and _ID.fullmatch(first):
            return "article"
        if len(values) == 2 and first.startswith(b"{"):
            return "analysis"
        if len(values) == 3 and letters[2] in "BN" and first.startswith(b"["):
            return "original"
    return next((table for table, shape in _SHAPES.items() if shape.fullmatch(letters)), "")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    value = 0
    for length in range(8):
        byte = data[at + length]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + length + 1
    return value << 8 | data[at + 8], at + 9
