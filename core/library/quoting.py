"""The rows that say who is quoted where: written for a whole article, or around what a correction changes.

They hold the quotes as the reader has them: the machine's (table analysis) with the corrections in them.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import ge
from typing import NamedTuple

from newsreader.core.library import linking
from newsreader.core.library.articles import article_at, text_of
from newsreader.core.library.connection import Database, Row, utf8
from newsreader.core.library.corrected import corrections_of
from newsreader.core.library.gathering import gather, gather_some
from newsreader.core.library.overlay import Speakers, effective, hull_of, over
from newsreader.core.library.rows import CorrectionRow
from newsreader.core.model import Analysis, EntityKind, MentionKind, Quote, QuoteKind, Span
from newsreader.core.record import analysis_from, quote_from

_COLUMNS = 'kind, start, "end", content, speaker, basis, confidence, entity, corrected'
_INSERT = (
    f"INSERT INTO quote (article, position, {_COLUMNS})"
    " VALUES (?, ?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?)"
)

# A quote's record as `analyses` writes it: where its content begins and ends, and where its marked words begin. In
# JSON a quotation mark inside words has a backslash before it: no words can look like this.
_QUOTE = re.compile(r'\{"content":\[\[(\d+),[\d,\[\]]*?(\d+)\]\],"kind":"[a-z]+","marked":\[(?:\[(\d+))?')


class _Line(NamedTuple):
    """A row of a quote without its place among them."""

    kind: str
    start: int
    end: int
    content: str
    speaker: str | None
    basis: str
    confidence: float
    entity: int | None
    corrected: int

    @property
    def order(self) -> tuple[int, list[list[int]]]:
        return self.start, json.loads(self.content)


def lines(quotes: Iterable[Quote]) -> list[_Line]:
    """Rows of quotes."""
    return [
        _Line(
            q.kind.value,
            q.start,
            q.end,
            json.dumps(q.content),
            q.speaker_name,
            q.basis,
            q.confidence,
            q.entity,
            int(q.corrected_by is not None),
        )
        for q in quotes
    ]


def write_all(database: Database, number: int, analysis: Analysis, typed: int) -> None:
    """Put in the quotes and entities of an article that has none. typed: how many of the last entities are typed."""
    machine = len(analysis.entities) - typed
    with database.writing() as connection:
        connection.executemany(
            _INSERT, [_values(number, position, line) for position, line in enumerate(lines(analysis.quotes))]
        )
        connection.executemany(
            "INSERT INTO entity (article, position, kind, name, mentions, typed)"
            " VALUES (?, ?, ?, CAST(? AS TEXT), ?, ?)",
            [
                (
                    number,
                    position,
                    e.kind,
                    utf8(e.name),
                    json.dumps([[m.start, m.end, m.kind] for m in e.mentions]),
                    position >= machine,
                )
                for position, e in enumerate(analysis.entities)
            ],
        )
        named = {e.name for e in analysis.entities}
        others = (q.speaker_name for q in analysis.quotes if q.kind is not QuoteKind.SCARE)
        _name(database, [(e.name, e.kind) for e in analysis.entities])
        _name(database, [(name, "") for name in dict.fromkeys(others) if name and name not in named])


def speakers(passages: Sequence[Row], said: Iterable[tuple[int, int, str | None]]) -> list[Row]:
    """The names of those who are quoted in a passage ("?": nobody knows); its number; the names again.

    passages: numbers and starts, in order. said: where quotes start and end, and by whom they are; no scare quotes.
    """
    starts = [start for _, start in passages]
    names: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for begin, end, name in said:
        first, last = bisect_right(starts, begin) - 1, bisect_right(starts, end - 1) - 1
        for index in range(max(first, 0), last + 1):
            names[index][name or "?"] = None
    found = (utf8("\n".join(names.get(index, ()))) for index in range(len(passages)))
    return [(names, number, names) for names, (number, _) in zip(found, passages, strict=True)]


SET_SPEAKERS = "UPDATE passage SET speakers = CAST(? AS TEXT) WHERE number = ? AND speakers IS NOT CAST(? AS TEXT)"
"""What takes the rows of `speakers`."""


def rewrite(database: Database, number: int, spans: Iterable[Span]) -> None:
    """Bring the rows of an article in step with its corrections, of which some at `spans` have changed.

    Only what is around them is read and written, unless the machine's quotes are not in order; nothing happens before
    there is an analysis.
    """
    row = database.row("SELECT record FROM analysis WHERE article = ?", number)
    spans = list(spans)
    if row is None or not spans:
        return
    corrections = corrections_of(database, number)
    with database.writing():
        near = _near(row[0], (min(s for s, _ in spans), max(e for _, e in spans)), corrections)
        found = _speakers_of(database, number, corrections)
        if near is None or not _set_typed(database, number, found.typed):
            _rewrite_whole(database, number, row[0], corrections)
            return
        low, high, quotes = near
        some = [one for one in corrections if hull_of(one)[0] < high and hull_of(one)[1] > low]
        _splice(database, number, low, high, lines(effective(quotes, some, found)))
        _set_names(database, number, low, high)


def _rewrite_whole(database: Database, number: int, record: str, corrections: Sequence[CorrectionRow]) -> None:
    try:
        machine = analysis_from(json.loads(record), article_at(database, number))
    except (LookupError, TypeError, ValueError):
        return  # it counts as none
    analysis = over(machine, corrections)
    with database.writing() as connection:
        was = linking.remembered(database, number)
        for table in ("quote", "entity"):
            connection.execute(f"DELETE FROM {table} WHERE article = ?", (number,))
        write_all(database, number, analysis, len(analysis.entities) - len(machine.entities))
        _set_names(database, number, -1, len(machine.article.text))
        _count(database, number)
        gather(database, number)
        _link(database, number, was)


def _near(record: str, span: Span, corrections: Sequence[CorrectionRow]) -> tuple[int, int, list[Quote]] | None:
    """A span grown by all corrections and quotes of the machine that overlap it or one another; those quotes.

    None where the record must be read as a whole: its quotes are not in order, or it was not written in today's way.
    """
    found = list(_QUOTE.finditer(record))
    groups = [one.groups() for one in found]
    starts = [int(marked or start) for start, _, marked in groups]
    if len(found) != record.count('"content":') or any(map(ge, starts, starts[1:])):
        return None
    places = [(int(start), int(end)) for start, end, _ in groups]
    every = places + [hull_of(one) for one in corrections]
    (low, high), wider = span, (-1, -1)
    while wider != (low, high):
        wider = low, high
        inside = [place for place in every if place[0] < high and place[1] > low]
        low, high = min([low, *(start for start, _ in inside)]), max([high, *(end for _, end in inside)])
    decode = json.JSONDecoder().raw_decode
    at = [one.start() for one, (start, end) in zip(found, places, strict=True) if start < high and end > low]
    return low, high, [quote_from(decode(record, start)[0]) for start in at]


def _speakers_of(database: Database, number: int, corrections: Sequence[CorrectionRow]) -> Speakers:
    rows = database.rows(
        "SELECT name, kind, mentions FROM entity WHERE article = ? AND NOT typed ORDER BY position", number
    )

    def mentioned() -> Iterator[tuple[str, int]]:
        text = text_of(database, number)
        for position, (_, _, mentions) in enumerate(rows):
            for start, end, kind in json.loads(mentions):
                if kind != MentionKind.PRONOUN:
                    yield text[start:end], position

    typed = database.rows("SELECT name FROM entity WHERE article = ? AND typed", number)
    found = Speakers([(name, EntityKind(kind)) for name, kind, _ in rows], mentioned, {name for (name,) in typed})
    for one in corrections:
        found.of(one)  # who is new, in the order of the corrections
    return found


def _set_typed(database: Database, number: int, typed: Sequence[tuple[str, EntityKind]]) -> bool:
    """Put in or remove speakers at the end of an article's entities; False where one among them is another now."""
    had = database.rows("SELECT name, kind FROM entity WHERE article = ? AND typed ORDER BY position", number)
    new = [(name, kind.value) for name, kind in typed]
    common = min(len(had), len(new))
    if had[:common] != new[:common]:
        return False
    if len(had) == len(new):
        return True
    with database.writing() as connection:
        row = database.row("SELECT count(*) FROM entity WHERE article = ? AND NOT typed", number)
        first = row[0] if row else 0
        connection.execute("DELETE FROM entity WHERE article = ? AND position >= ?", (number, first + common))
        connection.executemany(
            "INSERT INTO entity (article, position, kind, name, mentions, typed)"
            " VALUES (?, ?, ?, CAST(? AS TEXT), '[]', 1)",
            [(number, first + index, new[index][1], utf8(new[index][0])) for index in range(common, len(new))],
        )
        _name(database, new[common:])
    if len(new) > len(had):
        _link(database, number, linking.remembered(database, number))
    return True


