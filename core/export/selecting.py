"""What is to be exported: whole articles, or the quotes and passages of a person, a search, a tag or all stars.

A selection holds numbers only; articles are read one at a time while it is walked, so that a library of any size
can be written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from newsreader.core.errors import LibraryError
from newsreader.core.export.evidence import Evidence, Reference
from newsreader.core.export.gathering import Marks, evidence, extents, marks, names_of, reference
from newsreader.core.library import Library
from newsreader.core.model import Article, Span

FEW = 8
"""Articles for which the names of their people are looked up one by one."""


@dataclass(frozen=True, slots=True)
class Portion:
    """What is chosen of one article. marks: the reader's; those on the article as a whole are under None."""

    article: Article
    reference: Reference
    evidence: tuple[Evidence, ...]
    marks: Marks

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the article as a whole."""
        return tuple(self.marks.tags.get(None, ()))


@dataclass(slots=True)
class Choice:
    """What is wanted of one article: None for all quotes, and for all words that the reader has marked."""

    positions: set[int] | None = None
    spans: set[Span] | None = None


@dataclass(frozen=True)
class Selection:
    """Articles, and what is wanted of each. title: what was asked for, in words. whole: all of the library."""

    library: Library
    title: str
    choices: dict[str, Choice] = field(default_factory=dict)
    whole: bool = False

    def __len__(self) -> int:
        """How many articles."""
        return len(self.choices)

    def __iter__(self) -> Iterator[Portion]:
        """The articles with what is chosen of them. One that has been removed meanwhile is left out."""
        names = names_of(self.library) if len(self.choices) > FEW else None
        for article_id, choice in self.choices.items():
            try:
                article = self.library.article(article_id)
                chosen = evidence(self.library, article, choice.positions, choice.spans, names)
                yield Portion(article, reference(self.library, article), tuple(chosen), marks(self.library, article_id))
            except LibraryError:
                if article_id in self.library:
                    raise


def of_articles(library: Library, ids: Sequence[str]) -> Selection:
    """Some articles with all that is said in them."""
    ids = list(dict.fromkeys(ids))
    row = library.row(ids[0]) if len(ids) == 1 else None
    title = (row.title if row else "") or f"{len(ids):,} article{'s' * (len(ids) != 1)}"
    return Selection(library, title, {id: Choice() for id in ids})


def everything(library: Library) -> Selection:
    """All of the library."""
    ids = library.database.rows("SELECT id FROM article ORDER BY number")
    return Selection(library, "Everything", {id: Choice() for (id,) in ids}, whole=True)


def of_person(library: Library, number: int) -> Selection:
    """All that somebody is reported as saying, by date."""
    person = library.identities.person(number)
    rows = library.identities.said(number)
    return Selection(library, person.name if person else "", _quotes((row.article_id, row.position) for row in rows))


def of_speaker(library: Library, name: str) -> Selection:
    """All that a speaker of exactly this name in an article is reported as saying, by date."""
    rows = library.database.rows(
        "SELECT a.id, q.position FROM quote q JOIN article a ON a.number = q.article"
        " WHERE q.speaker = CAST(? AS TEXT) AND q.kind != 'scare'"
        " ORDER BY coalesce(a.published, a.added), a.number, q.position",
        name.encode("utf-8", "surrogatepass"),
    )
    return Selection(library, name, _quotes(rows))


def of_starred(library: Library) -> Selection:
    """Starred articles with all that is said in them, and what is starred in others."""
    choices = {id: Choice() for id in library.starred()}
    rows = library.database.rows(
        'SELECT a.id, start, "end" FROM star JOIN article a ON a.number = article ORDER BY a.number, start'
    )
    _add_places(library, choices, ((id, (start, end)) for id, start, end in rows))
    return Selection(library, "Starred", choices)


def of_tag(library: Library, tag: str) -> Selection:
    """Articles that have a tag with all that is said in them, and what has it in others. Case does not matter."""
    wanted = tag.lstrip("# ").casefold()
    rows = library.database.rows(
        'SELECT a.id, start, "end", tag FROM tag JOIN article a ON a.number = article ORDER BY a.number, start'
    )
    its = [(id, None if start is None else (start, end)) for id, start, end, one in rows if one.casefold() == wanted]
    choices = {id: Choice() for id, span in its if span is None}
    _add_places(library, choices, ((id, span) for id, span in its if span is not None))
    return Selection(library, f"#{tag.lstrip('# ')}", choices)


def of_search(library: Library, query: str) -> tuple[Selection, tuple[str, ...]]:
    """What answers a query, the best first: quotes, passages, and articles; and what in the query cannot be meant.

    A hit in somebody's words is their quote, one in a text is its paragraph; one in a title, a name, a note on the
    whole or a tag is the article, for which nothing of it is chosen unless something else is a hit.
    """
    from newsreader.core.search import search  # loads numpy

    found = search(library, query, limit=None)
    choices: dict[str, Choice] = {}
    places: defaultdict[str, list[tuple[Span, bool]]] = defaultdict(list)
    for hit in found:
        choices.setdefault(hit.article_id, Choice(set(), set()))
        if hit.end > hit.start and hit.kind in ("quote", "text", "note"):
            of_marks = [(hit.start, hit.end)] if not hit.marks or hit.kind != "quote" else list(hit.marks)
            places[hit.article_id] += [(span, hit.kind == "quote") for span in of_marks]
    for article_id, its in places.items():
        choice = choices[article_id]
        assert choice.positions is not None and choice.spans is not None
        analysis = library.analysis(article_id)
        for (start, end), is_said in its:
            said = {
                position
                for position, quote in enumerate(analysis.quotes if analysis else ())
                if any(a < end and start < b for a, b in quote.content)
            }
            if is_said and said:
                choice.positions |= said
            else:
                choice.spans.add((start, end))
    return Selection(library, query, choices), found.mistakes


def _quotes(rows: Iterable[tuple[str, int]]) -> dict[str, Choice]:
    choices: dict[str, Choice] = {}
    for article_id, position in rows:
        choice = choices.setdefault(article_id, Choice(set(), set()))
        assert choice.positions is not None
        choice.positions.add(position)
    return choices


def _add_places(library: Library, choices: dict[str, Choice], places: Iterable[tuple[str, Span]]) -> None:
    """Quotes and passages at some places, of articles that are not chosen as a whole."""
    spans: defaultdict[str, set[Span]] = defaultdict(set)
    for article_id, span in places:
        if article_id not in choices:
            spans[article_id].add(span)
    for article_id, its in spans.items():
        analysis = library.analysis(article_id)
        quotes = list(enumerate(analysis.quotes)) if analysis else []
        positions = {position for position, quote in quotes if extents(quote) & its}
        said = {span for position, quote in quotes if position in positions for span in extents(quote)}
        choices[article_id] = Choice(positions, its - said)
