"""Words in quotation marks that nobody is reported as saying: titles, nicknames, terms, so-called things."""

from __future__ import annotations

import numpy as np

from newsreader.core.nlp.candidates import Candidates
from newsreader.core.nlp.features import TYPE_GROUPS
from newsreader.core.nlp.lexicon import Ints
from newsreader.core.nlp.linear import cross
from newsreader.core.nlp.stretches import Stretches
from newsreader.core.nlp.table import HASHED, TAG, VERBS


def scare_columns(stretches: Stretches, candidates: Candidates, chosen: Ints, sure: Ints) -> dict[str, Ints]:
    """What is asked of each stretch. chosen: its candidate, -1 nobody; sure: 0 to 4, how clear that choice was."""
    table = stretches.table
    first, last = stretches.first, stretches.last
    upper, length, share = stretches.upper, stretches.length, stretches.capitals
    verbs = np.concatenate(([0], np.cumsum((table.tag >= TAG["VB"]) & (table.tag <= TAG["MD"]))))
    finite = np.minimum(verbs[last + 1] - verbs[first], 3)
    pronouns = np.concatenate(([0], np.cumsum(table.pronoun > 0)))
    personal = np.minimum(pronouns[last + 1] - pronouns[first], 2)
    classes = table.classes
    back = np.maximum(first - 1, 0)
    back2 = np.maximum(first - 2, 0)
    ahead = np.minimum(last + 1, len(table) - 1)
    titled, size = stretches.titled, np.minimum(last - first, 12)
    hang, root = stretches.chain[0], stretches.root
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
    root_dep = np.where(root >= 0, table.dep[np.maximum(root, 0)], 63)
    hang_verb = np.where(hang >= 0, table.verb[np.maximum(hang, 0)], 0)
    around_count = np.searchsorted(
        [1, 2, 3, 5], np.bincount(table.para[first], minlength=1)[table.para[first]], side="right"
    )
    unit_entity = table.entity[np.minimum(first + 1, last)]

    return {
        "length": cross((length, 10), (upper, 2), (finite, 4)),
        "capitals": cross((share, 5), (length, 10), (personal, 3)),
        "before": cross((stretches.before, 64), (upper, 2)),
        "before length": cross((stretches.before, 64), (np.minimum(length, 5), 6)),
        "after": cross((stretches.after, 64), (stretches.inner, 7)),
        "before two": cross((classes[back2], 64), (classes[back], 64)),
        "noun": cross((noun, 5), (classes[back], 64), (upper, 2)),
        "entity": cross((unit_entity, 20), (upper, 2)),
        "hang": cross((hang_class, 64), (upper, 2)),
        "speaker": cross((group, 20), (sure, 5), (np.where(verb > 0, 1, 0), 2)),
        "sure": cross((sure, 5), (length, 10), (share, 5)),
        "verb": cross((verb, len(VERBS)), (np.minimum(sure, 1), 2)),
        "whole": cross((stretches.whole, 2), (stretches.inner, 7), (upper, 2)),
        "inner": cross((stretches.inner, 7), (finite, 4), (length, 10)),
        "work": cross((work, 2), (upper, 2), (share, 5)),
        "root": cross((root_dep, 64), (hang_class, 64)),
        "root shape": cross((root_dep, 64), (finite, 4), (upper, 2)),
        "hang verb": cross((hang_verb, len(VERBS)), (root_dep, 64)),
        "back verb": cross((table.verb[back], len(VERBS)), (np.minimum(length, 5), 6)),
        "crowd": cross((around_count, 6), (length, 10)),
        "nth": cross((stretches.nth, 4), (length, 10)),
        "titled": cross((titled, 4), (size, 13), (np.minimum(finite, 2), 3)),
        "titled before": cross((titled, 4), (classes[back], 64), (np.minimum(size, 5), 6)),
        "titled names": cross((titled, 4), (table.entity[back], 24), (table.entity[back2], 24)),
        "titled name after": cross((titled, 4), (table.entity[ahead], 24), (np.minimum(finite, 2), 3)),
        "titled shape": cross((titled, 4), (stretches.inner, 7), (upper, 2), (classes[ahead], 64)),
        "word over": np.where(hang >= 0, table.hashed[hang], 0),
        "word first": table.hashed[np.minimum(first + 1, last)],
        "word first size": cross((table.hashed[np.minimum(first + 1, last)], HASHED), (np.minimum(size // 2, 3), 4)),
        "word last": table.hashed[np.maximum(last - 1, first)],
        "word last but one": table.hashed[np.maximum(last - 2, first)],
        **{f"word before {k}": stretches.word_at(first - k, first) for k in (1, 2, 3, 4)},
        **{f"word after {k}": stretches.word_at(last + k, last) for k in (1, 2)},
    }
