"""Indirect speech: which reporting verbs introduce words without quotation marks, and on which side those stand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsreader.core.nlp.borders import Anchors, drop_impossible
from newsreader.core.nlp.candidates import Candidates, subjects
from newsreader.core.nlp.features import TYPE_GROUPS, Pairs, make_pairs, pair_columns
from newsreader.core.nlp.lexicon import Ints, among
from newsreader.core.nlp.linear import cross
from newsreader.core.nlp.stretches import Rows, Stretches, span_rows
from newsreader.core.nlp.table import DEP, HASHED, PLAIN_VERBS, TAG, VERBS, WORD, Table

NONE, AFTER, BEFORE, BOTH = range(4)
_REACH = (30, 12)  # candidates looked at on either side of an indirect content
_NEAR = 30  # tokens between a cue and its content
_SUBJECTS = ("nsubj", "nsubjpass")
_HELPERS = ("advmod", "npadvmod", "aux")
_CLAUSES = ("ccomp", "xcomp", "dobj", "advcl", "prep", "parataxis", "pobj", "oprd", "acl", "advmod")


def cue_rows(table: Table) -> Ints:
    """Tokens outside quotation marks that could introduce indirect speech."""
    return np.flatnonzero((table.report > 0) & (table.unit < 0))


def cue_columns(table: Table, candidates: Candidates, cues: Ints) -> dict[str, Ints]:
    """What is asked of each cue."""
    size = len(table)
    classes = table.classes
    children = np.flatnonzero(table.head != np.arange(size))
    has: dict[str, Ints] = {}
    heads = table.head[children]
    for name in (*_CLAUSES, "nsubj", "nsubjpass", "aux", "neg", "mark", "agent"):
        mask = np.zeros(size, dtype=np.int64)
        of = children[table.dep[children] == DEP[name]]
        mask[table.head[of]] = np.where(of > table.head[of], 2, 1)
        has[name] = mask[cues]
    del heads
    verb = table.report[cues]
    dep = table.dep[cues] + 1
    tag = np.where((table.tag[cues] >= TAG["VB"]) & (table.tag[cues] <= TAG["VBZ"]), table.tag[cues] - TAG["VB"] + 1, 0)
    step = [np.clip(cues + k, 0, size - 1) for k in (-3, -2, -1, 1, 2, 3)]
    around = [
        np.where(table.para[at] == table.para[cues], np.where(table.unit[at] >= 0, 59, classes[at]), 61) for at in step
    ]
    subject = np.zeros(size, dtype=np.int64)
    rows = np.flatnonzero(candidates.cue >= 0) if len(candidates) else np.zeros(0, dtype=np.int64)
    subject[candidates.cue[rows]] = TYPE_GROUPS[candidates.type[rows]] + 1
    who = subject[cues]
    parent = table.head[cues]
    parent_class = np.where(parent == cues, 0, classes[parent])
    parent_side = np.where(parent == cues, 0, np.where(parent < cues, 1, 2))
    para_first = table.first_of_para[cues]
    position = np.minimum(cues - para_first, 15)
    stop = np.flatnonzero(among(table.word, [WORD[w] for w in ".?!"]))
    behind = np.append(stop, size)[np.searchsorted(stop, cues)] - cues
    behind = np.searchsorted([1, 2, 3, 4, 6, 9, 14], behind, side="right")
    sentence = np.searchsorted(table.sent, table.sent[cues])
    before = np.searchsorted([0, 1, 2, 3, 5, 8, 13], cues - sentence, side="right")
    next_unit = _next_unit(table, cues)
    whose = subjects_of(table, candidates, cues)
    known = np.maximum(whose, 0)
    some = len(candidates) > 0
    opens = np.where(whose >= 0, np.minimum(candidates.left[known], cues), cues) if some else cues
    closes = np.where(whose >= 0, np.maximum(candidates.right[known], cues), cues) if some else cues
    class_of = np.where(table.unit >= 0, 59, classes)
    ahead, back = np.minimum(closes + 1, size - 1), np.maximum(opens - 1, 0)
    outer_after = np.where(table.para[ahead] == table.para[cues], class_of[ahead], 61)
    outer_before = np.where((table.para[back] == table.para[cues]) & (opens > 0), class_of[back], 61)
    turned = np.where((whose >= 0) & (candidates.head[known] > cues), 1, 0) if some else cues * 0

    clause = cross((has["ccomp"], 3), (has["xcomp"], 3), (has["dobj"], 3), (has["prep"], 3), (has["advcl"], 3)) - 1
    return {
        "verb": verb + 1,
        "verb tag": cross((verb, len(VERBS)), (tag, 8)),
        "verb clause": cross((verb, len(VERBS)), (has["ccomp"], 3), (has["xcomp"], 3)),
        "verb object": cross((verb, len(VERBS)), (has["dobj"], 3), (has["prep"], 3)),
        "verb next": cross((verb, len(VERBS)), (around[3], 64)),
        "verb dep": cross((verb, len(VERBS)), (dep, 64)),
        "clause": cross((clause, 243), (tag, 8)),
        "clause dep": cross((clause, 243), (dep, 64)),
        "dep": cross((dep, 64), (tag, 8)),
        "parataxis": cross((has["parataxis"], 3), (has["acl"], 3), (has["oprd"], 3), (has["advmod"], 3)),
        "who": cross((who, 20), (has["nsubj"], 3), (has["nsubjpass"], 3), (has["agent"], 3)),
        "who verb": cross((who, 20), (verb, len(VERBS))),
        "helpers": cross((has["aux"], 3), (has["neg"], 3), (has["mark"], 3), (tag, 8)),
        "parent": cross((parent_class, 64), (parent_side, 3), (dep, 64)),
        "parent verb": cross((np.where(parent == cues, 0, table.verb[parent]), len(VERBS)), (dep, 64)),
        "negated": cross(
            (has["neg"], 3), (np.where(parent == cues, 0, table.verb[parent] > PLAIN_VERBS), 2), (verb, len(VERBS))
        ),
        "parent side": cross((parent_side, 3), (dep, 64), (has["ccomp"], 3), (behind, 8)),
        "around": cross((around[2], 64), (around[3], 64)),
        "around wide": cross((around[3], 64), (around[4], 64)),
        "around back": cross((around[1], 64), (around[2], 64)),
        "around far": cross((around[5], 64), (has["ccomp"], 3)),
        "place": cross((before, 8), (behind, 8), (has["ccomp"], 3)),
        "place dep": cross((before, 8), (behind, 8), (dep, 64)),
        "paragraph": cross((np.minimum(position, 15), 16), (around[2], 64)),
        "outer": cross((outer_before, 64), (outer_after, 64)),
        "outer clause": cross(
            (np.minimum(outer_before, 12), 13), (np.minimum(outer_after, 12), 13), (has["ccomp"], 3), (turned, 2)
        ),
        "outer verb": cross(
            (np.where(outer_before < 10, outer_before, 10), 11),
            (np.where(outer_after < 10, outer_after, 10), 11),
            (verb, len(VERBS)),
        ),
        "quoted": cross((next_unit, 6), (has["ccomp"], 3), (np.minimum(around[3], 12), 13)),
    } | _words_around(table, cues, np.where(whose >= 0, candidates.head[known], -1) if some else cues * 0 - 1)


_BELOW = (("object", ("dobj", "ccomp", "xcomp")), ("subject", _SUBJECTS), ("prep", ("prep",)), ("aux", _HELPERS))


def _words_around(table: Table, cues: Ints, speaker: Ints) -> dict[str, Ints]:
    """The words of each cue, beside it, above and below it. speaker: the token that heads its subject, -1 without."""
    hashed, at = table.hashed, cues
    step = Stretches(table, cues, cues)
    columns = {f"word {k}": step.word_at(at + k, at) for k in (-2, -1, 0, 1, 2)}
    pair = hashed[at] * 7919 + columns["word 1"]
    columns["word pair"] = pair % (4 * HASHED) + 1
    columns["word over"] = np.where(table.head[at] != at, hashed[table.head[at]], 0)
    columns["word speaker"] = np.where(speaker >= 0, hashed[speaker], 0)
    for name, deps in _BELOW:
        child = _child(table, cues, deps)
        columns[f"word {name}"] = np.where(child >= 0, hashed[child], 0)
    clause = _child(table, cues, ("ccomp",))
    columns["clause tag"] = np.where(clause >= 0, table.tag[clause] + 1, 0)
    columns["word clause"] = np.where(clause >= 0, hashed[table.edges[0][clause]], 0)
    return columns


def _child(table: Table, cues: Ints, deps: Sequence[str]) -> Ints:
    """The last child of each cue with one of these relations, -1 without."""
    found = np.full(len(table), -1)
    child = np.flatnonzero(among(table.dep, [DEP[d] for d in deps]) & (table.head != np.arange(len(table))))
    found[table.head[child]] = child
    return found[cues]


def _next_unit(table: Table, cues: Ints) -> Ints:
    """How a cue stands to quoted stretches in its sentence: 0 none, else by how near one is on either side."""
    quoted = np.flatnonzero(table.unit >= 0)
    if not len(quoted):
        return cues * 0
    after = np.append(quoted, len(table) + 99)[np.searchsorted(quoted, cues)]
    before = np.append(-99, quoted)[np.searchsorted(quoted, cues)]
    gap_after, gap_before = after - cues, cues - before
    para = table.para
    same_after = (after < len(table)) & (para[np.minimum(after, len(table) - 1)] == para[cues])
    same_before = (before >= 0) & (para[np.maximum(before, 0)] == para[cues])
    value = np.where(same_after & (gap_after <= 3), 1, np.where(same_after & (gap_after <= 20), 2, 0))
    return np.where(
        same_before & (gap_before <= 4),
        3 + (value > 0),
        np.where((value == 0) & same_before & (gap_before <= 20), 5, value),
    )


def subjects_of(table: Table, candidates: Candidates, cues: Ints) -> Ints:
    """The candidate that is the nearest subject of each cue, -1 without one."""
    found = np.full(len(table), -1)
    own = np.flatnonzero(candidates.cue >= 0)
    far = np.argsort(-np.abs(candidates.head[own] - candidates.cue[own]), kind="stable")
    found[candidates.cue[own[far]]] = own[far]  # the nearest is written last
    return found[cues]


def cue_anchors(table: Table, candidates: Candidates, cues: Ints, first: Ints, last: Ints) -> Anchors:
    """Anchors at [first, last] with the cues and their subjects."""
    subject = subjects_of(table, candidates, cues)
    none = np.full(len(cues), -1)
    if not len(candidates):
        return Anchors(first, last, cues, none, none)
    known = np.maximum(subject, 0)
    left = np.where(subject >= 0, candidates.left[known], -1)
    right = np.where(subject >= 0, candidates.right[known], -1)
    return Anchors(first, last, cues, left, right)


def near_rows(table: Table, anchors: Anchors, after: bool) -> Rows:
    """Tokens beside each cue that could be the nearest one of its content: after it the first, before it the last."""
    cue = anchors.cue
    if after:
        low, high = cue + 1, np.minimum(cue + _NEAR, table.last_of_para[cue])
    else:
        low, high = np.maximum(cue - _NEAR, table.first_of_para[cue]), cue - 1
    rows = span_rows(low, np.maximum(high, low))
    return drop_impossible(table, anchors, rows, opening=after)


def source_columns(contents: Stretches, candidates: Candidates, pairs: Pairs, cues: Ints) -> dict[str, Ints]:
    """What is asked of each pair of an indirect content and a candidate."""
    table = contents.table
    columns = pair_columns(contents, candidates, pairs)
    real = pairs.candidate >= 0
    c = np.maximum(pairs.candidate, 0)
    if not len(candidates):
        names = ("heir", "heir verb", "heir above", "own cue", "own place", "own verb", "own type")
        return columns | {name: c * 0 for name in names}
    cue = cues[pairs.unit]
    own = (candidates.cue[c] == cue).astype(np.int64)
    governed = (candidates.governor[c] == cue).astype(np.int64)
    parent = (candidates.governor[c] == table.head[cue]).astype(np.int64)
    dep = table.dep[candidates.head[c]]
    before = (candidates.head[c] < cue).astype(np.int64)
    gap = np.searchsorted([1, 2, 3, 5, 9, 16], np.abs(candidates.head[c] - cue), side="right")
    cue_dep = table.dep[cue]
    place = ((own * 2 + governed) * 2 + parent) * 2 + before
    subject, how = subjects(table, candidates)
    heir = np.where(subject[cue] < 0, 1, np.where(subject[cue] == pairs.candidate, 2, 0))
    over = table.head[cue]
    above = np.where(subject[over] < 0, 1, np.where(subject[over] == pairs.candidate, 2, 0))
    return columns | {
        "heir": ((heir * 5 + how[cue]) * 64 + cue_dep + 1) * real,
        "heir verb": (heir * len(VERBS) + table.report[cue] + 1) * real,
        "heir above": (((heir * 3 + above) * 5 + how[over]) * 20 + TYPE_GROUPS[candidates.type[c]] + 1) * real,
        "own cue": (place * 64 + dep + 1) * real,
        "own place": (place * 8 + gap + 1) * real,
        "own verb": ((place * 64 + cue_dep) * 8 + candidates.serial[c] + 1) * real,
        "own type": ((place * 20 + TYPE_GROUPS[candidates.type[c]]) * 64 + cue_dep + 1) * real,
    }


def source_pairs(contents: Stretches, candidates: Candidates) -> Pairs:
    """Pairs for indirect contents: candidates within the content are left out."""
    pairs = make_pairs(contents, candidates, _REACH)
    if not len(candidates):
        return pairs
    head = candidates.head[np.maximum(pairs.candidate, 0)]
    within = (pairs.candidate >= 0) & (head >= contents.first[pairs.unit]) & (head <= contents.last[pairs.unit])
    return Pairs(pairs.unit[~within], pairs.candidate[~within])
