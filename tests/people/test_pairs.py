"""The labelled pairs are sound: the benchmark relies on them."""

from __future__ import annotations

import re
from collections import Counter

from newsreader.core.model import EntityKind
from tests.benchmarks.people import interval, pairs, scores


def test_the_labelled_pairs_are_well_formed() -> None:
    seen = set()
    for pair in pairs():
        assert pair.keys() == {"a", "b", "same", "half", "stratum"}
        assert isinstance(pair["same"], bool)
        for id_, name, kind in (pair["a"], pair["b"]):
            assert re.fullmatch("[0-9a-f]{16}", id_)
            assert name and len(name) < 100
            EntityKind(kind)
        assert pair["a"][0] != pair["b"][0]
        key = frozenset((*map(tuple, (pair["a"], pair["b"])),))
        assert key not in seen
        seen.add(key)
    halves = Counter(pair["half"] for pair in pairs())
    assert halves.keys() == {"develop", "held-out"}
    assert min(halves.values()) >= 300
    assert all(sum(p["same"] for p in pairs() if p["half"] == half) > 100 for half in halves)


def test_no_name_is_in_both_halves() -> None:
    names: dict[str, set[str]] = {"develop": set(), "held-out": set()}
    for pair in pairs():
        for _, name, _ in (pair["a"], pair["b"]):
            names[pair["half"]].add(re.sub(r"[^\w ]", " ", name.lower().replace("’", "'")).split()[-1])
    assert not names["develop"] & names["held-out"]


def test_scores() -> None:
    found = (
        [(True, True, None)] * 8 + [(False, True, None)] * 2 + [(True, False, None)] * 2 + [(False, False, None)] * 4
    )
    assert scores(found) == (0.8, 0.8)
    (low, high), _ = interval(found, draws=200)
    assert 0.4 < low < 0.8 < high <= 1.0
