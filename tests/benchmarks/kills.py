"""python -m tests.benchmarks.kills [--times 200] [--cli 20]: kill -9 at random moments of import and analysis.

First a program that writes articles, analyses, notes, new versions, the search index and backups, and says what it has
committed; then the command `newsreader import` over a folder that grows. After each kill the library is opened and
checked, and the next run goes on from there. The first thing that is missing ends it with a traceback.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from newsreader.core.library import Library, backups
from newsreader.core.library.health import examine
from newsreader.core.model import Article
from tests.library.killing import Killed, article_of, kill_once

FILES = 60
"""Files that come to the folder before each run."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--cli", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="newsreader-kills-") as folder:
        write_and_kill(Path(folder) / "library.db", options.times, chance)
        import_and_kill(Path(folder), options.cli, chance)


def write_and_kill(path: Path, times: int, chance: random.Random) -> None:
    killed = Killed()
    start = time.perf_counter()
    for number in range(times):
        killed.check(path, kill_once(path, killed, chance.uniform(0, 0.5)))
        if number % 20 == 19:
            print(f"{number + 1} kills, {len(killed.added):,} articles", file=sys.stderr, flush=True)
    killed.check(path, killed.added)
    assert not [finding for finding in examine(path) if not finding.ok]
    copies = backups.backups(path)
    assert all(backups.quick_check(copy) == "ok" for copy in copies)
    print(
        f"{killed.kills} kills in {time.perf_counter() - start:.0f} s; acknowledged and there: {len(killed.added):,}"
        f" articles, {len(killed.analysed):,} analyses, {len(killed.noted):,} notes, {len(killed.changed):,} versions;"
        f" {len(copies)} backups, all whole; integrity ok each time"
    )


def import_and_kill(folder: Path, times: int, chance: random.Random) -> None:
    """The command itself: what is there is whole, it is never less, and the last run comes to the end."""
    news = folder / "news"
    news.mkdir()
    for name in ("DATA", "STATE", "CONFIG", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / name.lower())
    path = folder / "data" / "newsreader" / "library.db"
    command = [str(Path(sys.executable).parent / "newsreader"), "import", str(news)]
    articles = analysed = ended = files = 0
    for _ in range(times):
        for _ in range(FILES):
            files += 1
            said = f"“We saw unique{files}x,” said Ann Tolland, the mayor. " * 60
            (news / f"{files}.txt").write_text(f"{article_of(files).title}\n\n{said}\n")
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(1, 6))
        ended += process.poll() is not None
        process.kill()
        process.wait()
        if not path.exists():
            continue
        with Library(path) as library:
            assert library.database.row("PRAGMA integrity_check") == ("ok",)
            rows = library.articles()
            assert len(rows) >= articles
            assert sum(row.analysed is not None for row in rows) >= analysed
            articles, analysed = len(rows), sum(row.analysed is not None for row in rows)
            for row in rows:
                assert Article(library.article(row.id).text).id == row.id
                assert row.analysed is None or library.analysis(row.id) is not None
    finished = subprocess.run(command, capture_output=True, text=True)
    assert finished.returncode == 0, finished.stderr
    assert not [finding for finding in examine(path) if not finding.ok]
    with Library(path) as library:
        assert len(library) == files
        assert all(row.analysed for row in library.articles())
    last = finished.stderr.strip().splitlines()[-1]
    print(
        f"newsreader import killed {times - ended} times ({ended} had ended): {articles} articles and {analysed}"
        f" analyses of {files} files were there before the last run, which said: {last}"
    )


if __name__ == "__main__":
    main()
