"""From parsed articles to their quotes: kinds, spans, speakers by name, how they were found and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc

from newsreader.core.model import Article, BlockKind, Entity, EntityKind, Quote, QuoteKind, Span
from newsreader.core.nlp.candidates import Candidates, find_candidates
from newsreader.core.nlp.entities import Cast, Identity, find_cast
from newsreader.core.nlp.found import Found, basis, content_spans, cue_span, is_label, mention_span, phrase_tail
from newsreader.core.nlp.headlines import repeat_speakers
from newsreader.core.nlp.lexicon import Bools
from newsreader.core.nlp.marks import find_marks
from newsreader.core.nlp.quoted import find_quoted
from newsreader.core.nlp.signatures import speakers_by_layout, without_labels
from newsreader.core.nlp.table import PRONOUNS, Page, Table, make_table
from newsreader.core.nlp.transcripts import with_turns
from newsreader.core.nlp.unmarked import with_unmarked
from newsreader.core.text.paragraphs import paragraphs

_SURE = 0.9  # from here on no runner-up is looked for
_LAST_PERSONAL = PRONOUNS.index("which") + 1  # "one", "some", "many" after it can stand for people
_TERSE = (BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.BYLINE, BlockKind.CREDIT)

Result = tuple[tuple[Quote, ...], tuple[Entity, ...]]


def find_quotes(doc: Doc, article: Article) -> Result:
    """The quotes and entities of a parsed article, both in text order. `doc` is the article's text, parsed."""
    return find_all_quotes([doc], [article])[0]


def find_all_quotes(docs: Sequence[Doc], articles: Sequence[Article]) -> list[Result]:
    """The same for several articles at once, which is faster; what is found in one does not depend on the others."""
    pages: list[Page] = []
    layout: dict[int, Span | None] = {}
    count, base = 0, 0
    for doc, article in zip(docs, articles, strict=True):
        page, named = _read(doc, article)
        for number, span in named.items():
            layout[number + count] = None if span is None else (span[0] + base, span[1] + base)
        pages.append(page)
        count, base = count + len(page.marks), base + len(article.text) + 1
    table = make_table(pages)
    candidates = find_candidates(table)
    found = with_unmarked(table, candidates, _terse(table, articles), find_quoted(table, candidates, layout))
    own: list[list[Found]] = [[] for _ in pages]
    for item, number in zip(found, table.page[[item.first for item in found]].tolist() if found else (), strict=True):
        own[number].append(item)
    results: list[Result] = []
    for page, article, items, base in zip(pages, articles, own, table.bases.tolist(), strict=True):
        cast = find_cast(page.doc, article, [mark.inner for mark in page.marks])
        quotes = _named(table, candidates, cast, _without_teasers(table, article, items, base), base)
        results.append((repeat_speakers(article.text, article, quotes), cast.entities))
    return results


def _read(doc: Doc, article: Article) -> tuple[Page, dict[int, Span | None]]:
    """An article as a page, and the speakers its layout gives by number of the mark."""
    text = article.text
    spans = paragraphs(text)
    dull = [(b.start, b.end) for b in article.blocks if b.kind is BlockKind.BOILERPLATE]
    read = [span for span in spans if not any(start <= span[0] < end for start, end in dull)]
    marks = with_turns(text, read, find_marks(text, read))
    layout = speakers_by_layout(text, read, marks)
    return Page(doc, text, without_labels(text, marks, layout), spans), layout


def _terse(table: Table, articles: Sequence[Article]) -> Bools:
    """The tokens of headlines and the like."""
    terse = np.zeros(len(table), dtype=bool)
    for base, article in zip(table.bases.tolist(), articles, strict=True):
        for block in article.blocks:
            if block.kind in _TERSE:
                terse[slice(*np.searchsorted(table.start, [base + block.start, base + block.end]))] = True
    return terse


