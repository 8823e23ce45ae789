"""python -m tests.benchmarks.edits [--edits 1000] [--runs 10]: random edits of a library, undone and done again.

The steps are those of tests/library/editing.py: stars, tags, notes, corrections, merges, splits and renames, with undo
and redo, analyses by other engines and re-opening in between. In the end of a run all that can be undone is, which must
lead back to the start, and is done again. The first difference ends it with a traceback.
"""

from __future__ import annotations

import argparse
import random
import sys
import time

from tests.library.editing import Editing


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--edits", type=int, default=1_000, help="edits of a run")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    edits = turns = 0
    start = time.perf_counter()
    for number in range(options.runs):
        machine = run(options.edits, random.Random(f"{options.seed} {number}"))
        edits, turns = edits + machine.steps, turns + machine.turns
        print(f"{number + 1} runs, {edits:,} edits", file=sys.stderr, flush=True)
    print(
        f"{edits:,} edits in {options.runs} runs, {turns:,} times undone or done again, in"
        f" {time.perf_counter() - start:.0f} s; each run came back to its start and to its end"
    )


def run(edits: int, chance: random.Random) -> Editing:
    """So many edits of a new library; undone and redone in the end."""
    machine = Editing()
    try:
        machine.load(engine=chance.randrange(1 << 30))
        while machine.steps < edits:
            step(machine, chance)
            machine.rows_are_what_is_shown()
    finally:
        machine.teardown()
    return machine


def step(machine: Editing, chance: random.Random) -> None:
    number = chance.randrange(1 << 30)
    match chance.randrange(20):
        case 0:
            machine.analyse_again(engine=number)
        case 1:
            machine.open_again()
        case 2 | 3 | 4 if machine.past:
            machine.undo()
        case 5 | 6 if machine.future:
            machine.redo()
        case 7 | 8 | 9:
            machine.identify(number=number)
        case 10 | 11 | 12 | 13 | 14 | 15:
            machine.correct(number=number)
        case _:
            machine.mark(number=number)


if __name__ == "__main__":
    main()
