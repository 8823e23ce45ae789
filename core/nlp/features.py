"""What the speaker model looks at: a row for each pair of a quoted stretch and a candidate, a column for each question.

Every column holds small whole numbers, 0 for "does not apply". A stretch is [first, last] tokens of the table, marks
included. The last row of each stretch is the candidate "nobody".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from newsreader.core.nlp.candidates import NULL, Candidates
from newsreader.core.nlp.lexicon import Ints, among
from newsreader.core.nlp.linear import cross
from newsreader.core.nlp.stretches import Stretches
from newsreader.core.nlp.table import DEP, HASHED, PLAIN_VERBS, VERBS, WORD, Table

_BEFORE, _AFTER = 45, 14  # candidates looked at on either side
_PARAGRAPHS_BACK, _PARAGRAPHS_ON = 2, 1
_DISTANCES = np.array([0, 1, 2, 3, 4, 6, 9, 14, 22, 35, 60])
_DEP_GROUPS = np.zeros(64, dtype=np.int64)
for _group, _names in enumerate(
    (
        "nsubj",
        "nsubjpass",
        "pobj agent",
        "poss",
        "dobj dative",
        "conj",
        "appos",
        "ROOT dep",
        "attr oprd",
        "nmod amod compound",
    ),
    1,
):
    for _name in _names.split():
        _DEP_GROUPS[DEP[_name]] = _group
TYPE_GROUPS = np.zeros(64, dtype=np.int64)
for _value, _members in enumerate(
    (
        (1, 2),
        (3,),
        (4, 5),
        (6,),
        (7,),
        (8, 9, 10, 11, 12, 13, 14),
        (25,),
        (26,),
        (27,),
        (28, 29),
        (30,),
        (31,),
        (32,),
        (33,),
        (34,),
        (15, 16, 17, 18, 19, 20),
    ),
    1,
):
    for _member in _members:
        TYPE_GROUPS[_member] = _value


@dataclass(frozen=True)
class Pairs:
    """Rows: stretch number and candidate number (-1: nobody) of each, sorted by stretch."""

    unit: Ints
    candidate: Ints


def make_pairs(stretches: Stretches, candidates: Candidates, reach: tuple[int, int] = (_BEFORE, _AFTER)) -> Pairs:
    """All pairs worth scoring: the nearest candidates within two paragraphs before and one after, at most `reach`."""
    table = stretches.table
    here = np.searchsorted(candidates.head, stretches.first)
    para = spoken_paragraphs(table)
    para_of = para[candidates.head] if len(candidates) else candidates.head
    low = np.maximum(here - reach[0], np.searchsorted(para_of, para[stretches.first] - _PARAGRAPHS_BACK))
    high = np.minimum(here + reach[1], np.searchsorted(para_of, para[stretches.last] + _PARAGRAPHS_ON, side="right"))
    high = np.maximum(high, low)
    sizes = high - low + 1
    unit = np.repeat(np.arange(len(stretches)), sizes)
    offset = np.arange(len(unit)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    candidate = np.repeat(low, sizes) + offset
    candidate = np.where(offset == np.repeat(sizes - 1, sizes), -1, candidate)
    return Pairs(unit, candidate)


def spoken_paragraphs(table: Table) -> Ints:
    """A running paragraph number of each token that does not grow over paragraphs wholly in quotation marks."""
    if not len(table):
        return table.para
    words = np.bincount(table.para, table.unit < 0)
    return np.cumsum((words > 1).astype(np.int64))[table.para]


def _bucket(values: Ints, edges: Ints) -> Ints:
    return np.searchsorted(edges, values, side="right")


def pair_columns(stretches: Stretches, candidates: Candidates, pairs: Pairs) -> dict[str, Ints]:
    """What is asked of each pair of a stretch and a candidate."""
    table = stretches.table
    real = pairs.candidate >= 0
    c = np.maximum(pairs.candidate, 0)
    u = pairs.unit
    if not len(candidates):
        candidates = _nobody()
    first, last = stretches.first[u], stretches.last[u]
    head, left, right = candidates.head[c], candidates.left[c], candidates.right[c]
    kind, group = candidates.type[c], TYPE_GROUPS[candidates.type[c]]
    dep = table.dep[head]
    dep_group = _DEP_GROUPS[dep]
    after = (head > last).astype(np.int64)
    out = table.outside
    gap = np.where(
        after == 1,
        out[left] - out[np.minimum(last + 1, len(table))],
        out[first] - out[np.minimum(right + 1, len(table))],
    )
    distance = _bucket(np.maximum(gap, 0), _DISTANCES)
    here = np.searchsorted(candidates.head, stretches.first)[u]
    between = np.minimum(np.where(after == 1, c - here, here - 1 - c), 9)
    edge = np.where(after == 1, last, first)
    sentences = np.minimum(np.abs(table.sent[head] - table.sent[edge]), 4)
    stops = np.cumsum(among(table.word, [WORD[w] for w in ".?!"]) & (table.unit < 0))
    ended = np.minimum(np.abs(stops[head] - stops[edge]), 3)
    paras = np.clip(table.para[edge] - table.para[head] + 1, 0, 3)  # 0 the one after, 1 this, 2 before, 3 two before
    unit_before = np.searchsorted(stretches.last, head)
    units = np.minimum(np.where(after == 1, unit_before - u - 1, u - unit_before), 4)

    cue = candidates.cue[c]
    has_cue = (cue >= 0).astype(np.int64)
    v = np.maximum(cue, 0)
    verb = np.where(has_cue == 1, table.verb[v], 0)
    plain = np.where(has_cue == 1, np.where(verb <= PLAIN_VERBS, 2, 1), 0)
    verb_after = (v > last).astype(np.int64)
    verb_gap = np.where(
        verb_after == 1, out[v] - out[np.minimum(last + 1, len(table))], out[first] - out[np.minimum(v + 1, len(table))]
    )
    verb_inside = (v >= first) & (v <= last)
    verb_place = np.where(
        has_cue == 1,
        np.where(verb_inside, 1, 2 + verb_after * 12 + np.minimum(_bucket(np.maximum(verb_gap, 0), _DISTANCES), 11)),
        0,
    )
    order = np.where(has_cue == 1, 1 + (v > head), 0)
    verb_sentences = np.minimum(np.abs(table.sent[v] - table.sent[edge]), 2)

    chain = stretches.chain
    governor = candidates.governor[c]
    link = np.full(len(c), 6)
    for level in (3, 2, 1, 0):
        hit = chain[level][u]
        link = np.where((hit >= 0) & ((hit == v) & (has_cue == 1) | (hit == governor)), level + 1, link)
    over = table.head[np.where(has_cue == 1, v, governor)]
    link = np.where((over >= first) & (over <= last) & (link > 4), 5, link)
    link = np.where(chain[0][u] == head, 7, link)

    before_q, after_q, inner, upper = stretches.before[u], stretches.after[u], stretches.inner[u], stretches.upper[u]
    length, nth = stretches.length[u], stretches.nth[u]
    near = np.where((sentences == 0) & (ended == 0), 0, np.where(ended <= 1, 1, 2))
    classes = table.classes
    follows = np.minimum(right + 1, len(table) - 1)
    follow = np.where(table.para[follows] == table.para[head], classes[follows] + 1, 1)
    follow = np.where((follows >= first) & (follows <= last), 62, follow)
    precedes = np.maximum(left - 1, 0)
    precede = np.where((left > 0) & (table.para[precedes] == table.para[head]), classes[precedes] + 1, 1)
    precede = np.where((precedes >= first) & (precedes <= last), 62, precede)
    para_first = table.first_of_para[head]
    signed = (left == para_first + 1) & among(table.word[para_first], [WORD[w] for w in ("-", "—", "–", "--")])
    opens_para = np.where(left == para_first, 1, np.where(signed, 2, 0))
    labelled = (follow == WORD[":"] + 1) & (opens_para == 1)
    cue_subject = (candidates.cue >= 0) & (table.verb[np.maximum(candidates.cue, 0)] <= PLAIN_VERBS)
    running = np.concatenate(([0], np.cumsum(cue_subject)))
    cues_between = np.minimum(
        np.where(after == 1, running[c] - running[here], running[here] - running[np.minimum(c + 1, len(running) - 1)]),
        3,
    )
    subject = among(candidates.type, [1, 2, 25, 29, 31]) & among(
        table.dep[candidates.head], [DEP["nsubj"], DEP["nsubjpass"]]
    )
    running_s = np.concatenate(([0], np.cumsum(subject)))
    subjects_between = np.minimum(
        np.where(
            after == 1,
            running_s[c] - running_s[here],
            running_s[here] - running_s[np.minimum(c + 1, len(running_s) - 1)],
        ),
        4,
    )
    times = np.minimum(candidates.times[c], 7)
    is_i = among(kind, [4, 5])
    tight = np.where((between == 0), 1, 0)

    columns = {
        "type": kind + 1,
        "dep": dep + 1,
        "type dep": cross((group, 20), (dep_group, 12), (has_cue, 2)),
        "distance": cross((after, 2), (paras, 4), (distance, 12)),
        "between": cross((after, 2), (between, 10), (near, 3)),
        "between type": cross((after, 2), (np.minimum(between, 5), 6), (group, 20)),
        "sentences": cross((after, 2), (sentences, 5), (ended, 4)),
        "paragraphs": cross((paras, 4), (nth, 4), (units, 5)),
        "units": cross((after, 2), (units, 5), (paras, 4), (plain, 3)),
        "verb place": cross((verb_place, 27), (order, 3), (after, 2)),
        "verb place plain": cross((verb_place, 27), (plain, 3), (candidates.serial[c], 8)),
        "verb place inner": cross((verb_place, 27), (inner, 7), (np.minimum(before_q, 12), 13)),
        "verb": cross((verb, len(VERBS)), (np.where(verb_gap > 3, 1, 0), 2), (verb_after, 2)) * has_cue,
        "link": cross((link, 8), (dep_group, 12), (has_cue, 2)),
        "link verb": cross((link, 8), (verb, len(VERBS))) * (link < 6),
        "link type": cross((link, 8), (group, 20)),
        "link place": cross((link, 8), (verb_place, 27), (verb_sentences, 3)),
        "before": cross((before_q, 64), (after, 2), (near, 3), (plain, 3)),
        "after": cross((after_q, 64), (after, 2), (near, 3), (plain, 3)),
        "before after": cross(
            (np.minimum(before_q, 12), 13),
            (np.where(after_q == 1, 0, np.where(after_q >= 52, 2, 1)), 3),
            (after, 2),
            (tight, 2),
            (has_cue, 2),
        ),
        "inner": cross((inner, 7), (after, 2), (near, 3), (tight, 2), (upper, 2)),
        "shape": cross((length, 10), (upper, 2), (after, 2), (near, 3)),
        "shape link": cross((length, 10), (upper, 2), (link, 8)),
        "follow": cross((follow, 64), (after, 2), (np.minimum(between, 2), 3)),
        "precede": cross((precede, 64), (after, 2), (np.minimum(between, 2), 3)),
        "opens": cross((opens_para, 3), (paras, 4), (dep_group, 12), (near, 3)),
        "label": cross((labelled.astype(np.int64), 2), (paras, 4), (np.minimum(between, 2), 3)) * labelled,
        "cues between": cross((after, 2), (cues_between, 4), (plain, 3), (paras, 4)),
        "subjects between": cross((after, 2), (subjects_between, 5), (paras, 4), (np.where(dep_group == 1, 1, 0), 2)),
        "times": cross((times, 8), (group, 20)),
        "times far": cross((times, 8), (paras, 4), (near, 3)),
        "type near": cross((group, 20), (near, 3), (paras, 4)),
        "narrator": cross((is_i.astype(np.int64), 2), (link, 8), (near, 3)) * is_i,
        "whole": cross((stretches.whole[u], 2), (paras, 4), (plain, 3), (dep_group, 12)),
        "sub near": cross((np.minimum(subjects_between, 2), 3), (after, 2), (near, 3), (before_q == 1, 2), (group, 20)),
    }
    has_near_cue = np.zeros(len(stretches), dtype=np.int64)
    np.maximum.at(has_near_cue, u, np.where(real & (near == 0) & (units == 0), plain, 0))
    hang = chain[0]
    hang_class = np.where(hang >= 0, classes[np.maximum(hang, 0)], 63)
    noun = np.zeros(len(stretches), dtype=np.int64)
    for number, nouns in enumerate(table.nouns, 1):
        noun = np.where(nouns[np.maximum(stretches.first - 1, 0)] > 0, number, noun)
    helped = np.zeros((2, len(table) + 1), dtype=np.int64)
    for number, name in enumerate(("auxpass", "agent")):
        helped[number, table.head[table.dep == DEP[name]]] = 1
    over = np.where(hang >= 0, hang, len(table))
    passive = helped[0, over] * (1 + helped[1, over])
    hang_verb = np.where(hang >= 0, table.verb[np.maximum(hang, 0)], 0)
    nobody = {
        "nobody passive": cross((passive[u], 3), (hang_verb[u], len(VERBS))),
        "nobody hang": cross((hang_class[u], 64), (upper, 2)),
        "nobody noun": cross((noun[u], 5), (upper, 2), (has_near_cue[u], 3)),
        "nobody capitals": cross((stretches.capitals[u], 5), (length, 10), (has_near_cue[u], 3)),
        "nobody two": cross((classes[np.maximum(first - 2, 0)], 64), (before_q, 64)),
        "nobody": cross((has_near_cue[u], 3), (upper, 2), (length, 10)),
        "nobody before": cross((before_q, 64), (has_near_cue[u], 3)),
        "nobody after": cross((after_q, 64), (has_near_cue[u], 3)),
        "nobody place": cross((stretches.whole[u], 2), (nth, 4), (inner, 7)),
    }
    subject_dep = (dep_group == 1) | (dep_group == 2)
    for number, shift in enumerate((-2, -1, 1)):
        beside = last if shift > 0 else first
        word = stretches.word_at(beside + shift, beside)
        nobody[f"nobody word {number}"] = word
        columns[f"word beside {number}"] = cross((word, HASHED), (after, 2), (near == 0, 2)) * (word > 0)
    hang_word = np.where(hang >= 0, table.hashed[hang], 0)
    nobody["nobody word over"] = hang_word[u]
    governing = table.hashed[governor]
    columns |= {
        "word": cross((table.hashed[head], HASHED), (sentences == 0, 2)),
        "word over": cross((governing, HASHED), (subject_dep, 2), (sentences == 0, 2)),
        "word over place": cross((governing, HASHED), (after, 2), (governor == hang[u], 2)),
        "word hang": cross((hang_word[u], HASHED), (subject_dep, 2), (governor == hang[u], 2)),
        "word next": cross((table.hashed[follows], HASHED), (after, 2)) * (sentences == 0),
        "word back": cross((table.hashed[precedes], HASHED), (after, 2)) * (sentences == 0),
    }
    columns = {name: values * real for name, values in columns.items()}
    return columns | {name: values * ~real for name, values in nobody.items()}


def _nobody() -> Candidates:
    zero = np.zeros(1, dtype=np.int64)
    return Candidates(zero, zero, zero, zero + NULL, zero, zero - 1, zero, zero)
