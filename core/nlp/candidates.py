"""The words that may name a speaker: heads of noun phrases and pronouns outside quotation marks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from newsreader.core.nlp.lexicon import Ints, among
from newsreader.core.nlp.table import DEP, ENTITY, PLAIN_VERBS, TAG, Table

_NOUNS = [TAG[t] for t in ("NN", "NNS", "NNP", "NNPS", "PRP", "WP")]
_OTHERS = [TAG[t] for t in ("DT", "WDT", "CD", "JJ", "PRP$", "JJS")]
_SUBJECTS = [DEP[d] for d in ("nsubj", "nsubjpass", "pobj", "agent", "ROOT", "poss")]
_NEVER = [DEP[d] for d in ("compound", "punct", "aux", "prep")]
_CLIMB = [DEP[d] for d in ("conj", "appos", "nmod", "compound")]
_SERIAL = [DEP[d] for d in ("xcomp", "conj", "advcl", "pcomp", "acl")]
_SUBJECT_DEPS = [DEP[d] for d in ("nsubj", "nsubjpass")]
_HEIRS = [DEP[d] for d in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "parataxis", "dep", "relcl")]
_TIMES = [ENTITY[e] for e in ("DATE", "TIME", "MONEY", "QUANTITY", "ORDINAL")]
_PRONOUN_TYPES = 24  # type numbers up to this one are pronouns, in the order of table.PRONOUNS
_PAGE_STEP = 2**52 + 1  # keeps the hashes of words of one page apart from those of another
NULL = 40  # type number of "nobody"


@dataclass(frozen=True)
class Candidates:
    """Candidate mentions as equally long arrays, in text order.

    head: token index. type: pronoun number, or kind of name or noun. governor: the verb (or noun) it depends on.
    cue: the reporting verb it is the subject of, by itself or through "went on to say", "took to the stage, saying";
    -1 without one; serial: how it got there. times: how often a surname is on its page.
    """

    head: Ints
    left: Ints
    right: Ints
    type: Ints
    governor: Ints
    cue: Ints
    serial: Ints
    times: Ints

    def __len__(self) -> int:
        return len(self.head)


def cue_reach(table: Table) -> tuple[Ints, Ints]:
    """For each token the reporting verb it is or governs ("went on to say"), or -1; and the number of steps."""
    index = np.arange(len(table))
    reach = np.where(table.verb > 0, index, -1)
    steps = np.where(table.verb > 0, 1, 0)
    for step in (2, 3):
        child = np.flatnonzero((reach >= 0) & among(table.dep, _SERIAL))[::-1]
        free = child[(reach[table.head[child]] < 0)]
        reach[table.head[free]] = reach[free]
        steps[table.head[free]] = step
    return reach, steps


def find_candidates(table: Table) -> Candidates:
    """All candidate mentions of a text."""
    tag, dep = table.tag, table.dep
    index = np.arange(len(table))
    is_noun = among(tag, _NOUNS)
    is_other = among(tag, _OTHERS) & among(dep, _SUBJECTS)
    inner_of_name = (table.entity == ENTITY["PERSON"]) & (table.right > index) & (dep != DEP["nsubj"])
    chosen = (
        (is_noun | is_other) & ~among(dep, _NEVER) & (table.unit < 0) & ~inner_of_name & ~among(table.entity, _TIMES)
    )
    head = np.flatnonzero(chosen)
    governor = table.head[head]
    for _ in range(2):
        above = among(dep[head], _CLIMB) if _ == 0 else among(dep[governor], _CLIMB) & (tag[governor] <= TAG["PRP"])
        governor = np.where(above, table.head[governor], governor)
    is_prep = (dep[governor] == DEP["prep"]) | (dep[governor] == DEP["agent"])
    governor = np.where(is_prep, table.head[governor], governor)
    reach, steps = cue_reach(table)
    is_subject = among(dep[head], [DEP[d] for d in ("nsubj", "nsubjpass", "conj", "appos")]) | is_prep
    cue = np.where(is_subject, reach[governor], -1)
    serial = np.where(is_subject, steps[governor], 0) + np.where(is_prep & (cue >= 0), 3, 0)
    answered = np.zeros(len(table) + 1, dtype=bool)
    answered[cue] = True
    beside = _verb_beside(table, table.left[head], np.maximum(table.right[head], head))
    beside = np.where(answered[beside], -1, beside)
    serial = np.where((cue < 0) & (beside >= 0), 7, serial)
    cue = np.where(cue < 0, beside, cue)
    key = table.lower[table.right[head]].astype(np.int64) + table.page[head] * _PAGE_STEP
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


def subjects(table: Table, candidates: Candidates) -> tuple[Ints, Ints]:
    """For each token the candidate that is its subject, -1 without one; and how it was found.

    1: its own subject; 2: that of the verb it is joined or subordinate to; 3: the noun it describes ("a statement
    saying"); 4: the agent of a passive.
    """
    size = len(table)
    subject, how = np.full(size, -1), np.zeros(size, dtype=np.int64)
    if not len(candidates):
        return subject, how
    of_token = np.full(size, -1)
    of_token[candidates.head] = np.arange(len(candidates))
    own = np.flatnonzero(among(table.dep[candidates.head], _SUBJECT_DEPS))[::-1]
    subject[table.head[candidates.head[own]]] = own
    how[subject >= 0] = 1
    by = np.flatnonzero(table.dep[table.head[candidates.head]] == DEP["agent"])
    passive = table.head[table.head[candidates.head[by]]]
    subject[passive], how[passive] = by, 4
    described = np.flatnonzero((table.dep == DEP["acl"]) & (subject < 0))
    subject[described] = of_token[table.head[described]]
    how[described] = np.where(subject[described] >= 0, 3, 0)
    for _ in range(4):
        heir = np.flatnonzero(among(table.dep, _HEIRS) & (subject < 0))
        subject[heir] = subject[table.head[heir]]
        how[heir] = np.where(subject[heir] >= 0, 2, 0)
    return subject, how
