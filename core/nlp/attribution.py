"""Who said what: from the arrays of a text to quotes with their borders, cues and speakers' mentions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsreader.core.nlp.borders import Anchors, begin_rows, border_columns, end_rows
from newsreader.core.nlp.candidates import Candidates
from newsreader.core.nlp.features import Pairs, make_pairs, pair_columns
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
from newsreader.core.nlp.lexicon import Ints, among
from newsreader.core.nlp.linear import Floats, best_of, load_linear, softmax
from newsreader.core.nlp.scare import scare_columns
from newsreader.core.nlp.stretches import Stretches
from newsreader.core.nlp.table import PLAIN_VERBS, VERBS, WORD, Table

_BELIEF = [VERBS.index(verb) for verb in ("believe", "think")]
BOTH_SHARE = 0.25  # of the odds that words are reported at all; more: on both sides of the cue
_SURE = np.array([0.3, 0.5, 0.7, 0.9])


@dataclass(frozen=True)
class Choice:
    """The speaker's mention chosen for each stretch: candidate number or -1, its probability, the next best."""

    candidate: Ints
    probability: Floats
    second: Ints


def stretches_of(table: Table) -> tuple[Stretches, Ints]:
    """The quoted stretches that hold tokens, and the number of the mark of each."""
    inside = np.flatnonzero(table.unit >= 0)
    marks, first_at = np.unique(table.unit[inside], return_index=True)
    last_at = np.append(first_at, len(inside))[1:] - 1
    return Stretches(table, inside[first_at], inside[last_at]), marks


def choose(scores: Floats, pairs: Pairs, count: int) -> Choice:
    """The best candidate of each stretch."""
    best = best_of(scores, pairs.unit, count)
    probability = softmax(scores, pairs.unit, count)
    without = scores.copy()
    without[best] = -np.inf
    without[pairs.candidate < 0] -= 1e6
    second = best_of(without, pairs.unit, count)
    return Choice(pairs.candidate[best], probability[best], np.where(second == best, -1, pairs.candidate[second]))


def speakers(stretches: Stretches, candidates: Candidates) -> Choice:
    """The speaker's mention of each quoted stretch."""
    pairs = make_pairs(stretches, candidates)
    columns = pair_columns(stretches, candidates, pairs)
    return choose(load_linear("mention").score(columns), pairs, len(stretches))


def cues_of(stretches: Stretches, candidates: Candidates, chosen: Ints) -> Ints:
    """The reporting verb between each stretch and its speaker, -1 where a sentence ends between them."""
    table = stretches.table
    if not len(candidates):
        return np.full(len(stretches), -1)
    c = np.maximum(chosen, 0)
    cue = np.where(chosen >= 0, candidates.cue[c], -1)
    v = np.maximum(cue, 0)
    outside = table.unit < 0
    stops = np.concatenate(([0], np.cumsum(among(table.word, [WORD[w] for w in ".?!"]) & outside)))
    low = np.where(v < stretches.first, v, stretches.last)
    high = np.where(v < stretches.first, stretches.first, v)
    ended = stops[high] - stops[np.minimum(low + 1, len(table))]
    apart = table.para[np.minimum(high, len(table) - 1)] != table.para[low]
    introduced = among(table.word[np.maximum(stretches.first - 1, 0)], [WORD[":"]])
    return np.where((cue >= 0) & (ended == 0) & (~apart | introduced), cue, -1)


def anchors_of(stretches: Stretches, candidates: Candidates, chosen: Ints, cues: Ints) -> Anchors:
    """The stretches with their cue and speaker, for the border models."""
    none = np.full(len(stretches), -1)
    if not len(candidates):
        return Anchors(stretches.first, stretches.last, none, none, none)
    c = np.maximum(chosen, 0)
    left = np.where(chosen >= 0, candidates.left[c], -1)
    right = np.where(chosen >= 0, candidates.right[c], -1)
    return Anchors(stretches.first, stretches.last, cues, left, right)


def borders(table: Table, anchors: Anchors, models: tuple[str, str]) -> tuple[Ints, Ints]:
    """First and last token of the content around each anchor, by the two models named."""
    result = []
    for opening, rows_of, model in ((True, begin_rows, models[0]), (False, end_rows, models[1])):
        rows = rows_of(table, anchors)
        scores = load_linear(model).score(border_columns(table, anchors, rows, opening))
        result.append(rows.token[best_of(scores, rows.anchor, len(anchors))])
    return result[0], result[1]


