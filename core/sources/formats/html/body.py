"""The body of a page: the paragraphs of its article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsreader.core.model import BlockKind
from newsreader.core.sources.formats.html.grabbing import Ways, grab
from newsreader.core.sources.formats.html.pruning import prune
from newsreader.core.sources.formats.html.tree import build
from newsreader.core.sources.formats.html.trimming import substance, trimmed
from newsreader.core.sources.formats.html.words import Paragraph, paragraphs
from newsreader.core.text import sanitise

if TYPE_CHECKING:
    from lxml.etree import _Element

ENOUGH = 500
"""Characters of an article, from which on no laxer way is tried."""

JUNK = 0.5
"""What a character that does not read like an article takes from the worth of a way that one which does adds to."""

BETTER = 1.3
"""How much more a laxer way must be worth."""

BIG = 20_000
"""Elements from which on a page is gone through in another way only where the one before it found nothing."""

_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|dek|deck|subtitle|sub-title|summary|lead|lede|lead-in|intro|teaser|excerpt|chapo|sommaire)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
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


def body(root: _Element, title: str, byline: bool, description: str = "") -> Body:
    """The article's paragraphs, [] where the page has no words. byline: whether the page's byline is looked for.

    description: what the page says of its article; the paragraph that it is taken from is the article's first.
    """
    best = Body([])
    most = 0.0
    is_big = sum(1 for _ in zip(root.iter(), range(BIG), strict=False)) == BIG
    left_out = True
    all_words = float("inf")  # that are in no links
    for ways, hidden in _WAYS:
        if (hidden and not left_out) or (not hidden and most * BETTER > all_words):
            continue
        page = build(root, hidden)
        left_out, all_words = page.hidden, page.chars - page.links
        article, found = grab(page, title, ways, byline)
        prune(article, ways)
        tried = paragraphs(article)
        length = sum(len(p.text) for p in tried)
        prose = substance(tried)
        worth = prose - JUNK * (length - prose)
        if not best.paragraphs or (length and worth > max(most * BETTER, most)):
            best, most = Body(tried, found), worth
        if prose >= ENOUGH or (is_big and length >= ENOUGH):
            break
    kept = trimmed(best.paragraphs or paragraphs(build(root, hidden=True)))
    for paragraph in kept[:2]:
        if paragraph.kind is None and _STANDFIRST.search(paragraph.names):
            paragraph.kind = BlockKind.STANDFIRST
    if (first := _standfirst(root, description, kept)) is not None:
        kept = [first, *kept]
    return Body(kept, best.byline)


def _standfirst(root: _Element, description: str, found: list[Paragraph]) -> Paragraph | None:
    """The paragraph of the page that its description is taken from, where that is not among those found."""
    wanted = _letters(description)[:80].removesuffix("…")
    if len(wanted) < 40 or any(wanted in _letters(p.text[:400]) for p in found[:6]):
        return None
    for element in root.iter("p", "div", "h2", "h3", "h4", "strong", "span", "section", "header", "em", "b"):
        if len(element) > 4 or not _letters(element.text or "").startswith(wanted[:8]):
            continue
        words = " ".join("".join(element.itertext()).split())
        if len(words) < 800 and _letters(words).startswith(wanted):
            return Paragraph(sanitise(words), BlockKind.STANDFIRST)
    return None


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
