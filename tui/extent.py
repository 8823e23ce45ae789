"""Where the words and sentences near a place are, and moving the ends of a stretch along them. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from newsreader.core.model import Article, Span

REACH = 20_000
"""Characters before and after a place within which its surroundings are looked at."""

Edge = Literal["start", "end"]
Unit = Literal["word", "sentence"]

_MARKS = "\"'“”„‟‘’‚‛«»‹›`「」『』"
_AFTER = ".,;:!?…"
# Opening marks and brackets; the word; what closes or ends something behind it.
_WORD = re.compile(rf"[(\[{{{_MARKS}]*(\S+?)([)\]}}{_AFTER}{_MARKS}—–-]*)(?!\S)")
_MARK = re.compile(f"[{_MARKS}]")
_INITIALS = re.compile(r"(?:\w\.)+")
_STOP = re.compile(rf"[.!?…]+[{_MARKS})\]]*\s+(?=[{_MARKS}(\[]*[^\W_a-zß-öø-ÿ])")
_TITLES = re.compile(
    "mr|mrs|ms|dr|prof|st|gen|sen|rep|gov|lt|col|sgt|capt|maj|hon|rev|jr|sr|no|vs|inc|ltd|co|corp|messrs|mme"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words and the sentences near a place of an article, in text order, without the marks around them."""

    words: Sequence[Span]
    sentences: Sequence[Span]

    def move(self, span: Span, edge: Edge, unit: Unit, by: int) -> Span:
        """`span` with its start or end moved to the next (1) or previous (-1) one of a word or sentence.

        The same span where there is none, or where no word would be left of it; an end that goes by sentences takes
        the other one along.
        """
        side = 0 if edge == "start" else 1
        units = self.words if unit == "word" else self.sentences
        stops = [one[side] for one in units]
        at = bisect_right(stops, span[side]) if by > 0 else bisect_left(stops, span[side]) - 1
        if not 0 <= at < len(stops):
            return span
        moved = (stops[at], span[1]) if side == 0 else (span[0], stops[at])
        if moved[0] < moved[1]:
            return moved
        return units[at] if unit == "sentence" else span

    def sentence_at(self, position: int) -> Span | None:
        """The sentence that a character is in, else the next one, else the last; None where there are none."""
        at = bisect_right(self.sentences, position, key=lambda one: one[0]) - 1
        if at < 0 or (self.sentences[at][1] < position and at + 1 < len(self.sentences)):
            at += 1
        return self.sentences[at] if self.sentences else None


def surroundings(article: Article, near: int) -> Surroundings:
    """The words and sentences within REACH of a character. No sentence runs over the end of a block.

    Sentences are told by their punctuation alone: this is where an end may be put, not what the engine goes by.
    """
    text = article.text
    low, high = max(near - REACH, 0), min(near + REACH, len(text))
    words: list[Span] = []
    sentences: list[Span] = []
    blocks = [(block.start, block.end) for block in article.blocks] or [(0, len(text))]
    for block in blocks:
        start, end = max(block[0], low), min(block[1], high)
        if start >= end:
            continue
        here = list(_words(text, start, end))
        words += here
        stops = [stop.end() for stop in _STOP.finditer(text, start, end) if not _goes_on(text, start, stop.start())]
        sentences += _sentences(here, stops)
    return Surroundings(words, sentences)


def _words(text: str, low: int, high: int) -> list[Span]:
    found = []
    for word in _WORD.finditer(text, low, high):
        start, end = word.span(1)
        if mark := _MARK.search(word[2]):  # “May,” but: rise.
            end += mark.start()
        elif _INITIALS.fullmatch(word[1] + word[2][:1]):
            end += 1
        found.append((start, end))
    return found


def _goes_on(text: str, low: int, stop: int) -> bool:
    """Whether the full stop at a place ends an abbreviation or a single letter, and no sentence."""
    if text[stop] != ".":
        return False
    before = re.search(r"[\w.]*$", text[max(low, stop - 12) : stop])
    word = before[0].lower() if before else ""
    return _TITLES.fullmatch(word) is not None or (len(word) == 1 and word.isalpha())


def _sentences(words: Sequence[Span], stops: Sequence[int]) -> list[Span]:
    """The words between two stops, from the first one's start to the last one's end."""
    edges = [0, *(bisect_left(words, stop, key=lambda one: one[0]) for stop in stops), len(words)]
    # A mark stands before the first word of what comes after a stop, so the word may begin a little behind it.
    return [(words[a][0], words[b - 1][1]) for a, b in pairwise(edges) if a < b]
