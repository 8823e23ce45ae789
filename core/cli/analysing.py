"""Articles of the library that a command has brought in, analysed in as many processes as are of use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from newsreader.core import nlp
from newsreader.core.cli.console import Console
from newsreader.core.cli.inputs import analysing_jobs
from newsreader.core.cli.pace import Pace
from newsreader.core.library import Library
from newsreader.core.model import Article

WRITTEN = 16
"""Analyses that are kept at once."""


def analyse(
    library: Library,
    ids: Iterable[str],
    jobs: int | None,
    console: Console,
    failed: Callable[[Article, str], None],
) -> None:
    """Analyse those of some articles that are not analysed yet by today's engine.

    jobs: processes at once, None for as many as are of use. failed: told of each that cannot be analysed, and why.
    """
    pending = set(library.pending(nlp.ENGINE))
    todo = [id for id in ids if id in pending]
    if not todo:
        return
    words = {row.id: row.words for row in library.articles()}
    pace = Pace(console, "analysing", len(todo), "words", sum(words[id] for id in todo))
    with nlp.Processes(jobs or analysing_jobs(len(todo)), failed) as processes:
        found = processes.analyse(_articles(library, todo))
        while analyses := list(islice(found, WRITTEN)):
            with library.batch():
                for analysis in analyses:
                    library.put_analysis(analysis.article.id, analysis)
            for analysis in analyses:
                pace.step(words[analysis.article.id], analysis.article.title)


def _articles(library: Library, ids: Sequence[str]) -> Iterator[Article]:
    for id in ids:
        yield library.article(id)
