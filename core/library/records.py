"""Quotes and names of all articles as plain records."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from newsreader.core.library.articles import text_of
from newsreader.core.library.connection import Database
from newsreader.core.library.rows import EntityRow, QuoteRow
from newsreader.core.model import EntityKind, QuoteKind

_QUOTES = (
    "SELECT a.number, q.content, id, title, outlet, published, q.kind, speaker, basis, confidence, q.position,"
    " q.entity, e.person, CASE WHEN EXISTS (SELECT 1 FROM quote o WHERE o.family = q.family"
    " AND (o.article, o.position) != (q.article, q.position)) THEN q.family END, corrected"
    " FROM quote q JOIN article a ON a.number = q.article"
    " LEFT JOIN entity e ON e.article = q.article AND e.position = q.entity"
)


def quotes(database: Database, where: str = "1", *values: object) -> list[QuoteRow]:
    """The quotes that an SQL condition holds for, in order of loading and then of the text.

    where: of the tables quote (q), article (a) and entity, the speaker's (e).
    """
    texts: dict[int, str] = {}
    found = []
    for number, content, *rest in database.rows(f"{_QUOTES} WHERE {where} ORDER BY q.article, q.position", *values):
        if number not in texts:
            texts = {number: text_of(database, number)}  # one text at a time
        spans = tuple((start, end) for start, end in json.loads(content))
        id_, title, outlet, published, kind, speaker, basis, confidence, position, entity, person, family, own = rest
        found.append(
            QuoteRow(
                article_id=id_,
                title=title,
                outlet=outlet,
                published=published,
                kind=QuoteKind(kind),
                content=spans,
                words=" ".join(texts[number][start:end] for start, end in spans),
                speaker=speaker,
                basis=basis,
                confidence=confidence,
                position=position,
                entity=entity,
                person=person,
                family=family,
                corrected=bool(own),
            )
        )
    return found


def speakers(database: Database) -> list[str]:
    """The names of all who are quoted, the one quoted most often first."""
    said = "SELECT speaker FROM quote WHERE speaker IS NOT NULL GROUP BY speaker ORDER BY count(*) DESC, speaker"
    return [name for (name,) in database.rows(said)]


def quotes_at(database: Database, places: Sequence[tuple[int, int]]) -> list[QuoteRow]:
    """The quotes at some places, each the number of an article and a position, in order of loading and of the text."""
    found: list[QuoteRow] = []
    ordered = sorted(places)
    for first in range(0, len(ordered), 500):
        values = ", ".join(f"({article}, {position})" for article, position in ordered[first : first + 500])
        found += quotes(database, f"(q.article, q.position) IN (VALUES {values})")
    return found


def entities(database: Database) -> list[EntityRow]:
    """Every person, organisation and place of every article, in order of loading and then of first mention."""
    said = Counter(database.rows("SELECT article, speaker FROM quote WHERE kind != ?", QuoteKind.SCARE))
    return [
        EntityRow(
            article_id=article_id,
            title=title,
            outlet=outlet,
            published=published,
            kind=EntityKind(kind),
            name=name,
            mentions=len(json.loads(mentions)),
            quotes=said[number, name],
            position=position,
            person=person,
        )
        for number, article_id, title, outlet, published, kind, name, mentions, position, person in database.rows(
            "SELECT a.number, id, title, outlet, published, kind, name, mentions, position, person"
            " FROM entity JOIN article a ON a.number = article ORDER BY article, position"
        )
    ]
