"""python -m tests.sources.hostile [--size N] [--seconds S] [--write FOLDER] [PART OF A NAME ...]"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.sources.hostile import CASES
from tests.sources.hostile.trying import SECONDS, tried


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.sources.hostile", description="Try all hostile inputs.")
    parser.add_argument("parts", nargs="*", help="only those whose names hold one of these")
    parser.add_argument(
        "--size", type=int, default=10, help="how large the ones that grow are (default: 10; 1 in tests)"
    )
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for one input (default: 30)")
    parser.add_argument("--write", type=Path, help="write the inputs into a folder instead")
    given = parser.parse_args()
    names = [name for name in CASES if not given.parts or any(part in name for part in given.parts)]
    if given.write:
        for name in names:
            file = given.write / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(CASES[name](given.size))
        print(f"{len(names):,} files")
        return 0
    failed = 0
    slowest: list[tuple[float, int, str]] = []
    for outcome in tried(names, given.size, given.seconds):
        slowest.append((outcome.seconds, outcome.megabytes, outcome.name))
        if outcome.wrong:
            failed += 1
            print(f"{outcome.name}: {'; '.join(outcome.wrong)}", flush=True)
    for seconds, megabytes, name in sorted(slowest, reverse=True)[:15]:
        print(f"{seconds:8.2f} s  {megabytes:5,} MB so far  {name}")
    print(f"{len(names):,} tried, {failed:,} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
