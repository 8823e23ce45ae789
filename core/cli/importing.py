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


def run(paths: Sequence[str], console: Console) -> int:
    """Add what the paths stand for, analyse what is not analysed yet, and say how much it was. Gives the exit code."""
    with Library() as library:
        inputs = Inputs(paths, console)
        new, known, ids = _add(library, inputs)
        todo = set(ids) & set(library.pending(nlp.ENGINE))
        _analyse(library, [id for id in ids if id in todo], console)
        console.say(f"{new} new, {known} already there, {inputs.failed} failed")
        return 2 if inputs.failed else 0


def _add(library: Library, inputs: Inputs) -> tuple[int, int, list[str]]:
    """How many articles were new, how many were there already, and the ids of all, each once."""
    documents = iter(inputs)
    count = [0, 0]
    ids: dict[str, None] = {}
    while chunk := list(islice(documents, CHUNK)):
        with library.batch():
            for document in chunk:
                count[library.add(document.article, document.raw)] += 1
                ids[document.article.id] = None
        library.index_rest()  # here, since whatever comes after may be interrupted
    return count[True], count[False], list(ids)


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
