"""Where the reader is in an article: the chosen quote, and the hits of a find. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from newsreader.core.model import Analysis, Article, Quote, QuoteKind, Span
from newsreader.tui.folding import fold
from newsreader.tui.places import Place
from newsreader.tui.render import speaker_key

if TYPE_CHECKING:
    from newsreader.core.library.rows import MarkRow

_SAME = 0.6  # share of a mark's characters that are in the quote that it is on

HITS = 10_000
"""As many hits are marked and counted; a letter has half a million in a book, and nobody walks along them."""


class Reading:
    """An open article and what is chosen in it: a quote, hits of a find, a walk along somebody's mentions."""

    def __init__(self, article: Article, place: Place | None = None) -> None:
        """`place` is where the article was left."""
        self.article = article
        self.analysis: Analysis | None = None
        self.steps: list[int] = []
        """The quotes that the step keys visit: all but scare quotes, which nobody said."""
        self.chosen = -1
        self.hits: Sequence[Span] = ()
        self.hit = -1
        self._marks: Sequence[MarkRow] = ()
        self.walk: tuple[int | str, int] | None = None
        self.elsewhere: Mapping[int, int] = {}
        """How many other articles carry a quote, by its index; those that stand alone are not in it."""
        self._left_at = place.quote if place else -1

    def analysed(self, analysis: Analysis, at: int = -1) -> None:
        """Go by another analysis. The quote at a character is chosen, else that which was, or was left, else the first.

        at: -1 for where the chosen quote starts.
        """
        if at < 0:
            at = self.quote.start if self.quote else self._left_at
        self.analysis = analysis
        self._look_again()
        self.steps = steps = [i for i, quote in enumerate(self.quotes) if quote.kind is not QuoteKind.SCARE]
        near = bisect_right(steps, at, key=lambda index: self.quotes[index].start) - 1
        same = near >= 0 and self.quotes[steps[near]].end > at
        self.chosen = steps[near] if same else steps[0] if steps else -1

    @property
    def marks(self) -> Sequence[MarkRow]:
        """What the reader has put on the article and on words of it."""
        return self._marks

    @marks.setter
    def marks(self, marks: Sequence[MarkRow]) -> None:
        self._marks = marks
        self._look_again()

    def marks_on(self, quote: Quote) -> list[MarkRow]:
        """What is on a quote: on its very words or, where those are no longer any quote's, on most of them."""
        exact, loose = self._placed
        here = (quote.start, quote.end)
        return [*exact.get(here, ()), *(mark for mark in loose if mark.span and _mostly(mark.span, here))]

    @cached_property
    def _placed(self) -> tuple[dict[Span, list[MarkRow]], list[MarkRow]]:
        """The marks on the very words of quotes, and the others on words."""
        spans = {(one.start, one.end) for one in self.quotes}
        exact: dict[Span, list[MarkRow]] = {}
        loose = []
        for mark in self.marks:
            if mark.span in spans:
                exact.setdefault(mark.span, []).append(mark)
            elif mark.span:
                loose.append(mark)
        return exact, loose

    def _look_again(self) -> None:
        self.__dict__.pop("_placed", None)

    @property
    def note(self) -> MarkRow | None:
        """The newest note on the chosen quote, one on its very words first."""
        if (quote := self.quote) is None:
            return None
        notes = [mark for mark in self.marks_on(quote) if mark.what == "note"]
        exact = [mark for mark in notes if mark.span == (quote.start, quote.end)]
        return next(reversed(exact or notes), None)

    @property
    def note_on_all(self) -> MarkRow | None:
        """The newest note on the article as a whole."""
        return next((mark for mark in reversed(self.marks) if mark.what == "note" and mark.span is None), None)

    @property
    def place(self) -> int:
        """Where the chosen quote starts, -1 for none, as `Place` keeps it."""
        return self.quote.start if self.quote else self._left_at

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes of the article; none before it is analysed."""
        return self.analysis.quotes if self.analysis else ()

    @property
    def quote(self) -> Quote | None:
        """The chosen quote."""
        return self.quotes[self.chosen] if 0 <= self.chosen < len(self.quotes) else None

    def step(self, by: int) -> int:
        """The quote `by` steps from the chosen one, stopping at the ends; -1 when there are none."""
        return _along(self.steps, self.chosen, by)

    def step_from(self, position: int, by: int) -> int:
        """The next quote that starts at a character or later (by > 0), or the last that starts before it."""
        steps = self.steps
        at = bisect_left(steps, position, key=lambda index: self.quotes[index].start)
        return steps[min(max(at if by > 0 else at - 1, 0), len(steps) - 1)] if steps else -1

    def quote_around(self, span: Span) -> int:
        """The first quote that a span is part of; -1 where it is outside all."""
        for index in self.steps:
            if any(start <= span[0] and span[1] <= end for start, end in self.quotes[index].content):
                return index
        return -1

    def step_same(self, by: int) -> int:
        """The same speaker's quote `by` steps on; the chosen one when the speaker has no more or is unknown."""
        key = speaker_key(self.quote) if self.quote else None
        if key is None:
            return self.chosen
        return _along([i for i in self.steps if speaker_key(self.quotes[i]) == key], self.chosen, by)

    def quotes_of(self, key: int | str) -> list[Span]:
        """Where a speaker's quotes are."""
        return [(q.start, q.end) for q in self.quotes if speaker_key(q) == key]

    def mentions_of(self, key: int | str) -> list[Span]:
        """Where an entity is mentioned; for an unnamed speaker, where it is quoted."""
        if isinstance(key, str) or self.analysis is None:
            return self.quotes_of(key)
        return [(mention.start, mention.end) for mention in self.analysis.entities[key].mentions]

    def find(self, pattern: str, near: int) -> None:
        """Find a text; the current hit is the first from `near`. Case counts only when there is a capital in it."""
        self.hits, self.hit = (), -1
        if not pattern.strip():
            return
        # White space in the pattern is any white space: a sentence may run over a line's end.
        loose = r"\s+".join(re.escape(part) for part in re.split(r"\s+", pattern))
        found = re.compile(loose, 0 if pattern != pattern.lower() else re.IGNORECASE).finditer
        # A curly mark or an accent is meant when it is typed, and found without when it is not.
        text = self._folded if pattern == fold(pattern) else self.article.text
        after = [match.span() for match in islice(found(text, near), HITS)]
        earlier = takewhile(lambda match: match.start() < near, found(text))
        before = [match.span() for match in islice(earlier, HITS - len(after))]
        self.hits = before + after
        self.hit = (len(before) if after else 0) if self.hits else -1

    def mark(self, own: Sequence[Span], others: Sequence[Span] = ()) -> None:
        """Make spans the hits, and the first of them the current one; with others that do not overlap them or others.

        Both are ascending. Empty spans are no hits.
        """
        own = [span for span in own if span[0] < span[1]]
        hits: list[Span] = []
        for span in sorted({*own, *others}):
            before = bisect_right(own, span[0], key=lambda one: one[0]) - 1
            near = [one for one in own[max(before, 0) : before + 2] if one[0] < span[1] and span[0] < one[1]]
            if span in own or (not near and span[0] < span[1] and (not hits or hits[-1][1] <= span[0])):
                hits.append(span)
        self.hits = hits
        self.hit = hits.index(own[0]) if own else 0 if hits else -1

    @cached_property
    def _folded(self) -> str:
        return fold(self.article.text)

    @property
    def found(self) -> str:
        """Which hit of how many, in words."""
        if not self.hits:
            return "nothing"
        return f"{self.hit + 1:,}/{len(self.hits):,}{'+' if len(self.hits) == HITS else ''}"

    def move_hit(self, by: int) -> None:
        """Go to the next or previous hit, round and round."""
        if self.hits:
            self.hit = (self.hit + by) % len(self.hits)


def _mostly(span: Span, quote: Span) -> bool:
    """Whether most of a span is within a quote, which must have had its words before it was found otherwise."""
    return min(span[1], quote[1]) - max(span[0], quote[0]) >= _SAME * (span[1] - span[0])


def _along(stops: Sequence[int], chosen: int, by: int) -> int:
    if not stops:
        return -1
    at = bisect_left(stops, chosen)
    # Between two stops the one ahead is one step on, and the one behind one step back.
    between = at == len(stops) or stops[at] != chosen
    target = at + by - (1 if between and by > 0 else 0)
    return stops[min(max(target, 0), len(stops) - 1)]
