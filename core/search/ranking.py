"""How well a passage answers a query, and which of its words do."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.core.model import Span
from newsreader.core.search.candidates import Passage, Term
from newsreader.core.search.words import Word, known_words

EXACT, ALL_WORDS, TYPOS = "exact", "all words", "typos"

TIERS = {EXACT: 2.0, ALL_WORDS: 1.0, TYPOS: 0.0}
"""What a hit's score begins with; what is added stays below 1."""

LEAST = 0.45
"""A passage with a smaller share of the query, by the words' weights, is no hit."""

LEAST_GUESS = 0.85
"""The same where other passages hold all words as typed: the query was meant as it stands."""

GROWN = 0.9
"""How near a longer word is to its beginning as typed. Another spelling is at most so near."""

NAMED = 0.9
"""What a word counts that stands in the name of somebody quoted in the passage, not in the passage itself."""

IN_TITLE = 0.09
"""What a passage gains by being a title."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage that is a hit.

    share: how much of the query it holds, 0 to 1. marks: the matched words' spans in characters of the passage.
    """

    passage: Passage
    score: float
    share: float
    why: str
    marks: tuple[Span, ...]


def rank(passage: Passage, terms: list[Term]) -> Ranked | None:
    """The passage as a hit, or None where too little of the query is in it."""
    text = known_words(passage.words)
    speakers = known_words(passage.speakers) if passage.speakers else ()
    share, places, typed = _matched(text, speakers, terms)
    if share < LEAST:
        return None
    phrase = _phrase(text, terms)
    why = EXACT if phrase else ALL_WORDS if typed else TYPOS
    near = 1.0 if phrase else _nearness(places, len(terms))
    score = TIERS[why] + 0.6 * share + 0.2 * near + 0.05 / (1 + len(text) / 40)
    if passage.kind in ("headline", "title"):
        score += IN_TITLE
    marked = sorted(phrase or _worth_marking(places, terms))
    return Ranked(passage, score, share, why, _spans(passage.words, [text[index] for index in marked]))


def without_guesses(ranked: list[Ranked]) -> list[Ranked]:
    """The hits without the weak ones among the typos where there are better ones."""
    if all(one.why == TYPOS for one in ranked):
        return ranked
    return [one for one in ranked if one.why != TYPOS or one.share >= LEAST_GUESS]


def _phrase(text: tuple[Word, ...], terms: list[Term]) -> set[int]:
    """The indices of the words where the query stands word for word, the last one perhaps unfinished."""
    found: set[int] = set()
    first, last = terms[0], terms[-1]
    for at in range(len(text) - len(terms) + 1):
        if text[at].form != first.word and len(terms) > 1:
            continue
        end = text[at + len(terms) - 1].form
        if not (end == last.word or (last.grows and end.startswith(last.word))):
            continue
        if all(text[at + offset].form == term.word for offset, term in enumerate(terms[:-1])):
            found.update(range(at, at + len(terms)))
    return found


def _matched(
    text: tuple[Word, ...], speakers: tuple[Word, ...], terms: list[Term]
) -> tuple[float, list[tuple[int, int]], bool]:
    """The share of the query that the passage holds, 0 to 1; where, as (word, term); whether all are as typed."""
    got = total = 0.0
    places: list[tuple[int, int]] = []
    typed = True
    for number, term in enumerate(terms):
        nears = [_near(term, word.form) for word in text]
        best = max(nears, default=0.0)
        if best:
            places += [(index, number) for index, near in enumerate(nears) if near == best]
        named = max((_near(term, word.form) for word in speakers), default=0.0)
        typed = typed and max(best, named) >= GROWN
        total += term.weight
        got += term.weight * max(best, NAMED * named)
    return got / total, sorted(places), typed


def _near(term: Term, form: str) -> float:
    """How near a word of a passage is to what was typed: 1 for the same."""
    if form == term.word:
        return 1.0
    if term.grows and form.startswith(term.word):
        return GROWN
    near = term.close.get(form, 0.0)
    if term.begun:
        near = max(near, term.begun.get(form[: len(term.word)], 0.0))
    return near * GROWN


def _spans(text: str, marked: list[Word]) -> tuple[Span, ...]:
    """The words' spans; those that only an apostrophe keeps apart are one."""
    spans: list[Span] = []
    for word in marked:
        if spans and text[spans[-1][1] : word.start] in ("'", "’"):
            spans[-1] = spans[-1][0], word.end
        else:
            spans.append((word.start, word.end))
    return tuple(spans)


def _worth_marking(places: list[tuple[int, int]], terms: list[Term]) -> set[int]:
    """The matched words; of one such as "the" only those that stand beside another match, if there is another."""
    telling = {index for index, number in places if not terms[number].common}
    return telling | {index for index, _ in places if not telling or index - 1 in telling or index + 1 in telling}


def _nearness(places: list[tuple[int, int]], wanted: int) -> float:
    """1 where all terms stand side by side somewhere, less the wider apart they are, 0 where one is missing."""
    narrowest = 0.0
    last: dict[int, int] = {}
    for index, number in places:
        last[number] = index
        if len(last) == wanted:
            narrowest = max(narrowest, wanted / (index - min(last.values()) + 1))
    return min(1.0, narrowest)
