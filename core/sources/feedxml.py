"""RSS of all versions, RDF and Atom: from XML to what a feed says."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from newsreader.core.errors import SourceError
from newsreader.core.sources.feedmodel import Entry, Feed, content, language, link, moment, plain, with_guids
from newsreader.core.sources.xmltext import tree_of, words_of
from newsreader.core.web.addresses import Address, is_address, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

_XHTML = "http://www.w3.org/1999/xhtml"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"

_FOREIGN = {
    "purl.org/dc/": "dc",
    "purl.org/rss/1.0/modules/content": "content",
    "search.yahoo.com/mrss": "media",
    "www.itunes.com/dtds": "itunes",
    "www.google.com/schemas/play-podcasts": "itunes",
    "www.w3.org/1999/xhtml": "xhtml",
    "rssnamespace.org/feedburner": "feedburner",
    "www.w3.org/2005/Atom": "",
    "purl.org/atom/": "",
    "purl.org/rss/1.0/": "",
    "my.netscape.com/rdf": "",
    "channel.netscape.com/rdf": "",
    "backend.userland.com/": "",
    "blogs.law.harvard.edu/": "",
}
"""Vocabularies by the beginning of their address, with the prefix that they go by here; "" for those of feeds."""

_MAIL_AND_NAME = re.compile(r"[^\s()<>]+@[^\s()<>]+ \(([^()]+)\)|([^()<>@]+)[(<][^\s()<>]+@[^\s()<>]+[>)]")
_ROOTS = ("rss", "rdf", "feed", "channel")


def of_xml(raw: bytes, source: str, base: Address | None, charset: str) -> Feed:
    """What is in a feed of XML. Raises SourceError where it is none."""
    root = tree_of(raw, source, charset)
    if _name(root) not in _ROOTS:
        root = next((e for e in root.iter() if _name(e) in _ROOTS), root)
    if _name(root) not in _ROOTS:
        raise SourceError(source, "not a feed")
    channel = next((e for e in root.iter() if _name(e) == "channel"), root)
    base = _based(root, base)
    about = _Fields(channel, _based(channel, base))
    site = about.link() or None
    entries = []
    for element in root.iter():
        if len(element) and _name(element) in ("item", "entry"):
            entries.append(_entry(element, _below(element, root, base)))
    return Feed(
        about.title(),
        site,
        language(_lang(channel) or _lang(root) or about.words("language", "dc:language")),
        with_guids(entries),
    )


def _entry(element: _Element, base: Address | None) -> Entry:
    fields = _Fields(element, base)
    words, kind = fields.content("content:encoded", "content", "xhtml:body", "xhtml:div", "fullitem")
    teaser = not words.strip()
    if teaser:
        words, kind = fields.content("description", "summary", "dc:description", "itunes:summary", "media:description")
    html, text = content(words, kind)
    return Entry(
        fields.words("guid", "id") or element.get(_RDF + "about") or "",
        fields.link(),
        fields.title(),
        tuple(dict.fromkeys(fields.authors())),
        moment(fields.words("pubdate", "published", "dc:date", "issued", "dc:issued", "dc:created", "created"))
        or moment(fields.words("updated", "modified", "dc:modified")),
        html,
        text,
        teaser,
        language(_lang(element) or fields.words("dc:language")),
    )


class _Fields:
    """The children of an element by name: the first that is not empty counts."""

    def __init__(self, element: _Element, base: Address | None) -> None:
        self._base = base
        self._children: dict[str, list[_Element]] = {}
        for child in element:
            if (name := _name(child)) not in ("item", "entry"):
                self._children.setdefault(name, []).append(child)

    def _all(self, *names: str) -> Iterator[_Element]:
        for name in names:
            yield from self._children.get(name, ())

    def words(self, *names: str) -> str:
        """The text of the first of these that has any."""
        return next((words for e in self._all(*names) if (words := words_of(e).strip())), "")

    def content(self, *names: str) -> tuple[str, str]:
        """The content of the first of these that has any, and "html", "text" or "" for what the feed leaves open."""
        for element in self._all(*names):
            kind = (element.get("type") or "").lower()
            name = _name(element)
            if kind.startswith(("image/", "audio/", "video/")):
                continue
            if (element.get("mode") or "").lower() == "base64" or kind == "application/octet-stream":
                if words := _of_base64(words_of(element)):
                    return words, ""
                continue
            if len(element) and (kind in ("", "xhtml", "application/xhtml+xml", "html", "text/html") or ":" in name):
                return _inner(element), "html"
            words = words_of(element)
            if words.strip():
                known = {"text": "text", "text/plain": "text", "html": "html", "text/html": "html", "xhtml": "html"}
                return words, known.get(kind, "html" if name == "content:encoded" else "")
        return "", ""

    def title(self) -> str:
        words, kind = self.content("title", "dc:title", "media:title", "itunes:title")
        return plain(words, kind)

    def link(self) -> str | None:
        """The page that it is about: a permanent link before a tracking one, HTML before other kinds."""
        if found := self._link_of("feedburner:origlink"):
            return found
        best: str | None = None
        for element in self._all("link"):
            if (element.get("rel") or "alternate").strip().lower() not in ("alternate", ""):
                continue
            href = element.get("href")
            found = link(href if href is not None else words_of(element), _based(element, self._base))
            if found and (href is None or "html" in (element.get("type") or "html")):
                return found
            best = best or found
        if best:
            return best
        for element in self._all("guid"):
            words = words_of(element).strip()
            if (element.get("isPermaLink") or "true").strip().lower() != "false" and is_address(words):
                return link(words, None)
        words = self.words("id")
        return link(words, None) if is_address(words) else None

    def _link_of(self, name: str) -> str | None:
        return next((found for e in self._all(name) if (found := link(words_of(e), self._base))), None)

    def authors(self) -> Iterator[str]:
        for names in (("author", "dc:creator"), ("itunes:author", "dc:publisher", "managingeditor")):
            found = [_person(e) for e in self._all(*names)]
            if any(found):
                yield from (name for name in found if name)
                return


def _person(element: _Element) -> str:
    """A name: of Atom's parts, or out of "mail@example.org (Name)"."""
    for child in element:
        if _name(child) == "name":
            return plain(words_of(child))
    words = plain(words_of(element))
    match = _MAIL_AND_NAME.fullmatch(words) if len(words) < 300 else None
    return (match[1] or match[2]).strip(" \"'") if match else words


