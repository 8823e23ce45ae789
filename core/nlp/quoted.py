"""Words in quotation marks: from stretches to what was found, with kind, borders, cue and speaker's candidate."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from newsreader.core.model import QuoteKind, Span
from newsreader.core.nlp.attribution import anchors_of, borders, cues_of, quote_odds, speakers, stretches_of
from newsreader.core.nlp.candidates import Candidates
from newsreader.core.nlp.found import Found
from newsreader.core.nlp.lexicon import among
from newsreader.core.nlp.table import TAG, WORD, Table

SCARE_ODDS = 0.0  # log-odds below which words in marks are nobody's
_LABELLED = 0.97  # confidence in the label of a transcript's turn


def find_quoted(table: Table, candidates: Candidates, layout: Mapping[int, Span | None]) -> list[Found]:
    """What stands in marks, in text order. layout: speakers that the layout gives, by number of the mark."""
    stretches, numbers = stretches_of(table)
    if not len(stretches):
        return []
    choice = speakers(stretches, candidates)
    odds = quote_odds(stretches, candidates, choice)
    cues = cues_of(stretches, candidates, choice.candidate)
    first, last = borders(table, anchors_of(stretches, candidates, choice.candidate, cues), ("begin", "end"))
    found: list[Found] = []
    for unit, number in enumerate(numbers.tolist()):
        start, end = int(stretches.first[unit]), int(stretches.last[unit])
        is_turn = table.marks[number].turn
        named = layout.get(number)
        if (odds[unit] < SCARE_ODDS and not is_turn and named is None) or (number in layout and named is None):
            found.append(Found(start, end, [number], QuoteKind.SCARE))
            continue
        item = Found(
            int(first[unit]),
            int(last[unit]),
            [number],
            QuoteKind.DIRECT,
            int(cues[unit]),
            int(choice.candidate[unit]),
            int(choice.second[unit]),
            float(choice.probability[unit]),
        )
        if is_turn:
            label = int(np.searchsorted(candidates.head, start)) - 1
            item.first, item.last, item.cue = start, end, -1
            if label >= 0 and table.para[candidates.head[label]] == table.para[start]:
                item.candidate, item.second, item.probability = label, -1, _LABELLED
        if named is not None:
            item.named, item.cue, item.first, item.last, item.probability = named, -1, start, end, _LABELLED
        before = found[-1] if found and found[-1].kind is not QuoteKind.SCARE else None
        if before is not None and item.named == before.named:
            if _joined(table, before, item, start):
                continue
            item.first = max(item.first, before.last + 1)
        found.append(item)
    for item in found:
        if item.kind is not QuoteKind.SCARE:
            is_turn = table.marks[item.marks[0]].turn
            item.kind = QuoteKind.DIRECT if is_turn else _kind(table, item)
    return found


def _joined(table: Table, before: Found, item: Found, start: int) -> bool:
    """Whether a stretch, which starts at the token `start`, became part of the quote before it."""
    if start <= before.last:  # the words around that one reach over this one
        before.last = max(before.last, item.last)
        if item.probability > before.probability:
            before.cue = item.cue
    elif _goes_on(table, before, item) or _is_next_paragraph(table, before, item):
        before.parts = [*(before.parts or [(before.first, before.last)]), (item.first, item.last)]
        before.last = item.last
    else:
        return False
    if item.probability > before.probability:
        before.candidate, before.second, before.probability = item.candidate, item.second, item.probability
    before.marks += item.marks
    return True


def _goes_on(table: Table, before: Found, item: Found) -> bool:
    """Whether two stretches are one quote broken by its speaker: "…," he said, "…"."""
    if before.candidate != item.candidate or before.candidate < 0 or table.para[before.last] != table.para[item.first]:
        return False
    gap = table.word[before.last + 1 : item.first]
    if among(gap, [WORD[w] for w in ".?!;:"]).any() or not before.last < max(before.cue, item.cue) < item.first:
        return False
    return bool(table.text[table.marks[before.marks[-1]].inner[1] - 1] in ",—–-…")


def _is_next_paragraph(table: Table, before: Found, item: Found) -> bool:
    """Whether a speech that its paragraph left open is opened anew by the next paragraph."""
    if table.marks[before.marks[-1]].closed or table.para[item.first] != table.para[before.last] + 1:
        return False
    return bool(table.first_of_para[item.first] == item.first)


def _kind(table: Table, item: Found) -> QuoteKind:
    """Direct when nothing but the marked words is content and they look like an utterance."""
    inside = sum(int((table.unit[a : b + 1] < 0).sum()) for a, b in item.parts or [(item.first, item.last)])
    if inside:
        return QuoteKind.MIXED
    opening = int(np.searchsorted(table.start, table.marks[item.marks[0]].inner[0]))
    verbs = (table.tag[item.first : item.last + 1] >= TAG["VB"]) & (table.tag[item.first : item.last + 1] <= TAG["MD"])
    if (
        table.upper[min(opening, len(table) - 1)]
        or item.last - item.first > 8
        or (verbs.any() and item.last - item.first > 5)
    ):
        return QuoteKind.DIRECT
    return QuoteKind.MIXED
