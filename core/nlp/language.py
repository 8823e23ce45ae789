"""Whether a text is English, cheaply; and what is still found in it when it is not."""

from __future__ import annotations

import re

from newsreader.core.model import Quote, QuoteKind
from newsreader.core.nlp.marks import find_marks

NOT_ENGLISH = "This text is not in English: quotation marks are found, speakers are not."
_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "a",
        "in",
        "that",
        "is",
        "was",
        "for",
        "it",
        "with",
        "as",
        "his",
        "on",
        "be",
        "at",
        "by",
        "i",
        "this",
        "had",
        "not",
        "are",
        "but",
        "from",
        "or",
        "have",
        "an",
        "they",
        "which",
        "one",
        "you",
        "were",
        "all",
        "her",
        "she",
        "there",
        "would",
        "their",
        "we",
        "him",
        "been",
        "has",
        "when",
        "who",
        "will",
        "no",
        "more",
        "if",
        "out",
        "so",
        "up",
        "said",
        "what",
        "its",
        "about",
        "than",
        "into",
        "them",
        "can",
        "only",
        "other",
        "time",
        "new",
        "some",
        "could",
        "these",
        "two",
        "may",
        "first",
        "then",
        "do",
        "any",
        "like",
        "my",
        "now",
        "over",
        "such",
        "our",
        "me",
        "even",
        "most",
        "made",
        "after",
        "also",
        "did",
        "many",
        "off",
        "before",
        "must",
        "well",
        "back",
        "through",
        "years",
        "where",
        "much",
        "your",
        "way",
        "down",
        "should",
        "because",
        "each",
        "just",
        "those",
        "people",
        "how",
        "too",
        "he",
        "says",
        "told",
        "mr",
        "mrs",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6_000  # characters; enough to tell
_FEWEST = 25  # words; shorter texts are taken for English
_SHARE = 0.16  # of common words; English news has 0.4 and more, headlines and lists 0.25


def is_english(text: str) -> bool:
    """True when enough words are common English ones, or when there are too few words, or of too few letters, to tell."""
    middle = len(text) // 2
    words = [w.lower() for w in _WORD.findall(text[: _SAMPLE // 2] + " " + text[middle : middle + _SAMPLE // 2])]
    return len(words) < _FEWEST or sum(w in _COMMON for w in words) >= _SHARE * len(words)


def marks_only(text: str) -> tuple[Quote, ...]:
    """Every stretch in quotation marks as a direct quote of nobody."""
    return tuple(Quote((mark.inner,), QuoteKind.DIRECT, (mark.inner,)) for mark in find_marks(text))
