"""The row of a list of articles: all that the library hands out before the first paint, so it is by itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as a list shows it, without its text.

    source: where it was first read from. added: UTC, ISO 8601. words: words between white space.
    analysed: the engine of its analysis, None before there is one. quotes: how many that somebody is reported as
    saying (scare quotes are not counted). opened: a reader has had it on the screen,
    and has not called it unread since. starred, tags, note: the reader's own; note: the words of the newest note on
    the article as a whole, "" without one. url: where it stands on the web. copies: how many other articles are near
    copies of it.
    """

    id: str
    title: str
    source: str
    outlet: str | None
    author: str | None
    published: str | None
    added: str
    words: int
    analysed: str | None
    quotes: int
    opened: bool
    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""
    url: str | None = None
    copies: int = 0
