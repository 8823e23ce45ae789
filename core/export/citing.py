"""Citations of news articles: APA 7, MLA 9, Chicago 17, and a plain line.

After the Publication Manual of the APA (7th ed., 10.1: newspaper articles and those of news sites), the MLA Handbook
(9th ed., 5.1-5.99 and 6.67), and the Chicago Manual of Style (17th ed., 14.191-14.200, bibliography). Without italics,
which a clipboard of text has not. A title keeps its capitals: which of its words are names cannot be told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from newsreader.core.export import authors, dates
from newsreader.core.export.authors import Name
from newsreader.core.export.evidence import Reference

MOST_OF_APA = 20
"""Authors that APA names; of more, the first 19 and the last."""

MOST_OF_CHICAGO = 10
"""Authors that Chicago names; of more, the first 7 and "et al."."""


def cite(article: Reference, style: str) -> str:
    """A citation of an article on one line. style: "apa", "mla", "chicago" or "plain"; KeyError for another."""
    return _STYLES[style](article)


def origin(article: Reference) -> str:
    """What stands under an article's title: who wrote it, where and when it was printed; else where it was read."""
    parts = (_by(article), outlet(article), _date(article), article.url)
    return ", ".join(filter(None, parts)) or _line(article.source)


def outlet(article: Reference) -> str:
    """Who published an article: as it says, else the site that it stands on; "" where neither is known."""
    if article.outlet:
        return _line(article.outlet)
    try:
        host = urlsplit(article.url or "").hostname or ""
    except ValueError:
        host = ""
    return host.removeprefix("www.")


def _apa(article: Reference) -> str:
    when = dates.parts(article.published)
    # Year, Month Day
    month = dates.MONTHS[when[1] - 1] if len(when) > 1 else ""
    date = ", ".join(filter(None, (str(when[0]), " ".join([month, *map(str, when[2:])])))) if when else "n.d."
    by = _of_apa(authors.names(article.author))
    title = _line(article.title) or "[Untitled article]"
    lead = [by, f"({date})", title] if by else [title, f"({date})"]
    return _sentences(*lead, outlet(article), url=article.url)


def _of_apa(names: Sequence[Name]) -> str:
    shown = [name.initials for name in names]
    if len(shown) > MOST_OF_APA:
        return ", ".join(shown[: MOST_OF_APA - 1]) + f", . . . {shown[-1]}"
    if len(shown) > 1:
        return ", ".join(shown[:-1]) + f", & {shown[-1]}"
    return "".join(shown)


def _mla(article: Reference) -> str:
    when = dates.parts(article.published)
    url = (article.url or "").removeprefix("https://").removeprefix("http://")
    date = dates.day_first(when, dates.MONTHS_OF_MLA) if when else ""
    container = ", ".join(filter(None, (outlet(article), date, url)))
    visited = dates.parts(article.retrieved)
    accessed = f"Accessed {dates.day_first(visited, dates.MONTHS_OF_MLA)}" if url and visited and not when else ""
    return _sentences(_of_mla(authors.names(article.author)), _quoted(article.title), container, accessed)


def _of_mla(names: Sequence[Name]) -> str:
    if not names:
        return ""
    if len(names) > 2:
        return f"{names[0].inverted}, et al."
    return ", and ".join([names[0].inverted, *(name.straight for name in names[1:])])


def _chicago(article: Reference) -> str:
    when, visited = dates.parts(article.published), dates.parts(article.retrieved)
    by, published_by = _of_chicago(authors.names(article.author)), outlet(article)
    date = dates.month_first(when) if when else ""
    accessed = f"Accessed {dates.month_first(visited)}" if article.url and visited and not when else ""
    if by:
        where = ", ".join(filter(None, (published_by, date)))
        return _sentences(by, _quoted(article.title), where, accessed, url=article.url)
    # An unsigned article stands under the newspaper's name (14.199).
    return _sentences(published_by, _quoted(article.title), date, accessed, url=article.url)


def _of_chicago(names: Sequence[Name]) -> str:
    shown = [name.inverted if i == 0 else name.straight for i, name in enumerate(names)]
    if len(shown) > MOST_OF_CHICAGO:
        return ", ".join(shown[:7]) + ", et al."
    if len(shown) > 1:
        return ", ".join(shown[:-1]) + f", and {shown[-1]}"
    return "".join(shown)


def _plain(article: Reference) -> str:
    title = f"“{_inner(article.title)}”" if _line(article.title) else ""
    return ", ".join(filter(None, (_by(article), title, outlet(article), _date(article), article.url)))


def _by(article: Reference) -> str:
    return ", ".join(name.straight for name in authors.names(article.author))


def _date(article: Reference) -> str:
    """1 May 2008, or as it was written."""
    when = dates.parts(article.published)
    return dates.day_first(when) if when else _line(article.published)


_STYLES: dict[str, Callable[[Reference], str]] = {"apa": _apa, "mla": _mla, "chicago": _chicago, "plain": _plain}


def _line(words: str | None) -> str:
    return " ".join((words or "").split())


def _inner(words: str) -> str:
    """A title as it stands between quotation marks: double ones in it become single ones."""
    line = _line(words).replace("“", "‘").replace("”", "’")
    opened = False
    out = []
    for character in line:
        if character == '"':
            character = "’" if opened else "‘"
            opened = not opened
        out.append(character)
    return "".join(out)


def _quoted(title: str) -> str:
    """A title between quotation marks, with the full stop inside them; one that ends in another mark keeps that."""
    inner = _inner(title)
    if not inner:
        return ""
    return f"“{inner}”" if inner[-1] in ".?!…" else f"“{inner}.”"


def _sentences(*parts: str, url: str | None = None) -> str:
    """Parts of a citation, each with a full stop unless it ends in a mark already; then the address, without one."""
    ended = [part if part.rstrip("”’")[-1:] in tuple(".?!…") else f"{part}." for part in parts if part]
    return " ".join([*ended, *([url] if url else [])])
