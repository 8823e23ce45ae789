"""What was found, in characters and in words: spans of content, cue and mention, and how a speaker was found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from newsreader.core.model import QuoteKind, Span
from newsreader.core.nlp.candidates import Candidates
from newsreader.core.nlp.marks import Mark
from newsreader.core.nlp.table import MAKE_CLEAR, TAG, WORD, Table

_LONGEST_TAIL = 6  # tokens
_TRIM = " \t\n\r\xa0,;:—–-"


@dataclass(slots=True)
class Found:
    """A quote in tokens: content [first, last], the numbers of its quoted stretches' marks, speaker's candidate.

    named: the characters of the speaker's name where the layout gives it, instead of a candidate.
    """

    first: int
    last: int
    marks: list[int]
    kind: QuoteKind
    cue: int = -1
    candidate: int = -1
    second: int = -1
    probability: float = 0.0
    parts: list[tuple[int, int]] | None = None
    named: Span | None = None


def mention_span(table: Table, candidates: Candidates, number: int) -> Span:
    """The characters of a candidate, without a possessive ending."""
    start, end = int(table.start[candidates.left[number]]), int(table.end[candidates.right[number]])
    for ending in ("'s", "’s"):
        if table.text[start:end].endswith(ending):
            end -= len(ending)
    return start, end


def phrase_tail(table: Table, left: int, right: int) -> str:
    """What follows a noun phrase and belongs to it: " of them", " in Averhaven"; "" for nothing, or for too much."""
    first = right + 1
    if first >= len(table) or table.tag[first] != TAG["IN"] or not left <= table.head[first] <= right:
        return ""
    last = int(table.edges[1][first])
    words = slice(first, last + 1)
    if last - right > _LONGEST_TAIL or (table.unit[words] >= 0).any() or (table.word[words] == WORD[","]).any():
        return ""
    return " " + " ".join(table.text[table.start[first] : table.end[last]].split())


def cue_span(table: Table, cue: int) -> Span | None:
    """The characters of a cue: its verb and what makes a phrase of it ("went on", "made it clear", "according to")."""
    if cue < 0:
        return None
    last = cue
    following = min(cue + 1, len(table) - 1)
    if table.verb[cue] == MAKE_CLEAR:
        clear = np.flatnonzero(table.word[cue : cue + 4] == WORD["clear"])
        last = cue + int(clear[0]) if len(clear) else cue
    elif table.word[cue] == WORD["according"] or (table.tag[following] == TAG["RP"] and table.head[following] == cue):
        last = following
    return int(table.start[cue]), int(table.end[last])


def content_spans(table: Table, item: Found) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Content and marked spans in characters: each stretch in marks apart from the words around it."""
    text = table.text
    content: list[Span] = []
    marked: list[Span] = []
    for first, last in item.parts or [(item.first, item.last)]:
        at, end = int(table.start[first]), int(table.end[last])
        for number in item.marks:
            mark: Mark = table.marks[number]
            if mark.end <= at or mark.start >= end:
                continue
            content += _trimmed(text, at, mark.start)
            content.append(mark.inner)
            marked.append(mark.inner)
            at = mark.end
        content += _trimmed(text, at, end)
    return tuple(content), tuple(marked)


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return [(start, end)] if any(c.isalnum() for c in text[start:end]) else []


def basis(table: Table, candidates: Candidates, item: Found, before: Found | None, how: str) -> str:
    """How the speaker was found, for a reader."""
    text = table.text
    if item.named is not None:
        side = "label" if item.named[0] < int(table.end[item.last]) else "signed"
        return f"{side} “{text[slice(*item.named)]}”"
    head = int(candidates.head[item.candidate])
    cue = cue_span(table, item.cue)
    if cue is not None:
        reason = f"cue “{text[cue[0] : cue[1]]}”"
    elif is_label(table, candidates, item.candidate):
        reason = f"label “{text[table.start[candidates.left[item.candidate]] : table.end[head]]}:”"
    elif before is not None and before.candidate == item.candidate and head < item.first:
        reason = "continues the quote before"
    else:
        apart = table.para[head] - table.para[item.first]
        where = "sentence" if apart == 0 else "paragraph"
        side = "before" if head < item.first else "after"
        same = apart == 0 and table.sent[head] == table.sent[item.first]
        reason = "named in the same sentence" if same else f"named in the {where} {side}"
    return f"{reason}; {how}" if how else reason


def is_label(table: Table, candidates: Candidates, number: int) -> bool:
    """Whether a candidate is the label of a turn: it opens its paragraph and a colon follows."""
    right, left = int(candidates.right[number]), int(candidates.left[number])
    following = min(right + 1, len(table) - 1)
    return bool(table.word[following] == WORD[":"] and table.first_of_para[left] == left)
