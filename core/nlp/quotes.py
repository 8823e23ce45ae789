"""From a parsed article to its quotes: kinds, spans, speakers by name, how they were found and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from spacy.tokens import Doc

from newsreader.core.model import Article, BlockKind, Entity, EntityKind, Quote, QuoteKind, Span
from newsreader.core.nlp.attribution import (
    anchors_of,
    borders,
    cues_of,
    quote_odds,
    reported,
    speakers,
    stretches_of,
)
from newsreader.core.nlp.candidates import Candidates, find_candidates
from newsreader.core.nlp.entities import Cast, Identity, find_cast
from newsreader.core.nlp.found import Found, basis, content_spans, cue_span, is_label, mention_span, phrase_tail
from newsreader.core.nlp.headlines import repeat_speakers
from newsreader.core.nlp.lexicon import among
from newsreader.core.nlp.marks import find_marks
from newsreader.core.nlp.signatures import speakers_by_layout, without_labels
from newsreader.core.nlp.table import DEP, PRONOUNS, TAG, VERBS, WORD, Table, make_table
from newsreader.core.nlp.transcripts import with_turns
from newsreader.core.text.paragraphs import paragraphs

TEMPERATURE = 1.0
CUE_THRESHOLD = 0.28  # least probability of a cue of indirect speech; gave the best F in cross-fitting
SCARE_ODDS = 0.2  # log-odds below which words in marks are nobody's
TERM_THRESHOLD = 0.5  # the same where the words hold a term in marks
FEWEST = 2  # words of any indirect speech
SHORTEST = 2  # words of indirect speech that is no clause
NAMELESS = 0.5  # least probability of a cue that has no speaker
PHRASE_THRESHOLD = 0.38  # least probability of a cue where what follows is no clause ("praised the engineers")
_SUBJECTS = [DEP[d] for d in ("nsubj", "nsubjpass", "expl", "csubj")]
_OPENERS = (TAG["TO"], TAG["WP"], TAG["WDT"], TAG["WRB"])
_SURE = 0.9  # from here on no runner-up is looked for
_LABELLED = 0.97  # confidence in the label of a transcript's turn
_CLAUSE_ONLY = [
    VERBS.index(verb) for verb in ("sing", "read", "talk", "speak", "teach", "go", "continue", "post", "thank", "order")
]  # verbs whose plain object is no reported thought
HEADLINE_THRESHOLD = 0.75  # the same in headlines, which parse badly
_LAST_PERSONAL = PRONOUNS.index("which") + 1  # "one", "some", "many" after it can stand for people
_TERSE = (BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.BYLINE, BlockKind.CREDIT)


def find_quotes(doc: Doc, article: Article) -> tuple[tuple[Quote, ...], tuple[Entity, ...]]:
    """The quotes and entities of a parsed article, both in text order. `doc` is the article's text, parsed."""
    text = article.text
    spans = paragraphs(text)
    marks = find_marks(text, spans)
    marks = with_turns(text, spans, marks)
    layout = speakers_by_layout(text, spans, marks)
    marks = without_labels(text, marks, layout)
    table = make_table(doc, text, marks, spans)
    cast = find_cast(doc, article, [mark.inner for mark in marks])
    if not len(table):
        return (), cast.entities
    candidates = find_candidates(table)
    found = _quoted(table, candidates, layout)
    found = _with_indirect(table, article, candidates, found)
    found.sort(key=lambda f: (f.first, f.last))
    found = _without_teasers(table, article, found)
    quotes = _named(table, candidates, cast, found)
    return repeat_speakers(text, article, quotes), cast.entities


