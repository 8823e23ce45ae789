"""From a parsed article to its quotes: kinds, spans, speakers by name, how they were found and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from newsreader.core.model import Article, BlockKind, Entity, Quote, QuoteKind, Span
from newsreader.core.nlp.attribution import (
    anchors_of,
    borders,
    cues_of,
    quote_odds,
    reported,
    speakers,
    stretches_of,
)
from newsreader.core.nlp.candidates import Candidates, find_candidates
from newsreader.core.nlp.entities import Cast, find_cast
from newsreader.core.nlp.marks import Mark, find_marks
from newsreader.core.nlp.table import MAKE_CLEAR, TAG, WORD, Table, make_table
from newsreader.core.text.paragraphs import paragraphs

TEMPERATURE = 1.0
CUE_THRESHOLD = 0.25  # least probability of a cue of indirect speech; gave the best F in cross-fitting
HEADLINE_THRESHOLD = 0.75  # the same in headlines, which parse badly
_TERSE = (BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.BYLINE, BlockKind.CREDIT)
_TRIM = " \t\n\r\xa0,;:—–-"


@dataclass(slots=True)
class Found:
    """A quote in tokens: content [first, last], the numbers of its quoted stretches' marks, speaker's candidate."""

    first: int
    last: int
    marks: list[int]
    kind: QuoteKind
    cue: int = -1
    candidate: int = -1
    second: int = -1
    probability: float = 0.0
    parts: list[tuple[int, int]] | None = None


def find_quotes(doc: Doc, article: Article) -> tuple[tuple[Quote, ...], tuple[Entity, ...]]:
    """The quotes and entities of a parsed article, both in text order. `doc` is of the article's text."""
    text = doc.text
    spans = paragraphs(text)
    marks = find_marks(text, spans)
    table = make_table(doc, marks, spans)
    cast = find_cast(doc, article, [mark.inner for mark in marks])
    if not len(table):
        return (), cast.entities
    candidates = find_candidates(table)
    found = _quoted(table, candidates)
    found = _with_indirect(table, article, candidates, found)
    found.sort(key=lambda f: (f.first, f.last))
    found = _without_teasers(table, article, found)
    return _named(table, candidates, cast, found), cast.entities


def _quoted(table: Table, candidates: Candidates) -> list[Found]:
    stretches, numbers = stretches_of(table)
    if not len(stretches):
        return []
    choice = speakers(table, stretches, candidates, TEMPERATURE)
    odds = quote_odds(table, stretches, candidates, choice)
    cues = cues_of(table, stretches, candidates, choice.candidate)
    first, last = borders(table, anchors_of(stretches, candidates, choice.candidate, cues), ("begin", "end"))
    found: list[Found] = []
    for unit, number in enumerate(numbers.tolist()):
        start, end = int(stretches.first[unit]), int(stretches.last[unit])
        if odds[unit] < 0:
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
        before = found[-1] if found and found[-1].kind is not QuoteKind.SCARE else None
        if before is not None and start <= before.last:
            before.marks.append(number)
            before.last = max(before.last, item.last)
            if item.probability > before.probability:
                before.candidate, before.second, before.cue = item.candidate, item.second, item.cue
                before.probability = item.probability
        elif before is not None and _goes_on(table, before, item):
            before.parts = [*(before.parts or [(before.first, before.last)]), (item.first, item.last)]
            before.marks.append(number)
            before.last = item.last
        else:
            item.first = max(item.first, before.last + 1) if before is not None else item.first
            found.append(item)
    for item in found:
        if item.kind is not QuoteKind.SCARE:
            item.kind = _kind(table, item)
    return found


def _goes_on(table: Table, before: Found, item: Found) -> bool:
    """Whether two stretches are one quote broken by its speaker: "…," he said, "…"."""
    if before.candidate != item.candidate or before.candidate < 0 or table.para[before.last] != table.para[item.first]:
        return False
    gap = table.word[before.last + 1 : item.first]
    if np.isin(gap, [WORD[w] for w in ".?!;:"]).any() or not before.last < max(before.cue, item.cue) < item.first:
        return False
    return bool(table.text[table.marks[before.marks[-1]].inner[1] - 1] in ",—–-…")


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


