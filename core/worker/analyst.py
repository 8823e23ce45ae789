"""The child's analysing thread: articles of the library to analyses in the library."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

from newsreader.core.errors import LibraryError, NewsreaderError
from newsreader.core.library import Library
from newsreader.core.model import Article
from newsreader.core.worker.inbox import Inbox
from newsreader.core.worker.say import Say

BATCH_ARTICLES = 8
BATCH_CHARACTERS = 40_000
"""A batch is about half a second's work, so that an urgent article does not wait longer."""

REASON_LENGTH = 200
"""Characters of an error message that are passed on."""


def analyse_forever(library_path: Path, inbox: Inbox, say: Say) -> None:
    """Load the model, then analyse what comes. Ends at once when there is no model."""
    try:
        from newsreader.core import nlp

        nlp.analyse("“We are ready,” she said.")
    except Exception as error:
        traceback.print_exc()
        sys.stderr.flush()
        say("no model", reason=_one_line(error))
        return
    say("ready", engine=nlp.ENGINE)
    with Library(library_path) as library:
        while True:
            if batch := _next_batch(library, nlp.ENGINE, inbox, say):
                _analyse(library, batch, say)


def _next_batch(library: Library, engine: str, inbox: Inbox, say: Say) -> list[Article]:
    """An urgent article, or a few others; those that cannot be had, or need not be analysed again, are told."""
    batch: list[Article] = []
    characters = 0
    asked = inbox.next_article(wait=True, urgent=True)
    while asked is not None:
        id, urgent = asked
        try:
            known = library.analysis(id)
            if known is not None and known.engine == engine:
                say("analysed", id=id)
            else:
                batch.append(library.article(id))
                characters += len(batch[-1].text)
        except LibraryError as error:
            say("failed", task="analyse", key=id, source=id, reason=_one_line(error))
        full = len(batch) >= BATCH_ARTICLES or characters >= BATCH_CHARACTERS
        asked = None if full or (urgent and batch) else inbox.next_article(wait=False, urgent=not batch)
    return batch


def _analyse(library: Library, batch: list[Article], say: Say) -> None:
    from newsreader.core import nlp

    names = [article.title or article.source or article.id for article in batch]
    size = sum(len(article.text) for article in batch)
    say("begin", task="analyse", keys=[article.id for article in batch], names=names, size=size)
    done = 0
    try:
        for article, analysis in zip(batch, nlp.analyse_many(batch), strict=True):
            library.put_analysis(article.id, analysis)
            done += 1
            say("analysed", id=article.id)
    except Exception as error:
        traceback.print_exc()
        sys.stderr.flush()
        if len(batch) > 1:
            for article in batch[done:]:
                _analyse(library, [article], say)
        else:
            say("failed", task="analyse", key=batch[0].id, source=names[0], reason=_one_line(error))


def _one_line(error: Exception) -> str:
    """An error for the user's eyes."""
    text = " ".join(str(error).split())
    if not isinstance(error, NewsreaderError):
        text = f"{type(error).__name__}: {text}"  # what it says was not written for a user
    return text[:REASON_LENGTH]
