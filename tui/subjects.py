"""What a key of the reader's own marks is about: a quote, a passage, an article. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from newsreader.core.model import Span
from newsreader.tui.reading import Reading

_LONGEST = 4_000  # characters of a paragraph that is a passage as a whole


class Scope(StrEnum):
    """How much of an article is meant."""

    QUOTE = "quote"
    PASSAGE = "passage"
    ARTICLE = "article"


class Subject(NamedTuple):
    """An article, or some words of it.

    title: the article's, else where it is from. span: the words' characters; None for the whole. words: themselves.
    """

    id: str
    title: str
    scope: Scope = Scope.ARTICLE
    span: Span | None = None
    words: str = ""

    @property
    def name(self) -> str:
        """What the reader is told it is: its words, or the article's title."""
        return f"“{self.words}”" if self.span else self.title


def in_text(reading: Reading, title: str, first: int, last: int) -> list[Subject]:
    """What may be meant in an open article, the likeliest first.

    first, last: the characters at the two ends of the screen. A hit that a find or search has led to is meant before
    the chosen quote, unless it is in it, and the chosen quote before the passage, while it is on the screen.
    """
    article = reading.article
    whole = Subject(article.id, title)
    hit = reading.hits[reading.hit] if 0 <= reading.hit < len(reading.hits) else None
    quote = reading.quote
    span = passage(reading, hit, first)
    passages = [Subject(article.id, title, Scope.PASSAGE, span, article.text[slice(*span)])] if span else []
    if quote is None:
        return [*passages, whole] if hit else [whole, *passages]
    chosen = Subject(article.id, title, Scope.QUOTE, (quote.start, quote.end), article.text[quote.start : quote.end])
    seen = quote.start < last and first < quote.end
    inside = hit is not None and quote.start <= hit[0] and hit[1] <= quote.end
    return [chosen, *passages, whole] if inside or (hit is None and seen) else [*passages, chosen, whole]


def passage(reading: Reading, hit: Span | None, first: int) -> Span | None:
    """The sentence of a hit, else the first paragraph that begins on the screen or, where none does, fills it.

    Of one that is too long it is the first sentence on the screen.

    first: the first character on the screen.
    """
    from newsreader.tui.extent import surroundings  # its grammar is not needed for the first paint

    article = reading.article
    if hit is not None:
        if any(mark.span == hit for mark in reading.marks):
            return hit
        sentence = surroundings(article, hit[0]).sentence_at(hit[0])
        return (min(sentence[0], hit[0]), max(sentence[1], hit[1])) if sentence else hit
    spans = [(block.start, block.end) for block in article.blocks] or [(0, len(article.text))]
    after = next((span for span in spans if span[0] >= first), None)
    within = next((span for span in reversed(spans) if span[0] <= first), None)
    start, end = after or within or (0, 0)
    if end - start > _LONGEST:  # a text without paragraphs
        return surroundings(article, max(first, start)).sentence_at(max(first, start))
    text = article.text[start:end]
    start += len(text) - len(text.lstrip())
    return (start, start + len(text.strip())) if text.strip() else None
