"""A library of invented articles, some of them analysed by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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

Make = Callable[..., Article]

HARBOUR = (
    "Harbour to reopen in May",
    "The harbour of Vellmouth will reopen in May after a hard winter. Ingrid Škvorecká, who runs it, is pleased.",
    '"We have waited long enough for the crane," she told the council.',
    'The mayor called the delay "regrettable". Škvorecká shrugged.',
)
CRANE = (
    "A crane for sale",
    "Nobody wants the old crane. It stands on the quay, and a harbour without a crane is a beach.",
    "The café beside it has a view of the crane, and of little else.",
)
LIGHTS = (
    "Street lights",
    "The long winter has been hard on the lamps. Enough waited in the depot, but not long.",
)


@pytest.fixture
def make() -> Make:
    """Makes an article of paragraphs, the first of them its headline."""

    def article(*paragraphs: str, **known: str) -> Article:
        text, blocks = "", list[Block]()
        for paragraph in paragraphs:
            start = len(text)
            text += paragraph + "\n\n"
            kind = BlockKind.BODY if blocks else BlockKind.HEADLINE
            blocks.append(Block(start, start + len(paragraph), kind))
        return Article(text=text, blocks=tuple(blocks), **{"title": paragraphs[0], **known})

    return article


@pytest.fixture
def harbour(make: Make) -> Analysis:
    article = make(*HARBOUR, outlet="The Vellmouth Lantern", published="2025-03-01")

    def span(words: str, after: int = 0) -> tuple[int, int]:
        start = article.text.index(words, after)
        return start, start + len(words)

    name, said = "Ingrid Škvorecká", span("We have waited long enough for the crane,")
    return Analysis(
        article=article,
        quotes=(
            Quote((said,), QuoteKind.DIRECT, marked=(said,), cue=span("told"), entity=0, speaker_name=name),
            Quote((span("regrettable"),), QuoteKind.SCARE, marked=(span("regrettable"),)),
        ),
        entities=(
            Entity(
                name,
                EntityKind.PERSON,
                (
                    Mention(*span(name)),
                    Mention(*span("she"), MentionKind.PRONOUN),
                    Mention(*span("Škvorecká", said[1])),
                ),
            ),
        ),
        engine="test",
    )


@pytest.fixture
def library(tmp_path: Path, make: Make, harbour: Analysis) -> Iterator[Library]:
    """Three articles, none of them analysed yet."""
    with Library(tmp_path / "library.db") as opened:
        for article in (harbour.article, make(*CRANE), make(*LIGHTS)):
            opened.add(article)
        yield opened


@pytest.fixture
def analysed(library: Library, harbour: Analysis) -> Library:
    """The same with the first of the articles analysed."""
    library.put_analysis(harbour.article.id, harbour)
    return library
