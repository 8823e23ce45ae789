"""The program's own search, as the benchmark sees it. `prepare` is the one place to change when an index is added."""

from __future__ import annotations

import hashlib
from pathlib import Path

import newsreader.core.library
import newsreader.core.search
from newsreader.core.library import Library
from newsreader.core.search import Hit, bring_up_to_date, search
from tests.benchmarks.search.corpus import Item
from tests.benchmarks.search.text import key

LIMIT = 50
"""Hits asked for, as the program asks."""


def prepare(library: Library) -> None:
    """The hook: bring whatever search needs beyond the library itself up to date; its time is reported apart.

    Called once after the library was built or opened; the fresh process whose memory is measured does not call it.
    """
    bring_up_to_date(library.database)


class Product:
    """`search(library, query, limit=50)`."""

    name = "newsreader"

    def __init__(self, library: Library) -> None:
        self._library = library

    def find(self, query: str) -> list[Hit]:
        """What is timed."""
        return list(search(self._library, query, limit=LIMIT))

    @staticmethod
    def is_item(result: Hit, item: Item) -> bool:
        """By place, or by the same words. A title or a name in another passage is another result."""
        return (result.article_id, result.start) == (item.article_id, item.start) or key(result.text) == key(item.text)

    def close(self) -> None:
        """Close the library."""
        self._library.close()


def code() -> str:
    """A fingerprint of the code that builds a library or searches it."""
    digest = hashlib.sha256()
    for package in (newsreader.core.library, newsreader.core.search):
        for path in sorted(Path(str(package.__file__)).parent.rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def sizes(library: Path) -> dict[str, int]:
    """Bytes on disk of the library and of every other file below its folder but the benchmark's own note."""
    return {
        str(path.relative_to(library.parent)): path.stat().st_size
        for path in sorted(library.parent.rglob("*"))
        if path.is_file() and path.name != "built.json"
    }
