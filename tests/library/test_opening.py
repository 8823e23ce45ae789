"""Opening the library is cheap: the first paint waits for it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from newsreader.core.library import Library
from newsreader.core.model import Article

OPEN = """
import sys
from pathlib import Path
from newsreader.core.library import Library
with Library(Path(sys.argv[1])) as library:
    for row in library.articles():
        library.article(row.id), library.analysis(row.id)
print(" ".join({name.partition(".")[0] for name in sys.modules}))
"""


def test_opening_and_reading_imports_nothing_heavy(library: Library, article: Article) -> None:
    library.add(article)
    run = subprocess.run([sys.executable, "-c", OPEN, str(library.path)], capture_output=True, text=True, check=True)
    heavy = {"spacy", "textual", "rich", "rapidfuzz", "numpy", "typer", "platformdirs", "tempfile", "markdown_it"}
    assert not heavy & set(run.stdout.split())


def test_opening_takes_the_same_time_whatever_is_in_it(tmp_path: Path) -> None:
    with Library(tmp_path / "full.db") as library, library.batch():
        for number in range(500):
            library.add(Article(text=f"Article {number}. " * 50))
    Library(tmp_path / "empty.db").close()

    def opening(name: str) -> float:
        start = time.perf_counter()
        Library(tmp_path / name).close()
        return time.perf_counter() - start

    full, empty = (min(opening(name) for _ in range(30)) for name in ("full.db", "empty.db"))
    assert full < 4 * empty
