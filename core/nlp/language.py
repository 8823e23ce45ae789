"""Whether a text is English, cheaply; and what is still found in it when it is not."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from math import ceil

from newsreader.core.model import Quote, QuoteKind
from newsreader.core.nlp.lexicon import read_groups
from newsreader.core.nlp.marks import find_marks

NOT_ENGLISH = "This text is not in English: quotation marks are found, speakers are not."
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6_000  # characters; enough to tell
_FEWEST = 25  # words; shorter texts are taken for English
_SHARE = 0.16  # of common words; English news has 0.4 and more, headlines and lists 0.25


@cache
def _common() -> frozenset[str]:
    return frozenset(word for line in read_groups("common_words.txt")["words"] for word in line)


def is_english(text: str) -> bool:
    """True when enough words are common English ones, or when there are too few words to tell."""
    middle = len(text) // 2
    words = _WORD.findall(text[: _SAMPLE // 2] + " " + text[middle : middle + _SAMPLE // 2])
    if len(words) < _FEWEST:
        return True
    common = filter(_common().__contains__, map(str.lower, words))
    return len(list(islice(common, ceil(_SHARE * len(words))))) >= _SHARE * len(words)  # a part of the words is enough


def marks_only(text: str) -> tuple[Quote, ...]:
    """Every stretch in quotation marks as a direct quote of nobody."""
    return tuple(Quote((mark.inner,), QuoteKind.DIRECT, (mark.inner,)) for mark in find_marks(text))