def _without_teasers(table: Table, article: Article, found: list[Found], base: int) -> list[Found]:
    """Leaves out what stands in boilerplate, and what a standfirst only repeats from the body."""
    text = article.text
    dull = [b for b in article.blocks if b.kind is BlockKind.BOILERPLATE]
    teasers = [b for b in article.blocks if b.kind is BlockKind.STANDFIRST]
    kept = []
    for item in found:
        start, end = int(table.start[item.first]) - base, int(table.end[item.last]) - base
        if any(b.start <= start < b.end for b in dull):
            continue
        if any(b.start <= start < b.end for b in teasers) and text.find(text[start:end].rstrip(" .…"), end) >= 0:
            continue
        kept.append(item)
    return kept


def _named(table: Table, candidates: Candidates, cast: Cast, found: list[Found], base: int) -> tuple[Quote, ...]:
    """What was found on the page that begins at `base`, as quotes with their speakers' names."""
    quotes: list[Quote] = []
    said: list[int] = []
    before: Found | None = None

    def who(mention: Span, item: Found) -> Identity:
        at = int(table.start[item.first]) - base
        return cast.who((mention[0] - base, mention[1] - base), at=at, said=tuple(said))

    for item in found:
        content, marked = content_spans(table, item)
        if not content:
            continue
        if item.kind is QuoteKind.SCARE or (item.candidate < 0 and item.named is None):
            quotes.append(Quote(content, item.kind, marked, cue=cue_span(table, item.cue)).moved(-base))
            continue
        mention = item.named or mention_span(table, candidates, item.candidate)
        identity = who(mention, item)
        if item.named or is_label(table, candidates, item.candidate):
            identity = _labelled(cast, table.text[mention[0] : mention[1]], identity)
        second = None
        if item.second >= 0 and item.probability < _SURE:  # whoever is sure needs no runner-up
            second = who(mention_span(table, candidates, item.second), item).name
        if second == identity.name or second is None:
            second = identity.runner_up
        quotes.append(
            Quote(
                content,
                item.kind,
                marked,
                cue_span(table, item.cue),
                mention,
                identity.entity,
                identity.name if item.named else _shown(table, candidates, item.candidate, mention, identity),
                basis(table, candidates, item, before, identity.how),
                round(item.probability * _trust(identity), 3),
                second,
            ).moved(-base)
        )
        if identity.entity is not None:
            said.append(identity.entity)
        before = item
    return tuple(quotes)


def _trust(identity: Identity) -> float:
    """How likely the name is right when the mention is: a name or a nominal speaks for itself, a pronoun does not."""
    return identity.confidence if identity.how else 1.0


def _labelled(cast: Cast, label: str, identity: Identity) -> Identity:
    """The person whose surname, or whole name, is the label of a turn in capitals ("ORME:")."""
    if not label.isupper():
        return identity
    wanted = label.casefold().split()
    for number, entity in enumerate(cast.entities):
        words = entity.name.casefold().split()
        if entity.kind is EntityKind.PERSON and len(words) > len(wanted) and words[-len(wanted) :] == wanted:
            return Identity(number, entity.name, "", identity.confidence)
    return identity


def _shown(table: Table, candidates: Candidates, number: int, mention: Span, identity: Identity) -> str | None:
    """The name to show: none for a bare pronoun; "one of them", "a man in the crowd" with all that belongs to it."""
    if _is_pronoun(table, mention, identity.name):
        return None
    if identity.entity is None and identity.name and not identity.how:
        return identity.name + phrase_tail(table, int(candidates.left[number]), int(candidates.right[number]))
    return identity.name


def _is_pronoun(table: Table, mention: Span, name: str | None) -> bool:
    """Whether a speaker is known by nothing but a pronoun, which is no name."""
    at = table.at(mention[0])
    return (
        bool(0 < table.pronoun[at] <= _LAST_PERSONAL and table.end[at] == mention[1])
        and name == table.text[mention[0] : mention[1]]
    )