def _quoted(table: Table, candidates: Candidates, layout: Mapping[int, Span | None]) -> list[Found]:
    stretches, numbers = stretches_of(table)
    if not len(stretches):
        return []
    choice = speakers(table, stretches, candidates, TEMPERATURE)
    odds = quote_odds(table, stretches, candidates, choice)
    cues = cues_of(table, stretches, candidates, choice.candidate)
    first, last = borders(table, anchors_of(stretches, candidates, choice.candidate, cues), ("begin", "end"))
    found: list[Found] = []
    for unit, number in enumerate(numbers.tolist()):
        start, end = int(stretches.first[unit]), int(stretches.last[unit])
        is_turn = table.marks[number].turn
        named = layout.get(number)
        if (odds[unit] < SCARE_ODDS and not is_turn and named is None) or (number in layout and named is None):
            found.append(Found(start, end, [number], QuoteKind.SCARE))
            continue
        item = Found(
            int(first[unit]),
            int(last[unit]),
            [number],
            QuoteKind.DIRECT,
            int(cues[unit]),
            int(choice.candidate[unit]),
            int(choice.second[unit]),
            float(choice.probability[unit]),
        )
        if is_turn:
            label = int(np.searchsorted(candidates.head, start)) - 1
            item.first, item.last, item.cue = start, end, -1
            if label >= 0 and table.para[candidates.head[label]] == table.para[start]:
                item.candidate, item.second, item.probability = label, -1, _LABELLED
        if named is not None:
            item.named, item.cue, item.first, item.last, item.probability = named, -1, start, end, _LABELLED
        before = found[-1] if found and found[-1].kind is not QuoteKind.SCARE else None
        if before is not None and item.named != before.named:
            found.append(item)
        elif before is not None and start <= before.last:
            before.marks.append(number)
            before.last = max(before.last, item.last)
            if item.probability > before.probability:
                before.candidate, before.second, before.cue = item.candidate, item.second, item.cue
                before.probability = item.probability
        elif before is not None and (_goes_on(table, before, item) or _is_next_paragraph(table, before, item)):
            if item.probability > before.probability:
                before.candidate, before.second = item.candidate, item.second
                before.probability = item.probability
            before.parts = [*(before.parts or [(before.first, before.last)]), (item.first, item.last)]
            before.marks.append(number)
            before.last = item.last
        else:
            item.first = max(item.first, before.last + 1) if before is not None else item.first
            found.append(item)
    for item in found:
        if item.kind is not QuoteKind.SCARE:
            is_turn = table.marks[item.marks[0]].turn
            item.kind = QuoteKind.DIRECT if is_turn else _kind(table, item)
    return found


def _goes_on(table: Table, before: Found, item: Found) -> bool:
    """Whether two stretches are one quote broken by its speaker: "…," he said, "…"."""
    if before.candidate != item.candidate or before.candidate < 0 or table.para[before.last] != table.para[item.first]:
        return False
    gap = table.word[before.last + 1 : item.first]
    if among(gap, [WORD[w] for w in ".?!;:"]).any() or not before.last < max(before.cue, item.cue) < item.first:
        return False
    return bool(table.text[table.marks[before.marks[-1]].inner[1] - 1] in ",—–-…")


def _is_next_paragraph(table: Table, before: Found, item: Found) -> bool:
    """Whether a speech that its paragraph left open is opened anew by the next paragraph."""
    if table.marks[before.marks[-1]].closed or table.para[item.first] != table.para[before.last] + 1:
        return False
    return bool(table.first_of_para[item.first] == item.first)


def _kind(table: Table, item: Found) -> QuoteKind:
    """Direct when nothing but the marked words is content and they look like an utterance."""
    inside = sum(int((table.unit[a : b + 1] < 0).sum()) for a, b in item.parts or [(item.first, item.last)])
    if inside:
        return QuoteKind.MIXED
    opening = int(np.searchsorted(table.start, table.marks[item.marks[0]].inner[0]))
    verbs = (table.tag[item.first : item.last + 1] >= TAG["VB"]) & (table.tag[item.first : item.last + 1] <= TAG["MD"])
    if (
        table.upper[min(opening, len(table) - 1)]
        or item.last - item.first > 8
        or (verbs.any() and item.last - item.first > 5)
    ):
        return QuoteKind.DIRECT
    return QuoteKind.MIXED


