"""One quote, or some words that a reader has marked, with all that lets others find and check it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from newsreader.core.model import Span

CONTEXT = 32
"""Characters given before and after the words, by which they can be found in a text that has changed."""

PASSAGE = "passage"
"""The kind of words that are no quote: those that a reader has starred, tagged or noted, or that a search found."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reference:
    """An article as something to be cited.

    source: where it was read from. retrieved: UTC, ISO 8601, when it came into the library. published: YYYY-MM-DD as a
    rule, or YYYY-MM, YYYY, or as it was written.
    """

    id: str
    title: str = ""
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    source: str = ""
    retrieved: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A note of the reader's. written: UTC, ISO 8601."""

    words: str
    written: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an article. Offsets are in characters of the article's text.

    kind: that of a quote, or `PASSAGE`. exact: the text from `start` to `end`, character for character; prefix,
    suffix: up to `CONTEXT` characters before and after it. content: the spans of the utterance, without the words of
    the reporter that break it; pieces: their words; marked: those among them in quotation marks. speaker: the name in
    the article; person, person_name: who that is across articles. cue, mention: the reporting words, and those that
    point at the speaker. basis, confidence, runner_up: as in `newsreader.core.model.Quote`. corrected_by: the reader
    who changed it; machine: what the machine had found then, a record of a quote, None where it had found none.
    position: its index among the article's quotes. family: the same number in all versions of one quote.
    """

    article: Reference
    kind: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    content: tuple[Span, ...]
    pieces: tuple[str, ...]
    marked: tuple[Span, ...] = ()
    cue: Span | None = None
    cue_words: str | None = None
    mention: Span | None = None
    speaker: str | None = None
    person: int | None = None
    person_name: str | None = None
    basis: str = ""
    confidence: float | None = None
    runner_up: str | None = None
    corrected_by: str | None = None
    machine: Json | None = None
    starred: bool = False
    tags: tuple[str, ...] = ()
    notes: tuple[Remark, ...] = ()
    position: int | None = None
    family: int | None = None


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The words at a place of a text, with up to `CONTEXT` characters before and after them: exact, prefix, suffix."""
    return text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def passage(
    reference: Reference,
    text: str,
    span: Span,
    starred: bool = False,
    tags: Sequence[str] = (),
    notes: Sequence[Remark] = (),
) -> Evidence:
    """Evidence of some words that are no quote."""
    start, end = span
    exact, prefix, suffix = around(text, start, end)
    return Evidence(
        reference,
        PASSAGE,
        start,
        end,
        exact,
        prefix,
        suffix,
        content=(span,),
        pieces=(exact,),
        starred=starred,
        tags=tuple(tags),
        notes=tuple(notes),
    )


def record(evidence: Evidence, article: bool = True) -> Json:
    """Evidence as JSON values. article: with what is known of its article."""
    about = {"article": reference_record(evidence.article)} if article else {}
    return about | {
        "kind": evidence.kind,
        "exact": evidence.exact,
        "prefix": evidence.prefix,
        "suffix": evidence.suffix,
        "start": evidence.start,
        "end": evidence.end,
        "content": [list(span) for span in evidence.content],
        "pieces": list(evidence.pieces),
        "marked": [list(span) for span in evidence.marked],
        "cue": list(evidence.cue) if evidence.cue else None,
        "cue_words": evidence.cue_words,
        "mention": list(evidence.mention) if evidence.mention else None,
        "speaker": evidence.speaker,
        "person": evidence.person,
        "person_name": evidence.person_name,
        "basis": evidence.basis,
        "confidence": evidence.confidence,
        "runner_up": evidence.runner_up,
        "corrected_by": evidence.corrected_by,
        "machine": evidence.machine,
        "starred": evidence.starred,
        "tags": list(evidence.tags),
        "notes": [{"words": note.words, "written": note.written} for note in evidence.notes],
        "position": evidence.position,
        "family": evidence.family,
    }


def reference_record(reference: Reference) -> Json:
    """What is known of an article as JSON values."""
    return {
        "id": reference.id,
        "title": reference.title,
        "outlet": reference.outlet,
        "author": reference.author,
        "published": reference.published,
        "url": reference.url,
        "source": reference.source,
        "retrieved": reference.retrieved,
        "language": reference.language,
    }