def _link(database: Database, number: int, was: linking.Was) -> None:
    """Decide whom the names of an article stand for; that of a book's names is left for later."""
    row = database.row("SELECT count(*) FROM entity WHERE article = ?", number)
    if row and row[0] <= linking.AT_ONCE:
        linking.link_article(database, number, text_of(database, number), was)
    else:
        with database.writing() as connection:
            connection.execute("UPDATE article SET linked = 0 WHERE number = ?", (number,))


def _count(database: Database, number: int) -> None:
    with database.writing() as connection:
        connection.execute(
            "UPDATE article SET quotes = (SELECT count(*) FROM quote WHERE article = number AND kind != ?)"
            " WHERE number = ?",
            (QuoteKind.SCARE, number),
        )


def _splice(database: Database, number: int, low: int, high: int, new: Sequence[_Line]) -> None:
    """Put quotes in the place of those that overlap a stretch. All are in order of their starts, and stay so."""
    first_and_last = "json_extract(content, '$[0][0]') < ? AND json_extract(content, '$[#-1][1]') > ?"
    row = database.row(
        f"SELECT min(start), max(start) FROM quote WHERE article = ? AND {first_and_last}", number, high, low
    )
    ends = [*(row or ()), *(line.start for line in new)]
    starts = [start for start in ends if start is not None]
    if not starts:
        return
    rows = database.rows(
        f"SELECT {first_and_last}, {_COLUMNS} FROM quote WHERE article = ? AND start BETWEEN ? AND ? ORDER BY position",
        *(high, low, number, min(starts), max(starts)),
    )
    before = database.row("SELECT count(*) FROM quote WHERE article = ? AND start < ?", number, min(starts))
    old = [_Line(*row[1:]) for row in rows]
    stay = [line for line, row in zip(old, rows, strict=True) if not row[0]]
    wanted = sorted([*stay, *new], key=lambda line: line.order)
    head = _common(old, wanted)
    tail = _common(old[head:][::-1], wanted[head:][::-1])
    gone, come = old[head : len(old) - tail], wanted[head : len(wanted) - tail]
    if gone or come:
        _exchange(database, number, (before[0] if before else 0) + head, len(gone), come)


