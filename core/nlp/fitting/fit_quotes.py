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
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from newsreader.core.nlp.attribution import anchors_of, choose, cues_of
from newsreader.core.nlp.borders import Anchors, begin_rows, border_columns, end_rows
from newsreader.core.nlp.features import pair_columns
from newsreader.core.nlp.fitting.gold import (
    UNSURE,
    IndirectGold,
    Sample,
    gold_piece,
    indirect_gold,
    read_gold,
    right_pairs,
    samples_of,
)
from newsreader.core.nlp.fitting.softmax import (
    Design,
    binary,
    cross_scores,
    fit_softmax,
    right_share,
)
from newsreader.core.nlp.indirect import (
    AFTER,
    BEFORE,
    BOTH,
    NONE,
    cue_anchors,
    cue_columns,
    near_rows,
    source_columns,
    source_pairs,
)
from newsreader.core.nlp.lexicon import Ints
from newsreader.core.nlp.linear import Floats, multiclass
from newsreader.core.nlp.pipeline import parse, single_products
from newsreader.core.nlp.scare import scare_columns
from newsreader.core.nlp.stretches import Stretches
from newsreader.core.nlp.table import Table

# --- the models in turn -------------------------------------------------------------------------------------------


def mention_design(samples: Sequence[Sample]) -> Design:
    """Which candidate a stretch belongs to."""
    design = Design()
    for number, sample in enumerate(samples):
        if not len(sample.stretches):
            continue
        columns = pair_columns(sample.stretches, sample.candidates, sample.pairs)
        short = sample.stretches.last - sample.stretches.first < 4
        weight = np.where(short, 0.4, 1.0)
        right = right_pairs(sample, sample.pairs, sample.unit_gold)
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
        columns = scare_columns(sample.stretches, sample.candidates, sample.choice.candidate, sure)
        labels = np.array([quote is not None for quote in sample.unit_gold]).astype(np.int64)
        binary(design, columns, number, labels, [1.0] * len(labels))
    design.done()
    return design


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
        cues = cues_of(stretches, sample.candidates, sample.choice.candidate)
        anchors = anchors_of(stretches, sample.candidates, sample.choice.candidate, cues)
        ranges = [
            None if quote is None else gold_piece(table, quote, int(first), int(last))
            for quote, first, last in zip(sample.unit_gold, stretches.first, stretches.last, strict=True)
        ]
        result.append((number, table, anchors, ranges))
    return result


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
        contents = Stretches(sample.table, spans[:, 0], spans[:, 1])
        pairs = source_pairs(contents, sample.candidates)
        columns = source_columns(contents, sample.candidates, pairs, gold.cues[rows])
        right = right_pairs(sample, pairs, [gold.quotes[r] for r in rows])
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
    scores = cross_scores(mention, 4.0)
    report(f"mention, cross-fitted: {right_share(mention, scores):.4f}")
    hand_choices(samples, mention, scores)
    fitted("mention", mention, 4.0)
    scare = scare_design(samples)
    report(f"scare, cross-fitted: {right_share(scare, cross_scores(scare, 6.0)):.4f}")
    fitted("scare", scare, 6.0)
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


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    articles = read_gold(arguments.gold)
    with single_products:  # sums in one order: the same weights every time
        docs = parse((article["text"] for article in articles), batch=16)
        record = fit_all(samples_of(docs, [article["quotes"] for article in articles]))
    arguments.out.write_text(json.dumps(record, separators=(",", ":"), sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    main()
