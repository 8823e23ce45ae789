"""Looking at a text itself: whether it meets a query, and which of its words do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.core.model import Span
from newsreader.core.search.query import Term, Way
from newsreader.core.search.spelling import AS_TYPED
from newsreader.core.search.wanted import Wanted
from newsreader.core.search.words import Word, known_words, plain, smart


def holds(text: str, term: Term, words: Sequence[Wanted]) -> bool:
    """Whether a text meets a term that is not a field. words: those of the query."""
    return _meets(text, term, words) != term.negated


def _meets(text: str, term: Term, words: Sequence[Wanted]) -> bool:
    if term.way is Way.EXACT:
        return bool(letters(text, term))
    forms = [word.form for word in known_words(text)]
    if term.way is Way.PHRASE:
        return bool(_phrases(forms, term.words, term.grows))
    if term.way is Way.WITHIN:
        return _within(forms, term)
    wanted = next((one for one in words if one.word == term.words[0] and not one.optional), None)
    return wanted is not None and any(wanted.near(form) for form in forms)


def letters(text: str, term: Term) -> list[Span]:
    """Where the letters of an EXACT term stand in a text, case and accents as the term means them."""
    cased, marked = smart(term.text)
    wanted = plain(term.text, cased, marked)
    if not wanted:
        return []
    given, places = _by_letter(text, cased, marked)
    low, high = len(given) - len(given.lstrip()), len(given.rstrip())
    if term.at_start or term.at_end:
        starts = {low} if term.at_start else {high - len(wanted)}
        ends = {high} if term.at_end else {start + len(wanted) for start in starts}
        found = [s for s in starts if s >= 0 and s + len(wanted) in ends and given.startswith(wanted, s)]
    else:
        found = [match.start() for match in re.finditer(re.escape(wanted), given)]
    return [(places[start], places[start + len(wanted) - 1] + 1) for start in found]


def _by_letter(text: str, cased: bool, marked: bool) -> tuple[str, Sequence[int]]:
    """The text to be looked through, and for each of its letters the place of the one it comes from."""
    whole = plain(text, cased, marked)
    if len(whole) == len(text):
        return whole, range(len(text))
    pieces = [plain(letter, cased, marked) for letter in text]
    return "".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece]


def _phrases(forms: Sequence[str], phrase: Sequence[str], grows: bool) -> list[int]:
    """The words at which a phrase begins."""
    last = phrase[-1]
    return [
        at
        for at in range(len(forms) - len(phrase) + 1)
        if all(forms[at + i] == word for i, word in enumerate(phrase[:-1]))
        and (forms[at + len(phrase) - 1] == last or (grows and forms[at + len(phrase) - 1].startswith(last)))
    ]


def _within(forms: Sequence[str], term: Term) -> bool:
    seen: dict[int, int] = {}
    for at, form in enumerate(forms):
        for index, word in enumerate(term.words):
            if form == word:
                seen[index] = at
        if len(seen) == len(term.words) and at - min(seen.values()) < len(term.words) + term.distance:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen in a text. share: of the optional words' weight, 0 to 1. marks: the matched words' spans.

    typed: all words stand there as typed; phrase: one after another.
    """

    share: float
    marks: tuple[Span, ...]
    typed: bool
    phrase: bool


def see(text: str, words: Sequence[Wanted], speakers: str = "") -> Seen:
    """How a text meets the words of a query. speakers: names of those quoted in it, whose words count, too."""
    found = known_words(text)
    forms = [word.form for word in found]
    named = [word.form for word in known_words(speakers)] if speakers else []
    got = total = 0.0
    places: list[tuple[int, int]] = []
    typed = True
    for number, one in enumerate(words):
        nears = [one.near(form) for form in forms]
        best = max(nears, default=0.0)
        if best:
            places += [(index, number) for index, near in enumerate(nears) if near == best]
        best = max(best, 0.95 * max((one.near(form) for form in named), default=0.0))
        typed = typed and best >= AS_TYPED
        if one.optional:
            total += one.weight
            got += one.weight * best
    phrase = _phrases(forms, [one.word for one in words], words[-1].grows) if words else []
    marked = {at + i for at in phrase for i in range(len(words))} or _worth_marking(places, words)
    return Seen(got / total if total else 1.0, _spans(text, [found[i] for i in sorted(marked)]), typed, bool(phrase))


def _worth_marking(places: Sequence[tuple[int, int]], words: Sequence[Wanted]) -> set[int]:
    """The matched words; of one such as "the" only those that stand beside another match, if there is another."""
    telling = {index for index, number in places if not words[number].common}
    return telling | {index for index, _ in places if not telling or index - 1 in telling or index + 1 in telling}


def _spans(text: str, marked: Sequence[Word]) -> tuple[Span, ...]:
    """The words' spans; those that only an apostrophe keeps apart are one."""
    spans: list[Span] = []
    for word in marked:
        if spans and text[spans[-1][1] : word.start] in ("'", "’"):
            spans[-1] = spans[-1][0], word.end
        else:
            spans.append((word.start, word.end))
    return tuple(spans)