def quote_odds(stretches: Stretches, candidates: Candidates, choice: Choice) -> Floats:
    """Log-odds that each stretch is somebody's words, not a title, a term or irony."""
    sure = np.searchsorted(_SURE, choice.probability)
    return load_linear("scare").score(scare_columns(stretches, candidates, choice.candidate, sure))


@dataclass(frozen=True)
class Reported:
    """Indirect speech: its cue, content before and after the cue as [first, last] (-1 without), speaker's mention."""

    cue: Ints
    odds: Floats
    before: tuple[Ints, Ints]
    after: tuple[Ints, Ints]
    choice: Choice

    def __len__(self) -> int:
        return len(self.cue)

    def spans(self, row: int) -> list[tuple[int, int]]:
        """The content of one report in text order, as first and last tokens."""
        both = [(int(first[row]), int(last[row])) for first, last in (self.before, self.after)]
        return [(first, last) for first, last in both if 0 <= first <= last]


def reported(table: Table, candidates: Candidates, threshold: float) -> Reported:
    """Indirect speech of a text. threshold: least probability of a cue."""
    cues = cue_rows(table)
    count = len(cues)
    scores = load_linear("cue", 4).score(cue_columns(table, candidates, cues))
    odds = np.exp(np.hstack([np.zeros((count, 1)), scores]))
    odds = odds / odds.sum(axis=1, keepdims=True)
    is_cue = 1 - odds[:, NONE] >= threshold
    is_cue &= allowed(table, cues, odds)
    cues, odds = cues[is_cue], odds[is_cue]
    side = odds[:, 1:].argmax(axis=1) + 1 if len(cues) else cues
    side = np.where(odds[:, BOTH] > BOTH_SHARE * (1 - odds[:, NONE]), BOTH, side)
    before = _contents(table, candidates, cues, side != AFTER, False)
    after = _contents(table, candidates, cues, side != BEFORE, True)
    some = (before[0] >= 0) | (after[0] >= 0)
    cues, odds, side = cues[some], odds[some], side[some]
    before, after = (before[0][some], before[1][some]), (after[0][some], after[1][some])
    is_before = (side == BEFORE) | (after[0] < 0)
    main = (np.where(is_before, *ends) for ends in zip(before, after, strict=True))
    contents = Stretches(table, *main)
    pairs = source_pairs(contents, candidates)
    columns = source_columns(contents, candidates, pairs, cues)
    choice = choose(load_linear("source").score(columns), pairs, len(cues))
    return Reported(cues, 1 - odds[:, NONE] if len(cues) else np.zeros(0), before, after, choice)


def _contents(
    table: Table, candidates: Candidates, cues: Ints, wanted: NDArray[np.bool_], after: bool
) -> tuple[Ints, Ints]:
    """First and last token of the content on one side of the wanted cues; -1 for others, and where nothing stands."""
    first, last = np.full(len(cues), -1), np.full(len(cues), -1)
    rows = np.flatnonzero(wanted)
    if not len(rows):
        return first, last
    name = "after" if after else "before"
    beside = cues[rows] + (1 if after else -1)
    anchors = cue_anchors(table, candidates, cues[rows], beside, beside)
    near = near_rows(table, anchors, after)
    scores = load_linear(f"near {name}").score(border_columns(table, anchors, near, opening=after))
    nearest = best_of(scores, near.anchor, len(rows))
    rows, nearest = rows[nearest >= 0], nearest[nearest >= 0]
    if not len(rows):
        return first, last
    found = near.token[nearest]
    anchors = cue_anchors(table, candidates, cues[rows], found, found)
    far_rows = end_rows(table, anchors) if after else begin_rows(table, anchors)
    scores = load_linear(f"far {name}").score(border_columns(table, anchors, far_rows, opening=not after))
    far = far_rows.token[best_of(scores, far_rows.anchor, len(rows))]
    first[rows], last[rows] = (found, far) if after else (far, found)
    return first, last


def allowed(table: Table, cues: Ints, odds: Floats) -> NDArray[np.bool_]:
    """Reporting cues only: verbs of saying; verbs of thinking where the words stand before them ("…, it believes")."""
    saying = table.report[cues] <= PLAIN_VERBS
    thinking = among(table.report[cues], _BELIEF)
    return saying | (thinking & (odds[:, BEFORE] > odds[:, AFTER]))
