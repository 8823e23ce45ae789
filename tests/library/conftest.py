"""Invented articles, and libraries to keep them in."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from newsreader.core.library import Library
from newsreader.core.model import (
    Analysis,
    Article,
    Block,
    BlockKind,
    Entity,
    EntityKind,
    Mention,
    MentionKind,
    Quote,
    QuoteKind,
)

TEXT = (
    "Harbour to reopen in May\n\n"
    "The harbour of Vellmouth will reopen in May, Ingrid Sørby said on Monday.\n\n"
    '"We have waited long enough," she told the council, "and so have the gulls."\n\n'
    'One fisherman called it "progress".\n'
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture
def article() -> Article:
    """Four blocks, one broken quote, one speaker who is also called "she", one scare quote."""
    starts = [0, TEXT.index("The harbour"), TEXT.index('"We have'), TEXT.index("One fisherman")]
    kinds = [BlockKind.HEADLINE, BlockKind.BODY, BlockKind.BODY, BlockKind.BODY]
    ends = [len(TEXT[:end].rstrip()) for end in [*starts[1:], len(TEXT)]]
    return Article(
        text=TEXT,
        title="Harbour to reopen in May",
        blocks=tuple(Block(s, e, kind) for s, e, kind in zip(starts, ends, kinds, strict=True)),
        source="/news/harbour.txt",
        outlet="The Vellmouth Lantern",
        author="A. Writer",
        published="2025-03-01",
        language="en",
    )


@pytest.fixture
def analysis(article: Article) -> Analysis:
    def span(words: str) -> tuple[int, int]:
        start = TEXT.index(words)
        return start, start + len(words)

    pieces = (span("We have waited long enough,"), span("and so have the gulls."))
    return Analysis(
        article=article,
        quotes=(
            Quote(
                content=(span("The harbour of Vellmouth will reopen in May"),),
                kind=QuoteKind.INDIRECT,
                cue=span("said"),
                mention=span("Ingrid Sørby"),
                entity=1,
                speaker_name="Ingrid Sørby",
                basis='cue "said"',
                confidence=0.97,
            ),
            Quote(
                content=pieces,
                kind=QuoteKind.DIRECT,
                marked=pieces,
                cue=span("told"),
                mention=span("she"),
                entity=1,
                speaker_name="Ingrid Sørby",
                basis="she → Ingrid Sørby",
                confidence=0.9,
                runner_up="One fisherman",
            ),
            Quote(content=(span("progress"),), kind=QuoteKind.SCARE, marked=(span("progress"),)),
        ),
        entities=(
            Entity("Vellmouth", EntityKind.GPE, (Mention(*span("Vellmouth")),)),
            Entity(
                "Ingrid Sørby",
                EntityKind.PERSON,
                (Mention(*span("Ingrid Sørby")), Mention(*span("she"), MentionKind.PRONOUN)),
            ),
        ),
        engine="test 1",
        note="invented",
    )


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A temporary folder that every user may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="newsreader-test-"))
    folder.chmod(0o755)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def as_reader() -> Callable[[], AbstractContextManager[None]]:
    """A context in which file permissions count, also where root runs the tests."""

    @contextmanager
    def context() -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        os.setresuid(65534, 65534, 0)
        try:
            yield
        finally:
            os.setresuid(0, 0, 0)

    return context
