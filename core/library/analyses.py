"""Analyses in and out of the library."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from contextlib import nullcontext

from newsreader.core.errors import LibraryError
from newsreader.core.library import linking
from newsreader.core.library.articles import article, number_of
from newsreader.core.library.connection import Database, Row, utf8
from newsreader.core.library.gathering import gather
from newsreader.core.model import Analysis, Quote, QuoteKind
from newsreader.core.record import analysis_from, analysis_record


def put(database: Database, article_id: str, analysis: Analysis) -> None:
    """Keep an analysis in place of the one before.

    That of a book goes in by several transactions, so that other writers get their turn; until the last of them the
    article counts as not analysed. Raises LibraryError where the article is gone or the analysis is of another one.
    """
    if analysis.article.id != article_id:
        raise LibraryError(f"the analysis is of article {analysis.article.id}, not of {article_id}")
    number = number_of(database, article_id)
    passages = database.rows("SELECT number, start FROM passage WHERE article = ? ORDER BY start", number)
    names = _speakers(passages, analysis.quotes)
    with database.writing() if len(names) <= database.at_once else nullcontext():
        was = linking.remembered(database, number)
        _keep(database, number, analysis)
        database.write_in_turns(
            "UPDATE passage SET speakers = CAST(? AS TEXT) WHERE number = ? AND speakers IS NOT CAST(? AS TEXT)", names
        )
        gather(database, number)
        count = sum(q.kind is not QuoteKind.SCARE for q in analysis.quotes)
        with database.writing() as connection:
            connection.execute(
                "UPDATE article SET engine = ?, quotes = ?, linked = 0 WHERE number = ?",
                (analysis.engine, count, number),
            )
            if len(analysis.entities) <= linking.AT_ONCE:
                linking.link_article(database, number, analysis.article.text, was)


def _keep(database: Database, number: int, analysis: Analysis) -> None:
    with database.writing() as connection:
        connection.execute("UPDATE article SET engine = NULL WHERE number = ?", (number,))
        for table in ("quote", "entity", "analysis"):
            connection.execute(f"DELETE FROM {table} WHERE article = ?", (number,))
        connection.execute(
            "INSERT INTO analysis VALUES (?, ?)",
            (number, json.dumps(analysis_record(analysis), separators=(",", ":"))),
        )
        connection.executemany(
            'INSERT INTO quote (article, position, kind, start, "end", content, speaker, basis, confidence, entity)'
            " VALUES (?, ?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?, ?)",
            [
                (
                    number,
                    position,
                    q.kind,
                    q.start,
                    q.end,
                    json.dumps(q.content),
                    *map(utf8, (q.speaker_name, q.basis)),
                    q.confidence,
                    q.entity,
                )
                for position, q in enumerate(analysis.quotes)
            ],
        )
        connection.executemany(
            "INSERT INTO entity (article, position, kind, name, mentions) VALUES (?, ?, ?, CAST(? AS TEXT), ?)",
            [
                (number, position, e.kind, utf8(e.name), json.dumps([[m.start, m.end, m.kind] for m in e.mentions]))
                for position, e in enumerate(analysis.entities)
            ],
        )
        named = {e.name for e in analysis.entities}
        others = (q.speaker_name for q in analysis.quotes if q.kind is not QuoteKind.SCARE)
        connection.executemany(
            "INSERT OR IGNORE INTO name (name, kind) VALUES (CAST(? AS TEXT), ?)",
            [(utf8(e.name), e.kind) for e in analysis.entities]
            + [(utf8(name), "") for name in dict.fromkeys(others) if name and name not in named],
        )


def _speakers(passages: Sequence[Row], quotes: Sequence[Quote]) -> list[Row]:
    """The names of those who are quoted in a passage ("?": nobody knows); its number; the names again."""
    starts = [start for _, start in passages]
    names: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for quote in quotes:
        if quote.kind is not QuoteKind.SCARE:
            first, last = bisect_right(starts, quote.start) - 1, bisect_right(starts, quote.end - 1) - 1
            for index in range(max(first, 0), last + 1):
                names[index][quote.speaker_name or "?"] = None
    said = (utf8("\n".join(names.get(index, ()))) for index in range(len(passages)))
    return [(speakers, number, speakers) for speakers, (number, _) in zip(said, passages, strict=True)]


def analysis(database: Database, article_id: str) -> Analysis | None:
    """The analysis of an article, by whatever engine; None before there is one. Raises LibraryError without it.

    None, too, for one that another version kept in another shape; the article counts as not analysed from then on.
    """
    number = number_of(database, article_id)
    row = database.row("SELECT record FROM analysis WHERE article = ?", number)
    if row is None:
        return None
    about = article(database, article_id)
    try:
        return analysis_from(json.loads(row[0]), about)
    except (LookupError, TypeError, ValueError):
        with database.writing() as connection:
            connection.execute("UPDATE article SET engine = NULL, quotes = 0 WHERE number = ?", (number,))
        return None


def pending(database: Database, engine: str) -> list[str]:
    """The ids of the articles that this engine has not analysed, the one loaded last at the end."""
    return [row[0] for row in database.rows("SELECT id FROM article WHERE engine IS NOT ? ORDER BY number", engine)]
