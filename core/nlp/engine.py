"""Articles in, analyses out: one or many, short or very long, in this process or several."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from spacy.tokens import Doc

from newsreader.core.model import Analysis, Article, Entity, Quote
from newsreader.core.nlp.language import NOT_ENGLISH, is_english, marks_only
from newsreader.core.nlp.long import LIMIT, analyse_long, end_of_part
from newsreader.core.nlp.pipeline import parse, readable
from newsreader.core.nlp.quotes import find_all_quotes
from newsreader.core.nlp.version import ENGINE
from newsreader.core.nlp.workers import analyse_in_processes
from newsreader.core.text import article_from_text

_BATCH = 12  # articles; with more the parse of two batches at once takes 1 GB
_BATCH_SIZE = 50_000  # characters; a batch that reaches it is full
_PARSERS = 2  # threads; a third brings nothing, since only one at a time can run what is not a matrix product
_Batch = list[tuple[Article, bool]]  # with whether an article is parsed together with the others


def analyse(source: str | Article) -> Analysis:
    """Who said what in one text. Offsets are characters of the text as given. Raises ModelError without a model."""
    return next(analyse_many([source]))


def analyse_many(sources: Iterable[str | Article], jobs: int = 1) -> Iterator[Analysis]:
    """An analysis for each text, in order. With `jobs` above 1 that many processes share the work.

    Raises ModelError without a language model, WorkerError when a process fails.
    """
    articles = (_article(source) for source in sources)
    if jobs > 1:
        yield from analyse_in_processes(articles, jobs)
    else:
        yield from in_batches(articles, _PARSERS)


def _article(source: str | Article) -> Article:
    return article_from_text(source) if isinstance(source, str) else source


def in_batches(articles: Iterator[Article], parsers: int) -> Iterator[Analysis]:
    """Articles by the batch: while one batch is looked at, `parsers` threads parse the next ones."""
    pool = ThreadPoolExecutor(parsers)
    try:
        ahead: deque[tuple[_Batch, Future[list[Doc]]]] = deque()
        for batch in _batches(articles):
            ahead.append((batch, pool.submit(_parsed, batch)))
            if len(ahead) > parsers:
                yield from _analysed(*ahead.popleft())
        while ahead:
            yield from _analysed(*ahead.popleft())
    finally:
        pool.shutdown(
            cancel_futures=True
        )  # whoever stops early waits for what is being parsed, not for what is not yet


def _batches(articles: Iterator[Article]) -> Iterator[_Batch]:
    batch: _Batch = []
    size = 0
    for article in articles:
        batch.append((article, _is_ordinary(article)))
        size += len(article.text) if batch[-1][1] else 0
        if len(batch) == _BATCH or size >= _BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _is_ordinary(article: Article) -> bool:
    return (
        0 < len(article.text) <= LIMIT
        and end_of_part(article.text, 0) == len(article.text)
        and is_english(article.text)
    )


def _parsed(batch: _Batch) -> list[Doc]:
    return parse((readable(article.text) for article, is_ordinary in batch if is_ordinary), _BATCH)


def _analysed(batch: _Batch, parsing: Future[list[Doc]]) -> Iterator[Analysis]:
    found = iter(find_all_quotes(parsing.result(), [article for article, is_ordinary in batch if is_ordinary]))
    for article, is_ordinary in batch:
        yield _finished(article, *next(found)) if is_ordinary else _odd(article)


def _odd(article: Article) -> Analysis:
    if not article.text.strip():
        return _finished(article, (), ())
    if not is_english(article.text):
        return Analysis(article, marks_only(article.text), (), ENGINE, NOT_ENGLISH)
    return _finished(article, *analyse_long(article))


def _finished(article: Article, quotes: tuple[Quote, ...], entities: tuple[Entity, ...], note: str = "") -> Analysis:
    return Analysis(article, quotes, entities, ENGINE, note)
