"""What search is compared with, each over the same passages in memory or in a file of its own.

SCAN is the unit of time: a plain pass of `str.find` for the lower-cased query over all passages.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from rapidfuzz import fuzz, process

from tests.benchmarks.search.corpus import Item
from tests.benchmarks.search.text import key, words

LIMIT = 50

SCAN = "plain scan"


class Engine(Protocol):
    """Something that finds passages: `find` is timed, the best result first; `is_item` says whether one is meant."""

    @property
    def name(self) -> str: ...

    def find(self, query: str) -> Sequence[Any]: ...

    def is_item(self, result: Any, item: Item) -> bool: ...

    def close(self) -> None: ...


class Peer:
    """Over passages; results are indices of them."""

    name = ""

    def __init__(self, passages: Sequence[str]) -> None:
        self._passages = passages

    def is_item(self, result: int, item: Item) -> bool:
        """By the same words."""
        return self._passages[result] == item.text or key(self._passages[result]) == key(item.text)

    def close(self) -> None:
        """Nothing to be closed."""


class Scan(Peer):
    """`str.find` over the lower-cased passages; what matches comes in the order of the library."""

    name = SCAN

    def __init__(self, passages: Sequence[str]) -> None:
        super().__init__(passages)
        self._lower = [passage.lower() for passage in passages]

    def find(self, query: str) -> list[int]:
        """All passages that hold the query as it is typed."""
        wanted = query.lower()
        return [index for index, passage in enumerate(self._lower) if passage.find(wanted) >= 0]


class Fts5(Peer):
    """SQLite's FTS5 alone: a table of the passages in a file, terms quoted and OR'ed, the last one a prefix, bm25."""

    name = "FTS5 alone"

    def __init__(self, passages: Sequence[str], folder: Path) -> None:
        super().__init__(passages)
        self._database = sqlite3.connect(folder / "fts5.db")
        self._database.execute(
            "CREATE VIRTUAL TABLE passage USING fts5(words, tokenize='unicode61 remove_diacritics 2')"
        )
        with self._database:
            self._database.executemany("INSERT INTO passage (rowid, words) VALUES (?, ?)", enumerate(passages))
        self._database.execute("INSERT INTO passage (passage) VALUES ('optimize')")
        self._database.commit()

    def find(self, query: str) -> list[int]:
        """The best fifty by bm25."""
        terms = [f'"{word}"' for word in words(query)]
        if not terms:
            return []
        asked = " OR ".join(terms) + "*"
        sql = "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT ?"
        return [row[0] for row in self._database.execute(sql, (asked, LIMIT))]

    def close(self) -> None:
        """Close the file."""
        self._database.close()


class RapidFuzz(Peer):
    """`rapidfuzz.process.extract` alone with `token_set_ratio`, over lower-cased passages cut at LONGEST.

    Of its scorers that one had the best recall over 1,000 passages (recall@1 / @10 of 240 memories, PolNeAR texts:
    token_set_ratio and token_ratio .81/.94, partial_ratio .69/.88, partial_token_sort_ratio .38/.75, WRatio .07/.18,
    partial_token_set_ratio .01/.10).
    """

    name = "rapidfuzz alone"
    LONGEST = 1_000

    def __init__(self, passages: Sequence[str]) -> None:
        super().__init__(passages)
        self._lower = [passage.lower()[: self.LONGEST] for passage in passages]

    def find(self, query: str) -> list[int]:
        """The best fifty by score."""
        found = process.extract(query.lower(), self._lower, scorer=fuzz.token_set_ratio, processor=None, limit=LIMIT)
        return [index for _, _, index in found]


class Fzf(Peer):
    """`fzf --filter`, started for every query and reading the passages on its standard input: that is in its time."""

    name = "fzf --filter"

    def __init__(self, passages: Sequence[str], folder: Path) -> None:
        super().__init__(passages)
        self._file = folder / "passages.txt"
        self._file.write_text("\n".join(passages) + "\n", encoding="utf-8")

    @staticmethod
    def is_there() -> bool:
        """Whether the program is installed."""
        return shutil.which("fzf") is not None

    def find(self, query: str) -> list[bytes]:
        """The matching lines in fzf's order, the first fifty of them."""
        with self._file.open("rb") as passages:
            done = subprocess.run(["fzf", "-i", "--filter", query], stdin=passages, stdout=subprocess.PIPE, check=False)
        return done.stdout.split(b"\n", LIMIT)[:LIMIT]

    def is_item(self, result: Any, item: Item) -> bool:
        """By the same words."""
        return key(result.decode()) == key(item.text)


def peers(passages: Sequence[str], folder: Path) -> list[tuple[str, Any]]:
    """The names of the peers that can be run here, each with what makes it. folder: where they keep their files."""
    found: list[tuple[str, Any]] = [
        (Fts5.name, lambda: Fts5(passages, folder)),
        (RapidFuzz.name, lambda: RapidFuzz(passages)),
    ]
    if Fzf.is_there():
        found.append((Fzf.name, lambda: Fzf(passages, folder)))
    return found
