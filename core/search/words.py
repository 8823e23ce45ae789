"""Words as search sees them: without case and diacritics, with their places in the text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(
    "(?:[^\\W_][\u0300-\u036f]*)+"
)  # as FTS5's unicode61 cuts, an accent set apart is part of its letter


class Word(NamedTuple):
    """A word of a text: its folded form and its span in characters."""

    form: str
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """All words of a text in order."""
    return tuple(Word(fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text))


known_words = lru_cache(maxsize=1024)(words)
"""`words`, remembering the last texts: as one types, the same passages come up again."""


def fold(word: str) -> str:
    """A word in lower case, Latin letters without diacritics, as the index has it: `Škvorecký` is `skvorecky`.

    Letters that only look so, such as ø, and those of other scripts stay.
    """
    lower = word.lower()
    if lower.isascii():
        return lower
    return "".join(_base(c) for c in lower if not "\u0300" <= c <= "\u036f")


def _base(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else letter
