"""Nothing that comes in crashes, hangs, swells, leaks, or is lost without a word."""

from __future__ import annotations

import pytest

from tests.sources.hostile import CASES
from tests.sources.hostile.trying import tried

KINDS = sorted({name.partition("/")[0] for name in CASES})
GROUPS = ("docx epub gzip zip", "pdf", "html", "markdown text", "feed json jsonl mail mailbox opml")
"""Each is tried in one process, which takes half a second to begin."""


def test_there_are_enough_of_every_kind() -> None:
    assert len(CASES) > 600
    assert sorted(kind for group in GROUPS for kind in group.split()) == KINDS


@pytest.mark.parametrize("group", GROUPS)
def test_each_is_read_or_refused_by_name(group: str) -> None:
    names = [name for name in CASES if name.partition("/")[0] in group.split()]
    outcomes = list(tried(names, size=1))
    assert [outcome.name for outcome in outcomes] == names
    assert {outcome.name: outcome.wrong for outcome in outcomes if outcome.wrong} == {}


def test_a_process_that_dies_or_hangs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["json/empty object.json", "html/attributes.html", "json/null.json"]
    hung = list(tried(names, size=1, seconds=0.01))
    assert [outcome.name for outcome in hung][-1] == "json/null.json"
    assert hung[1].wrong == ("it took more than 0.01 seconds",)
