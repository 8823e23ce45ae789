"""A library whose articles say what breaks formats, each quote known to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from newsreader.core.export import FORMATS, Evidence, Options, Selection, selecting
from newsreader.core.library import Library
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

HOSTILE = {
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+1-555-0100",
    "minus": "-2+3 is all",
    "at": "@SUM(A1:A9)",
    "wide": "＝1+1",
    "quotation marks": 'He said ""twice"", then "x" and \'y\'',
    "commas": "a, b; c, and d",
    "lines": "first line\nsecond line\n\n    indented\n> third\n# fourth\n- fifth\n1. sixth",
    "markdown": "*bold* _it_ `code` [a](http://x.y) <b>c</b> ![i](u) ~~s~~ | d & &amp; \\ 1. x # $5$",
    "html": "<script>alert(1)</script> & \"q\" 'a' <img src=x onerror=y> </blockquote>",
    "latex": r"100% of $5 & #1 _a_ {x} ~y ^z \alpha \textbf{b} @online{c, d = {e}}",
    "unbalanced": "} }{ { \\ } ,",
    "right to left": "שלום עולם, مرحبا",
    "emoji": "👩‍👩‍👧 ok 🇸🇪 é",
    "null": "a\ufffdb",
    "ris": "ER  - \nTY  - BOOK\nTI  - other",
    "json": '{"a": [1, "\\u0000"]} \\n \\',
    "separators": "tab\there, nbsp\xa0there, zero\u200bwidth",
}

BEFORE, AFTER = "The council met on Monday for the first time. “", " told the members of the council."


def article_of(
    name: str, words: str, engine: str = "test 1", speaker: str = "Ann Tolland", **about: str | None
) -> tuple[Article, Analysis]:
    """An article of a headline and one direct quote, and its analysis."""
    title = f"About {name}"
    text = f"{title}\n\n{BEFORE}{words}” {speaker}{AFTER}\n"
    start = text.index(BEFORE) + len(BEFORE)
    body = (len(title) + 2, len(text) - 1)
    blocks = (Block(0, len(title), BlockKind.HEADLINE), Block(*body, BlockKind.BODY))
    article = Article(text, title, blocks, f"/news/{name}.txt", **about)
    content: tuple[Span, ...] = ((start, start + len(words)),)
    named = text.index(speaker, start + len(words))
    mention = (named, named + len(speaker))
    cue = (text.index("told", mention[1]), text.index("told", mention[1]) + 4)
    quote = Quote(content, QuoteKind.DIRECT, content, cue, mention, 0, speaker, "cue “told”", 0.97, "Bo Reed")
    entity = Entity(speaker, EntityKind.PERSON, (Mention(*mention),))
    return article, Analysis(article, (quote,), (entity,), engine)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture
def hostile(library: Library) -> Library:
    """An article for each of the hostile words, which are also in its title, its author, its tags and its notes."""
    for i, (name, words) in enumerate(HOSTILE.items()):
        line = " ".join(words.split())
        article, analysis = article_of(
            name,
            words,
            outlet=line if i % 3 == 0 else "The Lantern",
            author=("Ada Lindqvist and Per van der Berg", line, None)[i % 3],
            published=("2008-05-01", "2008-05", None, "2008")[i % 4],
            language="en" if i % 2 else None,
            url=f"https://lantern.example/{i}?a={{1}}&b=%20#x" if i % 2 else None,
        )
        library.add(article)
        library.put_analysis(article.id, analysis)
        library.set_tags(article.id, [line, "dossier"])
        library.add_note(article.id, words)
        library.add_note(article.id, f"On the words: {words}", analysis.quotes[0].content[0])
    return library


@pytest.fixture
def everything(hostile: Library) -> Selection:
    return selecting.everything(hostile)


@pytest.fixture
def evidence(everything: Selection) -> list[Evidence]:
    return [one for portion in everything for one in portion.evidence]


def written(selection: Selection, format: str, options: Options | None = None) -> str:
    """What a format makes of a selection."""
    stream = StringIO(newline="")
    FORMATS[format].write(selection, stream, options)
    return stream.getvalue()
