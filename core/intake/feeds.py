"""Feeds through the same door: what servers send is read apart, within limits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from newsreader.core.feeds.refreshing import Refresher
from newsreader.core.intake.parser import Parser
from newsreader.core.library import Library


@contextmanager
def refresher(library: Library) -> Iterator[Refresher]:
    """What brings new entries of feeds into a library, with a reading process for as long as it is used."""
    parser = Parser()
    try:
        yield Refresher(library, parser.feed, lambda raw, source: parser.pieces(source, raw, "application/json"))
    finally:
        parser.stop()
