"""Words in quotation marks that nobody is reported as saying: titles, nicknames, terms, so-called things."""

from __future__ import annotations

import numpy as np

from newsreader.core.nlp.candidates import Candidates
from newsreader.core.nlp.features import TYPE_GROUPS, Stretches, attachments, contexts
from newsreader.core.nlp.lexicon import Ints
from newsreader.core.nlp.table import DEP, TAG, VERBS, Table


def scare_columns(
    table: Table, stretches: Stretches, candidates: Candidates, chosen: Ints, sure: Ints
) -> dict[str, Ints]:
    """What is asked of each stretch. chosen: its candidate, -1 nobody; sure: 0 to 4, how clear that choice was."""
    around = contexts(table, stretches)
    first, last = stretches.first, stretches.last
    words = np.maximum(last - first - 1, 1)
    capitals = np.concatenate(([0], np.cumsum(table.upper)))
    share = np.minimum(4 * (capitals[last + 1] - capitals[first]) // words, 4)
    verbs = np.concatenate(([0], np.cumsum((table.tag >= TAG["VB"]) & (table.tag <= TAG["MD"]))))
    finite = np.minimum(verbs[last + 1] - verbs[first], 3)
    pronouns = np.concatenate(([0], np.cumsum(table.pronoun > 0)))
    personal = np.minimum(pronouns[last + 1] - pronouns[first], 2)
    classes = table.classes
    back = np.maximum(first - 1, 0)
    back2 = np.maximum(first - 2, 0)
    hang = attachments(table, stretches)[0]
    hang_class = np.where(hang >= 0, classes[np.maximum(hang, 0)], 63)
    group = (
        np.where(chosen >= 0, TYPE_GROUPS[candidates.type[np.maximum(chosen, 0)]], 19)
        if len(candidates)
        else chosen * 0
    )
    cue = np.where(chosen >= 0, candidates.cue[np.maximum(chosen, 0)], -1) if len(candidates) else chosen
    verb = np.where(cue >= 0, table.verb[np.maximum(cue, 0)], 0)
    noun = np.zeros(len(first), dtype=np.int64)
    for number, nouns in enumerate(table.nouns, 1):
        noun = np.where(nouns[back] > 0, number, noun)
    work = np.minimum(sum((table.nouns[-1][np.maximum(first - k, 0)] > 0).astype(np.int64) for k in (1, 2, 3, 4)), 1)
    root = np.array([_root(table, a, b) for a, b in zip(first.tolist(), last.tolist(), strict=True)], dtype=np.int64)
    root_dep = np.where(root >= 0, table.dep[np.maximum(root, 0)], 63)
    hang_verb = np.where(hang >= 0, table.verb[np.maximum(hang, 0)], 0)
    around_count = np.searchsorted(
        [1, 2, 3, 5], np.bincount(table.para[first], minlength=1)[table.para[first]], side="right"
    )
    unit_entity = table.entity[np.minimum(first + 1, last)]

    def cross(*parts: tuple[Ints, int]) -> Ints:
        value: Ints = np.zeros(len(first), dtype=np.int64)
        for part, width in parts:
            value = value * width + part
        return value + 1

    return {
        "length": cross((around["length"], 10), (around["upper"], 2), (finite, 4)),
        "capitals": cross((share, 5), (around["length"], 10), (personal, 3)),
        "before": cross((around["before"], 64), (around["upper"], 2)),
        "before length": cross((around["before"], 64), (np.minimum(around["length"], 5), 6)),
        "after": cross((around["after"], 64), (around["inner"], 7)),
        "before two": cross((classes[back2], 64), (classes[back], 64)),
        "noun": cross((noun, 5), (classes[back], 64), (around["upper"], 2)),
        "entity": cross((unit_entity, 20), (around["upper"], 2)),
        "hang": cross((hang_class, 64), (around["upper"], 2)),
        "speaker": cross((group, 20), (sure, 5), (np.where(verb > 0, 1, 0), 2)),
        "sure": cross((sure, 5), (around["length"], 10), (share, 5)),
        "verb": cross((verb, len(VERBS)), (np.minimum(sure, 1), 2)),
        "whole": cross((around["whole"], 2), (around["inner"], 7), (around["upper"], 2)),
        "inner": cross((around["inner"], 7), (finite, 4), (around["length"], 10)),
        "work": cross((work, 2), (around["upper"], 2), (share, 5)),
        "root": cross((root_dep, 64), (hang_class, 64)),
        "root shape": cross((root_dep, 64), (finite, 4), (around["upper"], 2)),
        "hang verb": cross((hang_verb, len(VERBS)), (root_dep, 64)),
        "back verb": cross((table.verb[back], len(VERBS)), (np.minimum(around["length"], 5), 6)),
        "crowd": cross((around_count, 6), (around["length"], 10)),
        "nth": cross((around["nth"], 4), (around["length"], 10)),
    }


def _root(table: Table, first: int, last: int) -> int:
    """The token of a stretch that hangs on one outside, -1 without."""
    heads = table.head[first : last + 1]
    out = np.flatnonzero(
        ((heads < first) | (heads > last) | (heads == np.arange(first, last + 1)))
        & (table.dep[first : last + 1] != DEP["punct"])
    )
    return first + int(out[0]) if len(out) else -1
