"""The progress line: what, how many, how fast, how long still; on a terminal's standard error only."""

from __future__ import annotations

import io
import time

import pytest

from newsreader.core.cli.console import Console
from newsreader.core.cli.pace import Pace
from newsreader.core.pace import duration


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def lines(err: io.StringIO) -> list[str]:
    return err.getvalue().split("\r\x1b[K")[1:]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, to be set by hand."""
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setenv("TERM", "xterm")
    return now


def test_speed_is_that_of_the_weights_and_the_first_thing_does_not_count(clock: list[float]) -> None:
    err = Terminal()
    pace = Pace(Console(io.StringIO(), err), "analysing", 1_200, "words", 1_000_000)
    clock[0] += 8  # the model is loaded
    pace.step(100_000, "One")
    clock[0] += 0.5
    pace.step(2_500, "Two")
    clock[0] += 1.5
    pace.step(7_500, "Three\x1b[2J")
    assert lines(err) == [
        "analysing 0/1,200",
        "analysing 1/1,200 · One",
        "analysing 2/1,200 · Two",
        "analysing 3/1,200 · 5,000 words/s · 2 min 58 s left · Three\ufffd[2J",
    ]


def test_nothing_is_shown_where_nobody_looks(clock: list[float]) -> None:
    out, err = Terminal(), io.StringIO()
    pace = Pace(Console(out, err), "reading", 2, "files", 2)
    clock[0] += 1
    pace.step(1, "a.txt")
    assert out.getvalue() == err.getvalue() == ""


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 s"), (59, "59 s"), (60, "1 min 0 s"), (3599.4, "59 min 59 s"), (7800, "2 h 10 min")]
)
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words
