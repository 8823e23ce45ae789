"""EPUB: each document of the book with words in it is an article; what the book says of itself goes for all of them.

A chapter's title is its heading, else its name in the table of contents. Pages that are mostly links, as tables of
contents are, and those without words are left out. The book's title is the outlet.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from newsreader.core.errors import SourceError
from newsreader.core.model import Article, BlockKind
from newsreader.core.sources.document import Document, Member, Piece, Refusal
from newsreader.core.sources.fields import address, day, has_words, label, language, one_line
from newsreader.core.sources.formats.markup import Parts, article_of, parts_of
from newsreader.core.sources.formats.zipped import Zipped

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_CHAPTERS = 10_000
"""Documents of a book that are read."""

_PAGE = (".xhtml", ".html", ".htm", ".xml")
_NO_PAGES = ("image/", "application/x-dtbncx")
_CALIBRE = re.compile(
    rb"downloaded by\s.{0,80}?calibre.{0,120}?from\s*<a\b[^<>]*?\bhref=[\"']([^\"'<>]{8,500})", re.DOTALL
)
_LINK = re.compile(rb"<a\b[^<>]*\bhref[^<>]*>([^<>]*(?:<(?!/a\b)[^<>]*>[^<>]*){0,20})</a", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]*>|\s+")


@dataclass(frozen=True, slots=True)
class _Book:
    """What a book says of itself. chapters: its documents in order; names: theirs in the table of contents."""

    chapters: tuple[str, ...]
    names: dict[str, str]
    title: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None


def members(raw: bytes, source: str) -> Iterator[Member | Piece]:
    """The chapters of a book, in their order. Raises SourceError where the book cannot be read."""
    archive = Zipped(raw, source)
    book = _book(archive)
    locked = _locked(archive)
    if locked and locked.issuperset(book.chapters):
        raise SourceError(source, "it is protected against copying")
    if not book.chapters:
        raise SourceError(source, "there are no chapters in it")
    if len(book.chapters) > MOST_CHAPTERS:
        yield Refusal(source, f"only its first {MOST_CHAPTERS:,} documents were read")
    for name in book.chapters[:MOST_CHAPTERS]:
        yield from _chapter(archive, name, book, f"{source}#{label(name)}", name in locked)


def _chapter(archive: Zipped, name: str, book: _Book, source: str, locked: bool) -> Iterator[Piece]:
    info = archive.find(name)
    if locked or info is None:
        yield Refusal(source, "it is protected against copying" if locked else "it is missing from the book")
        return
    try:
        raw = archive.read(info)
    except SourceError as error:
        yield Refusal(source, error.reason)
        return
    parts = parts_of(raw)
    if any(has_words(words) for _, words in parts.blocks) and not _is_contents(raw):
        yield Document(raw, _article(raw, parts, name, book, source), parts.note)


def _article(raw: bytes, parts: Parts, name: str, book: _Book, source: str) -> Article:
    headed = any(kind is BlockKind.SUBHEADING for kind, _ in parts.blocks[:3])
    link = _CALIBRE.search(raw[-20_000:])
    made = article_of(
        parts.blocks,
        source,
        title=None if headed else book.names.get(name),
        outlet=book.title,
        language=book.language,
        url=address(link[1].decode("utf-8", "replace").replace("&amp;", "&")) if link else None,
    )
    return replace(made, author=made.author or book.author, published=made.published or book.published)


def _book(archive: Zipped) -> _Book:
    """The book by its package document; without one, all its pages in the order of the archive."""
    path = _package(archive)
    package = archive.xml(path) if path else None
    if path is None or package is None:
        return _Book(tuple(info.filename for info in archive.files if info.filename.lower().endswith(_PAGE)), {})
    items: dict[str, tuple[str, str, str]] = {}
    for item in package.iter("{*}item"):
        href, properties, kind = item.get("href", ""), item.get("properties", ""), item.get("media-type", "")
        items[item.get("id", "")] = (_path(path, href), properties, kind)
    chapters: dict[str, None] = {}
    for reference in package.iter("{*}itemref"):
        name, properties, kind = items.get(reference.get("idref", ""), ("", "nav", ""))
        if "nav" not in properties.split() and not kind.startswith(_NO_PAGES):
            chapters[name] = None
    if not chapters:
        chapters = dict.fromkeys(name for name, _, kind in items.values() if kind == "application/xhtml+xml")
    authors = [one_line(node.text) for node in package.iter("{http://purl.org/dc/elements/1.1/}creator")]
    return _Book(
        chapters=tuple(chapters),
        names=_names(archive, items),
        title=_first(package, "title"),
        author=one_line(", ".join(name for name in authors[:20] if name and name.lower() != "calibre")),
        published=day(_first(package, "date")),
        language=language(_first(package, "language")),
    )


def _package(archive: Zipped) -> str | None:
    container = archive.xml("META-INF/container.xml")
    roots = container.iter("{*}rootfile") if container is not None else ()
    named = next((unquote(root.get("full-path", "")) for root in roots), None)
    if named and archive.find(named):
        return named
    return next((info.filename for info in archive.files if info.filename.lower().endswith(".opf")), None)


def _names(archive: Zipped, items: dict[str, tuple[str, str, str]]) -> dict[str, str]:
    """What the table of contents calls each document, by the first of its entries."""
    found: dict[str, str] = {}
    for name, properties, kind in items.values():
        is_nav = "nav" in properties.split()
        if not is_nav and kind != "application/x-dtbncx+xml":
            continue
        root = archive.xml(name)
        if root is None:
            continue
        for entry in root.iter("{*}a" if is_nav else "{*}navPoint"):
            target = entry if is_nav else next(entry.iter("{*}content"), None)
            told = entry if is_nav else next(entry.iter("{*}navLabel"), None)
            if target is None or told is None:
                continue
            words = one_line("".join(map(str, told.itertext())))
            href = target.get("href" if is_nav else "src", "")
            if words and href:
                found.setdefault(_path(name, href), words)
    return found


def _locked(archive: Zipped) -> frozenset[str]:
    """The files that are encrypted; fonts often are, in a way that does not matter."""
    root = archive.xml("META-INF/encryption.xml")
    if root is None:
        return frozenset()
    return frozenset(unquote(node.get("URI", "")) for node in root.iter("{*}CipherReference"))


def _first(package: _Element, name: str) -> str | None:
    nodes = package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}")
    return next((words for node in nodes if (words := one_line(node.text))), None)


def _path(base: str, href: str) -> str:
    """A reference from one file of the archive to another, as the other's name."""
    target = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), target)).lstrip("/")


def _is_contents(raw: bytes) -> bool:
    """Whether a document is made of links: a table of contents, or a section's list of articles."""
    start = raw.lower().find(b"<body")
    body = raw[max(start, 0) :]
    linked = [len(_TAG.sub(b"", words)) for words in _LINK.findall(body)]
    return len(linked) >= 2 and sum(linked) > 0.7 * len(_TAG.sub(b"", body))
