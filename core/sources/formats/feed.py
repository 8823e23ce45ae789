"""Feeds: RSS of all versions, Atom, RDF and JSON Feed. Their entries can each be read again alone.

feedparser reads more of what feeds say than a reader shows, and takes four times as long for it. lxml with the help of
`newsreader.core.sources.xmltext` is as patient with broken ones: of the 2,242 files that feedparser is tested with,
it reads 2,231, and refuses eleven in which feedparser finds neither a title nor an entry.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from newsreader.core.errors import SourceError
from newsreader.core.sources import feedmodel
from newsreader.core.sources.document import Member, Refusal
from newsreader.core.sources.feedmodel import Entry, Feed, item
from newsreader.core.text import decode
from newsreader.core.text.decoding import NotText
from newsreader.core.web.addresses import Address, is_address, parse, shown

__all__ = ["Entry", "Feed", "item", "members", "read", "sources_of"]


def members(raw: bytes, source: str) -> Iterator[Member | Refusal]:
    """Each entry of a feed as an item of a JSON Feed. Raises SourceError where the bytes are no feed.

    Their sources are their own addresses where they have one: the same story is the same in two feeds.
    """
    feed = read(raw, source)
    for entry, where in zip(feed.entries, sources_of(feed, source), strict=True):
        if not any(c.isalnum() for c in entry.html or entry.text or entry.title):
            yield Refusal(where, "there are no words in it", item(entry, feed))
            continue
        yield Member(item(entry, feed), where)


def sources_of(feed: Feed, name: str) -> list[str]:
    """The name that each entry goes by: its address, else the feed's name, "#" and its guid.

    An address that several entries have, such as that of the site, is none of theirs.
    """
    often = Counter(entry.url for entry in feed.entries)
    name = _shown(name)
    return [e.url if e.url and often[e.url] == 1 else f"{name}#{e.guid}" for e in feed.entries]


def read(raw: bytes, source: str, charset: str = "") -> Feed:
    """What is in a feed. source: its address or name; charset: the encoding that a server gave for it.

    Raises SourceError where the bytes are no feed.
    """
    base = parse(source) if is_address(source) else None
    name = _shown(source)
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _of_json(raw, name, base)
    from newsreader.core.sources.feedxml import of_xml

    return of_xml(raw, name, base, charset)


def _shown(source: str) -> str:
    try:
        return shown(source) if is_address(source) else source
    except SourceError as error:
        return error.source


def _of_json(raw: bytes, source: str, base: Address | None) -> Feed:
    try:
        record = json.loads(decode(raw).text)
    except (ValueError, RecursionError, NotText):
        raise SourceError(source, "not a valid JSON feed") from None
    items = record.get("items") if isinstance(record, dict) else None
    if not isinstance(items, list):
        raise SourceError(source, "not a feed")
    return Feed(
        feedmodel.plain(_words(record.get("title")), "text"),
        feedmodel.link(_words(record.get("home_page_url")), base),
        feedmodel.language(_words(record.get("language"))),
        feedmodel.with_guids([_json_entry(i, base) for i in items if isinstance(i, dict)]),
    )


def _json_entry(record: dict[str, Any], base: Address | None) -> Entry:
    people = record.get("authors")
    people = people if isinstance(people, list) else [record.get("author")]
    names = (feedmodel.plain(_words(p.get("name")), "text") for p in people if isinstance(p, dict))
    words, kind = _words(record.get("content_html")), "html"
    if not words.strip():
        words, kind = _words(record.get("content_text")), "text"
    teaser = not words.strip()
    if teaser:
        words = _words(record.get("summary"))
    html, text = feedmodel.content(words, kind)
    return Entry(
        _words(record.get("id")),
        feedmodel.link(_words(record.get("url")), base) or feedmodel.link(_words(record.get("external_url")), base),
        feedmodel.plain(_words(record.get("title")), "text"),
        tuple(dict.fromkeys(name for name in names if name)),
        feedmodel.moment(_words(record.get("date_published")) or _words(record.get("date_modified"))),
        html,
        text,
        teaser,
        feedmodel.language(_words(record.get("language"))),
    )


def _words(value: object) -> str:
    """Text; a number as its digits, since some ids are numbers; "" for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
