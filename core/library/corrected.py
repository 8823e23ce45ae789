"""Rows of corrections as they are kept and as they are handed out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from newsreader.core.library.connection import Database, Row
from newsreader.core.library.rows import CorrectionRow
from newsreader.core.model import EntityKind, Quote, Span
from newsreader.core.record import quote_from, quote_record

_SELECT = (
    'SELECT c.number, a.id, start, "end", was, quote, who, made'
    " FROM correction c CROSS JOIN article a ON a.number = c.article"
)


def corrections_of(database: Database, number: int) -> list[CorrectionRow]:
    """The corrections of an article by its number inside the file, the oldest first."""
    return list(_rows(database.rows(f"{_SELECT} WHERE c.article = ? ORDER BY c.number", number)))


def all_corrections(database: Database) -> list[CorrectionRow]:
    """The corrections of all articles, in order of loading and then of the text."""
    return list(_rows(database.rows(f"{_SELECT} ORDER BY c.article, start, c.number")))


def _rows(found: list[Row]) -> Iterator[CorrectionRow]:
    """Rows that cannot be read, after damage, count as none."""
    for number, article_id, start, end, was, quote, who, made in found:
        try:
            kept, kind = quote_unpacked(quote)
            if kept is not None and (kept.content[0][0], kept.content[-1][1]) != (start, end):
                raise ValueError("not at its place")
            yield CorrectionRow(number, article_id, (start, end), spans_unpacked(was), kept, kind, who, made)
        except (LookupError, TypeError, ValueError):
            continue


def spans_packed(spans: tuple[Span, ...] | None) -> str | None:
    """Spans as they are kept."""
    return None if spans is None else json.dumps(spans, separators=(",", ":"))


def spans_unpacked(kept: str | None) -> tuple[Span, ...] | None:
    """What `spans_packed` made of them. Raises ValueError where it did not."""
    if kept is None:
        return None
    spans = tuple((int(start), int(end)) for start, end in json.loads(kept))
    if not spans:
        raise ValueError("no spans")
    return spans


def quote_packed(quote: Quote | None, speaker_kind: EntityKind | None) -> str | None:
    """A reader's quote as it is kept."""
    if quote is None:
        return None
    record: dict[str, Any] = quote_record(quote)
    for name in ("entity", "basis", "confidence", "corrected_by"):  # told by other things
        del record[name]
    return json.dumps(record | {"speaker_kind": speaker_kind}, separators=(",", ":"))


def quote_unpacked(kept: str | None) -> tuple[Quote | None, EntityKind | None]:
    """The quote and the kind of its speaker. Raises LookupError, TypeError or ValueError for another shape."""
    if kept is None:
        return None, None
    record = json.loads(kept)
    quote = quote_from({"entity": None, "basis": "", "confidence": 1.0} | record)
    if not quote.content:
        raise ValueError("no words")
    kind = record["speaker_kind"]
    return quote, None if kind is None else EntityKind(kind)


def places_of(row: Mapping[str, Any]) -> list[Span]:
    """Every place that a row of the table of corrections speaks of, as far as it can be read."""
    places: list[Span] = [(row["start"], row["end"])]
    with suppress(TypeError, ValueError):
        places += spans_unpacked(row["was"]) or ()
    return places


def value_of(kept: str | None) -> str:
    """What a correction says, in words for a list: whom the quote is by."""
    if kept is None:
        return "no quote"
    with suppress(LookupError, TypeError, ValueError):
        quote, _ = quote_unpacked(kept)
        if quote is not None and quote.speaker_name:
            return quote.speaker_name
    return "unknown"
