"""Evidence out of the library, article by article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from newsreader.core.export.evidence import Evidence, Json, Reference, Remark, around, passage
from newsreader.core.library import Library, people
from newsreader.core.library.articles import number_of
from newsreader.core.library.connection import Row
from newsreader.core.model import Analysis, Article, Quote, QuoteKind, Span
from newsreader.core.record import quote_record


@dataclass(frozen=True, slots=True)
class Marks:
    """What a reader has put on one article, by the words that it is on; None: on the article as a whole."""

    stars: frozenset[Span] = frozenset()
    tags: dict[Span | None, list[str]] = field(default_factory=dict)
    notes: dict[Span | None, list[Remark]] = field(default_factory=dict)

    def spans(self) -> set[Span]:
        """All words that something is on."""
        return {span for span in (*self.stars, *self.tags, *self.notes) if span is not None}


def reference(library: Library, article: Article) -> Reference:
    """An article of the library as something to be cited. Raises LibraryError where it is gone."""
    row = library.database.row("SELECT added FROM article WHERE id = ?", article.id)
    return Reference(
        article.id,
        article.title,
        article.outlet,
        article.author,
        article.published,
        article.url,
        article.source,
        row[0] if row else "",
        article.language,
    )


def marks(library: Library, article_id: str) -> Marks:
    """The reader's stars, tags and notes on an article. Raises LibraryError where it is gone."""
    database = library.database
    number = number_of(database, article_id)
    tags: defaultdict[Span | None, list[str]] = defaultdict(list)
    notes: defaultdict[Span | None, list[Remark]] = defaultdict(list)
    for start, end, tag in database.rows('SELECT start, "end", tag FROM tag WHERE article = ? ORDER BY number', number):
        tags[None if start is None else (start, end)].append(tag)
    for note in library.notes(article_id):
        notes[note.span].append(Remark(note.words, note.written))
    stars = database.rows('SELECT start, "end" FROM star WHERE article = ?', number)
    return Marks(frozenset((start, end) for start, end in stars), dict(tags), dict(notes))


def evidence(
    library: Library,
    article: Article,
    positions: Collection[int] | None = None,
    spans: Iterable[Span] | None = None,
    names: Mapping[int, str] | None = None,
) -> list[Evidence]:
    """The evidence in an article, in text order.

    positions: which of its quotes, None for all that somebody is reported as saying. spans: which other words; None
    for those that the reader has marked. names: those of people by their numbers, None to look them up. Raises
    LibraryError where the article is gone.
    """
    found = _Gathering(library, article, names)
    quotes = [found.of_quote(position) for position in found.positions(positions)]
    return sorted([*quotes, *found.of_passages(quotes, spans)], key=lambda one: (one.start, one.end))


def names_of(library: Library, numbers: Iterable[int] | None = None) -> dict[int, str]:
    """The names of people by their numbers; None for everyone's."""
    wanted = None if numbers is None else list(dict.fromkeys(numbers))
    return {row.number: row.name for row in people.rows(library.database, wanted)}


class _Gathering:
    def __init__(self, library: Library, article: Article, names: Mapping[int, str] | None) -> None:
        self._library, self._article = library, article
        self._reference = reference(library, article)
        self._analysis = library.analysis(article.id) or Analysis(article)
        self._marks = marks(library, article.id)
        number = number_of(library.database, article.id)
        self._rows: dict[int, Row] = {
            row[0]: row[1:]
            for row in library.database.rows(
                "SELECT q.position, e.person, q.family FROM quote q"
                " LEFT JOIN entity e ON e.article = q.article AND e.position = q.entity WHERE q.article = ?",
                number,
            )
        }
        if names is None:
            names = names_of(library, [row[0] for row in self._rows.values() if row[0] is not None])
        self._names = names
        self._was = self._machines()

    def _machines(self) -> dict[tuple[Span, ...], Json | None]:
        """What the machine had where the reader has a quote of this content."""
        corrections = self._library.corrections.of(self._article.id)
        machine = self._library.machine_analysis(self._article.id) if corrections else None
        found = {quote.content: machine_record(quote) for quote in (machine.quotes if machine else ())}
        return {one.content: found.get(one.was) for one in corrections if one.was and one.content}

    def positions(self, wanted: Collection[int] | None) -> list[int]:
        quotes = self._analysis.quotes
        if wanted is None:
            return [i for i, quote in enumerate(quotes) if quote.kind is not QuoteKind.SCARE]
        return [i for i in sorted(wanted) if 0 <= i < len(quotes)]

    def of_quote(self, position: int) -> Evidence:
        quote, text = self._analysis.quotes[position], self._article.text
        start, end = extent(quote)
        exact, prefix, suffix = around(text, start, end)
        person, family = self._rows.get(position, (None, None))
        on = [span for span in self._marks.spans() if span in extents(quote)]
        return Evidence(
            article=self._reference,
            kind=quote.kind,
            start=start,
            end=end,
            exact=exact,
            prefix=prefix,
            suffix=suffix,
            content=quote.content,
            pieces=tuple(text[a:b] for a, b in quote.content),
            marked=quote.marked,
            cue=quote.cue,
            cue_words=text[slice(*quote.cue)] if quote.cue else None,
            mention=quote.mention,
            speaker=quote.speaker_name,
            person=person,
            person_name=self._names.get(person),
            basis=quote.basis,
            confidence=quote.confidence,
            runner_up=quote.runner_up,
            corrected_by=quote.corrected_by,
            machine=self._was.get(quote.content) if quote.corrected_by else None,
            starred=any(span in self._marks.stars for span in on),
            tags=tuple(dict.fromkeys(tag for span in sorted(on) for tag in self._marks.tags.get(span, ()))),
            notes=tuple(note for span in sorted(on) for note in self._marks.notes.get(span, ())),
            position=position,
            family=family,
        )

    def of_passages(self, quotes: Iterable[Evidence], spans: Iterable[Span] | None) -> list[Evidence]:
        known = {span for one in quotes if one.position is not None for span in self._extents(one.position)}
        wanted = self._marks.spans() if spans is None else set(spans)
        length = len(self._article.text)
        return [
            passage(
                self._reference,
                self._article.text,
                span,
                span in self._marks.stars,
                self._marks.tags.get(span, ()),
                self._marks.notes.get(span, ()),
            )
            for span in sorted(wanted - known)
            if 0 <= span[0] < span[1] <= length
        ]

    def _extents(self, position: int) -> set[Span]:
        return extents(self._analysis.quotes[position])


def extent(quote: Quote) -> Span:
    """From the first character of an utterance to its last, the reporter's words in between included."""
    return quote.content[0][0], quote.content[-1][1]


def extents(quote: Quote) -> set[Span]:
    """The places that stand for a quote where something is put on it: all of it, or its marked words."""
    return {extent(quote), (quote.start, quote.end)}


def machine_record(quote: Quote) -> Json:
    """What the machine had found, without what is of no use outside its analysis."""
    record = quote_record(quote)
    del record["entity"], record["corrected_by"]
    return record
