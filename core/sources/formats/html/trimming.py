"""What still stands around the words of an article when it has been found: bylines, share bars, tags, invitations."""

from __future__ import annotations

import re
from collections.abc import Callable

from newsreader.core.model import BlockKind
from newsreader.core.sources.formats.html.phrases import is_a_label, says_the_article_is_over
from newsreader.core.sources.formats.html.words import Paragraph
from newsreader.core.text import furniture

LONG = 80
"""Characters from which on a paragraph that is no link is taken for a part of the article."""

SHORTEST = 8
"""Characters that the first or the last sentence of an article may have."""

MOST_BELOW = 0.4
"""The part of the text that may stand below an article."""

_SENTENCE = re.compile(r"(?<!\.)[.!?。！？؟။।][”\"»’'）)\]]{0,3}$")
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


def substance(paragraphs: list[Paragraph]) -> int:
    """How many characters of some paragraphs read like an article."""
    return sum(len(p.text) for p in paragraphs if is_prose(p))


def is_prose(p: Paragraph, shortest: int = 25) -> bool:
    """Whether a paragraph reads like a part of an article: long, or a sentence, and no link.

    shortest: characters of a sentence that counts.
    """
    if p.links > 0.5:
        return False
    length = len(p.text) + 2 * len(_IDEOGRAPHS.findall(p.text[:LONG]))
    return length >= LONG or (length >= shortest and _SENTENCE.search(p.text) is not None)


def trimmed(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs without those at both ends that are no part of the article, and without what invites elsewhere."""
    prose = [i for i, p in enumerate(paragraphs) if is_prose(p, SHORTEST) and not _is_furniture(p.text)]
    if not prose:
        return paragraphs
    first, last = prose[0], prose[-1]
    end = _end(paragraphs, first)
    if end <= last:
        paragraphs = paragraphs[:end]
        last = max((i for i in prose if i < end), default=first)
    few = sum(len(p.text) for p in paragraphs) / 8
    head = _kept(paragraphs[:first], _leads_in, few)
    tail = _kept(paragraphs[last + 1 :], lambda p: p.kind is BlockKind.CAPTION, few)
    return _each_once([*head, *(p for p in paragraphs[first : last + 1] if not _is_in_the_way(p)), *tail])


def _kept(some: list[Paragraph], belongs: Callable[[Paragraph], bool], few: float) -> list[Paragraph]:
    """Those of some paragraphs at an end that belong to the article; all without links, where they are not few."""
    if sum(len(p.text) for p in some if p.links < 0.5) > few:
        return [p for p in some if p.links < 0.5 and not _is_furniture(p.text)]
    return [p for p in some if belongs(p)]


def _each_once(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Without what stands there again: long paragraphs, headings and captions. A refrain may come again."""
    seen: set[str] = set()
    out: list[Paragraph] = []
    for p in paragraphs:
        again = p.text in seen
        seen.add(p.text)
        if not again or (len(p.text) < 120 and p.kind not in (BlockKind.SUBHEADING, BlockKind.CAPTION)):
            out.append(p)
    return out


def _end(paragraphs: list[Paragraph], first: int) -> int:
    """Where what follows the article begins: a heading such as "Related", with little below it."""
    left = whole = sum(len(p.text) for p in paragraphs)
    for i, p in enumerate(paragraphs):
        if i > first and left < whole * MOST_BELOW and says_the_article_is_over(p.text):
            return i
        left -= len(p.text)
    return len(paragraphs)


def _is_furniture(line: str) -> bool:
    return furniture.is_boilerplate(line) or furniture.is_credit(line)


def _leads_in(p: Paragraph) -> bool:
    """Whether something short above the article's first sentence may belong to it: a heading, a caption."""
    if p.links > 0.5 or _is_furniture(p.text) or furniture.date(p.text) or furniture.byline(p.text):
        return False
    return p.kind in (BlockKind.SUBHEADING, BlockKind.CAPTION, BlockKind.BLOCKQUOTE)


def _is_in_the_way(p: Paragraph) -> bool:
    return (p.links > 0.8 and furniture.is_boilerplate(p.text)) or is_a_label(p.text)
