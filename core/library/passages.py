"""How a text is cut into the passages that are stored, found and shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsreader.core.model import Article, Span

LONGEST = 2000
"""Characters of a passage; a longer block, such as a whole file on one line, is cut between words."""

_PARAGRAPH_END = re.compile(r"\n(?:[^\S\n]*\n)+")


def passages(article: Article) -> list[tuple[Span, str]]:
    """Spans that cover the whole text without a gap, each with its block's kind ("" where blocks are not known).

    A passage begins where a block begins and takes the white space after it along.
    """
    kinds = {block.start: str(block.kind) for block in article.blocks}
    starts = sorted({0, *_starts(article)})
    # What stands before the first block, white space as a rule, goes with it.
    if len(starts) > 1 and 0 not in kinds and not article.text[: starts[1]].strip():
        kinds[0] = kinds.get(starts[1], "")
        del starts[1]
    found = []
    for start, end in zip(starts, [*starts[1:], len(article.text)], strict=True):
        found += [(span, kinds.get(start, "")) for span in _short(article.text, start, end)]
    return found


def _starts(article: Article) -> Sequence[int]:
    if article.blocks:
        return [block.start for block in article.blocks if 0 <= block.start < len(article.text)]
    return [match.end() for match in _PARAGRAPH_END.finditer(article.text) if match.end() < len(article.text)]


def _short(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST:
        space = max(
            text.rfind(" ", start + LONGEST // 2, start + LONGEST), text.rfind("\n", start + 1, start + LONGEST)
        )
        cut = space + 1 if space > start else start + LONGEST
        yield start, cut
        start = cut
    if start < end:
        yield start, end
