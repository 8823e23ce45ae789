"""A program that writes to a library and says what is kept, to be killed at any moment; and what must be there then.

python -m tests.library.killing LIBRARY FIRST: adds articles from that number on, with analyses, notes, new versions, a
search index and backups, and prints a line for each thing after it was committed.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from newsreader.core.library import Library, backups
from newsreader.core.model import Analysis, Article, Block, BlockKind, Entity, EntityKind, Mention, Quote, QuoteKind
from newsreader.core.search import bring_up_to_date, search

ROOT = Path(__file__).parents[2]
BATCH = 5
DAY = date(2026, 1, 1)


def article_of(number: int, version: int = 1) -> Article:
    """An article that is the same whenever it is made."""
    chance = random.Random(number)
    headline = f"Report {number} version {version} of unique{number}x"
    paragraphs = [headline]
    for _ in range(chance.choice([1, 5, 20, 100])):
        paragraphs.append(" ".join(f"word{chance.randrange(3_000)}" for _ in range(60)) + ".")
    starts = [0]
    for paragraph in paragraphs:
        starts.append(starts[-1] + len(paragraph) + 2)
    blocks = tuple(
        Block(start, start + len(paragraph), BlockKind.BODY if start else BlockKind.HEADLINE)
        for start, paragraph in zip(starts, paragraphs, strict=False)
    )
    return Article("\n\n".join(paragraphs) + "\n", headline, blocks, f"/news/{number}.txt", "The Lantern")


def raw_of(number: int) -> bytes:
    return random.Random(-number).randbytes(random.Random(number).choice([10, 1_000, 50_000]))


def analysis_of(article: Article) -> Analysis:
    quote = Quote(((0, 6),), QuoteKind.DIRECT, ((0, 6),), entity=0, speaker_name=article.title, confidence=0.5)
    return Analysis(article, (quote,), (Entity(article.title, EntityKind.PERSON, (Mention(0, 6),)),), "test")


def write(path: Path, first: int) -> None:
    """Write until killed."""

    def say(what: str, number: int) -> None:
        print(what, number, flush=True)

    with Library(path) as library:
        number = first
        while True:
            numbers = range(number, number + BATCH)
            with library.batch():
                for one in numbers:
                    library.add(article_of(one), raw_of(one))
            for one in numbers:
                say("added", one)
            for one in numbers:
                library.put_analysis(article_of(one).id, analysis_of(article_of(one)))
                say("analysed", one)
            library.add_note(article_of(number).id, f"note on {number}", (0, 6))
            say("noted", number)
            library.add(article_of(number + 1, 2), b"")
            say("changed", number + 1)
            number += BATCH
            if number % (4 * BATCH) == 0:
                bring_up_to_date(library.database)
                say("indexed", number)
            if number % (8 * BATCH) == 0:
                backups.back_up_daily(path, DAY + timedelta(number))


@dataclass
class Killed:
    """What was acknowledged over all runs, and what went wrong."""

    added: set[int] = field(default_factory=set)
    analysed: set[int] = field(default_factory=set)
    noted: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    kills: int = 0

    def hear(self, lines: Iterable[bytes]) -> set[int]:
        """Take acknowledgements down; gives the numbers they are of."""
        numbers = set()
        for line in lines:
            if not line.endswith(b"\n"):
                continue  # cut short by the kill
            what, number = line.split()
            if what != b"indexed":
                getattr(self, what.decode()).add(int(number))
                numbers.add(int(number))
        return numbers

    def check(self, path: Path, numbers: Iterable[int]) -> None:
        """All that was acknowledged of some articles is there as it was, and is found."""
        with Library(path) as library:
            assert library.database.row("PRAGMA integrity_check") == ("ok",)
            assert library.database.row("PRAGMA foreign_key_check") is None
            last = max(self.added, default=None)
            bring_up_to_date(library.database)
            if last is not None:
                assert search(library, f"'unique{last}x"), last
            for number in numbers:
                self._check_one(library, number)

    def _check_one(self, library: Library, number: int) -> None:
        first, second = article_of(number), article_of(number, 2)
        if second.id in library:
            assert library.article(second.id) == second
            (version,) = library.versions(second.id)
            assert library.version(version.number) == first
            assert library.version_raw(version.number) == raw_of(number)
            return
        assert number not in self.changed, number
        if number in self.added:
            assert library.article(first.id) == first, number
            assert library.raw(first.id) == raw_of(number), number
        if number in self.analysed:
            assert library.analysis(first.id) == analysis_of(first), number
        if number in self.noted:
            assert [note.words for note in library.notes(first.id)] == [f"note on {number}"], number


def kill_once(path: Path, killed: Killed, after: float) -> set[int]:
    """Let the program write, kill it some seconds after its first word; gives the numbers acknowledged."""
    first = max(killed.added | {0}) + 1
    first += -first % BATCH + BATCH  # what was not acknowledged may be there, too
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.library.killing", str(path), str(first)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        bufsize=0,  # what is read ahead would be lost to communicate()
    )
    assert process.stdout is not None and process.stderr is not None
    head = process.stdout.readline()
    assert head, process.stderr.read()
    time.sleep(after)
    process.kill()
    rest, errors = process.communicate()
    assert not errors, errors
    killed.kills += 1
    return killed.hear([head, *rest.splitlines(keepends=True)])


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
