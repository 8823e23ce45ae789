"""From the paths of a command line to documents and their analyses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from newsreader.core import nlp
from newsreader.core.cli.console import Console
from newsreader.core.cli.pace import Pace
from newsreader.core.cli.pipes import pipe_bytes
from newsreader.core.cores import cores
from newsreader.core.errors import LibraryError
from newsreader.core.intake import Raw, Readers, Thing, things_of
from newsreader.core.intake.readers import End
from newsreader.core.intake.things import name_of
from newsreader.core.library import Library
from newsreader.core.model import Analysis, Article
from newsreader.core.sources import Document, Kept, Refusal
from newsreader.core.sources.reading import document_of

CHUNK = 64
"""Articles that are held at a time."""

ENDS_SHOWN = 5
"""Ends of names of files that are left out that are told, the most frequent first."""

ARTICLES_A_PROCESS = 16
"""With fewer, another process takes longer to load the language model than it saves."""


def reading_jobs(things: int) -> int:
    """How many processes should read so many things: as many as there are cores, within reason."""
    return max(1, min(cores(), things))


def analysing_jobs(articles: int) -> int:
    """How many processes should analyse so many articles."""
    return reading_jobs(articles // ARTICLES_A_PROCESS)


class Inputs:
    """What some paths stand for; what cannot be read is said at once and counted in `failed`."""

    def __init__(self, paths: Sequence[str], console: Console) -> None:
        self._paths = paths
        self._console = console
        self.failed = 0

    def things(self) -> list[Thing]:
        """Files, addresses, and what came through pipes, in order."""
        left_out: Counter[str] = Counter()
        things, errors = things_of(self._paths, left_out)
        named = set(self._paths)
        for error in errors:
            self.fail(str(error))
        if left_out:
            ends = ", ".join(end or "no ending" for end, _ in left_out.most_common(ENDS_SHOWN))
            more = ", …" if len(left_out) > ENDS_SHOWN else ""
            number = left_out.total()
            files = "1 file is" if number == 1 else f"{number:,} files are"
            self._console.say(
                f"{files} left out by the ends of their names ({ends}{more}); name them to have them read"
            )
        # Only pipes that are named: nobody may ever write to one in a folder.
        return [
            Raw(thing, data)
            if isinstance(thing, str) and thing in named and (data := pipe_bytes(thing)) is not None
            else thing
            for thing in things
        ]

    def documents(self, things: Sequence[Thing], jobs: int) -> Iterator[Document]:
        """The articles in all these things, read by so many processes."""
        pace = Pace(self._console, "reading", len(things), "files", len(things))
        readers = Readers(jobs)
        try:
            for read in readers.pieces(things):
                if read is None:
                    continue
                match read[1]:
                    case Document() | Kept() as piece:
                        document = document_of(piece)
                        assert document is not None
                        if document.note:
                            self._console.complain(f"{document.article.source}: {document.note}")
                        yield document
                    case Refusal(source, reason):
                        self.fail(f"{source}: {reason}")
                    case End():
                        pace.step(1, name_of(read[0]))
        finally:
            readers.stop()

    def not_analysed(self, article: Article, reason: str) -> None:
        """An article cannot be analysed."""
        self.fail(f"{article.title or article.source or article.id}: it cannot be analysed: {reason}")

    def fail(self, line: str) -> None:
        """Say that something could not be read, and count it."""
        self.failed += 1
        self._console.complain(line)


def known_analysis(library: Library | None) -> Callable[[Article], Analysis | None]:
    """Looks up what today's engine found in an article before, without the reader's corrections."""

    def look_up(article: Article) -> Analysis | None:
        try:
            found = library.machine_analysis(article.id) if library is not None else None
        except LibraryError:
            return None
        if found is None or found.engine != nlp.ENGINE:
            return None
        return Analysis(article, found.quotes, found.entities, found.engine, found.note)

    return look_up


def analysed(
    articles: Iterable[Article], known: Callable[[Article], Analysis | None], processes: nlp.Processes
) -> Iterator[Analysis]:
    """An analysis for each article, in order, without those that cannot be analysed; only what is not known is made."""
    articles = iter(articles)
    while chunk := list(islice(articles, CHUNK)):
        found = {article.id: known(article) for article in chunk}
        for analysis in processes.analyse(article for article in chunk if found[article.id] is None):
            found[analysis.article.id] = analysis
        yield from filter(None, (found[article.id] for article in chunk))


def corrected(analyses: Iterable[Analysis], library: Library | None) -> Iterator[Analysis]:
    """The analyses with what the reader has corrected in articles that the library keeps."""
    for analysis in analyses:
        try:
            yield library.corrections.over(analysis) if library is not None else analysis
        except LibraryError:
            yield analysis
