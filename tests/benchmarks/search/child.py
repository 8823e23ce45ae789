"""In a process of its own: open a library, search, and print what that took as JSON.

python -m tests.benchmarks.search.child LIBRARY QUERY...

import_ms, open_ms, first_ms: of importing library and search, opening the file, the first query (the first line that a
reader can see is after all three). last_ms: of the last query. VmRSS, RssAnon, VmHWM: kilobytes from /proc after the
last one (RssAnon without what is mapped from files), and before_kB: VmRSS before the library was opened.
"""

from __future__ import annotations

import itertools
import json
import re
import sys
import time
from pathlib import Path


def memory() -> dict[str, float]:
    """Kilobytes by the names of /proc/self/status; nothing where there is no such file."""
    status = Path("/proc/self/status")
    text = status.read_text(encoding="utf-8") if status.exists() else ""
    return {name: float(size) for name, size in re.findall(r"^(VmRSS|RssAnon|VmHWM):\s+(\d+) kB", text, re.MULTILINE)}


def main(path: str, *queries: str) -> None:
    times = [time.perf_counter()]
    from newsreader.core.library import Library
    from newsreader.core.search import search

    times.append(time.perf_counter())
    before = memory().get("VmRSS", 0.0)
    with Library(Path(path)) as library:
        times.append(time.perf_counter())
        for query in queries:
            search(library, query, limit=50)
            times.append(time.perf_counter())
        took = [(end - start) * 1000 for start, end in itertools.pairwise(times)]
        found = {"import_ms": took[0], "open_ms": took[1], "first_ms": took[2], "last_ms": took[-1]}
        print(json.dumps({**found, "before_kB": before, **memory()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
