"""Fits the weights of `data/weights.json`. For development only: needs scipy, and is imported by nothing else.

    python -m newsreader.core.nlp.fitting.fit_quotes GOLD.jsonl[.gz] … --out weights.json

A gold line is {"text", "quotes": [{"content": [[start, end], …], "pieces": content by paragraph, "piece_kinds": […],
"source": [[start, end], …], "source_head": [start, end] or null, "cue": [[start, end], …]}, …]}; offsets in characters.

All models are linear: softmax over candidates (marginal over several right ones), or logistic,
with L2; fitted by L-BFGS.
What one model hands the next comes from five-fold cross-fitting, so that it is as unsure in fitting as it is in use.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from scipy.optimize import minimize
from spacy.tokens import Doc

from newsreader.core.nlp.attribution import Choice, anchors_of, choose, cues_of, stretches_of
from newsreader.core.nlp.borders import Anchors, begin_rows, border_columns, end_rows
from newsreader.core.nlp.candidates import Candidates, find_candidates
from newsreader.core.nlp.features import Pairs, Stretches, make_pairs, pair_columns
from newsreader.core.nlp.indirect import (
    AFTER,
    BEFORE,
    BOTH,
    NONE,
    cue_anchors,
    cue_columns,
    cue_rows,
    near_rows,
    source_columns,
    source_pairs,
)
from newsreader.core.nlp.lexicon import Ints
from newsreader.core.nlp.linear import Columns, Floats, best_of, multiclass
from newsreader.core.nlp.marks import find_marks
from newsreader.core.nlp.pipeline import load_pipeline
from newsreader.core.nlp.scare import scare_columns
from newsreader.core.nlp.table import PLAIN_VERBS, WORD, Table, make_table
from newsreader.core.text.paragraphs import paragraphs

FOLDS = 5
SMALLEST = 0.02  # weights nearer to nothing are left out
UNSURE = -1  # a cue of words partly in quotation marks: teaches nothing about indirect speech
Json = dict[str, Any]
Bools = NDArray[np.bool_]


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
        table = make_table(doc, doc.text, find_marks(doc.text, spans := paragraphs(doc.text)), spans)
        stretches, _ = stretches_of(table)
        candidates = find_candidates(table)
        pairs = make_pairs(table, stretches, candidates)
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


def _right_pairs(sample: Sample, pairs: Pairs, quotes: Sequence[Json | None]) -> Bools:
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


class Design:
    """Rows of several articles as one sparse matrix, grouped for softmax."""

    def __init__(self) -> None:
        self.columns: list[Columns] = []
        self.groups: list[Ints] = []
        self.right: list[Bools] = []
        self.weight: list[float] = []
        self.article: list[int] = []
        self.sizes: list[int] = []

    def add(
        self, article: int, columns: Columns, group: Ints, count: int, right: Bools, weight: Sequence[float]
    ) -> None:
        """Rows of one article in `count` groups numbered from 0."""
        self.columns.append(columns)
        self.groups.append(group + len(self.weight))
        self.right.append(right)
        self.sizes.append(count)
        self.weight.extend(weight)
        self.article.extend([article] * count)

    def done(self) -> None:
        """Builds the matrix."""
        self.names = list(self.columns[0])
        self.width = {n: 1 + max(int(c[n].max(initial=0)) for c in self.columns) for n in self.names}
        self.offset = {}
        total = 0
        for name in self.names:
            self.offset[name] = total
            total += self.width[name]
        self.matrix = self.encode(self.columns)
        self.group = np.concatenate(self.groups)
        self.is_right = np.concatenate(self.right)
        self.weights = np.array(self.weight)
        self.fold = np.array(self.article) % FOLDS

    def encode(self, columns: Sequence[Columns]) -> sparse.csr_matrix:
        rows, places, base = [], [], 0
        for column in columns:
            count = len(column[self.names[0]])
            for name in self.names:
                values = np.where(column[name] < self.width[name], column[name], 0)
                nonzero = np.flatnonzero(values)
                rows.append(nonzero + base)
                places.append(values[nonzero] + self.offset[name])
            base += count
        row, place = np.concatenate(rows), np.concatenate(places)
        total = sum(self.width.values())
        return sparse.csr_matrix((np.ones(len(row)), (row, place)), shape=(base, total))

    def record(self, weights: Floats) -> dict[str, dict[str, float]]:
        """The weights as JSON values by column."""
        record: dict[str, dict[str, float]] = {}
        for name in self.names:
            part = weights[self.offset[name] : self.offset[name] + self.width[name]]
            record[name] = {str(i): round(float(part[i]), 3) for i in np.flatnonzero(np.abs(part) >= SMALLEST)}
        return record


def fit_softmax(design: Design, l2: float, use: Bools | None = None, at_least: int = 4) -> Floats:
    """Weights that make right rows likely within their group; others are left out, and groups not in `use`."""
    matrix, group, right = design.matrix, design.group, design.is_right.astype(float)
    count = len(design.weights)
    has = np.bincount(group, right, count) > 0
    weight = np.where(has if use is None else has & use, design.weights, 0.0)
    kept = np.flatnonzero(np.asarray((matrix != 0).sum(0)).ravel() >= at_least)
    small = matrix[:, kept].tocsr()
    turned = small.T.tocsr()
    starts = np.searchsorted(group, np.arange(count))

    def loss(w: Floats) -> tuple[float, Floats]:
        score = small @ w
        odds = np.exp(score - np.maximum.reduceat(score, starts)[group])
        total = np.add.reduceat(odds, starts)
        part = np.add.reduceat(odds * right, starts)
        safe = np.where(part > 0, part, 1.0)
        gradient = turned @ ((odds / total[group] - odds * right / safe[group]) * weight[group]) + l2 * w
        return float(-(weight * np.where(has, np.log(safe) - np.log(total), 0.0)).sum() + 0.5 * l2 * (w @ w)), gradient

    fitted = minimize(loss, np.zeros(len(kept)), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    weights = np.zeros(matrix.shape[1])
    weights[kept] = fitted.x
    return weights


def cross_scores(design: Design, l2: float) -> Floats:
    """Scores of every row by a model that has not seen its article."""
    scores = np.zeros(len(design.group))
    for fold in range(FOLDS):
        inside = design.fold == fold
        rows = np.flatnonzero(inside[design.group])
        scores[rows] = design.matrix[rows] @ fit_softmax(design, l2, ~inside)
    return scores


def binary(design: Design, columns: Columns, article: int, labels: Ints, weight: Sequence[float]) -> None:
    """Adds yes/no rows: groups of two, of which one has no features."""
    count = len(labels)
    if not count:
        return
    doubled = {n: np.stack([v, np.zeros_like(v)], 1).ravel() for n, v in columns.items()}
    right = np.stack([labels > 0, labels == 0], 1).ravel()
    design.add(article, doubled, np.repeat(np.arange(count), 2), count, right, weight)


# --- the models in turn -------------------------------------------------------------------------------------------


def mention_design(samples: Sequence[Sample]) -> Design:
    """Which candidate a stretch belongs to."""
    design = Design()
    for number, sample in enumerate(samples):
        if not len(sample.stretches):
            continue
        columns = pair_columns(sample.table, sample.stretches, sample.candidates, sample.pairs)
        short = sample.stretches.last - sample.stretches.first < 4
        weight = np.where(short, 0.4, 1.0)
        right = _right_pairs(sample, sample.pairs, sample.unit_gold)
        design.add(number, columns, sample.pairs.unit, len(sample.stretches), right, weight.tolist())
    design.done()
    return design


def hand_choices(samples: Sequence[Sample], design: Design, scores: Floats) -> None:
    """Sets each sample's choice from the scores of a mention design."""
    row = 0
    for sample in samples:
        if not len(sample.stretches):
            continue
        size = len(sample.pairs.unit)
        sample.choice = choose(scores[row : row + size], sample.pairs, len(sample.stretches))
        row += size


