"""Stretches of tokens to attribute, and what stands around each: neighbours, length, place in the parse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from newsreader.core.nlp.lexicon import Ints
from newsreader.core.nlp.table import DEP, TAG, Table

_LENGTHS = np.array([1, 2, 3, 5, 9, 16, 30, 60])
_LONG_WORD = 4  # characters; shorter ones are written small in titles


@dataclass(frozen=True)
class Rows:
    """Rows: anchor number and token number of each, sorted by anchor."""

    anchor: Ints
    token: Ints


def span_rows(low: Ints, high: Ints) -> Rows:
    """A row for each token from `low` to `high` of each anchor."""
    sizes = np.maximum(high - low + 1, 0)
    anchor = np.repeat(np.arange(len(low)), sizes)
    offset = np.arange(len(anchor)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return Rows(anchor, np.repeat(low, sizes) + offset)


@dataclass(frozen=True)
class Stretches:
    """The stretches to attribute: first and last token (inclusive) of each. Every property is a value for each."""

    table: Table
    first: Ints
    last: Ints

    def __len__(self) -> int:
        return len(self.first)

    @cached_property
    def before(self) -> Ints:
        """Class of the token before: 1 where the paragraph starts, else 2 and up."""
        at = np.maximum(self.first - 1, 0)
        return np.where(self.starts, 1, self.table.classes[at] + 2)

    @cached_property
    def after(self) -> Ints:
        """Class of the token behind: 1 where the paragraph ends, else 2 and up."""
        at = np.minimum(self.last + 1, len(self.table) - 1)
        return np.where(self.ends, 1, self.table.classes[at] + 2)

    @cached_property
    def starts(self) -> NDArray[np.bool_]:
        """Whether it starts its paragraph."""
        para = self.table.para
        return np.asarray((self.first == 0) | (para[np.maximum(self.first - 1, 0)] != para[self.first]))

    @cached_property
    def ends(self) -> NDArray[np.bool_]:
        """Whether it ends its paragraph."""
        para, size = self.table.para, len(self.table)
        return np.asarray((self.last == size - 1) | (para[np.minimum(self.last + 1, size - 1)] != para[self.last]))

    @cached_property
    def whole(self) -> Ints:
        """1 where it is the whole paragraph."""
        return (self.starts & self.ends).astype(np.int64)

    @cached_property
    def inner(self) -> Ints:
        """The stop or comma it ends with, within the marks or as its last token: 1 to 5; 6 for others."""
        inner_end = np.maximum(self.last - 1, self.first)
        inner_end = np.where(self.table.word[self.last] > 0, self.last, inner_end)
        return np.minimum(self.table.word[inner_end], 6)

    @cached_property
    def upper(self) -> Ints:
        """1 where the first word begins with a capital."""
        return self.table.upper[np.minimum(self.first + 1, self.last)]

    @cached_property
    def length(self) -> Ints:
        """Its length in nine steps."""
        return np.searchsorted(_LENGTHS, self.last - self.first - 1, side="right")

    @cached_property
    def nth(self) -> Ints:
        """How many stretches of the same paragraph come before, at most 3."""
        para, count = self.table.para, np.arange(len(self))
        same = np.concatenate(([0], (para[self.first[1:]] == para[self.last[:-1]]).astype(np.int64)))
        return np.minimum(count - np.maximum.accumulate(np.where(same == 0, count, 0)), 3)

    @cached_property
    def capitals(self) -> Ints:
        """The share of words with a capital, in quarters."""
        running = np.concatenate(([0], np.cumsum(self.table.upper)))
        words = np.maximum(self.last - self.first - 1, 1)
        share: Ints = np.minimum(4 * (running[self.last + 1] - running[self.first]) // words, 4)
        return share

    @cached_property
    def titled(self) -> Ints:
        """How longer words are written: 0 there are none, 1 all with a capital, as in a title, 2 none, 3 some."""
        table = self.table
        is_long = (table.end - table.start >= _LONG_WORD) & (table.tag != TAG["CD"])
        every, big = (
            np.concatenate(([0], np.cumsum(is_long & mask))) for mask in (np.True_, table.upper.astype(np.bool_))
        )
        number, written_big = every[self.last + 1] - every[self.first], big[self.last + 1] - big[self.first]
        return np.where(number == 0, 0, np.where(written_big == number, 1, np.where(written_big == 0, 2, 3)))

    @cached_property
    def chain(self) -> list[Ints]:
        """The token outside that it hangs on in the parse, and those above that one, four in all; -1 without."""
        links = [self._head_of(self._leaving(alone=False))]
        for _ in range(3):
            links.append(self._head_of(links[-1]))
        return links

    @cached_property
    def root(self) -> Ints:
        """Its first token that hangs on one outside or on none, -1 without."""
        return self._leaving(alone=True)

    def _head_of(self, token: Ints) -> Ints:
        above: Ints = np.where(token >= 0, self.table.head[np.maximum(token, 0)], -1)
        return above

    def _leaving(self, alone: bool) -> Ints:
        """The first token of each whose head is outside, or with `alone` none; -1 without."""
        table = self.table
        rows = span_rows(self.first, self.last)
        head = table.head[rows.token]
        leaves = (head < self.first[rows.anchor]) | (head > self.last[rows.anchor])
        if alone:
            leaves |= head == rows.token
        at = np.flatnonzero(leaves & (table.dep[rows.token] != DEP["punct"]))[::-1]
        found = np.full(len(self), -1)
        found[rows.anchor[at]] = rows.token[at]  # the first of each is written last
        return found

    def word_at(self, token: Ints, beside: Ints) -> Ints:
        """The hashed word at `token` where it is in the paragraph of the token `beside`, else 0."""
        table = self.table
        inside = np.clip(token, 0, len(table) - 1)
        same = (inside == token) & (table.para[inside] == table.para[beside])
        return np.where(same, table.hashed[inside], 0)
