"""Analyses into the library, and from there to people and quotes across articles."""

from __future__ import annotations

import json
from contextlib import nullcontext

from newsreader.core.errors import LibraryError
from newsreader.core.library import linking, quoting
from newsreader.core.library.articles import number_of
from newsreader.core.library.connection import Database
from newsreader.core.library.corrected import corrections_of
from newsreader.core.library.gathering import gather
from newsreader.core.library.overlay import over
from newsreader.core.model import Analysis, QuoteKind
from newsreader.core.record import analysis_record


def put(database: Database, article_id: str, analysis: Analysis, across: bool = True) -> None:
    """Keep what the machine found in place of what it found before; the reader's corrections stay (see `overlay`).

    across: look at once for its people and quotes in other articles; else whoever catches up with the library does.
    That of a book goes in by several transactions, so that other writers get their turn; until the last of them the
    article counts as not analysed. Raises LibraryError where the article is gone, and for an analysis of another one
    or one with corrections in it.
    """
    if analysis.article.id != article_id:
        raise LibraryError(f"the analysis is of article {analysis.article.id}, not of {article_id}")
    if any(quote.corrected_by is not None for quote in analysis.quotes):
        raise LibraryError("an analysis with a reader's corrections in it is not the machine's")
    number = number_of(database, article_id)
    passages = database.rows("SELECT number, start FROM passage WHERE article = ? ORDER BY start", number)
    with database.writing() if len(passages) <= database.at_once else nullcontext():
        was = linking.remembered(database, number)
        found = _keep(database, number, analysis)
        said = [(q.start, q.end, q.speaker_name) for q in found.quotes if q.kind is not QuoteKind.SCARE]
        database.write_in_turns(quoting.SET_SPEAKERS, quoting.speakers(passages, said))
        if across:
            gather(database, number)
        with database.writing() as connection:
            connection.execute(
                "UPDATE article SET engine = ?, quotes = ?, linked = 0 WHERE number = ?",
                (analysis.engine, len(said), number),
            )
            if across and len(found.entities) <= linking.AT_ONCE:
                linking.link_article(database, number, analysis.article.text, was)


def _keep(database: Database, number: int, analysis: Analysis) -> Analysis:
    """Put in the machine's analysis, and the rows of that with the corrections in it, which is given."""
    with database.writing() as connection:
        connection.execute("UPDATE article SET engine = NULL, gathered = 0 WHERE number = ?", (number,))
        for table in ("quote", "entity", "analysis"):
            connection.execute(f"DELETE FROM {table} WHERE article = ?", (number,))
        connection.execute(
            "INSERT INTO analysis VALUES (?, ?)",
            (number, json.dumps(analysis_record(analysis), separators=(",", ":"))),
        )
        found = over(analysis, corrections_of(database, number))
        quoting.write_all(database, number, found, len(found.entities) - len(analysis.entities))
        return found
