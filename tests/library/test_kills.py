"""A program is killed while it writes: all it has said to be kept is kept, and the next one goes on."""

from __future__ import annotations

import random
from pathlib import Path

from newsreader.core.library import backups
from tests.library.killing import Killed, kill_once

KILLS = 12


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    """`python -m tests.benchmarks.kills` does the same 200 times."""
    path = tmp_path / "library.db"
    killed, chance = Killed(), random.Random(5)
    for _ in range(KILLS):
        killed.check(path, kill_once(path, killed, chance.uniform(0, 0.25)))
    killed.check(path, killed.added)
    assert len(killed.added) > KILLS * 5
    assert all(backups.quick_check(copy) == "ok" for copy in backups.backups(path))
