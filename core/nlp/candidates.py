"""The words that may name a speaker: heads of noun phrases and pronouns outside quotation marks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from newsreader.core.nlp.lexicon import Ints
from newsreader.core.nlp.table import DEP, ENTITY, PLAIN_VERBS, TAG, Table

_NOUNS = [TAG[t] for t in ("NN", "NNS", "NNP", "NNPS", "PRP", "WP")]
_OTHERS = [TAG[t] for t in ("DT", "WDT", "CD", "JJ", "PRP$", "JJS")]
_SUBJECTS = [DEP[d] for d in ("nsubj", "nsubjpass", "pobj", "agent", "ROOT", "poss")]
_NEVER = [DEP[d] for d in ("compound", "punct", "aux", "prep")]
_CLIMB = [DEP[d] for d in ("conj", "appos", "nmod", "compound")]
_SERIAL = [DEP[d] for d in ("xcomp", "conj", "advcl", "pcomp", "acl")]
_TIMES = [ENTITY[e] for e in ("DATE", "TIME", "MONEY", "QUANTITY", "ORDINAL")]
_PRONOUN_TYPES = 24  # type numbers up to this one are pronouns, in the order of table.PRONOUNS
NULL = 40  # type number of "nobody"


@dataclass(frozen=True)
class Candidates:
    """Candidate mentions as equally long arrays, in text order.

    head: token index. type: pronoun number, or kind of name or noun. governor: the verb (or noun) it depends on.
    cue: the reporting verb it is the subject of, by itself or through "went on to say", "took to the stage, saying";
    -1 without one; serial: how it got there. key: equal for two mentions by one surname. times: how often that is.
    """

    head: Ints
    left: Ints
    right: Ints
    type: Ints
    governor: Ints
    cue: Ints
    serial: Ints
    key: Ints
    times: Ints

    def __len__(self) -> int:
        return len(self.head)


def cue_reach(table: Table) -> tuple[Ints, Ints]:
    """For each token the reporting verb it is or governs in a series ("went on to say"), or -1; and the number of steps."""
    index = np.arange(len(table))
    reach = np.where(table.verb > 0, index, -1)
    steps = np.where(table.verb > 0, 1, 0)
    for step in (2, 3):
        child = np.flatnonzero((reach >= 0) & np.isin(table.dep, _SERIAL))[::-1]
        free = child[(reach[table.head[child]] < 0)]
        reach[table.head[free]] = reach[free]
        steps[table.head[free]] = step
    return reach, steps


def find_candidates(table: Table) -> Candidates:
    """All candidate mentions of a text."""
    tag, dep = table.tag, table.dep
    index = np.arange(len(table))
    is_noun = np.isin(tag, _NOUNS)
    is_other = np.isin(tag, _OTHERS) & np.isin(dep, _SUBJECTS)
    inner_of_name = (table.entity == ENTITY["PERSON"]) & (table.right > index) & (dep != DEP["nsubj"])
    chosen = (
        (is_noun | is_other)
        & ~np.isin(dep, _NEVER)
        & (table.unit < 0)
        & ~inner_of_name
        & ~np.isin(table.entity, _TIMES)
    )
    head = np.flatnonzero(chosen)
    governor = table.head[head]
    for _ in range(2):
        above = np.isin(dep[head], _CLIMB) if _ == 0 else np.isin(dep[governor], _CLIMB) & (tag[governor] <= TAG["PRP"])
        governor = np.where(above, table.head[governor], governor)
    is_prep = (dep[governor] == DEP["prep"]) | (dep[governor] == DEP["agent"])
    governor = np.where(is_prep, table.head[governor], governor)
    reach, steps = cue_reach(table)
    is_subject = np.isin(dep[head], [DEP[d] for d in ("nsubj", "nsubjpass", "conj", "appos")]) | is_prep
    cue = np.where(is_subject, reach[governor], -1)
    serial = np.where(is_subject, steps[governor], 0) + np.where(is_prep & (cue >= 0), 3, 0)
    beside = _verb_beside(table, table.left[head], np.maximum(table.right[head], head))
    serial = np.where((cue < 0) & (beside >= 0), 7, serial)
    cue = np.where(cue < 0, beside, cue)
    key = table.lower[table.right[head]].astype(np.int64)
    name = (tag[head] == TAG["NNP"]) | (tag[head] == TAG["NNPS"])
    key = np.where(name, key, head)
    _, inverse, counts = np.unique(key, return_inverse=True, return_counts=True)
    right = np.maximum(table.right[head], head)
    following = np.minimum(head + 1, len(table) - 1)
    titled = (
        ~name & (tag[head] == TAG["NN"]) & (tag[following] == TAG["NNP"]) & (table.sent[following] == table.sent[head])
    )
    right = np.where(titled & (table.left[following] >= head), table.right[following], right)  # "nominee Ann Lee"
    return Candidates(
        head=head,
        left=table.left[head],
        right=right,
        type=_types(table, head),
        governor=governor,
        cue=cue,
        serial=serial,
        key=key,
        times=np.where(name, counts[inverse], 0) if len(head) else head,
    )


def _verb_beside(table: Table, left: Ints, right: Ints) -> Ints:
    """A plain reporting verb right before or behind a noun phrase, for where the parse has missed it; -1 without."""
    size = len(table)
    plain = (table.verb > 0) & (table.verb <= PLAIN_VERBS)
    before, behind = np.maximum(left - 1, 0), np.minimum(right + 1, size - 1)
    found = np.where(plain[behind] & (behind > right), behind, -1)
    return np.where((found < 0) & plain[before] & (before < left), before, found)


def _types(table: Table, head: Ints) -> Ints:
    """Pronouns by their number, names by spaCy's kind, nouns by word group."""
    kind = np.full(len(head), 30)
    for number, group in enumerate(table.nouns[:4], 31):
        kind = np.where((group[head] > 0) & (kind == 30), number, kind)
    entity = table.entity[head]
    name = (table.tag[head] == TAG["NNP"]) | (table.tag[head] == TAG["NNPS"])
    kind = np.where(name & (kind == 30), 29, kind)
    for number, label in ((25, "PERSON"), (26, "ORG"), (27, "GPE")):
        kind = np.where((entity == ENTITY[label]) & name, number, kind)
    kind = np.where((entity > 0) & name & (kind == 29), 28, kind)
    pronoun = table.pronoun[head]
    return np.where(pronoun > 0, pronoun, kind)
