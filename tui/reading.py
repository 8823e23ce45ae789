"""Where the reader is in an article: the chosen quote, and the hits of a find. Pure."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.core.model import Analysis, Article, Quote, QuoteKind, Span
from newsreader.tui.render import speaker_key


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article was left: the first character on the screen and the chosen quote (-1: none)."""

    position: int = 0
    quote: int = -1

    def dump(self) -> str:
        """The place as a short text for the library."""
        return json.dumps([self.position, self.quote])

    @classmethod
    def parse(cls, text: str | None) -> Place | None:
        """The place of a dumped text; None for anything else."""
        try:
            position, quote = json.loads(text or "")
            return cls(int(position), int(quote))
        except (ValueError, TypeError):
            return None


class Reading:
    """An open article and what is chosen in it."""

    def __init__(self, article: Article, analysis: Analysis | None = None) -> None:
        self.article = article
        self.chosen = -1
        self.hits: Sequence[Span] = ()
        self.hit = -1
        self.analysis = analysis

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes of the article; none before it is analysed."""
        return self.analysis.quotes if self.analysis else ()

    @property
    def steps(self) -> list[int]:
        """The quotes that the step keys visit: all but scare quotes, which nobody said."""
        return [i for i, quote in enumerate(self.quotes) if quote.kind is not QuoteKind.SCARE]

    @property
    def quote(self) -> Quote | None:
        """The chosen quote."""
        return self.quotes[self.chosen] if 0 <= self.chosen < len(self.quotes) else None

    def step(self, by: int) -> int:
        """The quote `by` steps from the chosen one, stopping at the ends; -1 when there are none."""
        return _along(self.steps, self.chosen, by)

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
        flags = 0 if pattern != pattern.lower() else re.IGNORECASE
        # White space in the pattern is any white space: a sentence may run over a line's end.
        loose = r"\s+".join(re.escape(part) for part in pattern.split())
        self.hits = [found.span() for found in re.finditer(loose, self.article.text, flags)] if loose else ()
        self.hit = bisect_left(self.hits, (near, 0)) % len(self.hits) if self.hits else -1

    def move_hit(self, by: int) -> None:
        """Go to the next or previous hit, round and round."""
        if self.hits:
            self.hit = (self.hit + by) % len(self.hits)


def _along(stops: Sequence[int], chosen: int, by: int) -> int:
    if not stops:
        return -1
    at = bisect_left(stops, chosen)
    # Between two stops the one ahead is one step on, and the one behind one step back.
    between = at == len(stops) or stops[at] != chosen
    target = at + by - (1 if between and by > 0 else 0)
    return stops[min(max(target, 0), len(stops) - 1)]
