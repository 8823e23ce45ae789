"""python -m tests.benchmarks.search [--passages N] [--texts FILE_OR_FOLDER ...] [--peers] [--json FILE]"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from tests.benchmarks.search.bench import Plan, run


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.search", description="Measure search.")
    parser.add_argument("--passages", type=int, default=10_000, help="in the library (default: 10000)")
    parser.add_argument("--texts", type=Path, nargs="+", default=[], help="real text: folders, .txt, .md, .jsonl(.gz)")
    parser.add_argument("--queries", type=int, default=500, help="half-remembered queries (default: 500)")
    parser.add_argument("--typed", type=int, default=60, help="of them typed key by key (default: 60)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", action="store_true", help="measure FTS5, rapidfuzz and fzf alone as well")
    parser.add_argument(
        "--seconds", type=float, default=60, help="for a peer's queries, and for its keys (default: 60)"
    )
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path(tempfile.gettempdir()) / "newsreader-search-benchmark",
        help="where texts and libraries are kept between runs; may be deleted at any time (default: %(default)s)",
    )
    parser.add_argument("--rebuild", action="store_true", help="build the library anew even if the code is the same")
    parser.add_argument("--json", type=Path, help="write everything measured there too")
    asked = parser.parse_args()
    report = run(
        Plan(
            passages=asked.passages,
            texts=tuple(asked.texts),
            queries=asked.queries,
            typed=asked.typed,
            seed=asked.seed,
            seconds=asked.seconds,
            folder=asked.folder,
            with_peers=asked.peers,
            rebuild=asked.rebuild,
        )
    )
    print(report.as_text())
    if asked.json:
        asked.json.write_text(json.dumps(report.as_json(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
