"""Texts beyond what the language model takes at once, in parts that end with a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from newsreader.core.model import Article, Block, Entity, EntityKind, Mention, Quote, Span
from newsreader.core.nlp.limits import MOST_PARTS
from newsreader.core.nlp.pipeline import load_pipeline, readable
from newsreader.core.nlp.quotes import find_quotes

_WORD = re.compile(r"\w+|[^\w ]")

LIMIT = 100_000
"""Characters analysed at once, some 16,000 words: far below the model's own 1,000,000, since memory grows with each."""


DENSEST = 25_000
"""Words and signs analysed at once: a text of single letters has as many of them as four of prose."""


def parts(text: str) -> Iterator[Span]:
    """Consecutive stretches that end at a line break, else at a space, and are short enough to be analysed at once."""
    start = 0
    while start < len(text):
        end = end_of_part(text, start)
        yield start, end
        start = end


def end_of_part(text: str, start: int) -> int:
    """Where a stretch that begins at `start` has to end."""
    limit = min(LIMIT, len(text) - start)
    if limit > DENSEST:  # else it has not as many words as characters
        dense = sum(1 for _ in islice(_WORD.finditer(text, start, start + limit), DENSEST + 1))
        if dense > DENSEST:
            limit = next(islice(_WORD.finditer(text, start), DENSEST, None)).start() - start
    if start + limit == len(text):
        return len(text)
    cut = text.rfind("\n", start + limit // 2, start + limit)
    if cut < 0:
        cut = text.rfind(" ", start + limit // 2, start + limit)
    return cut + 1 if cut >= 0 else start + limit


def analyse_long(article: Article) -> tuple[tuple[Quote, ...], tuple[Entity, ...], str]:
    """Quotes and entities of a long article, and a note where it is too long to be read to its end.

    Entities of one name and kind are one across the parts.
    """
    end = 0
    quotes: list[Quote] = []
    merged: dict[tuple[str, EntityKind], list[Mention]] = {}
    number: dict[tuple[str, EntityKind], int] = {}
    for start, end in islice(parts(article.text), MOST_PARTS):
        piece = Article(article.text[start:end], blocks=_blocks(article, start, end))
        if not piece.text.strip():
            continue
        found, cast = find_quotes(load_pipeline()(readable(piece.text)), piece)
        places = []
        for entity in cast:
            key = (entity.name, entity.kind)
            mentions = tuple(Mention(m.start + start, m.end + start, m.kind) for m in entity.mentions)
            merged.setdefault(key, []).extend(mentions)
            places.append(number.setdefault(key, len(number)))
        quotes += [_moved(q, start, places) for q in found]
    note = "" if end == len(article.text) else f"Quotes and people are found in the first {end:,} characters only."
    return tuple(quotes), tuple(Entity(name, kind, tuple(own)) for (name, kind), own in merged.items()), note


def _blocks(article: Article, start: int, end: int) -> tuple[Block, ...]:
    inside = (b for b in article.blocks if start <= b.start and b.end <= end)
    return tuple(Block(b.start - start, b.end - start, b.kind) for b in inside)


def _moved(quote: Quote, by: int, places: list[int]) -> Quote:
    return quote.moved(by)._replace(entity=None if quote.entity is None else places[quote.entity])