def _with_indirect(table: Table, article: Article, candidates: Candidates, found: list[Found]) -> list[Found]:
    """Adds indirect speech; what a cue of a quote in marks says besides, outside them, becomes part of that quote."""
    said = reported(table, candidates, CUE_THRESHOLD)
    subjects = set(table.head[among(table.dep, _SUBJECTS)].tolist())
    headlines = [(b.start, b.end) for b in article.blocks if b.kind in _TERSE]
    by_cue = {f.cue: f for f in found if f.cue >= 0}
    free = np.ones(len(table), dtype=bool)
    for item in found:
        if item.kind is not QuoteKind.SCARE:
            for first, last in item.parts or [(item.first, item.last)]:
                free[first : last + 1] = False
    for row in np.argsort(-said.odds, kind="stable").tolist():
        at = int(table.start[said.cue[row]])
        if said.odds[row] < HEADLINE_THRESHOLD and any(start <= at < end for start, end in headlines):
            continue
        spans = [(int(a[row]), int(b[row])) for a, b in (said.before, said.after)]
        spans = [(a, b) for a, b in spans if 0 <= a <= b and free[a : b + 1].all()]
        if sum(b - a + 1 for a, b in spans) < FEWEST:
            continue
        if not spans:
            continue
        holds = any(f.kind is QuoteKind.SCARE and any(a <= f.first and f.last <= b for a, b in spans) for f in found)
        if holds and said.odds[row] < TERM_THRESHOLD:
            continue
        cue = int(said.cue[row])
        if cue in by_cue:
            owner = by_cue[cue]
            spans = [(a, b) for a, b in spans if (a > cue) == (owner.last < cue)]  # only on the cue's other side
            if not spans:
                continue
        elif _needs_clause(table, cue, spans, float(said.odds[row])) and not any(
            _is_clause(table, subjects, a, b) for a, b in spans
        ):
            continue
        if cue not in by_cue and _is_nobody(table, candidates, int(said.choice.candidate[row]), float(said.odds[row])):
            continue
        for first, last in spans:
            free[first : last + 1] = False
        if cue in by_cue:
            item = by_cue[cue]
            item.parts = sorted([*(item.parts or [(item.first, item.last)]), *spans])
            item.kind = QuoteKind.MIXED
        else:
            inside = [
                f for f in found if f.kind is QuoteKind.SCARE and any(a <= f.first and f.last <= b for a, b in spans)
            ]
            marks = [number for f in inside for number in f.marks]
            found = [f for f in found if f not in inside]
            choice = said.choice
            item = Found(
                *spans[0],
                marks,
                QuoteKind.MIXED if marks else QuoteKind.INDIRECT,
                cue,
                int(choice.candidate[row]),
                int(choice.second[row]),
                float(choice.probability[row]),
                spans,
            )
            found.append(item)
        item.first, item.last = item.parts[0][0], item.parts[-1][1]  # type: ignore[index]
    return found


def _is_nobody(table: Table, candidates: Candidates, number: int, odds: float) -> bool:
    """Whether nobody is said to speak: indirect speech without a speaker must be all the clearer."""
    if number < 0:
        return odds < NAMELESS
    left, right = int(candidates.left[number]), int(candidates.right[number])
    return table.text[table.start[left] : table.end[right]].lower() in ("nobody", "no one", "none")


def _needs_clause(table: Table, cue: int, spans: list[tuple[int, int]], odds: float) -> bool:
    """Whether a cue is too weak, or words are too few, to stand without a clause ("praised the engineers")."""
    length = sum(last - first + 1 for first, last in spans)
    return odds < PHRASE_THRESHOLD or length < SHORTEST or int(table.verb[cue]) in _CLAUSE_ONLY


def _is_clause(table: Table, verbs_with_subject: set[int], first: int, last: int) -> bool:
    """Whether words hold a clause: a verb with its subject, or one after "that", "to" or a wh-word."""
    tags = table.tag[first : last + 1]
    verbs = np.flatnonzero((tags >= TAG["VB"]) & (tags <= TAG["MD"])) + first
    if not len(verbs):
        return False
    opening = table.tag[first] in _OPENERS or table.word[first - 1] == WORD["that"]
    return bool(opening) or not verbs_with_subject.isdisjoint(verbs.tolist())


