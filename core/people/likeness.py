"""Whether two quotes are versions of one."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from newsreader.core.people.wording import bits


@dataclass(frozen=True)
class Saying:
    """A quote as it is compared. wording: see there. speaker: the last word of the speaker's name without case, None
    where nobody is named. story: the same in near copies of one article, else None."""

    wording: array[int]
    speaker: str | None = None
    story: int | None = None

    @cached_property
    def bag(self) -> Counter[int]:
        """Its telling words, how often it has them."""
        return Counter(token for token in self.wording if bits(token))

    @cached_property
    def weight(self) -> int:
        """How telling all of it is, in bits."""
        return sum(map(bits, self.wording))


ENOUGH = 26
"""Bits that versions have in common: by chance no two of 100,000 quotes agree in so many."""

CONTAINED = 0.62
"""Share of the shorter one's bits that a version has."""


def are_versions(one: Saying, other: Saying) -> bool:
    """Whether two quotes are versions of one."""
    from rapidfuzz.distance import LCSseq

    if one.wording == other.wording:
        by_one = one.speaker is not None and one.speaker == other.speaker
        printed_together = one.story is not None and one.story == other.story
        return one.weight >= ENOUGH or by_one or printed_together
    shared = sum(
        sum(map(bits, one.wording[block.src_start : block.src_end]))
        for block in LCSseq.opcodes(one.wording, other.wording)
        if block.tag == "equal"
    )
    return shared >= ENOUGH and shared >= CONTAINED * min(one.weight, other.weight)
