"""From an address that somebody typed to the feed that is meant: there, or named by the page that is there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from newsreader.core.errors import SourceError
from newsreader.core.sources.feedmodel import Feed, link
from newsreader.core.web.addresses import Address, normalise, parse
from newsreader.core.web.fetched import Fetched, FetchError
from newsreader.core.web.fetching import FEEDS, SECONDS, get

LOOKED_AT = 1_000_000
"""Bytes of a page in which the mention of its feed is looked for."""

_LINK = re.compile(r"<(link|base)\b([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?<![\w-])([\w-]{1,40})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that can be had. url: to subscribe to, with a login if one was typed. page: where it is named, None for
    what was typed itself. typed: whether the host may be a private one."""

    url: str
    feed: Feed
    page: str | None = None
    typed: bool = True


def discover(address: str, seconds: float = SECONDS) -> Found:
    """The feed at an address that the reader typed, or the first that the page there names.

    Asks once or twice; seconds: for each. Raises SourceError where there is none.
    """
    from newsreader.core.sources.formats.feed import read

    url = normalise(address)
    answer = get(url, typed=True, accept=FEEDS, seconds=seconds)
    try:
        return Found(answer.moved or url, read(answer.raw, answer.url, answer.charset))
    except SourceError as error:
        named = _named(answer)
        if named is None:
            raise SourceError(error.source, f"{error.reason}, and no feed is named there") from None
    first, second = parse(url), parse(named)
    same = (first.host, first.port) == (second.host, second.port)
    if same and first.login:
        second = Address(second.scheme, second.host, second.port, second.path, "", first.login)
    try:
        answer = get(second.full, typed=same, accept=FEEDS, seconds=seconds)
        return Found(answer.moved or second.full, read(answer.raw, answer.url, answer.charset), first.url, same)
    except FetchError as error:
        raise SourceError(error.source, f"{error.reason} (the feed that {first.url} names)") from None


def _named(page: Fetched) -> str | None:
    """The address of the first feed that a page of HTML names; one of comments only where there is no other."""
    text = page.raw[:LOOKED_AT].decode("utf-8", "replace")
    base = parse(page.url)
    found: list[tuple[bool, str]] = []
    for match in _LINK.finditer(text):
        values = {m[1].lower(): unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(match[2])}
        href = values.get("href", "").strip()
        if match[1].lower() == "base" and href:
            try:
                base = parse(href, base)
            except SourceError:
                continue
            continue
        is_feed = values.get("type", "").strip().lower() in _TYPES
        if is_feed and "alternate" in values.get("rel", "").lower().split() and (url := link(href, base)):
            found.append(("comment" in values.get("title", "").lower() or "/comments/" in url, url))
    return min(found, key=lambda pair: pair[0])[1] if found else None
