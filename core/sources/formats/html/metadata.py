"""What a page says of its article: title, author, outlet, date, language, address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from newsreader.core.sources.formats.html.linked import Linked, linked
from newsreader.core.sources.formats.html.values import BAD_NAME, as_date, as_url, clean_author, day_of, one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_SAVED = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(\S{8,2000}?)\s*-->")
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title", "title")
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "byl",
    "twitter:creator",
)
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title", "apple-mobile-web-app-title")
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "published-date",
    "date.created",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "article.published",
    "published_time",
    "publication_date",
    "date",
    "og:article:published_time",
)
_LOOKED_AT = ("meta", "link", "script", "title", "base", "h1", "h2", "time", "a", "span", "div", "p")
_SEPARATOR = re.compile(r"\s+[|–—\-»«·•:/\\>]+\s+|\s*\|\s*|\s[|–—\-»·•]\s?")
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:/|-|$)")
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")
_DATED = re.compile(
    r"(?:^|[\s_-])(?:date|time|timestamp|published|pubdate|posted|entry-meta|post-meta|dateline)(?:$|[\s_-])"
)
_SIGNED = re.compile(r"\s*[|•·,–-]?\s*\b(?:by|von|par|por)\s.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What could be found, sanitised, in one line each; None where there is nothing.

    description: a sentence or two about the article. body: its text as given for machines. "" where there is none.
    free: False where the publisher says that readers must pay.
    """

    title: str = ""
    author: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    description: str = ""
    body: str = ""
    free: bool = True


def metadata(root: _Element, text: str) -> Metadata:
    """What a parsed page says of its article. text: its characters, for the comment that browsers leave on saving."""
    page = _Page(root)
    data = linked(page.scripts)
    url = page.url(data, text)
    outlet = page.outlet(data)
    title, tail = page.title(data, outlet)
    outlet = outlet or tail
    return Metadata(
        title=title,
        author=page.author(data, outlet),
        outlet=outlet,
        published=page.published(data, url),
        language=page.language(data),
        url=url,
        description=page.description(),
        body=data.body,
        free=data.free,
    )


