"""OPML: the list of feeds that readers hand to one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsreader.core.errors import SourceError
from newsreader.core.sources.document import Refusal, Subscription
from newsreader.core.sources.feedmodel import one_line
from newsreader.core.sources.xmltext import tree_of
from newsreader.core.web.addresses import normalise

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_TAGS = 20
"""Categories of a feed, those that its category is in included."""


def members(raw: bytes, source: str) -> Iterator[Subscription | Refusal]:
    """The feeds that are named, each once, with the categories that they stand in as tags.

    What is no web address is refused by name. Raises SourceError where the bytes are no list of feeds.
    """
    root = tree_of(raw, source)
    if _name(root) != "opml":
        raise SourceError(source, "not a list of feeds (OPML)")
    seen: set[str] = set()
    # By hand, not by recursion: outlines may be nested as deeply as somebody likes.
    waiting: list[tuple[_Element, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, tags = waiting.pop()
        below = tags
        if _name(element) == "outline":
            title = one_line(_attribute(element, "title") or _attribute(element, "text"))
            url = _attribute(element, "xmlurl").strip()
            if url:
                try:
                    url = normalise(url)
                except SourceError as error:
                    yield Refusal(error.source or title or source, error.reason)
                else:
                    if url not in seen:
                        seen.add(url)
                        yield Subscription(url, title, _each_once((*tags, *_categories(element))))
            elif title:
                below = _each_once((*tags, title))
        waiting += [(child, below) for child in reversed(element)]


def _categories(element: _Element) -> Iterator[str]:
    """What stands in the attribute: "/News/World,/Boats" are News, World and Boats."""
    for path in _attribute(element, "category").split(","):
        yield from (name for part in path.split("/") if (name := one_line(part)))


def _each_once(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tags))[:MOST_TAGS]


def _attribute(element: _Element, name: str) -> str:
    """An attribute, by its name in lower case; "" where there is none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).lower() == name), "")


def _name(element: _Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
