"""Nothing that comes in crashes, hangs, swells, leaks, or is lost without a word."""

from __future__ import annotations

import pytest

from tests.sources.hostile import CASES
from tests.sources.hostile.trying import tried

KINDS = sorted({name.partition("/")[0] for name in CASES})


def test_there_are_enough_of_them() -> None:
    assert len(CASES) > 600
    assert len(KINDS) == 14


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_read_or_refused_by_name(kind: str) -> None:
    names = [name for name in CASES if name.startswith(f"{kind}/")]
    outcomes = list(tried(names, size=1))
    assert [outcome.name for outcome in outcomes] == names
    assert {outcome.name: outcome.wrong for outcome in outcomes if outcome.wrong} == {}


def test_a_process_that_dies_or_hangs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["json/empty object.json", "html/attributes.html", "json/null.json"]
    hung = list(tried(names, size=1, seconds=0.01))
    assert [outcome.name for outcome in hung][-1] == "json/null.json"
    assert hung[1].wrong == ("it took more than 0.01 seconds",)
