"""A quote as it is passed on: its words, who said them, and where that stands."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from newsreader.core.export import dates
from newsreader.core.export.citing import outlet
from newsreader.core.export.escaping import markdown
from newsreader.core.export.evidence import PASSAGE, Evidence, Reference
from newsreader.core.model import QuoteKind

OMITTED = " […] "
"""Stands where the reporter's own words break an utterance."""

_WORD = re.compile(r"\w")


def quote_text(evidence: Evidence, style: str) -> str:
    """A quote with its speaker, outlet, date and address. style: "plain", "markdown" or "html"; KeyError for another.

    Plain is two lines: the words and, after a dash, who and where.
    """
    return _STYLES[style](evidence)


def words(evidence: Evidence) -> str:
    """The words as they are given to somebody: those in quotation marks between “ and ”, each exactly as in the text.

    What the reporter put in between is shown as left out. Line ends and runs of white space are single spaces.
    """
    if evidence.kind in (PASSAGE, QuoteKind.INDIRECT):
        return _joined(evidence, lambda piece, _: piece)
    if evidence.kind == QuoteKind.DIRECT or evidence.kind == QuoteKind.SCARE:
        return f"“{_joined(evidence, lambda piece, _: piece)}”"
    return _joined(evidence, lambda piece, marked: f"“{piece}”" if marked else piece)


def attribution(evidence: Evidence) -> str:
    """Who said it and where that stands, without the address: Ada Lindqvist, The Lantern, 1 May 2008."""
    return ", ".join(filter(None, (said_by(evidence), *_where(evidence.article))))


def said_by(evidence: Evidence) -> str:
    """The speaker, with a word about it where the words are not theirs."""
    indirectly = " (indirect)" if evidence.kind == QuoteKind.INDIRECT else ""
    return speaker(evidence) + indirectly


def speaker(evidence: Evidence) -> str:
    """Whom the words are of, as a reader is told; "" for words that are nobody's."""
    if evidence.kind in (PASSAGE, QuoteKind.SCARE):
        return ""
    name = " ".join((evidence.speaker or "").split()) or "unknown speaker"
    full = " ".join((evidence.person_name or "").split())
    return f"{full} ({name})" if evidence.speaker and full and full != name else name


def _where(article: Reference) -> tuple[str, str, str]:
    when = dates.parts(article.published)
    title = " ".join(article.title.split())
    return (
        f"“{title}”" if title else "",
        outlet(article),
        dates.day_first(when) if when else " ".join((article.published or "").split()),
    )


def _joined(evidence: Evidence, show: Callable[[str, bool], str]) -> str:
    """The pieces of an utterance, with what stands between them: nothing, a space, or the reporter's words."""
    marked = set(evidence.marked)
    out: list[str] = []
    at, before = evidence.start, ""
    for span, piece in zip(evidence.content, evidence.pieces, strict=True):
        if out:
            between = before[-1:] + evidence.exact[at - evidence.start : span[0] - evidence.start] + piece[:1]
            apart = any(map(str.isspace, between))
            out.append(OMITTED if _WORD.search(between[len(before[-1:]) : -1]) else " " if apart else "")
        out.append(show(" ".join(piece.split()), span in marked))
        at, before = span[1], piece
    return " ".join("".join(out).split())


def _plain(evidence: Evidence) -> str:
    who = ", ".join(filter(None, (attribution(evidence), evidence.article.url)))
    return f"{words(evidence)}\n— {who}" if who else words(evidence)


def _markdown(evidence: Evidence) -> str:
    who = markdown(attribution(evidence))
    if evidence.article.url:
        who = f"{who}, <{address(evidence.article.url)}>" if who else f"<{address(evidence.article.url)}>"
    return f"> {markdown(words(evidence))}\n>\n> — {who}" if who else f"> {markdown(words(evidence))}"


def _html(evidence: Evidence) -> str:
    url = html.escape(evidence.article.url or "")
    cite = f' cite="{url}"' if url else ""
    who = html.escape(attribution(evidence))
    link = f', <a href="{url}">{url}</a>' if url else ""
    return f"<blockquote{cite}><p>{html.escape(words(evidence))}</p><footer>— {who}{link}</footer></blockquote>"


def address(url: str) -> str:
    """An address as it may stand between < and > in Markdown."""
    return url.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\\", "%5C")


_STYLES: dict[str, Callable[[Evidence], str]] = {"plain": _plain, "markdown": _markdown, "html": _html}
