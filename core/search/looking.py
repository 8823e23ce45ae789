"""Looking at a text itself: whether it meets a query, and which of its words do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.core.model import Span
from newsreader.core.search.query import Term, Way
from newsreader.core.search.spelling import AS_TYPED, GROWN, NAMED
from newsreader.core.search.wanted import Wanted
from newsreader.core.search.words import Word, known_words, plain, smart


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


class Look:
    """Looks at texts for the words of one query."""

    def __init__(self, words: Sequence[Wanted]) -> None:
        self._words = words
        self._forms: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        self._starts: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        """Words of texts, and beginnings of such, with the numbers of the words that they meet and how nearly."""
        for number, one in enumerate(words):
            self._forms[one.word].append((number, 1.0))
            if one.grows:
                self._starts[one.word].append((number, GROWN))
            for spelt in one.spelt:
                for form, near in spelt.close.items():
                    self._forms[form].append((number, near))
                for start, near in spelt.begun.items():
                    self._starts[start].append((number, near))
        self._lengths = sorted({len(start) for start in self._starts})
        self._known: dict[str, tuple[tuple[int, float], ...]] = {}

    def holds(self, text: str, term: Term) -> bool:
        """Whether a text meets a term that is not a field."""
        return self._has(text, term) != term.negated

    def _has(self, text: str, term: Term) -> bool:
        if term.way is Way.EXACT:
            return bool(letters(text, term))
        forms = [word.form for word in known_words(text)]
        if term.way is Way.PHRASE:
            return bool(_phrases(forms, term.words, term.grows))
        if term.way is Way.WITHIN:
            return _within(forms, term)
        number = next(i for i, one in enumerate(self._words) if one.word == term.words[0] and not one.optional)
        return any(number == met for form in forms for met, _ in self._meets(form))

    def see(self, text: str, speakers: str = "") -> Seen:
        """How a text meets the words. speakers: names of those quoted in it, whose words count, too."""
        found = known_words(text)
        best = [0.0] * len(self._words)
        met: list[tuple[int, int, float]] = []
        for index, word in enumerate(found):
            for number, near in self._meets(word.form):
                met.append((index, number, near))
                best[number] = max(best[number], near)
        places = [(index, number) for index, number, near in met if near == best[number]]
        for word in known_words(speakers) if speakers else ():
            for number, near in self._meets(word.form):
                best[number] = max(best[number], NAMED * near)
        phrase = self._phrase(found, places)
        marked = phrase or _worth_marking(places, self._words)
        total = sum(one.weight for one in self._words if one.optional)
        got = sum(one.weight * near for one, near in zip(self._words, best, strict=True) if one.optional)
        return Seen(
            got / total if total else 1.0,
            _spans(text, [found[i] for i in sorted(marked)]),
            all(near >= AS_TYPED for near in best),
            bool(phrase),
        )

    def _meets(self, form: str) -> tuple[tuple[int, float], ...]:
        """The numbers of the words that a word of a text meets, and how nearly, 0 to 1."""
        known = self._known.get(form)
        if known is None:
            best: dict[int, float] = {}
            for number, near in self._forms.get(form, ()):
                best[number] = max(best.get(number, 0.0), near)
            for length in self._lengths:
                for number, near in self._starts.get(form[:length], ()):
                    best[number] = max(best.get(number, 0.0), near)
            known = self._known[form] = tuple(best.items())
        return known

    def _phrase(self, found: Sequence[Word], places: Sequence[tuple[int, int]]) -> set[int]:
        """The words of the text where the query stands word for word, the last one perhaps unfinished."""
        if not self._words:
            return set()
        forms = [one.word for one in self._words]
        marked: set[int] = set()
        for at in [index for index, number in places if number == 0]:
            here = [word.form for word in found[at : at + len(forms)]]
            if _phrases(here, forms, self._words[-1].grows):
                marked.update(range(at, at + len(forms)))
        return marked


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
