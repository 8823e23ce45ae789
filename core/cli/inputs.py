"""From the paths of a command line to documents and their analyses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from newsreader.core import nlp
from newsreader.core.cli.console import Console
from newsreader.core.cli.pace import Pace
from newsreader.core.cli.pipes import pipe_bytes
from newsreader.core.errors import LibraryError, SourceError
from newsreader.core.library import Library
from newsreader.core.model import Analysis, Article
from newsreader.core.sources import Document, expand, parse, read

CHUNK = 32
"""Articles that are held at a time."""


class Inputs:
    """The documents of some paths in their order; what cannot be read is said at once and counted in `failed`."""

    def __init__(self, paths: Sequence[str], console: Console) -> None:
        self._paths = paths
        self._console = console
        self.failed = 0

    def __iter__(self) -> Iterator[Document]:
        files, errors = expand(self._paths)
        named = set(self._paths)
        for error in errors:
            self._fail(error)
        pace = Pace(self._console, "reading", len(files), "files", len(files))
        for file in files:
            pace.step(1, file)
            try:
                raw = pipe_bytes(file) if file in named else None  # nobody may ever write to one in a folder
                documents = read(file) if raw is None else parse(raw, file)
            except SourceError as error:
                self._fail(error)
                continue
            for document in documents:
                if document.note:
                    self._console.complain(f"{file}: {document.note}")
                yield document

    def _fail(self, error: SourceError) -> None:
        self.failed += 1
        self._console.complain(str(error))


def known_analysis(library: Library | None) -> Callable[[Article], Analysis | None]:
    """Looks up what today's engine found in an article before."""

    def look_up(article: Article) -> Analysis | None:
        try:
            found = library.analysis(article.id) if library is not None else None
        except LibraryError:
            return None
        if found is None or found.engine != nlp.ENGINE:
            return None
        return Analysis(article, found.quotes, found.entities, found.engine, found.note)

    return look_up


def analysed(articles: Iterable[Article], known: Callable[[Article], Analysis | None]) -> Iterator[Analysis]:
    """An analysis for each article, in order; the model is loaded only for those that are not known."""
    articles = iter(articles)
    while chunk := list(islice(articles, CHUNK)):
        found = [known(article) for article in chunk]
        unknown = [article for article, analysis in zip(chunk, found, strict=True) if analysis is None]
        fresh = nlp.analyse_many(unknown) if unknown else iter(())
        for analysis in found:
            yield next(fresh) if analysis is None else analysis
