"""`newsreader import`: files into the library, with who said what in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from newsreader.core import nlp
from newsreader.core.cli.console import Console
from newsreader.core.cli.inputs import CHUNK, Inputs
from newsreader.core.cli.pace import Pace
from newsreader.core.library import Library
from newsreader.core.model import Article
from newsreader.core.search import bring_up_to_date


def run(paths: Sequence[str], form: str, console: Console) -> int:
    """Add what the paths stand for, analyse what is not analysed yet, and say how much it was. Gives the exit code.

    form: "text" for that only; "json" or "jsonl" for a record of each article on standard output besides.
    """
    with Library() as library:
        inputs = Inputs(paths, console)
        added = _add(library, inputs)
        new: dict[str, bool] = {}
        for id, first in added:
            new.setdefault(id, first)
        todo = new.keys() & set(library.pending(nlp.ENGINE))
        _analyse(library, [id for id in new if id in todo], console)
        bring_up_to_date(library.database)
        if form != "text":
            console.records(_records(library, new), lines=form == "jsonl")
        known = len(added) - sum(new.values())
        console.say(f"{sum(new.values())} new, {known} already there, {inputs.failed} failed")
        return 2 if inputs.failed else 0


def _add(library: Library, inputs: Inputs) -> list[tuple[str, bool]]:
    """The id of each document's article, and whether it was new."""
    documents = iter(inputs)
    added: list[tuple[str, bool]] = []
    while chunk := list(islice(documents, CHUNK)):
        with library.batch():
            added += [(document.article.id, bool(library.add(document.article, document.raw))) for document in chunk]
    return added


def _records(library: Library, new: dict[str, bool]) -> Iterator[dict[str, object]]:
    for row in library.articles():
        if row.id in new:
            yield {"id": row.id, "source": row.source, "title": row.title, "new": new[row.id], "quotes": row.quotes}


def _analyse(library: Library, ids: Sequence[str], console: Console) -> None:
    def articles() -> Iterator[Article]:
        for id in ids:
            yield library.article(id)

    if not ids:
        return
    words = {row.id: row.words for row in library.articles()}
    pace = Pace(console, "analysing", len(ids), "words", sum(words[id] for id in ids))
    for analysis in nlp.analyse_many(articles()):
        library.put_analysis(analysis.article.id, analysis)
        pace.step(words[analysis.article.id], analysis.article.title)