def _without_teasers(table: Table, article: Article, found: list[Found]) -> list[Found]:
    """Leaves out what stands in boilerplate, and what a standfirst only repeats from the body."""
    text = table.text
    dull = [b for b in article.blocks if b.kind is BlockKind.BOILERPLATE]
    teasers = [b for b in article.blocks if b.kind is BlockKind.STANDFIRST]
    kept = []
    for item in found:
        start, end = int(table.start[item.first]), int(table.end[item.last])
        if any(b.start <= start < b.end for b in dull):
            continue
        if any(b.start <= start < b.end for b in teasers) and text.find(text[start:end].rstrip(" .…"), end) >= 0:
            continue
        kept.append(item)
    return kept


def _named(table: Table, candidates: Candidates, cast: Cast, found: list[Found]) -> tuple[Quote, ...]:
    quotes: list[Quote] = []
    said: list[int] = []
    before: Found | None = None
    for item in found:
        content, marked = content_spans(table, item)
        if not content:
            continue
        if item.kind is QuoteKind.SCARE or (item.candidate < 0 and item.named is None):
            quotes.append(Quote(content, item.kind, marked, cue=cue_span(table, item.cue)))
            continue
        mention = item.named or mention_span(table, candidates, item.candidate)
        at = int(table.start[item.first])
        identity = cast.who(mention, at=at, said=tuple(said))
        if item.named or is_label(table, candidates, item.candidate):
            identity = _labelled(cast, table.text[mention[0] : mention[1]], identity)
        second = None
        if item.second >= 0 and item.probability < _SURE:  # whoever is sure needs no runner-up
            second = cast.who(mention_span(table, candidates, item.second), at=at, said=tuple(said)).name
        if second == identity.name or second is None:
            second = identity.runner_up
        quotes.append(
            Quote(
                content,
                item.kind,
                marked,
                cue_span(table, item.cue),
                mention,
                identity.entity,
                identity.name if item.named else _shown(table, candidates, item.candidate, mention, identity),
                basis(table, candidates, item, before, identity.how),
                round(item.probability * _trust(identity), 3),
                second,
            )
        )
        if identity.entity is not None:
            said.append(identity.entity)
        before = item
    return tuple(quotes)


def _trust(identity: Identity) -> float:
    """How likely the name is right when the mention is: a name or a nominal speaks for itself, a pronoun does not."""
    return identity.confidence if identity.how else 1.0


def _labelled(cast: Cast, label: str, identity: Identity) -> Identity:
    """The person whose surname, or whole name, is the label of a turn in capitals ("ORME:")."""
    if not label.isupper():
        return identity
    wanted = label.casefold().split()
    for number, entity in enumerate(cast.entities):
        words = entity.name.casefold().split()
        if entity.kind is EntityKind.PERSON and len(words) > len(wanted) and words[-len(wanted) :] == wanted:
            return Identity(number, entity.name, "", identity.confidence)
    return identity


def _shown(table: Table, candidates: Candidates, number: int, mention: Span, identity: Identity) -> str | None:
    """The name to show: none for a bare pronoun; "one of them", "a man in the crowd" with all that belongs to it."""
    if _is_pronoun(table, mention, identity.name):
        return None
    if identity.entity is None and identity.name and not identity.how:
        return identity.name + phrase_tail(table, int(candidates.left[number]), int(candidates.right[number]))
    return identity.name


def _is_pronoun(table: Table, mention: Span, name: str | None) -> bool:
    """Whether a speaker is known by nothing but a pronoun, which is no name."""
    at = table.at(mention[0])
    return (
        bool(0 < table.pronoun[at] <= _LAST_PERSONAL and table.end[at] == mention[1])
        and name == table.text[mention[0] : mention[1]]
    )
