"""Speakers given by the layout: "NAME: …" within quotation marks, and "…" — Name at the end of a line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsreader.core.model import Span
from newsreader.core.nlp.marks import Mark

_LABEL = re.compile(r"([A-Z][A-ZÀ-Þ.’'-]+(?: [A-Z][A-ZÀ-Þ.’'-]+){0,3})(?: \([^)\n]{1,40}\)|, [^:\n]{1,40})?: ")
_NAME = r"([^\W\da-z][\w.’'-]*(?: (?:(?:de|van|von|der|la|al|bin) )*[^\W\da-z][\w.’'-]*){0,4})"
_SIGNED = re.compile(r"\s*(?:[—–―]|--|(?<=\s)-)\s*" + _NAME + r"(?:,[^\n\d]{1,60}|\.)?\s*$")
_ASIDE = re.compile(r"\(.*\)\.?")
_FEWEST_LABELS = 2  # that make a transcript


def speakers_by_layout(text: str, paragraphs: Sequence[Span], marks: Sequence[Mark]) -> dict[int, Span | None]:
    """The name's characters for the marks (by number) whose speaker the layout gives; None for a transcript's aside."""
    found = _signed(text, paragraphs, marks)
    found.update(_labelled(text, paragraphs, marks))
    return found


def without_labels(text: str, marks: Sequence[Mark], layout: Mapping[int, Span | None]) -> list[Mark]:
    """The marks, those that begin with their speaker's label without it: what is said comes after the colon."""
    result = []
    for number, mark in enumerate(marks):
        name = layout.get(number)
        labelled = _LABEL.match(text, *mark.inner) if name is not None and name[0] == mark.inner[0] else None
        result.append(replace(mark, inner=(labelled.end(), mark.inner[1])) if labelled else mark)
    return result


def _paragraph_of(paragraphs: Sequence[Span], at: int) -> int:
    return bisect_right(paragraphs, at, key=lambda span: span[0]) - 1


def _labelled(text: str, paragraphs: Sequence[Span], marks: Sequence[Mark]) -> dict[int, Span | None]:
    """Turns within marks: the paragraphs after a label continue it up to the next one, or to one outside marks."""
    found: dict[int, Span | None] = {}
    label: Span | None = None
    last = -1
    labels = 0
    for number, mark in enumerate(marks):
        place = _paragraph_of(paragraphs, mark.start)
        if mark.turn or mark.start != paragraphs[place][0]:
            continue
        named = _LABEL.match(text, mark.inner[0], mark.inner[1])
        if named:
            label, labels = named.span(1), labels + 1
        elif last != place - 1 or mark.end < paragraphs[place][1] - 1:
            label = None
        if label is not None:
            found[number] = None if _ASIDE.fullmatch(text, *mark.inner) else label
            last = place
    return found if labels >= _FEWEST_LABELS else {}


def _signed(text: str, paragraphs: Sequence[Span], marks: Sequence[Mark]) -> dict[int, Span | None]:
    """Quotes with the name behind a dash, up to the end of their paragraph or as the whole next one.

    A date after the name makes the line a reference and the marked words a title.
    """
    found: dict[int, Span | None] = {}
    for number, mark in enumerate(marks):
        place = _paragraph_of(paragraphs, mark.start)
        end = paragraphs[place][1]
        if mark.end >= end - 1 and place + 1 < len(paragraphs):
            end = paragraphs[place + 1][1]
        signed = _SIGNED.match(text, mark.end, end) if end - mark.end < 140 else None
        if signed:
            start, stop = signed.span(1)
            found[number] = (start, stop - 1 if text[stop - 1] == "." else stop)
    return found
