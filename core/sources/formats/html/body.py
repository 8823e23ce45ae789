"""The body of a page: the paragraphs of its article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsreader.core.sources.formats.html.grabbing import Ways, grab
from newsreader.core.sources.formats.html.pruning import prune
from newsreader.core.sources.formats.html.tree import build
from newsreader.core.sources.formats.html.trimming import substance, trimmed
from newsreader.core.sources.formats.html.words import Paragraph, paragraphs

if TYPE_CHECKING:
    from lxml.etree import _Element

ENOUGH = 500
"""Characters of an article, from which on no laxer way is tried."""

JUNK = 0.5
_WAYS = (
    (Ways(), False),
    (Ways(unlikely=False), False),
    (Ways(unlikely=False, weights=False), False),
    (Ways(unlikely=False, weights=False, cuts=False), False),
    (Ways(unlikely=False, weights=False, cuts=False), True),  # what the page does not show at first
)


@dataclass(frozen=True, slots=True)
class Body:
    """The paragraphs of an article, and the byline that was found above them."""

    paragraphs: list[Paragraph]
    byline: str = ""


def body(root: _Element, title: str, byline: bool) -> Body:
    """The article's paragraphs, [] where the page has no words. byline: whether the page's byline is looked for."""
    best = Body([])
    most = 0.0
    for ways, hidden in _WAYS:
        page = build(root, hidden)
        article, found = grab(page, title, ways, byline)
        prune(article, ways)
        tried = paragraphs(article)
        length = sum(len(p.text) for p in tried)
        prose = substance(tried)
        worth = prose - JUNK * (length - prose)
        if not best.paragraphs or (length and worth > most):
            best, most = Body(tried, found), worth
        if prose >= ENOUGH:
            break
    return Body(trimmed(best.paragraphs), best.byline)
