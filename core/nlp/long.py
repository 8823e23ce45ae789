"""Texts beyond what the language model takes at once, in parts that end with a paragraph."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from newsreader.core.model import Article, Block, Entity, EntityKind, Mention, Quote, Span
from newsreader.core.nlp.pipeline import load_pipeline
from newsreader.core.nlp.quotes import find_quotes

LIMIT = 100_000
"""Characters analysed at once, some 16,000 words: far below the model's own 1,000,000, since memory grows with each."""


def parts(text: str, limit: int = LIMIT) -> Iterator[Span]:
    """Consecutive stretches of at most `limit` characters that end at a line break, else at a space."""
    start = 0
    while len(text) - start > limit:
        cut = text.rfind("\n", start + limit // 2, start + limit)
        if cut < 0:
            cut = text.rfind(" ", start + limit // 2, start + limit)
        end = cut + 1 if cut >= 0 else start + limit
        yield start, end
        start = end
    yield start, len(text)


def analyse_long(article: Article) -> tuple[tuple[Quote, ...], tuple[Entity, ...]]:
    """Quotes and entities of a long article; entities of one name and kind are one across the parts."""
    quotes: list[Quote] = []
    merged: dict[tuple[str, EntityKind], list[Mention]] = {}
    number: dict[tuple[str, EntityKind], int] = {}
    for start, end in parts(article.text):
        piece = Article(article.text[start:end], blocks=_blocks(article, start, end))
        if not piece.text.strip():
            continue
        found, cast = find_quotes(load_pipeline()(piece.text), piece)
        places = []
        for entity in cast:
            key = (entity.name, entity.kind)
            mentions = tuple(Mention(m.start + start, m.end + start, m.kind) for m in entity.mentions)
            merged.setdefault(key, []).extend(mentions)
            places.append(number.setdefault(key, len(number)))
        quotes += [_moved(q, start, places) for q in found]
    return tuple(quotes), tuple(Entity(name, kind, tuple(own)) for (name, kind), own in merged.items())


def _blocks(article: Article, start: int, end: int) -> tuple[Block, ...]:
    inside = (b for b in article.blocks if start <= b.start and b.end <= end)
    return tuple(Block(b.start - start, b.end - start, b.kind) for b in inside)


def _moved(quote: Quote, by: int, places: list[int]) -> Quote:
    return dataclasses.replace(quote.moved(by), entity=None if quote.entity is None else places[quote.entity])