def _exchange(database: Database, number: int, first: int, gone: int, come: Sequence[_Line]) -> None:
    """Put some quotes in the place of others from a position on; those behind them move up or down."""
    by = len(come) - gone
    with database.writing() as connection:
        connection.execute(
            "DELETE FROM quote WHERE article = ? AND position >= ? AND position < ?", (number, first, first + gone)
        )
        if by:
            connection.execute("PRAGMA defer_foreign_keys = ON")  # the keys of a quote go with it one after the other
        row = database.row("SELECT max(position) FROM quote WHERE article = ?", number)
        behind = range(first + gone, (row[0] if row and row[0] is not None else -1) + 1)
        for table in ("quote", "quote_key") if by else ():
            # One by one, from the end where they move up: no two may have the same position in between.
            connection.executemany(
                f"UPDATE {table} SET position = ? WHERE article = ? AND position = ?",
                [(position + by, number, position) for position in (behind if by < 0 else reversed(behind))],
            )
        connection.executemany(_INSERT, [_values(number, first + index, line) for index, line in enumerate(come)])
        said = (line.speaker for line in come if line.kind != QuoteKind.SCARE)
        _name(database, [(name, "") for name in dict.fromkeys(said) if name and not _is_entity(database, number, name)])
        _count(database, number)
        gather_some(database, number, first, first + len(come))


def _set_names(database: Database, number: int, low: int, high: int) -> None:
    """Bring the names of speakers that passages have up to date from one character to another."""
    passages = database.rows(
        "SELECT number, start FROM passage WHERE article = ? AND start < ? AND start >="
        " coalesce((SELECT max(start) FROM passage WHERE article = ? AND start <= ?), -1) ORDER BY start",
        *(number, high, number, low),
    )
    if not passages:
        return
    following = database.row("SELECT min(start) FROM passage WHERE article = ? AND start > ?", number, passages[-1][1])
    end = following[0] if following and following[0] is not None else 1 << 62
    said = database.rows(
        'SELECT start, "end", speaker FROM quote WHERE article = ? AND start < ? AND "end" > ? AND kind != ?'
        " ORDER BY position",
        *(number, end, passages[0][1], QuoteKind.SCARE),
    )
    with database.writing() as connection:
        connection.executemany(SET_SPEAKERS, speakers(passages, said))


def _values(number: int, position: int, line: _Line) -> Row:
    return (number, position, *line[:4], utf8(line.speaker), utf8(line.basis), *line[6:])


def _name(database: Database, names: Sequence[tuple[str, str]]) -> None:
    with database.writing() as connection:
        connection.executemany(
            "INSERT OR IGNORE INTO name (name, kind) VALUES (CAST(? AS TEXT), ?)",
            [(utf8(name), kind) for name, kind in names],
        )


def _is_entity(database: Database, number: int, name: str) -> bool:
    sql = "SELECT 1 FROM entity WHERE article = ? AND name = CAST(? AS TEXT)"
    return database.row(sql, number, utf8(name)) is not None


def _common(one: Sequence[_Line], other: Sequence[_Line]) -> int:
    """How many rows from the beginning are the same."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
