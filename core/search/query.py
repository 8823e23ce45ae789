"""What somebody has typed so far."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.core.search.words import words

LONGEST = 300
"""Characters of a query that are looked at."""

MOST = 16
"""Words of a query that are looked at."""


@dataclass(frozen=True, slots=True)
class Query:
    """The folded words typed; `open_end`: the last one may still be growing."""

    words: tuple[str, ...]
    open_end: bool

    def grows(self, index: int) -> bool:
        """Whether the word at `index` may stand for the beginning of a longer one."""
        return self.open_end and index == len(self.words) - 1


def parse(text: str) -> Query:
    """Any text as a query; one without words finds nothing."""
    found = words(text[:LONGEST])
    return Query(
        words=tuple(word.form for word in found[:MOST] if word.form),
        open_end=bool(found) and len(found) <= MOST and found[-1].end == len(text),
    )
