"""From ranked documents to what a reader is shown: titles, text, quotes with their speakers, names, notes, tags."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from newsreader.core.library.connection import Database, utf8
from newsreader.core.model import EntityKind, MentionKind, QuoteKind, Span
from newsreader.core.search.fields import Quotes
from newsreader.core.search.index.segment import Kind, Sort
from newsreader.core.search.looking import Seen, View
from newsreader.core.search.ranking import Ranked


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that answers a query.

    kind: "title", "text", "quote" (most of the matched words are somebody's, `speaker`'s), "person", "speaker" (one
    without a name), "organisation", "place", "note" or "tag". text: what was found: a passage's own words, a name, a
    note, a tag. shown: the spans of the matched words in `text`. start, end: the passage, a name's or a note's place,
    in characters of the article's text; both 0 where it does not stand in it. marks: the spans of the matched words
    there; empty where only the speaker's name matched. why: "exact" (the words as typed, in that order), "all words"
    or "typos". articles: in how many articles a name or a tag is; the hit is the latest of them. score: larger is
    better.
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
    shown: tuple[Span, ...] = ()
    articles: int = 1


class Checks(Protocol):
    """Whether a text has what only the text can tell. one: the document that it is of."""

    def __call__(self, one: Ranked, text: str, view: View | None, /) -> bool: ...


Look = Callable[[Sequence[Ranked]], list[View]]
"""What the index knows of documents' words."""


@dataclass(frozen=True, slots=True)
class _Quote:
    position: int
    kind: str
    content: str
    speaker: str | None

    @property
    def spans(self) -> list[Span]:
        """The spans of the content, read only where they are needed."""
        return [(start, end) for start, end in json.loads(self.content)]


@dataclass(frozen=True, slots=True)
class _About:
    """What is known of an article that has hits."""

    id: str
    title: str
    outlet: str | None
    published: str | None
    quotes: tuple[_Quote, ...]


@dataclass(frozen=True, slots=True)
class _Passage:
    article: int
    start: int
    words: str
    speakers: str


_NAME_KINDS = {
    Kind.PERSON: ("person", (EntityKind.PERSON,)),
    Kind.ORGANISATION: ("organisation", (EntityKind.ORG,)),
    Kind.PLACE: ("place", (EntityKind.GPE, EntityKind.LOC)),
}


