"""What opening, listing, reading and writing cost, beside reading the same texts from plain files.

python tests/benchmarks/bench_library.py [ARTICLES]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from newsreader.core.library import Library
from newsreader.core.model import Article


def best(action: Callable[[], object], times: int = 5) -> float:
    """The shortest of some runs, in milliseconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        found.append(time.perf_counter() - start)
    return min(found) * 1000


def main(articles: int = 10_000) -> None:
    paragraph = "The harbour of Vellmouth will reopen in May, said nobody in particular on the quay at noon. "
    texts = ["\n\n".join(f"{number} {paragraph * (1 + part % 4)}" for part in range(15)) for number in range(articles)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        with Library(path) as library:
            start = time.perf_counter()
            for text in texts[: articles // 10]:
                library.add(Article(text=text, title="Harbour", source=f"/news/{text[:6]}.txt"))
            singly = articles // 10 / (time.perf_counter() - start)
            start = time.perf_counter()
            for first in range(articles // 10, articles, 100):
                with library.batch():
                    for text in texts[first : first + 100]:
                        library.add(Article(text=text, title="Harbour", source=f"/news/{text[:6]}.txt"))
            batched = (articles - articles // 10) / (time.perf_counter() - start)
            ids = [row.id for row in library.articles()][:200]
            for number, text in enumerate(texts[:200]):
                (Path(folder) / f"{number}.txt").write_text(text)
            listing = best(library.articles)
            reading = best(lambda: [library.article(one) for one in ids]) / len(ids)
            plain = best(lambda: [(Path(folder) / f"{n}.txt").read_text() for n in range(len(ids))]) / len(ids)
        opening = best(lambda: Library(path).close(), 20)
    print(f"{articles} articles: added {singly:.0f}/s one at a time, {batched:.0f}/s in batches of 100")
    print(f"opened in {opening:.2f} ms, listed in {listing:.1f} ms ({listing / articles * 1000:.2f} µs an article)")
    print(f"an article read in {reading:.3f} ms, {reading / plain:.1f} x a plain file")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
