"""Whether two quotes are versions of one.

Their words are aligned: a longest common sequence of stems, as a word-by-word comparison would show it. Of that
alignment a few things are measured (see `Measures`), which a logistic regression weighs. It was fitted on versions of
real quotes, cut, changed and translated back, against pairs of different quotes that share words; what fitted it, and
says how well it does on others, is in tests/benchmarks/travels.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property
from types import ModuleType
from typing import NamedTuple

from newsreader.core.people.wording import NAME, Wording, is_listed, is_number, negations

Telling = Callable[[int], float]
"""How telling a stem is in the library at hand, at most, in bits."""

ENOUGH = 18
"""Bits that two quotes share at least; fewer come together by chance, unless the same speaker says the same words."""

LEAST = 0.4
"""Share of the shorter one's words that are aligned at least."""

IN_DOUBT = 1.5
"""What is taken from the odds, as a logarithm, of a pair whose words alone speak for it: of one article, where a
reporter rather gives two quotes than one twice, and where it is not known that one speaker said both; twice as much
where numbers differ or one denies what the other says. By as much likelier is a piece of the other, word for word."""

PIECES = 2
"""Stretches of the longer quote that a piece consists of at most: the middle may be left out."""

SHORT = 6
"""Words of a quote; shorter ones are pieces of another only where the same speaker said it."""

NEARLY = 0.75
"""Share of the bits of both from which on versions are nearly the same."""

SLOGAN = 3
"""Words of a quote that the same speaker may be quoted with again; shorter ones ("Yes") are said every day."""

WEIGHTS = {
    "constant": -15.92,
    "shared": -0.49,
    "less": -5.33,
    "more": 8.23,
    "anyhow": 1.66,
    "words": 6.07,
    "spread": -0.24,
    "runs": 1.12,
    "run": 1.58,
    "names": -0.67,
    "numbers": -1.13,
    "denied": -0.63,
    "same": 0.83,
    "others": -1.87,
    "marked": 1.90,
    "told": 0.46,
    "shared and less": 0.91,
    "shared and words": 0.83,
    "less and words": -3.40,
}
"""Of the regression, by what they weigh; at zero a pair is as likely to be one quote as not to be."""


@dataclass(frozen=True)
class Saying:
    """A quote as it is compared.

    wording: see there. speaker: who said it, a person's last name or another's whole one without case, None where
    nobody is named. story: the same in near copies of one article, else None. marked: it stands in quotation marks, at
    least in part. article: a number for the article that it stands in.
    """

    wording: Wording
    speaker: str | None = None
    story: int | None = None
    marked: bool = False
    article: int | None = None

    @cached_property
    def telling(self) -> dict[int, int]:
        """Its stems with how telling they are."""
        return dict(zip(*self.wording, strict=True))

    @cached_property
    def weight(self) -> int:
        """How telling all of it is, in bits."""
        return sum(self.wording.bits)


def anything(_: int) -> float:
    """How telling a stem is at most where there is no library."""
    return 15.0


class Measures(NamedTuple):
    """What is measured of two quotes; the shorter one is the one of fewer words.

    shared: bits of the words that stand in both in the same order. less, more: their share of the bits of the one that
    has fewer and the one that has more. anyhow: the share as `less`, in whatever order. words: share of the shorter
    one's words that are aligned, those that tell nothing included. spread: over how many words of the longer one they
    are, in lengths of the shorter. runs: of aligned words without a gap. run: words of the longest one. names, numbers:
    of the shorter one that the longer one has not. denied: only one of them has a negation; the longer one is looked at
    from the first to the last aligned word. same, others: it is known that one speaker, or
    that different ones said it. marked: how many of the two stand in quotation marks.
    """

    shared: float
    less: float
    more: float
    anyhow: float
    words: float
    spread: float
    runs: int
    run: int
    names: int
    numbers: int
    denied: bool
    same: bool
    others: bool
    marked: int


class Alike(IntEnum):
    """How alike two quotes are; true of versions. NEARLY_SAME: most of each is in the other."""

    NOT = 0
    VERSIONS = 1
    NEARLY_SAME = 2


def alike(one: Saying, other: Saying, telling: Telling = anything) -> Alike:
    """How alike two quotes are."""
    if one.wording.stems == other.wording.stems:
        return Alike.NEARLY_SAME if _are_one_slogan(one, other) else Alike.NOT
    if not _may_be(one, other):
        return Alike.NOT
    if len(one.wording.stems) > len(other.wording.stems):
        one, other = other, one
    aligned = _aligned(one, other, telling)
    is_short = len(one.wording.stems) < SHORT
    is_piece = aligned.words == len(one.wording.stems) and aligned.runs <= PIECES and not is_short
    if aligned.shared < ENOUGH and not (is_piece and aligned.runs == 1):
        return Alike.NOT
    found = _measures(one, other, aligned)
    odds = likeness(found)
    in_one_article = one.article is not None and one.article == other.article
    if found.numbers or found.denied:
        odds -= 2 * IN_DOUBT
    if is_piece and not in_one_article and not found.others:
        odds += IN_DOUBT
    elif in_one_article or not (is_piece or found.same):
        odds -= IN_DOUBT
    if odds < 0:
        return Alike.NOT
    if found.more >= NEARLY:
        return Alike.NEARLY_SAME
    return Alike.NOT if is_short and not found.same else Alike.VERSIONS