class Hits:
    """Makes hits of the documents of one search."""

    def __init__(self, database: Database, quotes: Quotes | None, checks: Checks) -> None:
        """quotes: those that are asked for; None where it is whole passages."""
        self._database = database
        self._quotes = quotes
        self._checks = checks
        self._least = 0.0
        self._articles: dict[int, _About | None] = {}
        self._titles: set[int] = set()

    def of(self, ranked: Sequence[Ranked], look: Look, least: float) -> Iterator[Hit]:
        """The hits in the order given; an article's title is a hit once. least: the share that a quote must hold."""
        self._least = least
        passages = self._passages([one.key >> 2 for one in ranked if one.key & 3 == Sort.PASSAGE])
        if self._quotes is None:
            ranked = [one for one in ranked if self._may_be(one, passages)]
        self._read_about({one.article for one in ranked if one.article})
        for one, view in zip(ranked, look(ranked), strict=True):
            match one.key & 3:
                case Sort.PASSAGE:
                    if passage := passages.get(one.key >> 2):
                        yield from self._of_passage(one, passage, view)
                case Sort.NAME:
                    yield from self._of_name(one, view)
                case _:
                    yield from self._of_written(one, view)

    def _may_be(self, one: Ranked, passages: dict[int, _Passage]) -> bool:
        """Whether a passage has what only its text can tell. It is there still, unless another program removed it."""
        passage = passages.get(one.key >> 2)
        return one.key & 3 != Sort.PASSAGE or (passage is not None and self._checks(one, passage.words, None))

    def _passages(self, numbers: Sequence[int]) -> dict[int, _Passage]:
        rows = self._database.rows(
            "SELECT number, article, start, words, speakers FROM passage"
            " WHERE number IN (SELECT value FROM json_each(?))",
            json.dumps(numbers),
        )
        return {number: _Passage(*row) for number, *row in rows}

    def _of_passage(self, one: Ranked, passage: _Passage, view: View) -> Iterator[Hit]:
        about = self._about(passage.article)
        if about is None:
            return
        if self._quotes is not None:
            yield from self._of_quotes(one, passage, about, self._quotes, view)
            return
        seen = view.see(passage.words)
        begin, end = _trimmed(passage.words)
        shown = tuple((s - begin, e - begin) for s, e in seen.marks)
        if passage.start < 0:
            marks: tuple[Span, ...] = ()
            start = stop = 0
        else:
            marks = tuple((s + passage.start, e + passage.start) for s, e in seen.marks)
            start, stop = passage.start + begin, passage.start + end
        kind, speaker = "text", None
        if one.kind is Kind.TITLE and passage.article not in self._titles:
            kind = "title"
            self._titles.add(passage.article)
        elif one.kind is not Kind.TITLE:
            kind, speaker = _in_quote(marks, (start, stop), about)
        yield _hit(about, kind, (start, stop), marks, one.why, speaker, one.score, passage.words[begin:end], shown)

    def _of_quotes(self, one: Ranked, passage: _Passage, about: _About, asked: Quotes, view: View) -> Iterator[Hit]:
        """The quotes of a passage that are asked for, if the words are theirs."""
        low, high = passage.start, passage.start + len(passage.words)
        for quote in about.quotes:
            spans = [(max(s, low), min(e, high)) for s, e in quote.spans if s < high and e > low]
            if not spans or not asked.has(passage.article, quote.position, quote.kind):
                continue
            start, end = spans[0][0], spans[-1][1]
            inside = [(s - low, e - low) for s, e in spans]
            part = view.within(passage.words, inside, quote.speaker or "", passage.speakers)
            seen = part.see(passage.words)
            # What stands between the pieces of a quote is not the speaker's.
            said = " ".join(passage.words[s:e] for s, e in inside)
            if seen.share < self._least or not self._checks(one, said, part):
                continue
            marks = tuple((s + low, e + low) for s, e in seen.marks)
            shown = tuple((s - start, e - start) for s, e in marks)
            text = passage.words[start - low : end - low].rstrip()
            end = start + len(text)
            yield _hit(about, "quote", (start, end), marks, _why(seen), quote.speaker, one.score, text, shown)

    def _of_name(self, one: Ranked, view: View) -> Iterator[Hit]:
        row = self._database.row("SELECT name FROM name WHERE number = ?", one.key >> 2)
        if row is None or not self._checks(one, row[0], view):
            return
        name: str = row[0]
        if one.kind is Kind.SPEAKER:
            found = self._database.rows(
                "SELECT article, json_array(json_array(start, \"end\", '')) FROM quote WHERE speaker = CAST(? AS TEXT)"
                " ORDER BY article DESC, position",
                utf8(name),
            )
            kind = "speaker"
        else:
            kind, kinds = _NAME_KINDS[one.kind]
            found = self._database.rows(
                # A speaker whom the reader named is not mentioned in the text; there is what he is quoted with.
                "SELECT article, CASE WHEN mentions != '[]' THEN mentions ELSE"
                " (SELECT json_array(json_array(start, \"end\", '')) FROM quote"
                " WHERE quote.article = e.article AND quote.entity = e.position ORDER BY quote.position LIMIT 1) END"
                " FROM entity e WHERE name = CAST(? AS TEXT) AND kind IN (?, ?) ORDER BY article DESC",
                utf8(name),
                kinds[0],
                kinds[-1],
            )
            found = [row for row in found if row[1] is not None]
        about = self._about(found[0][0]) if found else None
        if about is None:
            return
        mentions = json.loads(found[0][1])
        start, end = next(
            ((s, e) for s, e, how in mentions if how == MentionKind.NAME and e - s == len(name)), tuple(mentions[0][:2])
        )
        seen = view.see(name)
        count = len({article for article, _ in found})
        speaker = name if kind in ("person", "speaker") else None
        yield _hit(about, kind, (start, end), ((start, end),), one.why, speaker, one.score, name, seen.marks, count)

    def _of_written(self, one: Ranked, view: View) -> Iterator[Hit]:
        """A note or a tag."""
        row = self._database.row(
            "SELECT words, start, end, 1 FROM note WHERE number = ?"
            if one.kind is Kind.NOTE
            else "SELECT tag, start, end, (SELECT count(DISTINCT article) FROM tag other WHERE other.tag = tag.tag)"
            " FROM tag WHERE number = ?",
            one.key >> 2,
        )
        about = self._about(one.article)
        if row is None or about is None or not self._checks(one, row[0], view):
            return
        place = (0, 0) if row[1] is None else (row[1], row[2])
        count = row[3]
        shown = view.see(row[0]).marks
        kind = one.kind.name.lower()
        yield _hit(about, kind, place, (), one.why, None, one.score, row[0], shown, count)

    def _about(self, number: int) -> _About | None:
        if number not in self._articles:
            self._read_about({number})
        return self._articles[number]

    def _read_about(self, numbers: set[int]) -> None:
        new = json.dumps([number for number in numbers if number not in self._articles])
        quotes: defaultdict[int, list[_Quote]] = defaultdict(list)
        for article, position, kind, content, speaker in self._database.rows(
            "SELECT article, position, kind, content, speaker FROM quote"
            " WHERE article IN (SELECT value FROM json_each(?)) AND kind != ? ORDER BY article, position",
            new,
            QuoteKind.SCARE,
        ):
            quotes[article].append(_Quote(position, kind, content, speaker))
        self._articles |= dict.fromkeys(numbers - self._articles.keys())
        for number, article_id, title, outlet, published in self._database.rows(
            "SELECT number, id, title, outlet, published FROM article WHERE number IN (SELECT value FROM json_each(?))",
            new,
        ):
            self._articles[number] = _About(article_id, title, outlet, published, tuple(quotes[number]))


