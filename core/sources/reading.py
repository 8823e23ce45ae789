"""Bytes to articles: which format they are in, what is in them, and whether there is anything to read in that."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib import import_module

from newsreader.core.errors import SourceError
from newsreader.core.model import Article
from newsreader.core.sources.document import Document, Kept, Member, Piece, Refusal
from newsreader.core.sources.fields import has_words
from newsreader.core.sources.files import expand, read_bytes
from newsreader.core.sources.sniffing import CONTAINERS, Format, format_of
from newsreader.core.text import sanitise
from newsreader.core.web.addresses import is_address, shown

VERSION = "1"
"""Another one makes files be read again that were read before: raise it when a format comes out differently."""

DEEPEST = 4
"""Containers in one another; a container in the innermost one is refused."""

LONGEST = 20_000_000
"""Characters of an article; a long novel has a million and a half."""

MOST_BYTES = 1_000_000_000
"""Bytes that all the members of a file may have together; what comes after them is refused."""

UNFORESEEN = "it is damaged in a way that nobody foresaw"
"""How the reason begins where a library failed and no format expected it: a mistake of ours, told in the log."""


def read(source: str) -> list[Document]:
    """The articles of a file, of all files in a folder, or at a web address.

    Raises SourceError at the first that cannot be read.
    """
    if is_address(source) and not os.path.exists(source):
        from newsreader.core.web import get  # an HTTP client: 80 ms

        fetched = get(source, typed=True)
        return parse(fetched.raw, fetched.url, fetched.content_type)
    files, errors = expand([source])
    if errors:
        raise errors[0]
    return [document for file in files for document in parse(read_bytes(file), file)]


def load(source: str) -> list[Article]:
    """The articles of a file, a folder or a web address, as `read` finds them."""
    return [document.article for document in read(source)]


def parse(raw: bytes, source: str, media: str = "") -> list[Document]:
    """The articles in some bytes, as `pieces` finds them. Raises SourceError where there are none."""
    found = list(pieces(raw, source, media))
    documents = [document for piece in found if (document := document_of(piece)) is not None]
    refusal = next((piece for piece in found if isinstance(piece, Refusal)), None)
    if not documents:
        where, why = (refusal.source, refusal.reason) if refusal else (source, "there are no articles in it")
        raise SourceError(where, why)
    return documents


def document_of(piece: Piece) -> Document | None:
    """The article of a piece, be it one of an export of ours; None where it is none."""
    if isinstance(piece, Kept):
        return Document(piece.raw or piece.article.text.encode(), piece.article)
    return piece if isinstance(piece, Document) else None


def pieces(raw: bytes, source: str, media: str = "") -> Iterator[Piece]:
    """All that is in some bytes: articles, feeds that are named, and what cannot be read. Raises no SourceError.

    source: their path, or another name. media: the media type that a server gave, with its charset where it gave one.
    """
    yield from Reader().pieces(raw, source, media)


class Reader:
    """Opens containers in containers, within limits that they share.

    begins: called with the name of every member before it is read. spoilt: members to be refused unread, and why.
    """

    def __init__(self, begins: Callable[[str], None] | None = None, spoilt: Mapping[str, str] | None = None) -> None:
        self._begins = begins
        self._spoilt = spoilt or {}
        self._left = MOST_BYTES

    def pieces(self, raw: bytes, source: str, media: str = "") -> Iterator[Piece]:
        """What `newsreader.core.sources.pieces` finds."""
        yield from self._pieces(Member(raw, source), media, 0)

    def _pieces(self, member: Member, media: str, depth: int) -> Iterator[Piece]:
        raw, source = member.raw, member.source
        try:
            if reason := self._spoilt.get(source):
                raise SourceError(source, reason)
            if not raw:
                raise SourceError(source, "the file is empty")
            kind, _, charset = media.partition("; charset=")
            format = format_of(raw, source, kind)
            module = import_module(f"newsreader.core.sources.formats.{format}")
            if format not in CONTAINERS:
                # Other formats say themselves how they are encoded, or are asked more surely than a server.
                more = {"charset": charset} if charset and format is Format.HTML else {}
                document: Document = module.document(raw, source, **more)
                _must_be_an_article(document.article)
                yield _placed(document)
                return
            if depth >= DEEPEST:
                raise SourceError(source, "too many archives inside one another")
            found = False
            for piece in module.members(raw, source):
                found = True
                if not isinstance(piece, Member):
                    yield replace(piece, reason=_one_line(piece.reason)) if isinstance(piece, Refusal) else piece
                    continue
                self._left -= len(piece.raw)
                if self._left < 0:
                    raise SourceError(piece.source, "what is in it is too large altogether")
                if self._begins:
                    self._begins(piece.source)
                yield from self._pieces(piece, "", depth + 1)
            if not found:
                raise SourceError(source, "there are no articles in it")
        except SourceError as error:
            yield Refusal(error.source, _one_line(error.reason), raw)
        except MemoryError:
            yield Refusal(source, "reading it takes too much memory", raw)
        except Exception as error:  # the net under the libraries: one file must not end the reading of all
            _log(source)
            yield Refusal(source, f"{UNFORESEEN} ({type(error).__name__})", raw)


def _log(source: str) -> None:
    import traceback

    from newsreader.core import log

    log.append(f"reading {source!r}: {traceback.format_exc()}\n")


def _one_line(reason: str) -> str:
    return " ".join(sanitise(reason).split())


def _placed(document: Document) -> Document:
    """What came from a web address and does not say itself where it stands stands there; not so a part of something."""
    article = document.article
    if article.url or "#" in article.source or not is_address(article.source):
        return document
    try:
        return replace(document, article=replace(article, url=shown(article.source)))
    except SourceError:
        return document


def _must_be_an_article(article: Article) -> None:
    text = article.text
    if len(text) > LONGEST:
        raise SourceError(article.source, f"its text is too long (more than {LONGEST // 1_000_000} million characters)")
    if not has_words(text):
        raise SourceError(article.source, "there are no words in it")