def scare_design(samples: Sequence[Sample]) -> Design:
    """Whether a stretch is somebody's words."""
    design = Design()
    for number, sample in enumerate(samples):
        if not len(sample.stretches) or sample.choice is None:
            continue
        sure = np.searchsorted([0.3, 0.5, 0.7, 0.9], sample.choice.probability)
        columns = scare_columns(sample.table, sample.stretches, sample.candidates, sample.choice.candidate, sure)
        labels = np.array([quote is not None for quote in sample.unit_gold]).astype(np.int64)
        binary(design, columns, number, labels, [1.0] * len(labels))
    design.done()
    return design


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
    while begin < first and (table.word[begin] == WORD["that"] or table.word[begin] in _LOOSE):
        begin += 1
    while end > last and table.word[end] in _LOOSE:
        end -= 1
    return begin, end


_LOOSE = {WORD[w] for w in (",", ":", ".", ";", "?", "!", "-", "—", "–")}


def border_design(
    anchored: Sequence[tuple[int, Table, Anchors, Sequence[tuple[int, int] | None]]], opening: bool
) -> Design:
    """Which token opens (or closes) the content of each anchor. Takes article number, table, anchors, gold ranges."""
    design = Design()
    for number, table, anchors, ranges in anchored:
        if not len(anchors):
            continue
        rows = (begin_rows if opening else end_rows)(table, anchors)
        wanted = np.array([-9 if r is None else r[0 if opening else 1] for r in ranges])
        right = rows.token == wanted[rows.anchor]
        columns = border_columns(table, anchors, rows, opening)
        design.add(number, columns, rows.anchor, len(anchors), right, [0.0 if r is None else 1.0 for r in ranges])
    design.done()
    return design


