"""A page as an article: its headline and body as text, with what the markup says of each paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

from newsreader.core.errors import SourceError
from newsreader.core.model import Article, Block, BlockKind
from newsreader.core.sources.document import Document
from newsreader.core.sources.formats.html.body import ENOUGH, Body, body
from newsreader.core.sources.formats.html.decoding import characters
from newsreader.core.sources.formats.html.metadata import Metadata, metadata
from newsreader.core.sources.formats.html.parsing import parse
from newsreader.core.sources.formats.html.trimming import substance
from newsreader.core.sources.formats.html.values import clean_author
from newsreader.core.sources.formats.html.words import Paragraph
from newsreader.core.text import article_from_text, sanitise

BEHIND_A_WALL = "The publisher gives the whole text to subscribers only."
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
SHORT = 1500
"""Characters; a longer text of an article that must be paid for is taken for the whole."""


def document(raw: bytes, source: str, charset: str = "") -> Document:
    """The article of a page. charset: the encoding that a server named.

    Raises SourceError where the bytes are no text, the page is too large, or it has no words of its own.
    """
    text, note = characters(raw, source, charset)
    root, changed = parse(text, source)
    known = metadata(root, text)
    found = body(root, known.title, known.author is None, known.description)
    if machine := _told_to_machines(known.body, found):
        found = machine
    if not found.paragraphs:
        raise SourceError(source, _why_empty(text))
    made = _article(found, known, sanitise(source))
    if not known.free and len(made.text) < SHORT:
        changed = " ".join(filter(None, (changed, BEHIND_A_WALL)))
    return Document(raw, made, " ".join(filter(None, (note, changed))))


def _told_to_machines(text: str, found: Body) -> Body | None:
    """The article as the page gives it for machines, where what was found among its elements is far less."""
    if len(text) < ENOUGH or substance(found.paragraphs) * 2 > len(text):
        return None
    lines = _TAG.sub("\n", unescape(text)).split("\n")
    words = [" ".join(sanitise(line).split()) for line in lines]
    return Body([Paragraph(line) for line in words if line], found.byline)


def _why_empty(text: str) -> str:
    start = text[:200_000].lower()
    if "<frameset" in start:
        return "the page is made of frames: its text is in other files"
    if "<script" in start:
        return "the page has no text of its own: it needs a browser"
    return "there are no words in it"


def _article(found: Body, known: Metadata, source: str) -> Article:
    paragraphs = found.paragraphs
    title = known.title
    if title and _letters(paragraphs[0].text) != _letters(title):
        paragraphs = [Paragraph(title, BlockKind.HEADLINE), *paragraphs]
    elif title:
        paragraphs = [Paragraph(paragraphs[0].text, BlockKind.HEADLINE), *paragraphs[1:]]
    made = article_from_text("\n\n".join(p.text for p in paragraphs), source=source, title=title)
    return replace(
        made,
        blocks=_with_kinds(made.blocks, paragraphs),
        author=known.author or clean_author(found.byline) or made.author,
        outlet=known.outlet or made.outlet,
        published=known.published or made.published,
        language=known.language,
        url=known.url,
    )


def _with_kinds(blocks: Sequence[Block], paragraphs: Sequence[Paragraph]) -> tuple[Block, ...]:
    """The blocks with what the markup says of them; where it says nothing they stay what their words say."""
    starts: list[int] = []
    at = 0
    for paragraph in paragraphs:
        starts.append(at)
        at += len(paragraph.text) + 2
    out: list[Block] = []
    for block in blocks:
        paragraph = paragraphs[bisect_right(starts, block.start) - 1]
        kind = paragraph.kind
        is_row = "\t" in paragraph.text
        if kind is None and (block.kind is BlockKind.HEADLINE or (is_row and block.kind is BlockKind.SUBHEADING)):
            kind = BlockKind.BODY  # what is no heading of the page is no headline
        out.append(block._replace(kind=kind) if kind is not None else block)
    return tuple(out)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
