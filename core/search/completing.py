"""Completing a query as it is typed: the names of fields, and the values that a field takes in this library."""

from __future__ import annotations

import re
import time
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, islice
from weakref import WeakKeyDictionary

from newsreader.core.library import Library
from newsreader.core.library.connection import Database
from newsreader.core.search.fieldnames import FIELDS, KINDS, STATES
from newsreader.core.search.query import LONGEST
from newsreader.core.search.words import plain

MOST = 8
"""Completions given."""

PATIENCE = 20
"""A changed library's values are read again when they are older than that many times what reading them takes."""

_SHORTEST = 2  # letters of a word before it is taken for the beginning of a field's name
_LONGEST_VALUE = 80  # characters; a name of a hundred is a slip of whoever named it
_MARKS = '"“”„'
_PIECE = re.compile(f"!?(?:[A-Za-z]+:)?[{_MARKS}][^{_MARKS}]*(?:[{_MARKS}]\\S*|$)|\\S+")
_NAME = re.compile(r"!?([A-Za-z]+)")
_FIELD = re.compile(f"!?([A-Za-z]+):([{_MARKS}]?)([^{_MARKS}]*)")
_APART = str.maketrans(dict.fromkeys("-'’.,/(&", " "))  # what a word may begin behind

_READ = {
    "speaker": "SELECT speaker value, count(*) often FROM quote WHERE speaker IS NOT NULL GROUP BY speaker",
    "about": "SELECT name value, count(*) often FROM entity GROUP BY name",
    "entity": "SELECT name value, count(*) often FROM entity GROUP BY name",
    "source": "SELECT outlet value, count(*) often FROM article WHERE outlet IS NOT NULL GROUP BY outlet",
    "tag": "SELECT tag value, count(*) often FROM tag GROUP BY tag",
}
"""For a field whose values are the library's: each of them with how often it is there."""


def complete(library: Library, text: str) -> list[str]:
    """The whole query with its unfinished end completed, in at most MOST ways, the best first; none where it is whole.

    The end may be that of a field's name ("spe" becomes "speaker:") or of its value, whatever the case and the accents:
    by any of its words, the commonest value first. A value with spaces is put in quotation marks.
    Raises LibraryError where the library cannot be read.
    """
    if len(text) > LONGEST:
        return []
    pieces = list(_PIECE.finditer(text))
    if not pieces or pieces[-1].end() < len(text):
        return []
    last = pieces[-1]
    before, piece = text[: last.start()], last[0]
    if (name := _NAME.fullmatch(piece)) and len(name[1]) >= _SHORTEST:
        before += piece[: name.start(1)]
        return [f"{before}{field}:" for field in FIELDS if field.startswith(name[1].lower())]
    field = _FIELD.fullmatch(piece)
    if field is None or field[1].lower() not in FIELDS:
        return []
    before += piece[: field.start(2)]
    whole = (before + written for written in _values(library.database, field[1].lower(), field[3]))
    return list(islice((one for one in whole if one != text), MOST))


def _values(database: Database, field: str, typed: str) -> Iterator[str]:
    """The values of a field that begin as typed, as they are written in a query."""
    if field in ("kind", "is"):
        *chosen, part = typed.split(",")
        left = [one for one in (KINDS if field == "kind" else STATES) if one not in chosen]
        return (",".join((*chosen, one)) for one in left if one.startswith(part.strip().lower()))
    if field in _READ:
        return map(_written, filter(_can_be_written, _known(database, field).beginning(typed)))
    if field in ("newer", "older"):
        return map(_written, _Values("\n".join(_ages(typed))).beginning(typed))
    if field in ("after", "before"):
        return (day for day in _days(datetime.now(UTC).date()) if day.startswith(typed.strip()))
    return iter(())


def _can_be_written(value: str) -> bool:
    return bool(value.strip()) and len(value) <= _LONGEST_VALUE and not any(mark in value for mark in _MARKS)


def _written(value: str) -> str:
    value = " ".join(value.split())
    return f'"{value}"' if " " in value else value


def _ages(typed: str) -> list[str]:
    """Ages of as many days, weeks, months and years as the digits typed say."""
    number = re.match(r"\d{0,4}", typed.strip())
    many = int(number[0]) if number and number[0] else 1
    return [f"{many} {unit}{'s' if many != 1 else ''}" for unit in ("week", "day", "month", "year")]


def _days(today: date) -> list[str]:
    """Examples of what a date may be: this year, the last ones, this month, yesterday and today."""
    years = [str(today.year - ago) for ago in range(10)]
    return [*years[:2], today.isoformat()[:7], today.isoformat(), (today - timedelta(1)).isoformat(), *years[2:]]


class _Values:
    """Values in the order in which they are to be proposed, to be found by the beginning of any of their words."""

    def __init__(self, joined: str) -> None:
        """joined: the values with a newline between any two."""
        self._values = joined.split("\n")
        # Letter by letter, each once: fifty thousand names one by one would take ten times as long.
        plainly = {ord(letter): plain(letter, False, False) for letter in set(joined)} | _APART
        self._text = "\n" + joined.translate(plainly)
        self._ends = list(accumulate(len(line) + 1 for line in self._text[1:].split("\n")))

    def beginning(self, typed: str) -> Iterator[str]:
        """The values one of whose words begins so, each once."""
        typed = plain(typed.lstrip(), False, False).translate(_APART)
        places = {space + typed: -1 for space in ("\n", " ")}
        at = 0
        while True:
            for start, place in places.items():
                if place < at:
                    found = self._text.find(start, at)
                    places[start] = found if found >= 0 else len(self._text)
            if (first := min(places.values())) == len(self._text):
                return
            index = bisect_right(self._ends, first)
            yield self._values[index]
            at = self._ends[index]  # a value that matches twice comes up once


@dataclass(frozen=True, slots=True)
class _Read:
    """Values read from a library. version: that of the library then; at, seconds: when, and how long it took."""

    values: _Values
    version: int
    at: float
    seconds: float


_read: WeakKeyDictionary[Database, dict[str, _Read]] = WeakKeyDictionary()


def _known(database: Database, field: str) -> _Values:
    """The values of a field in a library, the commonest first; read again when it has changed, but not all the time."""
    known = _read.setdefault(database, {})
    sql = _READ[field]
    row = database.row("SELECT seq FROM sqlite_sequence WHERE name = 'change'")
    version, start = row[0] if row else 0, time.monotonic()
    old = known.get(sql)
    if old and (old.version == version or start - old.at < PATIENCE * old.seconds):
        return old.values
    # As one text, since a row for each would take three times as long.
    joined = database.row(
        "SELECT group_concat(replace(value, char(10), ' '), char(10))"
        f" FROM (SELECT value FROM ({sql}) ORDER BY often DESC, value)"
    )
    values = _Values(joined[0] or "" if joined else "")
    known[sql] = _Read(values, version, start, time.monotonic() - start)
    return values