def _are_one_slogan(one: Saying, other: Saying) -> bool:
    """Whether quotes of the same words are one, which short ones are in near copies and of one speaker alone."""
    if (one.story is not None and one.story == other.story) or one.weight >= ENOUGH:
        return bool(one.wording.stems)
    same_speaker = one.speaker is not None and one.speaker == other.speaker
    return same_speaker and len(one.wording.stems) >= SLOGAN and one.weight > 0


def _may_be(one: Saying, other: Saying) -> bool:
    """Whether it is worth aligning two quotes: most that share a key have little else in common."""
    shared = one.telling.keys() & other.wording.stems
    if sum(map(one.telling.__getitem__, shared)) < ENOUGH * 0.7:  # a word may stand in both more than once
        return False
    least = int(LEAST * min(len(one.wording.stems), len(other.wording.stems)))
    similarity: int = _lcs().similarity(one.wording.stems, other.wording.stems, score_cutoff=least)
    return similarity >= least


def likeness(found: Measures) -> float:
    """The logarithm of the odds that two quotes are one."""
    return sum(WEIGHTS[name] * value for name, value in features(found).items())


def features(found: Measures) -> dict[str, float]:
    """What the regression weighs, by name."""
    shared = math.log2(1 + found.shared)
    return {
        "constant": 1.0,
        "shared": shared,
        "less": found.less,
        "more": found.more,
        "anyhow": found.anyhow,
        "words": found.words,
        "spread": math.log2(max(found.spread, 0.25)),
        "runs": math.log2(1 + found.runs),
        "run": math.log2(1 + found.run),
        "names": float(min(found.names, 2)),
        "numbers": float(min(found.numbers, 2)),
        "denied": float(found.denied),
        "same": float(found.same),
        "others": float(found.others),
        "marked": float(found.marked),
        "told": float(not found.marked and not found.same),
        "shared and less": shared * found.less,
        "shared and words": shared * found.words,
        "less and words": found.less * found.words,
    }


def measures(one: Saying, other: Saying, telling: Telling = anything) -> Measures:
    """What two quotes have in common."""
    if len(one.wording.stems) > len(other.wording.stems):
        one, other = other, one
    return _measures(one, other, _aligned(one, other, telling))


class _Aligned(NamedTuple):
    """The alignment of a shorter quote with a longer one.

    shared, words, runs, run: see `Measures`. first, last: from and to which word of the longer one. ours, theirs: how
    telling the words of the shorter and the longer one are here.
    """

    shared: float
    words: int
    runs: int
    run: int
    first: int
    last: int
    ours: list[float]
    theirs: list[float]


def _aligned(one: Saying, other: Saying, telling: Telling) -> _Aligned:
    ours, theirs = (list(map(min, said.wording.bits, map(telling, said.wording.stems))) for said in (one, other))
    shared, words, runs, run, first, last = 0.0, 0, 0, 0, 0, 0
    for at, there, length in _lcs().editops(one.wording.stems, other.wording.stems).as_matching_blocks():
        if length:  # the last one has none
            shared += min(sum(ours[at : at + length]), sum(theirs[there : there + length]))
            first = first if runs else there
            last = there + length
            words += length
            runs, run = runs + 1, max(run, length)
    return _Aligned(shared, words, runs, run, first, last, ours, theirs)


def _measures(one: Saying, other: Saying, aligned: _Aligned) -> Measures:
    anyhow = Counter(one.wording.stems) & Counter(other.wording.stems)
    weights = dict(zip(one.wording.stems, aligned.ours, strict=True))
    no = negations()
    there = other.wording.stems[aligned.first : aligned.last]
    denied = no.isdisjoint(one.wording.stems) != no.isdisjoint(there)
    missing = one.telling.keys() - other.wording.stems
    less, more = sorted((sum(aligned.ours), sum(aligned.theirs)))
    length = len(aligned.ours) or 1
    named = one.speaker is not None and other.speaker is not None
    return Measures(
        shared=aligned.shared,
        less=aligned.shared / (less or 1),
        more=aligned.shared / (more or 1),
        anyhow=sum(weights[stem] * count for stem, count in anyhow.items()) / (less or 1),
        words=aligned.words / length,
        spread=(aligned.last - aligned.first) / length,
        runs=aligned.runs,
        run=aligned.run,
        names=sum(not is_listed(stem) and one.telling[stem] <= NAME for stem in missing),
        numbers=sum(map(is_number, missing)),
        denied=denied,
        same=named and one.speaker == other.speaker,
        others=named and one.speaker != other.speaker,
        marked=one.marked + other.marked,
    )


@cache
def _lcs() -> ModuleType:
    from rapidfuzz.distance import LCSseq  # takes its time

    return LCSseq
