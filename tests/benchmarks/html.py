"""How fast and how well pages are read, beside trafilatura in the same run.

python -m tests.benchmarks.html [FOLDER OF SAVED PAGES]

Without a folder the pages of the tests are read, again and again. Where a page (page.html) has its expected text beside
it (page.txt), precision, recall and F1 of the words are printed, without regard to their order, the mean over pages.
trafilatura is no dependency of the program; where it is not installed (with lxml_html_clean), only ours is measured.
"""

from __future__ import annotations

import logging
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import mean
from typing import Any

from newsreader.core.errors import SourceError
from newsreader.core.sources.formats.html import document

PAGES = Path(__file__).parents[1] / "sources" / "html" / "pages"
SECONDS = 2.0
"""Of the processor, for each reader; all go through the pages again until they have had so long together."""

_WORD = re.compile(r"\w+")
Reader = Callable[[bytes], str]


def ours(raw: bytes) -> str:
    """The text of our article, "" where the page is refused."""
    try:
        return document(raw, "page").article.text
    except SourceError:
        return ""


def peers() -> dict[str, Reader]:
    """trafilatura as it comes, without comments, and in its fast way; nothing where it is not installed."""
    try:
        trafilatura: Any = import_module("trafilatura")
    except ImportError:
        return {}
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

    def reader(**options: bool) -> Reader:
        def read(raw: bytes) -> str:
            found = trafilatura.bare_extraction(raw, **options)
            return str(found.text or "") if found else ""

        return read

    return {
        "trafilatura": reader(),
        "trafilatura, no comments": reader(include_comments=False),
        "trafilatura, fast": reader(include_comments=False, fast=True),
    }


def score(found: str, expected: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of the words, each as often as it stands there."""
    a, b = (Counter(_WORD.findall(text.lower())) for text in (found, expected))
    common = sum((a & b).values())
    if not common:
        return 0.0, 0.0, 0.0
    precision, recall = common / sum(a.values()), common / sum(b.values())
    return precision, recall, 2 * precision * recall / (precision + recall)


def rates(readers: dict[str, Reader], pages: list[bytes]) -> dict[str, float]:
    """Bytes in a second of the processor's time. The readers take turns, so that a busy machine slows all alike."""
    spent = dict.fromkeys(readers, 0.0)
    done = 0
    while sum(spent.values()) < SECONDS * len(readers):
        for raw in pages:
            done += len(raw)
            for name, read in readers.items():
                start = time.process_time()
                read(raw)
                spent[name] += time.process_time() - start
    return {name: done / seconds for name, seconds in spent.items()}


def main(folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in (".html", ".htm"))
    if not files:
        raise SystemExit(f"no pages in {folder}")
    pages = [path.read_bytes() for path in files]
    texts = [(i, text.read_text("utf-8")) for i, p in enumerate(files) if (text := p.with_suffix(".txt")).exists()]
    print(f"{len(pages)} pages, {sum(map(len, pages)) / 1e6:.1f} MB, {len(texts)} with expected texts")
    readers = {"ours": ours, **peers()}
    for read in readers.values():
        read(pages[0])  # what is loaded at first use
    rate = rates(readers, pages)
    for name, read in readers.items():
        line = f"{name:26} {rate[name] / 1e6:6.2f} MB/s"
        if name != "ours":
            line += f"   ours / this {rate['ours'] / rate[name]:5.2f}"
        if texts:
            scores = [score(read(pages[i]), text) for i, text in texts]
            line += "   P {:.4f} R {:.4f} F1 {:.4f}".format(*(mean(s[k] for s in scores) for k in range(3)))
        print(line)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
