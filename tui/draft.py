"""A quote as a reader wants it, while it is being corrected. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.core.model import Entity, Quote, QuoteKind, Span

_OPENING, _CLOSING, _EITHER = "“„‟‘‛«‹「『", "”’»›」』", "\"'`"
_LOOK_BACK = 2_000  # characters before a stretch in which a mark that opened before it is looked for


@dataclass(frozen=True, slots=True)
class Draft:
    """What the reader can change: the speaker's name ("": nobody knows), the kind (None: no quote), the extent."""

    speaker: str
    kind: QuoteKind | None
    span: Span


def draft_of(quote: Quote) -> Draft:
    """A quote as a draft of itself."""
    return Draft(quote.speaker_name or "", quote.kind, (quote.content[0][0], quote.content[-1][1]))


def quote_of(draft: Draft, base: Quote | None, text: str, entities: Sequence[Entity]) -> Quote | None:
    """The quote that a draft asks for; None for no quote at all.

    base: the quote that is corrected, whose parts stay as far as they are not changed; None for one that was missed.
    """
    if draft.kind is None:
        return None
    if base is not None and (draft.kind, draft.span) == (base.kind, draft_of(base).span):
        quote = base
    else:
        content, marked = _parts(draft.kind, draft.span, base, text)
        quote = Quote(content, draft.kind, marked) if base is None else base._replace(content=content, marked=marked)
        quote = quote._replace(kind=draft.kind)
    if draft.kind is QuoteKind.SCARE:
        return quote._replace(cue=None, mention=None, entity=None, speaker_name=None, runner_up=None)
    name = draft.speaker.strip() or None
    if base is not None and name == base.speaker_name:
        return quote
    entity = next((index for index, one in enumerate(entities) if one.name == name), None)
    return quote._replace(speaker_name=name, entity=entity, mention=None, runner_up=None)


def marked_in(text: str, span: Span) -> tuple[Span, ...]:
    """The stretches of a span that stand in quotation marks, without the marks, in text order."""
    low, high = span
    begin = low if _is_open(text, low) else -1
    found = []
    for at in range(low, high):
        which = _mark(text, at)
        if which > 0 and begin < 0:
            begin = at + 1
        elif which < 0 and begin >= 0:
            found.append((begin, at))
            begin = -1
    if begin >= 0:
        found.append((begin, high))
    return tuple(part for one in found if (part := _trimmed(text, one)))


def guessed_kind(text: str, span: Span) -> QuoteKind:
    """What a quote of a span most likely is, by the marks in it."""
    marked = marked_in(text, span)
    if not marked:
        return QuoteKind.INDIRECT
    return QuoteKind.DIRECT if marked[0][0] - span[0] <= 1 and span[1] - marked[-1][1] <= 1 else QuoteKind.MIXED


def _parts(kind: QuoteKind, span: Span, base: Quote | None, text: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The content and the marked parts of a quote of some kind that goes over a span."""
    if base is not None and base.content[0][0] <= span[0] and span[1] <= base.content[-1][1]:
        content, marked = _within(base.content, span), _within(base.marked, span)
    else:
        marked = marked_in(text, span)
        content = _with_rest(text, span, marked)
        if kind in (QuoteKind.DIRECT, QuoteKind.SCARE) and marked:
            # What stands between two stretches in marks is the reporter's; where it begins and ends the reader says.
            content = tuple(
                one for one in content if one in marked or one[1] <= marked[0][0] or one[0] >= marked[-1][1]
            )
    if kind is QuoteKind.INDIRECT:
        return content or (span,), ()
    if kind is QuoteKind.MIXED:
        return content or (span,), marked
    return (content, content) if content else ((span,), (span,))


def _within(spans: Sequence[Span], whole: Span) -> tuple[Span, ...]:
    cut = ((max(start, whole[0]), min(end, whole[1])) for start, end in spans)
    return tuple((start, end) for start, end in cut if start < end)


def _with_rest(text: str, span: Span, marked: Sequence[Span]) -> tuple[Span, ...]:
    """The marked stretches of a span and what stands between them, as far as it is more than marks and blanks."""
    parts: list[Span] = []
    at = span[0]
    for start, end in (*marked, (span[1], span[1])):
        if rest := _trimmed(text, (at, start)):
            parts.append(rest)
        if start < end:
            parts.append((start, end))
        at = end
    return tuple(parts)


def _trimmed(text: str, span: Span) -> Span | None:
    """A stretch without the blanks and marks at its ends; None where nothing else is in it."""
    start, end = span
    while start < end and (text[start].isspace() or _mark(text, start)):
        start += 1
    while start < end and (text[end - 1].isspace() or _mark(text, end - 1)):
        end -= 1
    return (start, end) if start < end and any(c.isalnum() for c in text[start:end]) else None


def _is_open(text: str, at: int) -> bool:
    """Whether a mark that was opened a little before a place is still open there."""
    for before in range(at - 1, max(at - _LOOK_BACK, 0) - 1, -1):
        if (which := _mark(text, before)) != 0:
            return which > 0
    return False


def _mark(text: str, at: int) -> int:
    """1 for a mark that opens, -1 for one that closes, 0 for an apostrophe and anything else."""
    sign = text[at]
    if sign not in _OPENING and sign not in _CLOSING and sign not in _EITHER:
        return 0
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isalnum() and after.isalnum():
        return 0
    if sign in _OPENING:
        return 1
    return -1 if sign in _CLOSING or not (before.isspace() or before in "([—–-" + _OPENING + _EITHER) else 1
