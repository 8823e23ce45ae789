"""`newsreader quotes`, `speakers` and `entities`: over files, or over the library when none are given."""

from __future__ import annotations

import shutil
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from newsreader.core import nlp
from newsreader.core.cli.console import Console, one_line
from newsreader.core.cli.inputs import Inputs, analysed, analysing_jobs, corrected, known_analysis, reading_jobs
from newsreader.core.cli.kept import library_for_reuse, users_library
from newsreader.core.library import ArticleRow, Library
from newsreader.core.model import Analysis, Article, Quote
from newsreader.core.record import quote_record

Show = Callable[[Iterator[Analysis], Console, str], bool]
"""Prints analyses as "text", "json" or "jsonl" and tells whether there was anything to print."""

WIDTH = 100
"""Columns that a paragraph takes at most on a terminal."""


def run(paths: Sequence[str], jobs: int | None, form: str, show: Show, console: Console) -> int:
    """Analyse what the paths stand for, or the library, and show it. Gives the exit code.

    jobs: processes at once, None for as many as are of use.
    """
    library = library_for_reuse() if paths else users_library()
    with library or nullcontext():
        if paths:
            inputs = Inputs(paths, console)
            things = inputs.things()
            articles = (document.article for document in inputs.documents(things, jobs or reading_jobs(len(things))))
            with nlp.Processes(jobs or analysing_jobs(len(things)), inputs.not_analysed) as processes:
                found = show(corrected(analysed(articles, known_analysis(library), processes), library), console, form)
            return 2 if inputs.failed else 0 if found else 1
        if library is None or not len(library):
            console.complain("the library is empty; name files, or add some with `newsreader import`")
            return 1
        inputs = Inputs((), console)
        rows = library.articles()
        pending = sum(row.analysed != nlp.ENGINE for row in rows)
        with nlp.Processes(jobs or analysing_jobs(pending), inputs.not_analysed) as processes:
            found = show(corrected(_of_library(library, rows, processes, console), library), console, form)
        return 2 if inputs.failed else 0 if found else 1


def _of_library(
    library: Library, rows: Sequence[ArticleRow], processes: nlp.Processes, console: Console
) -> Iterator[Analysis]:
    """What the machine found in the library's articles; what is missing is made and kept."""
    known = known_analysis(library)
    missing: set[str] = set()

    def look_up(article: Article) -> Analysis | None:
        found = known(article)
        if found is None:
            missing.add(article.id)
        return found

    def articles() -> Iterator[Article]:
        for i, row in enumerate(rows):
            console.progress(f"analysing {i + 1}/{len(rows)} {row.title}")
            yield library.article(row.id)

    for analysis in analysed(articles(), look_up, processes):
        if analysis.article.id in missing:
            library.put_analysis(analysis.article.id, analysis)
        yield analysis


def quotes(analyses: Iterator[Analysis], console: Console, form: str) -> bool:
    """Every quote with its speaker."""
    found = False

    def records() -> Iterator[dict[str, Any]]:
        nonlocal found
        for analysis in analyses:
            found = found or bool(analysis.quotes)
            yield _article_record(analysis)

    if form != "text":
        console.records(records(), lines=form == "jsonl")
        return found
    for analysis in analyses:
        if not analysis.quotes and not analysis.note:
            continue
        if found:
            console.print()
        found = found or bool(analysis.quotes)
        console.print(" · ".join(_named(analysis.article, console)))
        if analysis.note:
            console.print(console.style(one_line(analysis.note), "dim"))
        for quote in analysis.quotes:
            console.print()
            _print_quote(analysis.article, quote, console)
    return found


def _named(article: Article, console: Console) -> Iterator[str]:
    if article.title:
        yield console.style(one_line(article.title), "bold")
    if article.source or not article.title:
        yield console.style(one_line(article.source) or article.id, "dim")


