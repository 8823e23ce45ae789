"""From ranked passages to what a reader is shown: titles, quotes with their speakers, names, text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.core.library.connection import Database
from newsreader.core.model import MentionKind, QuoteKind, Span
from newsreader.core.search.ranking import Ranked


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query.

    kind: "title", "quote" (the matched words are somebody's, `speaker`'s), "name" (they are a name) or "text".
    start, end: the passage in characters of the article's text; both 0 for a title that does not stand in it.
    marks: the spans of the matched words, in characters of the article's text; empty where only the speaker's name
    matched. text: the passage's own words, text[start:end] of the article, or the title that does not stand in it.
    why: "exact" (the words as typed, in that order), "all words" or "typos". score: larger is better.
    """

    article_id: str
    title: str
    kind: str
    start: int
    end: int
    marks: tuple[Span, ...]
    why: str
    speaker: str | None
    outlet: str | None
    published: str | None
    score: float
    text: str


@dataclass(frozen=True, slots=True)
class _Quote:
    spans: tuple[Span, ...]
    speaker: str | None


@dataclass(frozen=True, slots=True)
class _About:
    """What is known of an article that has hits."""

    id: str
    title: str
    outlet: str | None
    published: str | None
    quotes: tuple[_Quote, ...]
    names: tuple[tuple[Span, ...], ...]


def hits(database: Database, ranked: Sequence[Ranked]) -> list[Hit]:
    """The hits in the order given; an article's title is a hit once, and so is each of its names."""
    articles = {number: _about(database, number) for number in dict.fromkeys(r.passage.article for r in ranked)}
    found = []
    seen: set[tuple[int, object]] = set()
    for one in ranked:
        number, about = one.passage.article, articles[one.passage.article]
        if about is None:  # removed by another program between two reads
            continue
        start, end = _place(one)
        marks = (
            () if one.passage.start < 0 else tuple((s + one.passage.start, e + one.passage.start) for s, e in one.marks)
        )
        kind, speaker, what = _kind(one, marks, about)
        if (number, what) in seen:
            if kind == "title":
                continue
            kind = "text"
        if what is not None:
            seen.add((number, what))
        found.append(
            Hit(
                about.id,
                about.title,
                kind,
                start,
                end,
                marks,
                one.why,
                speaker,
                about.outlet,
                about.published,
                one.score,
                one.passage.words.strip(),
            )
        )
    return found


def _place(one: Ranked) -> Span:
    if one.passage.start < 0:
        return 0, 0
    text = one.passage.words
    return one.passage.start + len(text) - len(text.lstrip()), one.passage.start + len(text.rstrip())


def _kind(one: Ranked, marks: tuple[Span, ...], about: _About) -> tuple[str, str | None, object]:
    """The kind of a hit, its speaker, and what must not be shown a second time in the article."""
    if one.passage.kind in ("headline", "title"):
        return "title", None, "title"
    for quote in about.quotes:
        if marks and _within(marks, quote.spans):
            return "quote", quote.speaker, None
    if not marks:  # found by the speaker's name alone
        start, end = _place(one)
        for quote in about.quotes:
            if quote.speaker and quote.spans[0][0] < end and quote.spans[-1][1] > start:
                return "quote", quote.speaker, None
        return "text", None, None
    for position, name in enumerate(about.names):
        if any(_within(marks, [mention]) for mention in name):
            return "name", None, position
    return "text", None, None


def _within(marks: Sequence[Span], spans: Sequence[Span]) -> bool:
    return all(any(s <= start and end <= e for s, e in spans) for start, end in marks)


def _about(database: Database, number: int) -> _About | None:
    row = database.row("SELECT id, title, outlet, published FROM article WHERE number = ?", number)
    if row is None:
        return None
    quotes = tuple(
        _Quote(tuple((s, e) for s, e in json.loads(content)), speaker)
        for content, speaker in database.rows(
            "SELECT content, speaker FROM quote WHERE article = ? AND kind != ? ORDER BY position",
            number,
            QuoteKind.SCARE,
        )
    )
    names = tuple(
        tuple((s, e) for s, e, kind in json.loads(mentions) if kind == MentionKind.NAME)
        for (mentions,) in database.rows("SELECT mentions FROM entity WHERE article = ? ORDER BY position", number)
    )
    article_id, title, outlet, published = row
    return _About(article_id, title, outlet, published, quotes, names)
