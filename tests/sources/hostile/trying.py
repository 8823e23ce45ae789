"""Tries hostile inputs in child processes, and blames a child's death on what it was reading."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

SECONDS = 30
"""For one input."""

MAKING = 120.0
"""For making inputs."""

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an input. wrong: what should not have been; reason: of the last refusal."""

    name: str
    wrong: tuple[str, ...]
    seconds: float = 0.0
    megabytes: int = 0
    documents: int = 0
    refused: int = 0
    subscribed: int = 0
    reason: str = ""


def tried(names: Sequence[str], size: int, seconds: float = SECONDS) -> Iterator[Outcome]:
    """The outcomes of inputs, in order."""
    left = list(names)
    while left:
        with tempfile.TemporaryDirectory() as home:
            for outcome in _one_child(left, size, seconds, home):
                yield outcome
                left = left[left.index(outcome.name) + 1 :]


def _one_child(names: Sequence[str], size: int, seconds: float, home: str) -> Iterator[Outcome]:
    """The outcomes up to the one that a child dies of."""
    homes = {name: home for name in ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    command = [sys.executable, "-m", "tests.sources.hostile.child", str(size)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, **homes}, text=True
    ) as child:
        assert child.stdin is not None and child.stdout is not None
        child.stdin.write("\n".join(names))
        child.stdin.close()
        said: SimpleQueue[str] = SimpleQueue()
        Thread(target=_listen, args=(child.stdout, said), daemon=True).start()
        current, limit = names[0], MAKING
        while True:
            try:
                line = said.get(timeout=limit)
            except Empty:
                child.kill()
                yield Outcome(current, (f"it took more than {limit:g} seconds",))
                return
            if not line:
                if code := child.wait():
                    yield Outcome(current, (f"the process ended with {code}",))
                return
            answer = json.loads(line)
            if "begin" in answer:
                current, limit = answer["begin"], seconds
            else:
                answer["name"], answer["wrong"] = answer.pop("end"), tuple(answer["wrong"])
                yield Outcome(**answer)
                if answer["name"] == names[-1]:
                    return
                current, limit = names[names.index(answer["name"]) + 1], MAKING


def _listen(stdout: IO[str], said: SimpleQueue[str]) -> None:
    for line in stdout:
        said.put(line)
    said.put("")
