"""Lists of feeds for other readers; `newsreader.core.sources.formats.opml` reads theirs."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from newsreader.core.library import FeedRow
from newsreader.core.text.clean import DIRECTIONS, sanitise

_FORBIDDEN = dict.fromkeys(map(ord, "\ufffe\uffff"), "\N{REPLACEMENT CHARACTER}")  # in XML; `sanitise` does the rest


def dump(feeds: Iterable[FeedRow]) -> str:
    """Feeds as OPML 2.0. A feed stands in the category of its first tag; all its tags are in "category" besides."""
    groups: dict[str, list[FeedRow]] = {}
    for feed in feeds:
        groups.setdefault(feed.tags[0] if feed.tags else "", []).append(feed)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "<head><title>Feeds</title></head>"]
    lines.append("<body>")
    for tag, group in groups.items():
        if tag:
            lines.append(f"  <outline text={_quoted(tag)}>")
        lines += [f"    {_outline(feed)}" if tag else f"  {_outline(feed)}" for feed in group]
        if tag:
            lines.append("  </outline>")
    return "\n".join([*lines, "</body>", "</opml>", ""])


def _outline(feed: FeedRow) -> str:
    title = _quoted(feed.title or feed.url)
    parts = ["<outline", 'type="rss"', f"text={title}", f"xmlUrl={_quoted(feed.url)}"]
    if feed.title:
        parts.insert(3, f"title={title}")
    if feed.site:
        parts.append(f"htmlUrl={_quoted(feed.site)}")
    if feed.tags:
        # A comma or slash means something in this attribute; a tag with one is not lost where it names the category.
        parts.append(f"category={_quoted(','.join(t.replace(',', ' ').replace('/', ' ') for t in feed.tags))}")
    return " ".join(parts) + "/>"


def _quoted(text: str) -> str:
    escaped = escape(sanitise(text).translate(_FORBIDDEN), {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
    return f'"{DIRECTIONS.sub(lambda mark: f"&#{ord(mark[0])};", escaped)}"'
