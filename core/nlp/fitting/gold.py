"""Gold articles as the arrays that the models see, and what is right in them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from newsreader.core.nlp.attribution import Choice, stretches_of
from newsreader.core.nlp.candidates import Candidates, find_candidates
from newsreader.core.nlp.features import Pairs, make_pairs
from newsreader.core.nlp.indirect import (
    AFTER,
    BEFORE,
    BOTH,
    NONE,
    cue_rows,
)
from newsreader.core.nlp.lexicon import Bools, Ints
from newsreader.core.nlp.marks import find_marks
from newsreader.core.nlp.stretches import Stretches
from newsreader.core.nlp.table import PLAIN_VERBS, WORD, Page, Table, make_table
from newsreader.core.text.paragraphs import paragraphs

UNSURE = -1  # a cue of words partly in quotation marks: teaches nothing about indirect speech
Json = dict[str, Any]
LOOSE = {WORD[w] for w in (",", ":", ".", ";", "?", "!", "-", "—", "–")}


@dataclass
class Sample:
    """One gold article, its arrays, and what has been decided about it so far."""

    gold: list[Json]
    table: Table
    stretches: Stretches
    candidates: Candidates
    pairs: Pairs
    unit_gold: list[Json | None]
    choice: Choice | None = None


def samples_of(docs: Iterable[Doc], golds: Iterable[list[Json]]) -> list[Sample]:
    """Parsed articles with their gold quotes, as arrays."""
    samples = []
    for doc, gold in zip(docs, golds, strict=True):
        spans = paragraphs(doc.text)
        table = make_table([Page(doc, doc.text, find_marks(doc.text, spans), spans)])
        stretches, _ = stretches_of(table)
        candidates = find_candidates(table)
        pairs = make_pairs(stretches, candidates)
        samples.append(Sample(gold, table, stretches, candidates, pairs, _gold_of_units(table, stretches, gold)))
    return samples


def _tokens(table: Table, spans: Sequence[Sequence[int]]) -> set[int]:
    found: set[int] = set()
    for start, end in spans:
        found.update(
            range(int(np.searchsorted(table.end, start, side="right")), int(np.searchsorted(table.start, end)))
        )
    return found


def _gold_of_units(table: Table, stretches: Stretches, gold: list[Json]) -> list[Json | None]:
    covered = [_tokens(table, quote["content"]) for quote in gold]
    result: list[Json | None] = []
    for first, last in zip(stretches.first.tolist(), stretches.last.tolist(), strict=True):
        words = set(range(first, last + 1))
        best = max(range(len(gold)), key=lambda index: len(covered[index] & words), default=None)
        result.append(gold[best] if best is not None and 2 * len(covered[best] & words) >= len(words) - 1 else None)
    return result


def is_right(table: Table, left: int, right: int, quote: Json) -> bool:
    """Whether the mention [left, right] holds the head of the gold source and is not far longer than it."""
    if not quote["source"]:
        return False
    start, end = int(table.start[left]), int(table.end[right])
    gold_start, gold_end = min(s for s, _ in quote["source"]), max(e for _, e in quote["source"])
    if end - start > 4 * (gold_end - gold_start) + 60:
        return False
    head = quote.get("source_head")
    if head:
        return bool(start <= head[0] and head[1] <= end)
    return bool(start < gold_end and gold_start < end)


def right_pairs(sample: Sample, pairs: Pairs, quotes: Sequence[Json | None]) -> Bools:
    right = np.zeros(len(pairs.unit), dtype=bool)
    left, last = sample.candidates.left, sample.candidates.right
    for row, (unit, candidate) in enumerate(zip(pairs.unit.tolist(), pairs.candidate.tolist(), strict=True)):
        quote = quotes[unit]
        if quote is None:
            continue
        if not quote["source"]:
            right[row] = candidate < 0
        elif candidate >= 0:
            right[row] = is_right(sample.table, int(left[candidate]), int(last[candidate]), quote)
    return right


def gold_piece(table: Table, quote: Json, first: int, last: int) -> tuple[int, int] | None:
    """First and last token of the gold piece that holds most of [first, last]; "that" at its head is left out."""
    best, size = None, 0
    for start, end in quote["pieces"]:
        tokens = _tokens(table, [(start, end)])
        shared = len([t for t in tokens if first <= t <= last])
        if shared > size:
            best, size = (min(tokens), max(tokens)), shared
    if best is None:
        return None
    begin, end = min(best[0], first), max(best[1], last)
    return _trim(table, begin, end, first, last)


def _trim(table: Table, begin: int, end: int, first: int, last: int) -> tuple[int, int]:
    while begin < first and (table.word[begin] == WORD["that"] or table.word[begin] in LOOSE):
        begin += 1
    while end > last and table.word[end] in LOOSE:
        end -= 1
    return begin, end


@dataclass
class IndirectGold:
    """The cues of one article, the class of each, and its gold quote and content range where there is one."""

    cues: Ints
    side: Ints
    quotes: list[Json | None]
    before: list[tuple[int, int] | None]
    after: list[tuple[int, int] | None]


def indirect_gold(sample: Sample) -> IndirectGold:
    """Matches the possible cues of an article with its gold quotes' pieces outside quotation marks."""
    table = sample.table
    cues = cue_rows(table)
    by_token: dict[int, Json] = {}
    for quote in sample.gold:
        words = [t for t in sorted(_tokens(table, quote["cue"])) if table.report[t]]
        verbs = [t for t in words if table.verb[t]]
        saying = [t for t in verbs if table.verb[t] <= PLAIN_VERBS]
        if words:
            by_token.setdefault((saying or verbs or words)[-1], quote)
    side = np.zeros(len(cues), dtype=np.int64)
    quotes: list[Json | None] = [None] * len(cues)
    ranges_before: list[tuple[int, int] | None] = [None] * len(cues)
    ranges_after: list[tuple[int, int] | None] = [None] * len(cues)
    taken: set[int] = set()
    for row, cue in enumerate(cues.tolist()):
        found = by_token.get(cue)
        if found is None or id(found) in taken:
            continue
        pieces = []
        for start, end in found["pieces"]:
            tokens = sorted(_tokens(table, [(start, end)]))
            if tokens and (table.unit[tokens] < 0).all() and table.para[tokens[0]] == table.para[cue]:
                pieces.append((tokens[0], tokens[-1]))
        pieces = [p for p in pieces if not p[0] <= cue <= p[1]]
        if not pieces:
            side[row] = UNSURE if "mixed" in quote_kinds(found) else NONE
            continue
        taken.add(id(found))
        before = [p for p in pieces if p[1] < cue]
        after = [p for p in pieces if p[0] > cue]
        side[row] = BOTH if before and after else AFTER if after else BEFORE
        quotes[row] = found
        for found_pieces, ranges in ((before, ranges_before), (after, ranges_after)):
            if found_pieces:
                begin, end = max(found_pieces, key=lambda p: p[1] - p[0])
                ranges[row] = _trim(table, begin, end, end, begin)
    return IndirectGold(cues, side, quotes, ranges_before, ranges_after)


def quote_kinds(quote: Json) -> set[str]:
    """The kinds of the pieces of a gold quote, where the gold tells them."""
    return set(quote.get("piece_kinds", ()))


def read_gold(paths: Sequence[Path]) -> list[Json]:
    """The articles of gold files."""
    articles = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            articles += [json.loads(line) for line in lines]
    return articles
