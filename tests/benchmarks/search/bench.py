"""A run: texts, library, memories, engines, report."""

from __future__ import annotations

import gc
import hashlib
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsreader.core.library import Library
from tests.benchmarks.search import corpus, product
from tests.benchmarks.search.corpus import MADE, REAL, Group, Item
from tests.benchmarks.search.measure import ROOT, fresh_process, keystrokes, recall
from tests.benchmarks.search.memories import Memory, memories
from tests.benchmarks.search.peers import Engine, Scan, peers
from tests.benchmarks.search.report import EngineReport, Report
from tests.benchmarks.search.text import key

PROCESS_QUERIES = 20
"""Queries asked in the fresh process."""

SHARED_AMONG = 20_000
"""Passages of each source among which a target's 3-grams are looked for."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked for. seconds: how long a peer's recall and its keystrokes each may take; the program has no limit.

    texts: real ones, files or folders. typed: queries that are typed key by key.
    folder: where texts and libraries are kept. with_peers: FTS5, rapidfuzz and fzf too. rebuild: the library, anyway.
    """

    passages: int
    texts: tuple[Path, ...]
    queries: int
    typed: int
    seed: int
    seconds: float
    folder: Path
    with_peers: bool
    rebuild: bool


def run(plan: Plan) -> Report:
    """Measure everything; what is under way is told on standard error."""
    _tell("texts")
    found, made_s = corpus.kept_groups(plan.folder, plan.texts, plan.passages, plan.seed)
    items = corpus.items(found, plan.seed)
    asked = memories(items, plan.queries, corpus.common_words(found), plan.seed)
    passages = [passage for group in found for passage in group.passages]
    _tell("library")
    place = plan.folder / _library_name(plan)
    path, built, now = corpus.kept_library(place, found, product.code(), plan.rebuild)
    library = Library(path)
    start = time.perf_counter()
    product.prepare(library)
    prepare_s = time.perf_counter() - start
    first = [memory.query for memory in asked[:PROCESS_QUERIES]]
    facts: dict[str, Any] = {
        "passages": len(passages),
        "articles": len(found),
        "sources": _sources(found),
        "seed": plan.seed,
        "made_s": made_s,
        "shared": shared(items, found),
        "rate": len(passages) / built.seconds,
        "built_now": now,
        "prepare_s": prepare_s,
        "text_bytes": sum(len(passage.encode()) for passage in passages),
        "process_queries": len(first),
        "process": fresh_process(path, first),
        "bytes": product.sizes(path),
    }
    report = Report(facts)
    typed = [memory.query for memory in asked[: plan.typed]]
    report.engines.append(_measured(lambda: product.Product(library), asked, typed, None, ready=False))
    report.engines.append(_measured(lambda: Scan(passages), asked, typed, plan.seconds))
    if plan.with_peers:
        with tempfile.TemporaryDirectory() as folder:
            for name, make in peers(passages, Path(folder)):
                _tell(name)
                report.engines.append(_measured(make, asked, typed, plan.seconds))
    return report


def shared(items: Sequence[Item], found: Sequence[Group]) -> dict[str, float]:
    """The share of the items' different word 3-grams that stand in real and in generated passages too, by source.

    Of each source SHARED_AMONG passages at most are looked at, the same number of both where there are both.
    """
    wanted = {gram for item in items for gram in _grams(item.text)}
    by_source = {
        source: [passage for group in found if group.source == source for passage in group.passages]
        for source in (REAL, MADE)
    }
    among = min([SHARED_AMONG, *(len(passages) for passages in by_source.values() if passages)])
    shares = {}
    for source, passages in by_source.items():
        if passages:
            met = {gram for passage in passages[:among] for gram in _grams(passage)}
            shares[f"in {among:,} {source}"] = len(wanted & met) / len(wanted)
    return shares


def _grams(passage: str) -> list[tuple[str, ...]]:
    said = key(passage).split()
    return list(zip(said, said[1:], said[2:], strict=False))


def _measured(
    make: Callable[[], Engine], asked: Sequence[Memory], typed: Sequence[str], seconds: float | None, ready: bool = True
) -> EngineReport:
    start = time.perf_counter()
    engine = make()
    made = time.perf_counter() - start
    _tell(f"{engine.name}: memories")
    gc.collect()
    found = recall(engine, asked, seconds)
    _tell(f"{engine.name}: keystrokes")
    keys = keystrokes(engine, typed, seconds)
    engine.close()
    return EngineReport(engine.name, made if ready else None, found, keys)


def _sources(found: Sequence[Group]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for group in found:
        counted[group.source] += len(group.passages)
    return dict(counted)


def _library_name(plan: Plan) -> str:
    """One library for each working tree, so that two of them do not rebuild each other's."""
    tree = hashlib.sha256(str(ROOT).encode()).hexdigest()[:6]
    return f"library-{corpus.name(plan.texts, plan.passages, plan.seed)}-{tree}"


def _tell(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)
