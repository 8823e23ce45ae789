"""Every format of `newsreader export` for a whole library: seconds, memory, and what other people's readers find in it.

    python -m tests.benchmarks.bench_export LIBRARY.db

The library is copied first. The floor is a plain reading of all analyses, texts and rows of quotes from the same file.
After that our own JSON is imported into an empty library, exported again and compared.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from newsreader.core.export import FORMATS
from newsreader.core.library import Library

FLOOR = """
import sys
from newsreader.core.library import Library
from newsreader.core.locations import library_file
with Library(library_file()) as library:
    for row in library.articles():
        library.article(row.id), library.analysis(row.id)
    library.quotes()
"""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = _home(Path(scratch, "one"))
        library = Path(home["XDG_DATA_HOME"], "newsreader", "library.db")
        library.parent.mkdir(parents=True)
        shutil.copy(asked.library, library)
        with Library(library) as opened:
            said = sum(quote.kind != "scare" for quote in opened.quotes())
            print(f"{len(opened):,} articles, {said:,} quotes")
        floor, most = _timed([sys.executable, "-P", "-c", FLOOR], home)
        print(f"{'floor':14}{floor:6.2f} s  {'':9}  {most:6.0f} MB resident")
        files = {name: Path(scratch, f"{name}{format.suffix}") for name, format in FORMATS.items()}
        told = {}
        for name, file in files.items():
            told[name] = _timed(_command("export", "--all", "--format", name, "--output", str(file)), home)
        back = _timed(_command("import", str(files["json"])), _home(Path(scratch, "two")))
        # Only now: a process that is started has at least the memory of the one that starts it.
        for name, (seconds, most) in told.items():
            size, found = files[name].stat().st_size / 1e6, _READERS[name](files[name])
            print(f"{name:14}{seconds:6.2f} s  {size:6.1f} MB  {most:6.0f} MB resident  {found:7,} found by its reader")
        again = Path(scratch, "again.json")
        _timed(_command("export", "--all", "--output", str(again)), _home(Path(scratch, "two")))
        one, other = (_comparable(json.loads(path.read_text())) for path in (files["json"], again))
        same = "the same again" if one == other else "DIFFERS"
        print(f"{'import':14}{back[0]:6.2f} s  {'':9}  {back[1]:6.0f} MB resident  {same}")


def _comparable(read: dict[str, Any]) -> dict[str, Any]:
    """An export without its moment, with families as the sets of quotes that they are."""
    families: dict[int, list[tuple[str, int]]] = {}
    for article in read["articles"]:
        for quote in article["quotes"]:
            if (family := quote.pop("family")) is not None:
                families.setdefault(family, []).append((article["id"], quote["position"]))
    return {**read, "exported": "", "families": sorted(families.values())}


def _home(folder: Path) -> dict[str, str]:
    return {**os.environ, **{f"XDG_{name}_HOME": str(folder) for name in ("DATA", "STATE", "CONFIG")}}


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-P", "-m", "newsreader.tui", *arguments]


def _timed(command: Sequence[str], env: dict[str, str]) -> tuple[float, float]:
    """Seconds, and the most megabytes that the process had resident."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command[:5])} ended with {process.returncode}")
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return time.perf_counter() - start, usage.ru_maxrss / unit


def _csv(file: Path) -> int:
    import csv

    with file.open(encoding="utf-8-sig", newline="") as stream:
        return sum(1 for _ in csv.DictReader(stream, strict=True))


def _markdown(file: Path) -> int:
    from markdown_it import MarkdownIt

    return sum(token.type == "blockquote_open" for token in MarkdownIt().parse(file.read_text()))


def _html(file: Path) -> int:
    from lxml import html

    page = html.parse(str(file), html.HTMLParser(huge_tree=True, encoding="utf-8")).getroot()
    return len(page.xpath("//article/blockquote"))


def _ris(file: Path) -> int:
    import rispy

    return len(rispy.loads(file.read_text()))


def _bibtex(file: Path) -> int:
    from bibtexparser.entrypoint import parse_string

    read = parse_string(file.read_text())
    return 0 if read.failed_blocks else len(read.entries)


_READERS: dict[str, Callable[[Path], int]] = {
    "json": lambda file: len(json.loads(file.read_text())["articles"]),
    "jsonl": lambda file: len([json.loads(line) for line in file.read_text().split("\n") if line]),
    "csv": _csv,
    "markdown": _markdown,
    "text": lambda file: file.read_text().count("\n    — "),
    "html": _html,
    "csl-json": lambda file: len(json.loads(file.read_text())),
    "ris": _ris,
    "bibtex": _bibtex,
    "webannotation": lambda file: len(json.loads(file.read_text())["first"]["items"]),
}


if __name__ == "__main__":
    main()
