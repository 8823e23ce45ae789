"""Quotes of headlines: whose words they are, the text below often says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsreader.core.model import Article, BlockKind, Quote

_HEADS = (BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.SUBHEADING)
_FEWEST = 2  # words that must be the same
_LIKELY = 0.5
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def repeat_speakers(text: str, article: Article, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes, those of headlines without a likely speaker with that of the same words in the body."""
    heads = [(b.start, b.end) for b in article.blocks if b.kind in _HEADS]
    if not heads:
        return tuple(quotes)

    def words(quote: Quote) -> str:
        return (
            " " + " ".join(w.lower() for a, b in quote.marked or quote.content for w in _WORD.findall(text[a:b])) + " "
        )

    in_head = [any(a <= q.start < b for a, b in heads) for q in quotes]
    if not any(in_head):
        return tuple(quotes)
    body = [(words(q), q) for q, is_head in zip(quotes, in_head, strict=True) if not is_head and q.speaker_name]
    result = []
    for quote, is_head in zip(quotes, in_head, strict=True):
        said = words(quote)
        if is_head and quote.marked and quote.confidence < _LIKELY and len(said.split()) >= _FEWEST:
            same = next((q for known, q in body if said in known and q.confidence > quote.confidence), None)
            if same is not None:
                quote = quote._replace(
                    mention=same.mention,
                    entity=same.entity,
                    speaker_name=same.speaker_name,
                    basis="the same words in the text below",
                    confidence=same.confidence,
                    runner_up=same.runner_up,
                )
        result.append(quote)
    return tuple(result)
