"""Analyses as plain JSON values and back, for the library and the shipped samples."""

from __future__ import annotations

from typing import Any

from newsreader.core.model import (
    Analysis,
    Article,
    Entity,
    EntityKind,
    Mention,
    MentionKind,
    Quote,
    QuoteKind,
    Span,
)

Json = dict[str, Any]


def analysis_record(analysis: Analysis) -> Json:
    """An analysis as JSON values, without its article's text (that is kept once, elsewhere)."""
    return {
        "engine": analysis.engine,
        "note": analysis.note,
        "quotes": [_brief(quote_record(q)) for q in analysis.quotes],
        "entities": [
            {"name": e.name, "kind": e.kind, "mentions": [[m.start, m.end, m.kind] for m in e.mentions]}
            for e in analysis.entities
        ],
    }


def analysis_from(record: Json, article: Article) -> Analysis:
    """The analysis of a record, about `article`. KeyError, TypeError or ValueError for a record of another shape."""
    return Analysis(
        article=article,
        quotes=tuple(quote_from(q) for q in record["quotes"]),
        entities=tuple(
            Entity(
                name=e["name"],
                kind=EntityKind(e["kind"]),
                mentions=tuple(Mention(start, end, MentionKind(kind)) for start, end, kind in e["mentions"]),
            )
            for e in record["entities"]
        ),
        engine=record["engine"],
        note=record["note"],
    )


def quote_record(quote: Quote) -> Json:
    """A quote as JSON values."""
    return {
        "content": [list(span) for span in quote.content],
        "kind": quote.kind,
        "marked": [list(span) for span in quote.marked],
        "cue": list(quote.cue) if quote.cue else None,
        "mention": list(quote.mention) if quote.mention else None,
        "entity": quote.entity,
        "speaker_name": quote.speaker_name,
        "basis": quote.basis,
        "confidence": quote.confidence,
        "runner_up": quote.runner_up,
        "corrected_by": quote.corrected_by,
    }


def _brief(record: Json) -> Json:
    """Without the reader who corrected it where there is none: no quote of a machine's analysis has one."""
    if record["corrected_by"] is None:
        del record["corrected_by"]
    return record


def quote_from(record: Json) -> Quote:
    """The quote of a record. KeyError, TypeError or ValueError for one of another shape."""
    return Quote(
        content=_spans(record["content"]),
        kind=QuoteKind(record["kind"]),
        marked=_spans(record["marked"]),
        cue=_span(record["cue"]),
        mention=_span(record["mention"]),
        entity=record["entity"],
        speaker_name=record["speaker_name"],
        basis=record["basis"],
        confidence=record["confidence"],
        runner_up=record["runner_up"],
        corrected_by=record.get("corrected_by"),  # an analysis's have none as a rule
    )


def _span(value: list[int] | None) -> Span | None:
    return None if value is None else (value[0], value[1])


def _spans(values: list[list[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in values)
