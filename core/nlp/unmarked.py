"""Words without quotation marks that somebody is reported to say, and what such reports add to quotes in marks."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from newsreader.core.model import QuoteKind
from newsreader.core.nlp.attribution import Reported, reported
from newsreader.core.nlp.candidates import Candidates
from newsreader.core.nlp.found import Found
from newsreader.core.nlp.lexicon import Bools, among
from newsreader.core.nlp.table import DEP, TAG, VERBS, WORD, Table

CUE_THRESHOLD = 0.28  # least probability of a cue of indirect speech; gave the best F in cross-fitting
TERM_THRESHOLD = 0.5  # the same where the words hold a term in marks
HEADLINE_THRESHOLD = 0.75  # the same in headlines, which parse badly
NAMELESS = 0.4  # the same where nobody is named
PHRASE_THRESHOLD = 0.3  # the same where what follows is no clause ("praised the engineers")
FEWEST = 1  # words of any indirect speech
SHORTEST = 2  # words of indirect speech that is no clause
_SUBJECTS = [DEP[d] for d in ("nsubj", "nsubjpass", "expl", "csubj")]
_OPENERS = (TAG["TO"], TAG["WP"], TAG["WDT"], TAG["WRB"])
_CLAUSE_ONLY = [
    VERBS.index(verb) for verb in ("sing", "read", "talk", "speak", "teach", "go", "continue", "post", "thank", "order")
]  # verbs whose plain object is no reported thought


def with_unmarked(table: Table, candidates: Candidates, terse: Bools, found: list[Found]) -> list[Found]:
    """Adds indirect speech; what a cue of a quote in marks says besides, outside them, becomes part of that quote.

    terse: the tokens of headlines and the like. found: the quotes in marks, in text order.
    """
    said = reported(table, candidates, CUE_THRESHOLD)
    spoken = [f for f in found if f.kind is not QuoteKind.SCARE]
    terms = [f for f in found if f.kind is QuoteKind.SCARE]
    by_cue = {f.cue: f for f in spoken if f.cue >= 0}
    has_subject = np.zeros(len(table), dtype=bool)
    has_subject[table.head[among(table.dep, _SUBJECTS)]] = True
    free = np.ones(len(table), dtype=bool)
    for item in spoken:
        for first, last in item.parts or [(item.first, item.last)]:
            free[first : last + 1] = False
    added: list[Found] = []
    for row in np.argsort(-said.odds, kind="stable").tolist():
        cue, odds = int(said.cue[row]), float(said.odds[row])
        if odds < HEADLINE_THRESHOLD and terse[cue]:
            continue
        spans = [(a, b) for a, b in said.spans(row) if free[a : b + 1].all()]
        length = sum(b - a + 1 for a, b in spans)
        inside = _within(terms, spans)
        if length < FEWEST or (inside and odds < TERM_THRESHOLD):
            continue
        owner = by_cue.get(cue)
        if owner is not None:
            spans = [(a, b) for a, b in spans if (a > cue) == (owner.last < cue)]  # only on the cue's other side
            if not spans:
                continue
            owner.parts = sorted([*(owner.parts or [(owner.first, owner.last)]), *spans])
            owner.first, owner.last = owner.parts[0][0], owner.parts[-1][1]
            owner.kind = QuoteKind.MIXED
        else:
            needs_clause = odds < PHRASE_THRESHOLD or length < SHORTEST or int(table.verb[cue]) in _CLAUSE_ONLY
            if needs_clause and not any(_is_clause(table, has_subject, a, b) for a, b in spans):
                continue
            if _is_nobody(table, candidates, int(said.choice.candidate[row]), odds):
                continue
            terms = [f for f in terms if f not in inside]
            added.append(_report(said, row, spans, [number for f in inside for number in f.marks]))
        for first, last in spans:
            free[first : last + 1] = False
    return sorted([*spoken, *terms, *added], key=lambda f: (f.first, f.last))


def _within(terms: list[Found], spans: list[tuple[int, int]]) -> list[Found]:
    """The terms in marks that lie within one of the spans."""
    found = []
    for first, last in spans:
        for term in terms[bisect_left(terms, first, key=lambda f: f.first) :]:
            if term.first > last:
                break
            if term.last <= last:
                found.append(term)
    return found


def _report(said: Reported, row: int, spans: list[tuple[int, int]], marks: list[int]) -> Found:
    choice = said.choice
    return Found(
        spans[0][0],
        spans[-1][1],
        marks,
        QuoteKind.MIXED if marks else QuoteKind.INDIRECT,
        int(said.cue[row]),
        int(choice.candidate[row]),
        int(choice.second[row]),
        float(choice.probability[row]),
        spans,
    )


def _is_nobody(table: Table, candidates: Candidates, number: int, odds: float) -> bool:
    """Whether nobody is said to speak: indirect speech without a speaker must be all the clearer."""
    if number < 0:
        return odds < NAMELESS
    left, right = int(candidates.left[number]), int(candidates.right[number])
    return table.text[table.start[left] : table.end[right]].lower() in ("nobody", "no one", "none")


def _is_clause(table: Table, has_subject: Bools, first: int, last: int) -> bool:
    """Whether words hold a clause: a verb with its subject, or one after "that", "to" or a wh-word."""
    tags = table.tag[first : last + 1]
    verbs = np.flatnonzero((tags >= TAG["VB"]) & (tags <= TAG["MD"])) + first
    if not len(verbs):
        return False
    opening = table.tag[first] in _OPENERS or table.word[first - 1] == WORD["that"]
    return bool(opening or has_subject[verbs].any())
