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
with Library(Path(sys.argv[1])) as library:
    for number in range(int(sys.argv[3])):
        article = Article(text=f"Writer {sys.argv[2]} wrote text {number}.", source=f"{sys.argv[2]} {number}")
        assert library.add(article)
        quote = Quote(content=((0, 6),), kind=QuoteKind.INDIRECT, speaker_name=f"Writer {sys.argv[2]}")
        library.put_analysis(article.id, Analysis(article=article, quotes=(quote,), engine="test"))
        library.add(Article(text="A text of both.", source=sys.argv[2]))
"""


def writer(path: Path, name: str, texts: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(path), name, str(texts)], stderr=subprocess.PIPE)


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