def _name(element: _Element) -> str:
    """The name of an element in lower case: alone for those of feeds, with a prefix for those of other vocabularies."""
    tag = element.tag
    return _named(tag, element.prefix is not None) if isinstance(tag, str) else ""


@lru_cache(10_000)
def _named(tag: str, prefixed: bool) -> str:
    space, _, local = tag.rpartition("}")
    local = local.lower()
    if not space:
        return local.removeprefix("atom:").removeprefix("rss:")  # a prefix that nobody declared is part of the name
    address = space[1:].removeprefix("http://").removeprefix("https://")
    for beginning, prefix in _FOREIGN.items():
        if address.lower().startswith(beginning.lower()):
            return f"{prefix}:{local}" if prefix else local
    if local in _ROOTS or space == _RDF[:-1]:
        return local
    return f"other:{local}" if prefixed else local


def _inner(element: _Element) -> str:
    """The markup inside an element, as HTML. The element has lost it then."""
    from lxml import etree

    holder = etree.Element("div")
    holder.extend(list(element))
    for below in holder.iterdescendants():
        if isinstance(below.tag, str):
            below.tag = below.tag.rpartition("}")[2].rpartition(":")[2] or "span"
    etree.cleanup_namespaces(holder)
    parts = [etree.tostring(child, encoding="unicode", method="html") for child in holder]
    return (element.text or "") + "".join(parts)


def _of_base64(words: str) -> str:
    """Text that Atom before 1.0 could carry as base64; "" where it is none."""
    try:
        return b64decode(words).decode("utf-8")
    except ValueError:
        return ""


def _lang(element: _Element) -> str | None:
    found: str | None = element.get(_XML + "lang")
    return found


def _based(element: _Element, base: Address | None) -> Address | None:
    """The address that links in an element are relative to."""
    own = element.get(_XML + "base")
    if not own or (base is None and not is_address(own)):
        return base
    try:
        return parse(own, base)
    except SourceError:
        return base


def _below(element: _Element, root: _Element, base: Address | None) -> Address | None:
    """The base of an entry, with those of what it stands in; three levels are what feeds have."""
    parent = element.getparent()
    if parent is not None and parent is not root:
        base = _based(parent, base)
    return _based(element, base)