def unit_anchors(samples: Sequence[Sample]) -> list[tuple[int, Table, Anchors, list[tuple[int, int] | None]]]:
    """Quoted stretches with the speaker and cue chosen for them, and their gold ranges."""
    result = []
    for number, sample in enumerate(samples):
        if not len(sample.stretches) or sample.choice is None:
            continue
        table, stretches = sample.table, sample.stretches
        cues = cues_of(table, stretches, sample.candidates, sample.choice.candidate)
        anchors = anchors_of(stretches, sample.candidates, sample.choice.candidate, cues)
        ranges = [
            None if quote is None else gold_piece(table, quote, int(first), int(last))
            for quote, first, last in zip(sample.unit_gold, stretches.first, stretches.last, strict=True)
        ]
        result.append((number, table, anchors, ranges))
    return result


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
        verbs = [t for t in sorted(_tokens(table, quote["cue"])) if table.verb[t]]
        saying = [t for t in verbs if table.verb[t] <= PLAIN_VERBS]
        if verbs:
            by_token.setdefault((saying or verbs)[-1], quote)
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


def cue_design(samples: Sequence[Sample], golds: Sequence[IndirectGold]) -> Design:
    """Which verbs introduce indirect speech, on which side."""
    design = Design()
    for number, (sample, gold) in enumerate(zip(samples, golds, strict=True)):
        if not len(gold.cues):
            continue
        columns = multiclass(cue_columns(sample.table, sample.candidates, gold.cues), 4)
        count = len(gold.cues)
        right = np.zeros(count * 4, dtype=bool)
        right[np.arange(count) * 4 + np.where(gold.side == UNSURE, NONE, gold.side)] = True
        weight = np.where(gold.side == UNSURE, 0.0, 1.0)
        design.add(number, columns, np.repeat(np.arange(count), 4), count, right, weight.tolist())
    design.done()
    return design


Anchored = tuple[int, Table, Anchors, list[tuple[int, int] | None]]


def near_design(samples: Sequence[Sample], golds: Sequence[IndirectGold], after: bool) -> Design:
    """The token of an indirect content that is nearest to its cue."""
    design = Design()
    for number, (sample, gold) in enumerate(zip(samples, golds, strict=True)):
        rows = _on_side(gold, after)
        if not len(rows):
            continue
        cues = gold.cues[rows]
        beside = cues + (1 if after else -1)
        anchors = cue_anchors(sample.table, sample.candidates, cues, beside, beside)
        near = near_rows(sample.table, anchors, after)
        wanted = np.array([_range(gold, int(r), after)[0 if after else 1] for r in rows])
        columns = border_columns(sample.table, anchors, near, opening=after)
        design.add(number, columns, near.anchor, len(rows), near.token == wanted[near.anchor], [1.0] * len(rows))
    design.done()
    return design


def _on_side(gold: IndirectGold, after: bool) -> Ints:
    return np.flatnonzero(np.isin(gold.side, (AFTER if after else BEFORE, BOTH)))


def _range(gold: IndirectGold, row: int, after: bool) -> tuple[int, int]:
    span = (gold.after if after else gold.before)[row]
    assert span is not None
    return span


