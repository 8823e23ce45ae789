"""Interviews and hearings in turns, each under its speaker's label: "WHITLOCK: And has it gone?", "Q: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsreader.core.model import Span
from newsreader.core.nlp.marks import Mark

_TURN = re.compile(r"((?:[A-Z][A-ZÀ-Þ.’'-]*)(?: [A-Z][A-ZÀ-Þ.’'-]*){0,3}): +(?=\S)")
_FEWEST = 3  # turns that make a transcript
_LONGEST_LABEL = 40  # characters


def with_turns(text: str, paragraphs: Sequence[Span], marks: list[Mark]) -> list[Mark]:
    """The marks, and a stretch for each turn of a transcript that has no marks of its own around it.

    A text is a transcript when at least three paragraphs open with a label in capitals and a colon, and there are two
    labels or more of which one recurs.
    """
    turns = []
    for start, end in paragraphs:
        found = _TURN.match(text, start, end)
        if found and len(found[1]) <= _LONGEST_LABEL:
            turns.append((found[1], found.end(), end))
    labels = [label for label, _, _ in turns]
    if len(turns) < _FEWEST or len(set(labels)) < 2 or len(set(labels)) == len(labels):
        return marks
    merged = list(marks)
    for _, start, end in turns:
        inside = [m for m in merged if start <= m.start and m.end <= end]
        if inside and inside[0].start == start and inside[-1].end == end:
            continue  # the turns stand in quotation marks
        merged = [m for m in merged if m not in inside]
        merged.append(Mark(start, end, (start, end), turn=True))
    return sorted(merged, key=lambda m: m.start)
