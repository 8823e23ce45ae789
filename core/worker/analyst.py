"""The child's analysing threads: articles of the library to analyses in the library, by processes of their own."""

from __future__ import annotations

import sys
import traceback
from functools import partial
from pathlib import Path

from newsreader.core import nlp
from newsreader.core.cores import cores
from newsreader.core.errors import LibraryError, ModelError
from newsreader.core.library import Library
from newsreader.core.model import Article
from newsreader.core.worker.inbox import Inbox
from newsreader.core.worker.say import Say

BATCH_ARTICLES = 8
BATCH_CHARACTERS = 40_000
"""A batch is about half a second's work, so that an urgent article does not wait longer."""

MANY = 48
"""Articles that have to wait before other processes help: each takes memory, and a second to load the model."""

PROBE = Article("“We are ready,” she said.")


def helpers() -> int:
    """How many processes may help the first one."""
    return cores() - 1


def analyse_forever(library_path: Path, inbox: Inbox, say: Say) -> None:
    """Have the model loaded, then analyse what comes. Ends at once when there is no model."""
    with Library(library_path) as library, nlp.Processes(1, partial(_failed, say)) as processes:
        try:
            list(processes.analyse([PROBE]))
        except ModelError as error:
            say("no model", reason=str(error))
            return
        say("ready", engine=nlp.ENGINE)
        while True:
            if batch := _next_batch(library, inbox, say, first=True):
                _analyse(library, batch, processes, say)


def help_forever(library_path: Path, inbox: Inbox, say: Say) -> None:
    """Analyse along with the first while many articles wait; what is urgent is left to that, which is always ready."""
    with Library(library_path) as library:
        while True:
            inbox.wait_for_many(MANY)
            with nlp.Processes(1, partial(_failed, say)) as processes:
                try:
                    list(processes.analyse([PROBE]))
                except ModelError:  # told by the first
                    return
                while batch := _next_batch(library, inbox, say, first=False):
                    _analyse(library, batch, processes, say)


def _next_batch(library: Library, inbox: Inbox, say: Say, first: bool) -> list[Article]:
    """An urgent article, or a few others; those that cannot be had, or need not be analysed again, are told.

    first: wait for something, and take what is urgent.
    """
    batch: list[Article] = []
    characters = 0
    asked = inbox.next_article(wait=first, urgent=first)
    while asked is not None:
        id, urgent = asked
        try:
            known = library.analysis(id)
            if known is not None and known.engine == nlp.ENGINE:
                say("analysed", id=id)
            else:
                batch.append(library.article(id))
                characters += len(batch[-1].text)
        except LibraryError as error:
            say("failed", task="analyse", key=id, source=id, reason=str(error))
        full = len(batch) >= BATCH_ARTICLES or characters >= BATCH_CHARACTERS
        asked = None if full or (urgent and batch) else inbox.next_article(wait=False, urgent=first and not batch)
    return batch


def _analyse(library: Library, batch: list[Article], processes: nlp.Processes, say: Say) -> None:
    names = [_name(article) for article in batch]
    size = sum(len(article.text) for article in batch)
    say("begin", task="analyse", keys=[article.id for article in batch], names=names, size=size)
    for analysis in processes.analyse(batch):
        try:
            library.put_analysis(analysis.article.id, analysis)
        except LibraryError as error:
            _failed(say, analysis.article, str(error))
        except Exception as error:
            traceback.print_exc()
            sys.stderr.flush()
            _failed(say, analysis.article, f"{type(error).__name__}: {error}")
        else:
            say("analysed", id=analysis.article.id)


def _failed(say: Say, article: Article, reason: str) -> None:
    say("failed", task="analyse", key=article.id, source=_name(article), reason=" ".join(reason.split())[:200])


def _name(article: Article) -> str:
    return article.title or article.source or article.id
