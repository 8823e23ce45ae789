"""An invented article with an analysis made by hand, and the reader's app over a real library that holds it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.core.library import Library
from newsreader.core.library.samples import add_samples
from newsreader.core.model import (
    Analysis,
    Article,
    Block,
    BlockKind,
    Entity,
    EntityKind,
    Mention,
    Quote,
    QuoteKind,
    Span,
)
from newsreader.core.nlp import ENGINE
from newsreader.core.worker import Worker
from newsreader.tui.app import NewsreaderApp

TEXT = """Council [sic] votes for the tram

By Nell Okoro

"We start in May," Ada Lindqvist said. "Nobody will lose a garden," she added, "or a shed."

The mayor, Tomás Rey, said the tram would cost "less than a bridge".

Residents spoke of a "tram tax" on every corner. Ms Lindqvist denied that rents would rise.

READ MORE

According to Rey, 日本 engineers had checked the rails."""


def span(text: str, words: str, after: int = 0) -> Span:
    """Where some words stand in a text, from `after` on."""
    start = text.index(words, after)
    return start, start + len(words)


@pytest.fixture
def article() -> Article:
    """Six paragraphs with a headline, a byline and a READ MORE line."""
    kinds = {0: BlockKind.HEADLINE, 1: BlockKind.BYLINE, 5: BlockKind.BOILERPLATE}
    blocks, at = [], 0
    for number, paragraph in enumerate(TEXT.split("\n\n")):
        start, end = span(TEXT, paragraph, at)
        blocks.append(Block(start, end, kinds.get(number, BlockKind.BODY)))
        at = end
    return Article(TEXT, title="Council [sic] votes for the tram", blocks=tuple(blocks), source="tram.txt")


@pytest.fixture
def analysis(article: Article) -> Analysis:
    """Two people, six quotes: direct, broken direct, mixed, scare, two indirect."""

    def at(words: str, after: int = 0) -> Span:
        return span(TEXT, words, after)

    ada, rey = (0, "Ada Lindqvist"), (1, "Tomás Rey")
    start, bridge, tax = at("We start in May,"), at("less than a bridge"), at("tram tax")
    broken = (at("Nobody will lose a garden,"), at("or a shed."))
    direct, mixed, indirect = QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.INDIRECT
    mayor, late = at("The mayor, Tomás Rey"), at("Rey", 300)
    clause = (at("the tram would cost"), bridge)
    quotes = (
        Quote((start,), direct, (start,), at("said"), at("Ada Lindqvist"), *ada, 'cue "said"', 0.97),
        Quote(broken, direct, broken, at("added"), at("she"), *ada, "she → Ada Lindqvist", 0.9),
        Quote(clause, mixed, (bridge,), at("said", 130), mayor, *rey, 'cue "said"', 0.95),
        Quote((tax,), QuoteKind.SCARE, (tax,)),
        Quote((at("rents would rise"),), indirect, (), at("denied"), at("Ms Lindqvist"), *ada, "", 0.5, rey[1]),
        Quote((at("日本 engineers had checked the rails"),), indirect, (), at("According to"), late, *rey, "", 0.9),
    )
    forms = {ada[1]: [at("Ada Lindqvist"), at("she"), at("Ms Lindqvist")], rey[1]: [at("Tomás Rey"), late]}
    entities = [
        Entity(name, EntityKind.PERSON, tuple(Mention(*place) for place in places)) for name, places in forms.items()
    ]
    entities.append(Entity("日本", EntityKind.GPE, (Mention(*at("日本")),)))
    return Analysis(article, quotes, tuple(entities), engine=ENGINE)


@pytest.fixture
def library(tmp_path: Path, article: Article, analysis: Analysis) -> Library:
    """A library with the tram article, analysed, and a second one."""
    library = Library(tmp_path / "library.db")
    library.add(article)
    library.put_analysis(article.id, analysis)
    other = Article("A quiet day\n\nNothing was said, and the ferry sailed.", title="A quiet day", source="quiet.txt")
    library.add(other)
    library.put_analysis(other.id, Analysis(other, engine=ENGINE))
    return library


@pytest.fixture(scope="session")
def samples_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the samples, to be copied."""
    path = tmp_path_factory.mktemp("samples") / "library.db"
    with Library(path) as samples:
        add_samples(samples)
        while samples.identities.catch_up() or samples.travels.catch_up():  # as the child process does
            pass
    return path


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is set, whatever this machine's user has set; a test may write `config/newsreader/settings.toml`.

    The terminal is one that shows every sign.
    """
    for name in ("LC_ALL", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def make_app(library: Library, monkeypatch: pytest.MonkeyPatch) -> Callable[[], NewsreaderApp]:
    """Makes a reader over the library; the second one made is a second start of the program.

    Its child process is not started: everything is analysed, and what the child tells is the test's to say.
    """

    async def not_started(worker: Worker) -> None:
        return None

    monkeypatch.setattr(Worker, "start", not_started)
    return lambda: NewsreaderApp(library)
