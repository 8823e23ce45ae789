"""What the tests of the pages over the whole library have in common."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, TypeVar

from textual.pilot import Pilot
from textual.screen import Screen

from newsreader.core.library import Library
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.widgets.row_list import RowList
from tests.tui.waiting import opened, until

ScreenT = TypeVar("ScreenT", bound=Screen[None])

BARRIER = "Storm barrier passes first test as record tide stops a hand below the quay"
THERMOS = "'I carried a thermos': Skelby stays dry on night of the great tide"


def copy_of(samples: Path, folder: Path) -> Library:
    """A library of one's own with the samples in it."""
    shutil.copy(samples, folder / "samples.db")
    return Library(folder / "samples.db")


def article(library: Library, title: str) -> str:
    """The id of a sample."""
    return next(row.id for row in library.articles() if row.title == title)


async def at_quote(pilot: Pilot[int], library: Library, title: str, words: str) -> ReaderScreen:
    """The reader with the quote chosen that has some words."""
    reader = await opened(pilot)
    article_id = article(library, title)
    analysis = library.analysis(article_id)
    assert analysis
    text = analysis.article.text
    position = next(
        i for i, quote in enumerate(analysis.quotes) if any(words in text[start:end] for start, end in quote.content)
    )
    reader.open_quote(article_id, position)
    await until(pilot, lambda: reader._reading and reader._reading.article.id == article_id)
    await until(pilot, lambda: reader._reading and reader._reading.chosen == position)
    return reader


async def page(pilot: Pilot[int], kind: type[ScreenT]) -> ScreenT:
    """The page that is on the screen once it is of a kind and has its rows."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind) and getattr(pilot.app.screen, "settled", True))
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    await pilot.pause()
    return screen


async def reader_again(pilot: Pilot[int]) -> ReaderScreen:
    """The reader, once no page lies over it."""
    await until(pilot, lambda: isinstance(pilot.app.screen, ReaderScreen))
    assert isinstance(pilot.app, NewsreaderApp)
    return pilot.app.reader


def shown(rows: RowList[Any]) -> list[str]:
    """The lines of a list that are on the screen."""
    return [line for y in range(rows.size.height) if (line := rows.render_line(y).text.strip())]
