"""The screen reads while the child writes, and two programs write at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from newsreader.core.library import Library
from newsreader.core.model import Article

WRITER = """
import sys
from pathlib import Path
from newsreader.core.library import Library
from newsreader.core.model import Analysis, Article, Quote, QuoteKind
path, name, texts, batch = sys.argv[1:]
with Library(Path(path)) as library:
    for first in range(0, int(texts), int(batch)):
        with library.batch():
            for number in range(first, first + int(batch)):
                article = Article(text=f"Writer {name} wrote text {number}.", source=f"{name} {number}")
                assert library.add(article)
                quote = Quote(content=((0, 6),), kind=QuoteKind.INDIRECT, speaker_name=f"Writer {name}")
                library.put_analysis(article.id, Analysis(article=article, quotes=(quote,), engine="test"))
                library.add(Article(text="A text of both.", source=name))
"""


def writer(path: Path, name: str, texts: int, batch: int = 1) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(texts), str(batch)], stderr=subprocess.PIPE
    )


def test_two_writers_and_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "library.db"  # not there yet: they also race to make it
    writers = [writer(path, name, 50) for name in ("a", "b")]
    with Library(path) as library:
        seen = 0
        while any(process.poll() is None for process in writers):
            rows = library.articles()
            assert len(rows) >= seen
            seen = len(rows)
            for row in rows[-3:]:
                assert library.article(row.id).id == row.id
            library.set_state("seen", str(seen))  # the screen writes now and then, too
        errors = [process.communicate()[1].decode() for process in writers]
        assert errors == ["", ""]
        assert len(library) == 101
        assert library.pending("test") == [Article(text="A text of both.").id]
        assert sorted(library.sources(Article(text="A text of both.").id)) == ["a", "b"]
        assert library.database.row("PRAGMA integrity_check") == ("ok",)
        assert len(library.quotes()) == 100


def test_two_programs_write_a_thousand_articles_each(tmp_path: Path) -> None:
    """With their analyses, twenty at a time; each of them also brings a text that the other has."""
    path = tmp_path / "library.db"
    writers = [writer(path, name, 1_000, 20) for name in ("a", "b")]
    errors = [process.communicate()[1].decode() for process in writers]
    assert errors == ["", ""]
    with Library(path) as library:
        rows = library.articles()
        assert len(rows) == 2_001
        texts = {library.article(row.id).text for row in rows}
        assert texts == {f"Writer {name} wrote text {number}." for name in "ab" for number in range(1_000)} | {
            "A text of both."
        }
        assert sum(row.analysed == "test" for row in rows) == 2_000
        assert library.database.row("PRAGMA integrity_check") == ("ok",)
        assert library.database.row("PRAGMA foreign_key_check") is None


def test_a_writer_that_is_killed_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    process = writer(path, "a", 100_000)
    with Library(path) as library:
        while len(library) < 20:
            assert process.poll() is None
        process.kill()
        process.communicate()
        kept = len(library)
        assert library.add(Article(text="Written after the crash."))
        assert len(library) == kept + 1
        assert library.database.row("PRAGMA integrity_check") == ("ok",)