def _article_record(analysis: Analysis) -> dict[str, Any]:
    """An article with its quotes for scripts; offsets are characters of "text"."""
    article = analysis.article
    return {
        "id": Path(article.source).stem or article.id,
        "source": article.source,
        "title": article.title,
        "text": article.text,
        "quotes": [_quote_record(quote) for quote in analysis.quotes],
    }


def _quote_record(quote: Quote) -> dict[str, Any]:
    record = quote_record(quote)
    del record["entity"]  # an index of entities that are not here
    return {("speaker" if key == "mention" else key): value for key, value in record.items()}


def _print_quote(article: Article, quote: Quote, console: Console) -> None:
    """Speaker, kind and cue on one line, the words below it as a paragraph."""
    about = [console.style(one_line(quote.speaker_name or "unknown speaker"), "cyan"), quote.kind.value]
    if quote.cue is not None:
        about.append(one_line(article.text[slice(*quote.cue)]))
    if quote.speaker_name is not None:
        about.append(f"{quote.confidence:.0%} sure")
    console.print(" · ".join(about))
    words = " ".join(
        f"“{article.text[slice(*span)]}”" if span in quote.marked else article.text[slice(*span)]
        for span in quote.content
    )
    paragraph = one_line(words)
    if console.on_terminal:
        width = min(WIDTH, shutil.get_terminal_size().columns)
        paragraph = textwrap.fill(paragraph, max(width, 20), initial_indent="    ", subsequent_indent="    ")
    else:
        paragraph = "    " + paragraph
    console.print(paragraph)


def speakers(analyses: Iterator[Analysis], console: Console, form: str) -> bool:
    """Everybody who is quoted, those with most quotes first."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    articles: Counter[str] = Counter()
    for analysis in analyses:
        articles.update(analysis.speakers)
        for quote in analysis.quotes:
            if quote.speaker_name:
                kinds[quote.speaker_name][quote.kind.value] += 1
    records: list[dict[str, Any]] = [
        {"speaker_name": name, "quotes": count.total(), "articles": articles[name], "kinds": dict(count)}
        for name, count in sorted(kinds.items(), key=lambda item: (-item[1].total(), item[0]))
    ]
    _table(records, ("quotes", "articles", "speaker_name"), console, form)
    return bool(records)


def entities(analyses: Iterator[Analysis], console: Console, form: str) -> bool:
    """The people, organisations and places, those with most mentions first."""
    mentions: Counter[tuple[str, str]] = Counter()
    quoted: Counter[tuple[str, str]] = Counter()
    articles: Counter[tuple[str, str]] = Counter()
    for analysis in analyses:
        keys = [(entity.name, entity.kind.value) for entity in analysis.entities]
        articles.update(set(keys))
        for key, entity in zip(keys, analysis.entities, strict=True):
            mentions[key] += len(entity.mentions)
        quoted.update(keys[quote.entity] for quote in analysis.quotes if quote.entity is not None)
    records: list[dict[str, Any]] = [
        {"name": key[0], "kind": key[1], "mentions": count, "quotes": quoted[key], "articles": articles[key]}
        for key, count in sorted(mentions.items(), key=lambda item: (-item[1], item[0]))
    ]
    _table(records, ("mentions", "quotes", "articles", "kind", "name"), console, form)
    return bool(records)


def _table(records: Iterable[dict[str, Any]], columns: Sequence[str], console: Console, form: str) -> None:
    """Records as JSON, or as lines of the given columns under their names, the last as wide as it comes."""
    if form != "text":
        console.records(records, lines=form == "jsonl")
        return
    rows = list(records)
    if rows:
        console.print(console.style("  ".join(f"{name:>8}" for name in columns[:-1]) + f"  {columns[-1]}", "dim"))
    for record in rows:
        cells = "  ".join(f"{record[name]:>8}" for name in columns[:-1])
        console.print(f"{cells}  {console.style(one_line(record[columns[-1]]), 'cyan')}")
