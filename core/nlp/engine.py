"""Articles in, analyses out: one or many, short or very long, in this process or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from newsreader.core.model import Analysis, Article, Entity, Quote
from newsreader.core.nlp.language import NOT_ENGLISH, is_english, marks_only
from newsreader.core.nlp.long import LIMIT, analyse_long
from newsreader.core.nlp.pipeline import load_pipeline
from newsreader.core.nlp.quotes import find_quotes
from newsreader.core.nlp.version import ENGINE
from newsreader.core.nlp.workers import analyse_in_processes
from newsreader.core.text import article_from_text

_BATCH = 16


def analyse(source: str | Article) -> Analysis:
    """Who said what in one text. Offsets are characters of the text as given. Raises ModelError without a model."""
    return next(analyse_many([source]))


def analyse_many(sources: Iterable[str | Article], jobs: int = 1) -> Iterator[Analysis]:
    """An analysis for each text, in order. With `jobs` above 1 that many processes share the work.

    Raises ModelError without a language model, WorkerError when a process fails.
    """
    articles = (_article(source) for source in sources)
    if jobs <= 1:
        yield from _in_batches(articles)
        return
    yield from analyse_in_processes(articles, jobs)


def _article(source: str | Article) -> Article:
    return article_from_text(source) if isinstance(source, str) else source


def _in_batches(articles: Iterator[Article]) -> Iterator[Analysis]:
    while batch := list(islice(articles, _BATCH)):
        ordinary = [is_english(a.text) and 0 < len(a.text) <= LIMIT for a in batch]
        docs = load_pipeline().pipe(
            [_clean(a.text) for a, is_so in zip(batch, ordinary, strict=True) if is_so], batch_size=_BATCH
        )
        for article, is_so in zip(batch, ordinary, strict=True):
            yield _finished(article, *find_quotes(next(docs), article)) if is_so else _odd(article)


def _clean(text: str) -> str:
    """The text with lone surrogates replaced one for one, which no model can read."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if not text.isascii() else text


def _odd(article: Article) -> Analysis:
    if not article.text.strip():
        return _finished(article, (), ())
    if not is_english(article.text):
        return Analysis(article, marks_only(article.text), (), ENGINE, NOT_ENGLISH)
    return _finished(article, *analyse_long(article))


def _finished(article: Article, quotes: tuple[Quote, ...], entities: tuple[Entity, ...]) -> Analysis:
    return Analysis(article, quotes, entities, ENGINE)
