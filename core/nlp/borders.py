"""Where reported words begin and end: one row for each token that could be the first, or the last, of a content."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from newsreader.core.nlp.lexicon import Ints, among
from newsreader.core.nlp.linear import cross
from newsreader.core.nlp.stretches import Rows, span_rows
from newsreader.core.nlp.table import VERBS, WORD, Table

_REACH = 60  # tokens looked at on either side
_STEPS = np.array([1, 2, 3, 4, 6, 9, 14, 22, 35])


@dataclass(frozen=True)
class Anchors:
    """What borders are sought for, as equally long arrays of token numbers.

    first, last: the part that is certainly content (a quoted stretch); for indirect speech an empty range beside the
    cue (last = first - 1). cue, left, right: the cue and the speaker's mention, -1 without.
    """

    first: Ints
    last: Ints
    cue: Ints
    left: Ints
    right: Ints

    def __len__(self) -> int:
        return len(self.first)


def begin_rows(table: Table, anchors: Anchors) -> Rows:
    """Tokens that could open the content: from the paragraph's start to the anchor's first token."""
    at = np.minimum(anchors.first, len(table) - 1)
    low = np.maximum(anchors.first - _REACH, table.first_of_para[at])
    rows = span_rows(np.minimum(low, anchors.first), anchors.first)
    return drop_impossible(table, anchors, rows, opening=True)


def end_rows(table: Table, anchors: Anchors) -> Rows:
    """Tokens that could close the content: from the anchor's last token to the paragraph's end."""
    at = np.clip(anchors.last, 0, len(table) - 1)
    high = np.minimum(anchors.last + _REACH, table.last_of_para[at])
    rows = span_rows(anchors.last, np.maximum(high, anchors.last))
    return drop_impossible(table, anchors, rows, opening=False)


def drop_impossible(table: Table, anchors: Anchors, rows: Rows, opening: bool) -> Rows:
    """Without the inside of other quoted stretches, the speaker and the cue."""
    token, a = rows.token, rows.anchor
    unit = table.unit[token]
    beside = np.clip(token - 1, 0, None) if opening else np.minimum(token + 1, len(table) - 1)
    inside = (unit >= 0) & (table.unit[beside] == unit) & (beside != token)
    edge = token == (anchors.first if opening else anchors.last)[a]
    speaker = (token >= anchors.left[a]) & (token <= anchors.right[a])
    keep = edge | ~(inside | speaker | (token == anchors.cue[a]))
    return Rows(a[keep], token[keep])


def border_columns(table: Table, anchors: Anchors, rows: Rows, opening: bool) -> dict[str, Ints]:
    """What is asked of each row; the same questions for first and last tokens, seen from their side."""
    a, token = rows.anchor, rows.token
    size = len(table)
    edge = np.clip((anchors.first if opening else anchors.last)[a], 0, size - 1)
    cue, left, right = anchors.cue[a], anchors.left[a], anchors.right[a]
    has_cue = (cue >= 0).astype(np.int64)
    v = np.maximum(cue, 0)
    classes = np.append(table.classes, 0)
    step = -1 if opening else 1
    neighbour = token + step
    away = (neighbour < 0) | (neighbour >= size)
    near = np.clip(neighbour, 0, size - 1)
    out_class = np.where(away | (table.para[near] != table.para[token]), 61, classes[near])
    next_out = np.clip(neighbour + step, 0, size - 1)
    out_class2 = np.where(away | (table.para[next_out] != table.para[token]), 61, classes[next_out])
    in_class = classes[token]
    distance = np.searchsorted(_STEPS, np.abs(edge - token), side="right")
    same = (token == edge).astype(np.int64)
    outside = table.unit < 0
    stops = np.concatenate(([0], np.cumsum(among(table.word, [WORD[w] for w in ".?!;"]) & outside)))
    commas = np.concatenate(([0], np.cumsum((table.word == WORD[","]) & outside)))
    low, high = np.minimum(token, edge), np.maximum(token, edge)
    if not opening:
        low, high = low, np.maximum(high, low)
    stop = (
        np.minimum(stops[high] - stops[low], 2)
        if opening
        else np.minimum(stops[high] - stops[np.minimum(low + 1, size)], 2)
    )
    comma = np.minimum(commas[high] - commas[low], 3)
    here_stop = among(table.word[near], [WORD[w] for w in ".?!"]) | away | (table.para[near] != table.para[token])
    left_edge, right_edge = table.edges
    sentence_edge = (table.sent[near] != table.sent[token]) | away
    cue_side = np.where(has_cue == 0, 0, np.where(cue < anchors.first[a], 1, 2))
    # where the token stands to the cue and the speaker
    over_cue = np.where(has_cue == 1, np.where(token < cue, 1, 2), 0)
    over_cue = np.where((over_cue > 0) & (np.abs(token - cue) == 1), over_cue + 2, over_cue)
    over_speaker = np.where(left >= 0, np.where(token < left, 1, 2), 0)
    over_speaker = np.where((left >= 0) & ((token == right + 1) | (token == left - 1)), over_speaker + 2, over_speaker)
    units = table.unit
    crossed = np.minimum(_crossed(units, low, high), 3)
    # the branch of the cue that holds the token, and whether the token is its border
    branch, depth = _branch(table, token, v)
    on_branch = branch >= 0
    b = np.maximum(branch, 0)
    border = left_edge[b] == token if opening else right_edge[b] == token
    branch_dep = np.where(on_branch, table.dep[b] + 1, 0)
    inner_left = left_edge[token] == token if opening else right_edge[token] == token
    hanging = np.where(table.sent[near] == table.sent[token], table.dep[near] + 1, 0)
    anchor_branch, _ = _branch(table, edge, v)
    same_branch = (anchor_branch == branch) & on_branch
    ab = np.maximum(anchor_branch, 0)
    anchor_border = (anchor_branch >= 0) & ((left_edge[ab] == token) if opening else (right_edge[ab] == token))
    inner = np.clip(edge + 1 if opening else edge - 1, 0, size - 1)
    upper = table.upper[inner] if opening else same * 0
    edge_out = np.clip(edge + step, 0, size - 1)
    edge_class = np.where(table.para[edge_out] != table.para[edge], 61, classes[edge_out])
    inner_class = np.minimum(classes[inner], 12)
    length = np.searchsorted(_STEPS, (anchors.last - anchors.first)[a], side="right")

    quoted = anchors.last[a] >= anchors.first[a]
    return {
        "same": cross((edge_class, 64), (same, 2), (upper, 2)),
        "same inner": cross((inner_class, 13), (same, 2), (cue_side, 3), (upper, 2)),
        "same length": cross((length, 10), (same, 2), (upper, 2)),
        "same verb": cross((table.report[v] * has_cue, len(VERBS)), (same, 2), (upper, 2)),
        "distance": cross((distance, 10), (same, 2), (cue_side, 3)),
        "out": cross((out_class, 64), (cue_side, 3), (same, 2)),
        "out two": cross((np.minimum(out_class, 63), 64), (np.minimum(out_class2, 63), 64)),
        "in": cross((in_class, 64), (cue_side, 3)),
        "out in": cross((out_class, 64), (in_class, 64)),
        "stops": cross(
            (stop, 3), (here_stop.astype(np.int64), 2), (sentence_edge.astype(np.int64), 2), (cue_side, 3), (same, 2)
        ),
        "commas": cross((comma, 4), (cue_side, 3), (same, 2), (out_class == WORD[","], 2)),
        "cue": cross((over_cue, 5), (over_speaker, 5), (cue_side, 3), (same, 2)),
        "cue out": cross((over_cue, 5), (out_class, 64)),
        "cue verb": cross((over_cue, 5), (table.report[v] * has_cue, len(VERBS))),
        "crossed": cross((crossed, 4), (stop, 3), (same, 2), (cue_side, 3)),
        "branch": cross((branch_dep, 64), (border.astype(np.int64), 2), (np.minimum(depth, 3), 4), (cue_side, 3)),
        "branch same": cross(
            (same_branch.astype(np.int64), 2), (anchor_border.astype(np.int64), 2), (branch_dep, 64), (same, 2)
        ),
        "branch out": cross((branch_dep, 64), (out_class, 64)) * border,
        "inner left": cross((inner_left.astype(np.int64), 2), (table.dep[token], 64), (same, 2)),
        "hanging": cross((hanging, 64), (over_cue, 5)),
        "quoted": cross(
            (quoted.astype(np.int64), 2),
            (np.where(units[token] >= 0, 1, 0), 2),
            (same, 2),
            (here_stop.astype(np.int64), 2),
        ),
    }


def _crossed(units: Ints, low: Ints, high: Ints) -> Ints:
    """How many quoted stretches begin after `low` and up to `high`."""
    starts = np.concatenate(([0], np.cumsum((units[1:] >= 0) & (units[1:] != units[:-1])))) if len(units) else units
    return starts[high] - starts[low]


def _branch(table: Table, token: Ints, cue: Ints) -> tuple[Ints, Ints]:
    """The child of `cue` over each token, -1 where the token is not below it; and how far below, at most 11."""
    at = token.copy()
    branch = np.full(len(token), -1)
    depth = np.zeros(len(token), dtype=np.int64)
    for step in range(12):
        above = table.head[at]
        found = (above == cue) & (at != cue) & (branch < 0)
        branch = np.where(found, at, branch)
        depth = np.where(found, step, depth)
        if (above == at).all():
            break
        at = above
    return branch, depth