def _with_indirect(table: Table, article: Article, candidates: Candidates, found: list[Found]) -> list[Found]:
    """Adds indirect speech; what a cue of a quote in marks says besides, outside them, becomes part of that quote."""
    said = reported(table, candidates, CUE_THRESHOLD)
    headlines = [(b.start, b.end) for b in article.blocks if b.kind in _TERSE]
    by_cue = {f.cue: f for f in found if f.cue >= 0}
    free = np.ones(len(table), dtype=bool)
    for item in found:
        if item.kind is not QuoteKind.SCARE:
            for first, last in item.parts or [(item.first, item.last)]:
                free[first : last + 1] = False
    for row in np.argsort(-said.odds, kind="stable").tolist():
        at = int(table.start[said.cue[row]])
        if said.odds[row] < HEADLINE_THRESHOLD and any(start <= at < end for start, end in headlines):
            continue
        spans = [(int(a[row]), int(b[row])) for a, b in (said.before, said.after)]
        spans = [(a, b) for a, b in spans if 0 <= a <= b and free[a : b + 1].all()]
        if not spans:
            continue
        for first, last in spans:
            free[first : last + 1] = False
        cue = int(said.cue[row])
        if cue in by_cue:
            item = by_cue[cue]
            item.parts = sorted([*(item.parts or [(item.first, item.last)]), *spans])
            item.kind = QuoteKind.MIXED
        else:
            inside = [
                f for f in found if f.kind is QuoteKind.SCARE and any(a <= f.first and f.last <= b for a, b in spans)
            ]
            marks = [number for f in inside for number in f.marks]
            found = [f for f in found if f not in inside]
            choice = said.choice
            item = Found(
                *spans[0],
                marks,
                QuoteKind.MIXED if marks else QuoteKind.INDIRECT,
                cue,
                int(choice.candidate[row]),
                int(choice.second[row]),
                float(choice.probability[row]),
                spans,
            )
            found.append(item)
        item.first, item.last = item.parts[0][0], item.parts[-1][1]  # type: ignore[index]
    return found


def _without_teasers(table: Table, article: Article, found: list[Found]) -> list[Found]:
    """Leaves out what stands in boilerplate, and what a standfirst only repeats from the body."""
    text = table.text
    dull = [b for b in article.blocks if b.kind is BlockKind.BOILERPLATE]
    teasers = [b for b in article.blocks if b.kind is BlockKind.STANDFIRST]
    kept = []
    for item in found:
        start, end = int(table.start[item.first]), int(table.end[item.last])
        if any(b.start <= start < b.end for b in dull):
            continue
        if any(b.start <= start < b.end for b in teasers) and text.find(text[start:end].rstrip(" .…"), end) >= 0:
            continue
        kept.append(item)
    return kept


def _named(table: Table, candidates: Candidates, cast: Cast, found: list[Found]) -> tuple[Quote, ...]:
    quotes: list[Quote] = []
    said: list[int] = []
    before: Found | None = None
    for item in found:
        content, marked = _spans(table, item)
        if not content:
            continue
        if item.kind is QuoteKind.SCARE or item.candidate < 0:
            quotes.append(Quote(content, item.kind, marked, cue=_cue_span(table, item.cue)))
            continue
        mention = _mention_span(table, candidates, item.candidate)
        at = int(table.start[item.first])
        identity = cast.who(mention, at=at, said=tuple(said))
        second = None
        if item.second >= 0:
            second = cast.who(_mention_span(table, candidates, item.second), at=at, said=tuple(said)).name
        if second == identity.name or second is None:
            second = identity.runner_up
        quotes.append(
            Quote(
                content,
                item.kind,
                marked,
                _cue_span(table, item.cue),
                mention,
                identity.entity,
                None if _is_pronoun(table, mention, identity.name) else identity.name,
                _basis(table, candidates, item, before, identity.how),
                round(item.probability * identity.confidence, 3),
                second,
            )
        )
        if identity.entity is not None:
            said.append(identity.entity)
        before = item
    return tuple(quotes)


def _is_pronoun(table: Table, mention: Span, name: str | None) -> bool:
    """Whether a speaker is known by nothing but a pronoun, which is no name."""
    at = table.at(mention[0])
    return bool(table.pronoun[at]) and name == table.text[mention[0] : mention[1]]


def _mention_span(table: Table, candidates: Candidates, number: int) -> Span:
    start, end = int(table.start[candidates.left[number]]), int(table.end[candidates.right[number]])
    for ending in ("'s", "’s"):
        if table.text[start:end].endswith(ending):
            end -= len(ending)
    return start, end


def _cue_span(table: Table, cue: int) -> Span | None:
    """The characters of a cue: its verb, with what makes a phrase of it ("went on", "made it clear", "according to")."""
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


def _spans(table: Table, item: Found) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
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


def _basis(table: Table, candidates: Candidates, item: Found, before: Found | None, how: str) -> str:
    """How the speaker was found, for a reader."""
    text = table.text
    head = int(candidates.head[item.candidate])
    cue = _cue_span(table, item.cue)
    if cue is not None:
        reason = f"cue “{text[cue[0] : cue[1]]}”"
    elif _is_label(table, candidates, item.candidate):
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


def _is_label(table: Table, candidates: Candidates, number: int) -> bool:
    right, left = int(candidates.right[number]), int(candidates.left[number])
    following = min(right + 1, len(table) - 1)
    return bool(table.word[following] == WORD[":"] and table.first_of_para[left] == left)
