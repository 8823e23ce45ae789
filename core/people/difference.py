"""What two versions of a quote have word for word in common, and whether words inside quotation marks differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from newsreader.core.model import Span

_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")


class What(StrEnum):
    """What became of some words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"


class Alteration(StrEnum):
    """How words inside quotation marks differ.

    CUT: some are left out. BRACKETED: some were put in or in place of others, in square brackets, as an editor says
    openly. ADDED: some were put in. REWORDED: others stand in their place.
    """

    CUT = "cut"
    BRACKETED = "bracketed"
    ADDED = "added"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Change:
    """Some words of one text and what stands in their place in the other; spans are in characters of each.

    The changes of two texts follow one another without gaps: together they are both texts, white space and
    punctuation with the words before them. SAME words may differ in case, punctuation and quotation marks.
    """

    what: What
    a_span: Span
    b_span: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a quote. changes: over the `words` of both; alters: how those in quotation marks differ."""

    changes: tuple[Change, ...]
    alters: tuple[Alteration, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    same_as: str


def difference(a: str, b: str) -> tuple[Change, ...]:
    """The changes that make text b of text a, word by word: a longest common sequence of words is SAME."""
    a_words, b_words = _words(a), _words(b)
    a_starts, b_starts = _starts(a, a_words), _starts(b, b_words)
    changes = []
    for what, (a_from, a_to), (b_from, b_to) in _steps(a_words, b_words):
        changes.append(Change(what, (a_starts[a_from], a_starts[a_to]), (b_starts[b_from], b_starts[b_to])))
    if not changes and (a or b):
        changes.append(Change(What.SAME, (0, len(a)), (0, len(b))))
    elif changes:
        changes[0] = Change(changes[0].what, (0, changes[0].a_span[1]), (0, changes[0].b_span[1]))
    return tuple(changes)


def alters(
    a: str, b: str, a_marked: Sequence[Span] | None = None, b_marked: Sequence[Span] | None = None
) -> tuple[Alteration, ...]:
    """How the words in quotation marks of b differ from those of a; () where only case and punctuation do.

    a_marked, b_marked: the spans that stand in quotation marks; None: all does. Words that only one of the two gives
    in marks are no alteration of the other's: the other one reports them in its own words.
    """
    a_marked = ((0, len(a)),) if a_marked is None else a_marked
    b_marked = ((0, len(b)),) if b_marked is None else b_marked
    brackets = [found.span() for found in _BRACKETS.finditer(b)]
    a_words, b_words = _words(a), _words(b)
    found = set()
    for what, a_range, b_range in _steps(a_words, b_words):
        old = [word for word in a_words[slice(*a_range)] if _inside(word, a_marked)]
        new = [word for word in b_words[slice(*b_range)] if _inside(word, b_marked)]
        if what is What.SAME:
            continue
        openly = [word for word in new if _inside(word, brackets)]
        if openly:
            found.add(Alteration.BRACKETED)
        if what is What.CHANGED:
            if old and len(openly) < len(new):
                found.add(Alteration.REWORDED)
            elif old and not new and not b_words[slice(*b_range)]:
                found.add(Alteration.CUT)
        elif what is What.REMOVED and old and b_marked:
            found.add(Alteration.CUT)
        elif what is What.ADDED and len(openly) < len(new) and a_marked:
            found.add(Alteration.ADDED)
    return tuple(one for one in Alteration if one in found)


def _words(text: str) -> list[_Word]:
    return [_Word(*found.span(), _plain(found.group())) for found in _WORD.finditer(text)]


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'")


def _starts(text: str, words: Sequence[_Word]) -> list[int]:
    """Where each word starts, with the marks that open it, and where the text ends."""
    starts: list[int] = []
    for word in words:
        start = word.start
        while start and not text[start - 1].isspace() and not text[start - 1].isalnum():
            start -= 1
        starts.append(max(start, starts[-1] + 1 if starts else 0))
    return [*starts, len(text)]


def _inside(word: _Word, spans: Sequence[Span]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in spans)


def _steps(a: Sequence[_Word], b: Sequence[_Word]) -> list[tuple[What, Span, Span]]:
    """Runs of words that are the same or are not, in order."""
    from rapidfuzz.distance import LCSseq

    steps: list[tuple[What, Span, Span]] = []
    codes = LCSseq.opcodes([word.same_as for word in a], [word.same_as for word in b])
    for code in codes:
        a_range, b_range = (code.src_start, code.src_end), (code.dest_start, code.dest_end)
        if code.tag == "equal":
            steps.append((What.SAME, a_range, b_range))
        elif steps and steps[-1][0] is not What.SAME:  # a removal and an addition in one place are a change
            _, a_before, b_before = steps.pop()
            steps.append((What.CHANGED, (a_before[0], a_range[1]), (b_before[0], b_range[1])))
        else:
            what = What.CHANGED if a_range[0] < a_range[1] and b_range[0] < b_range[1] else None
            what = what or (What.REMOVED if a_range[0] < a_range[1] else What.ADDED)
            steps.append((what, a_range, b_range))
    return steps