class _Page:
    """The elements of a page that say something of its article."""

    def __init__(self, root: _Element) -> None:
        self.meta: dict[str, list[str]] = {}
        self.props: dict[str, list[str]] = {}
        self.scripts: list[str] = []
        self.headings: list[str] = []
        self.canonical = self.base = self.titled = self.time = self.first = ""
        self.rel_author: list[str] = []
        self.dated: list[str] = []
        self.lang = (
            root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or ""
        )
        for element in root.iter(
            "meta", "link", "script", "title", "base", "h1", "h2", "time", "a", "span", "div", "p"
        ):
            self._take(element)

    def _take(self, element: _Element) -> None:
        tag = element.tag
        if tag == "meta":
            content = element.get("content") or ""
            for name in (element.get("property"), element.get("name"), element.get("http-equiv")):
                if name and content:
                    self.meta.setdefault(name.strip().lower(), []).append(content)
            if element.get("itemprop") and content:
                self.props.setdefault(str(element.get("itemprop")).lower(), []).append(content)
        elif tag == "link":
            if "canonical" in (element.get("rel") or "").lower().split() and not self.canonical:
                self.canonical = element.get("href") or ""
        elif tag == "base":
            self.base = self.base or element.get("href") or ""
        elif tag == "script":
            if "ld+json" in (element.get("type") or "").lower() and element.text and len(self.scripts) < 50:
                self.scripts.append(element.text)
        elif tag == "title":
            around = element.getparent()
            if not self.titled and (around is None or around.tag in ("head", "html", "body")):
                self.titled = one_line(_words(element))
        elif tag in ("h1", "h2"):
            if len(self.headings) < 40 and (words := one_line(_words(element))):
                self.headings.append(words)
                self.first = self.first or (words if tag == "h1" else "")
        elif tag == "time":
            self.time = self.time or element.get("datetime") or ""
        prop = element.get("itemprop")
        if prop and tag != "meta" and len(self.props) < 200:
            value = element.get("content") or element.get("datetime") or _words(element)
            self.props.setdefault(prop.strip().lower(), []).append(value)
        elif len(self.dated) < 20 and _DATED.search(f"{element.get('class', '')} {element.get('id', '')}"):
            self.dated.append(_SIGNED.sub("", one_line(_words(element))[:120]))
        elif tag == "a" and (element.get("rel") or "").lower() == "author" and len(self.rel_author) < 10:
            self.rel_author.append(_words(element))

    def _first(self, names: Iterable[str]) -> str:
        return next((words for name in names for value in self.meta.get(name, ()) if (words := one_line(value))), "")

    def title(self, data: Linked, outlet: str | None) -> tuple[str, str | None]:
        """The title without the outlet's name, and that name where it stood there."""
        given = (
            one_line(data.headline) or self._first(_TITLES) or next(map(one_line, self.props.get("headline", ())), "")
        )
        given = given or self.titled or self.first
        for candidate in filter(None, (given, self.titled)):
            same = _letters(candidate)
            for heading in self.headings:
                letters = _letters(heading)
                if letters and (letters == same or (len(letters) > 15 and same.startswith(letters))):
                    return heading, _tail(candidate)
        parts = list(_SEPARATOR.finditer(given))
        if not parts:
            return given, None
        cut = parts[-1]
        head, tail = given[: cut.start()].strip(), given[cut.end() :].strip()
        if outlet and (_letters(tail) in _letters(outlet) or _letters(outlet) in _letters(tail)):
            return head, None
        first = given[: parts[0].start()].strip()
        if outlet and _letters(first) == _letters(outlet):
            return given[parts[0].end() :].strip(), None
        if len(tail.split()) <= 4 and len(head.split()) >= 4 and cut[0].strip() in "|–—-»·•":
            return head, tail if not BAD_NAME.search(tail) else None
        return given, None

    def description(self) -> str:
        """What the page says of its article in a sentence or two."""
        return self._first(("og:description", "description", "twitter:description", "dc.description"))

    def author(self, data: Linked, outlet: str | None) -> str | None:
        groups = [
            list(data.authors),
            *(self.meta.get(name, []) for name in _AUTHORS[:8]),
            *(self.props.get(name, []) for name in ("author name", "author", "name")[:2]),
            self.rel_author,
        ]
        for group in groups:
            names = [name for value in group[:10] if (name := clean_author(value)) and name != outlet]
            if names:
                return ", ".join(dict.fromkeys(names))
        return None

    def outlet(self, data: Linked) -> str | None:
        for value in (self._first(_OUTLETS[:1]), data.publisher, self._first(_OUTLETS[1:])):
            name = one_line(value)
            if name and len(name) <= 80 and not re.search(r"https?:|www\.", name, re.IGNORECASE):
                return name
        return None

    def published(self, data: Linked, url: str | None) -> str | None:
        given = [data.published]
        given += [value for name in _DATES for value in self.meta.get(name, ())]
        given += [*self.props.get("datepublished", ()), self.time, *self.dated]
        for value in given:
            if day := as_date(one_line(value)):
                return day
        match = _IN_PATH.search(urlsplit(url).path) if url else None
        return day_of(match[1], match[2], match[3]) if match else None

    def language(self, data: Linked) -> str | None:
        given = (self.lang, self._first(("og:locale", "content-language", "language", "dc.language")), data.language)
        for value in given:
            if match := _LANGUAGE.fullmatch(value.strip()):
                return match[1].lower()
        return None

    def url(self, data: Linked, text: str) -> str | None:
        saved = _SAVED.search(text[:8192])
        here = as_url(saved[1]) if saved else None
        base = as_url(self.base) or here or ""
        given = [self.canonical, self._first(("og:url",)), data.url]
        found = [url for value in given if (url := as_url(urljoin(base, value.strip()) if value else ""))]
        deep = [url for url in found if urlsplit(url).path not in ("", "/") or urlsplit(url).query]
        return next(iter([*deep, *([here] if here else []), *found]), None)


def _words(element: _Element) -> str:
    out: list[str] = []
    size = 0
    for words in element.itertext():
        out.append(str(words))
        size += len(words)
        if size > 1000:
            break
    return "".join(out)


def _tail(title: str) -> str | None:
    """What stands behind the last separator of a title, where it can be the name of an outlet."""
    parts = _SEPARATOR.split(title)
    tail = parts[-1].strip() if len(parts) > 1 else ""
    return tail if 2 < len(tail) < 40 and not BAD_NAME.search(tail) and len(tail) < len(parts[0]) else None


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
