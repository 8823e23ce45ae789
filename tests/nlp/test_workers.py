"""Analysing processes in which things go wrong: what cannot be analysed is named, and the rest comes, in order."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from newsreader.core import nlp
from newsreader.core.errors import ModelError, WorkerError
from newsreader.core.model import Article

pytestmark = pytest.mark.model

FAULTS = """
import os, signal, sys, time

if "newsreader.core.nlp.workers" in " ".join(sys.orig_argv):
    import newsreader.core.nlp.engine as engine

    whole = engine.in_batches

    def in_batches(articles, parsers):
        articles = list(articles)
        text = " ".join(article.text for article in articles)
        if "HANG" in text:
            time.sleep(1000)
        if "CRASH" in text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "GREED" in text:
            bytearray(5_000_000_000)
        if "FAULT" in text:
            raise ZeroDivisionError("a mistake of ours")
        return whole(iter(articles), parsers)

    engine.in_batches = in_batches
"""


def story(word: str) -> Article:
    return Article(f"“We are {word},” said Ann Tolland of the harbour board.", title=word)


def test_the_guilty_are_named_and_the_others_come_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text(FAULTS)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    why = {"HANG": "longer than 5 seconds", "CRASH": "signal 11", "GREED": "memory", "FAULT": "ZeroDivisionError"}
    articles = [story(word) for i, bad in enumerate(why) for word in (f"well {i}", bad, f"better {i}")]
    failed: dict[str, str] = {}
    with nlp.Processes(2, lambda article, reason: failed.update({article.title: reason}), seconds=5.0) as processes:
        found = [analysis.article.title for analysis in processes.analyse(articles)]
        assert found == [article.title for article in articles if article.title not in why]
        assert list(failed) == list(why)
        assert all(why[word] in reason for word, reason in failed.items()), failed
        assert len(list(processes.analyse(articles[:1]))) == 1


def test_without_a_callback_the_first_that_fails_is_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text(FAULTS)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(WorkerError, match="a mistake of ours"):
        list(nlp.analyse_many([story("FAULT"), story("well")], jobs=2))


def test_a_broken_model_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "spacy.py").write_text("raise ImportError('spaCy is not well')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    failed: list[str] = []
    processes = nlp.Processes(2, lambda article, reason: failed.append(reason))
    with processes, pytest.raises(ModelError, match="spaCy is not well"):
        list(processes.analyse([story("well")] * 40))
    assert failed == []


def test_many_articles_come_in_order_and_stopping_does_not_wait() -> None:
    articles = [story(f"number {i}") for i in range(100)]
    with nlp.Processes(2, lambda article, reason: pytest.fail(reason)) as processes:
        assert [a.article.title for a in processes.analyse(articles)] == [a.title for a in articles]
        long = Article("“Well, well,” said Ann Tolland of the harbour board.\n\n" * 20_000)
        for _ in processes.analyse([*articles[:16], *articles[:16], long]):
            break
        start = time.monotonic()
    assert time.monotonic() - start < 5