def far_anchors(samples: Sequence[Sample], golds: Sequence[IndirectGold], after: bool) -> list[Anchored]:
    """Indirect contents of which the near end is known."""
    result: list[Anchored] = []
    for number, (sample, gold) in enumerate(zip(samples, golds, strict=True)):
        rows = _on_side(gold, after)
        if len(rows):
            ranges = [_range(gold, int(r), after) for r in rows]
            near = np.array([span[0 if after else 1] for span in ranges])
            anchors = cue_anchors(sample.table, sample.candidates, gold.cues[rows], near, near)
            result.append((number, sample.table, anchors, list(ranges)))
    return result


def source_design(samples: Sequence[Sample], golds: Sequence[IndirectGold]) -> Design:
    """Whose words an indirect content is."""
    design = Design()
    for number, (sample, gold) in enumerate(zip(samples, golds, strict=True)):
        rows = np.flatnonzero(gold.side > NONE)
        if not len(rows):
            continue
        spans = np.array([_range(gold, int(r), gold.side[r] != BEFORE) for r in rows])
        contents = Stretches(spans[:, 0], spans[:, 1])
        pairs = source_pairs(sample.table, contents, sample.candidates)
        columns = source_columns(sample.table, contents, sample.candidates, pairs, gold.cues[rows])
        right = _right_pairs(sample, pairs, [gold.quotes[r] for r in rows])
        design.add(number, columns, pairs.unit, len(rows), right, [1.0] * len(rows))
    design.done()
    return design


def fit_all(samples: Sequence[Sample], report: Any = print) -> dict[str, Any]:
    """All models from gold articles, as the JSON record that `linear.load_linear` reads."""
    models: dict[str, Any] = {}

    def fitted(name: str, design: Design, l2: float) -> None:
        models[name] = design.record(fit_softmax(design, l2))
        report(f"{name}: {len(design.weights)} decisions, {sum(map(len, models[name].values()))} weights")

    mention = mention_design(samples)
    scores = cross_scores(mention, 8.0)
    report(f"mention, cross-fitted: {right_share(mention, scores):.4f}")
    hand_choices(samples, mention, scores)
    fitted("mention", mention, 8.0)
    scare = scare_design(samples)
    report(f"scare, cross-fitted: {right_share(scare, cross_scores(scare, 3.0)):.4f}")
    fitted("scare", scare, 3.0)
    anchored = unit_anchors(samples)
    for name, opening in (("begin", True), ("end", False)):
        design = border_design(anchored, opening)
        report(f"{name}, cross-fitted: {right_share(design, cross_scores(design, 3.0)):.4f}")
        fitted(name, design, 3.0)
    golds = [indirect_gold(sample) for sample in samples]
    cue = cue_design(samples, golds)
    report(f"cue, cross-fitted: {right_share(cue, cross_scores(cue, 8.0)):.4f}")
    fitted("cue", cue, 8.0)
    for side, after in (("after", True), ("before", False)):
        for name, design in (
            (f"near {side}", near_design(samples, golds, after)),
            (f"far {side}", border_design(far_anchors(samples, golds, after), opening=not after)),
        ):
            report(f"{name}, cross-fitted: {right_share(design, cross_scores(design, 3.0)):.4f}")
            fitted(name, design, 3.0)
    source = source_design(samples, golds)
    report(f"source, cross-fitted: {right_share(source, cross_scores(source, 3.0)):.4f}")
    fitted("source", source, 3.0)
    return {"models": models}


def right_share(design: Design, scores: Floats) -> float:
    """The share of weighted decisions whose best row is right."""
    best = best_of(scores, design.group, len(design.weights))
    counted = np.bincount(design.group, design.is_right, len(design.weights)) > 0
    return float(design.is_right[best][counted & (design.weights > 0.5)].mean())


def read_gold(paths: Sequence[Path]) -> list[Json]:
    """The articles of gold files."""
    articles = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            articles += [json.loads(line) for line in lines]
    return articles


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    articles = read_gold(arguments.gold)
    docs = load_pipeline().pipe([article["text"] for article in articles], batch_size=16)
    record = fit_all(samples_of(docs, [article["quotes"] for article in articles]))
    arguments.out.write_text(json.dumps(record, separators=(",", ":"), sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    main()