def _hit(
    about: _About,
    kind: str,
    place: Span,
    marks: tuple[Span, ...],
    why: str,
    speaker: str | None,
    score: float,
    text: str,
    shown: tuple[Span, ...],
    articles: int = 1,
) -> Hit:
    return Hit(
        article_id=about.id,
        title=about.title,
        kind=kind,
        start=place[0],
        end=place[1],
        marks=marks,
        why=why,
        speaker=speaker,
        outlet=about.outlet,
        published=about.published,
        score=score,
        text=text,
        shown=shown,
        articles=articles,
    )


def _why(seen: Seen) -> str:
    return "exact" if seen.phrase or not seen.words else "all words" if seen.typed else "typos"


def _trimmed(text: str) -> Span:
    """Where a passage begins and ends without the white space around it."""
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _in_quote(marks: tuple[Span, ...], place: Span, about: _About) -> tuple[str, str | None]:
    """Whether most of the matched words of a passage are somebody's, and whose."""
    most, speaker = len(marks) / 2, None
    found = "text"
    for quote in about.quotes if marks else ():
        inside = sum(any(s <= start and end <= e for s, e in quote.spans) for start, end in marks)
        if inside > most:
            found, most, speaker = "quote", inside, quote.speaker
    if found == "quote":
        return found, speaker
    if not marks:  # found by the speaker's name alone
        for quote in about.quotes:
            if quote.speaker and quote.spans[0][0] < place[1] and quote.spans[-1][1] > place[0]:
                return "quote", quote.speaker
    return "text", None
