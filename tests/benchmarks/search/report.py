"""The table that is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.benchmarks.search.measure import Latency, Recall
from tests.benchmarks.search.memories import NOISES
from tests.benchmarks.search.peers import SCAN


@dataclass(frozen=True, slots=True)
class EngineReport:
    """One engine: seconds to make it ready from the passages (None for the program, whose costs stand apart)."""

    name: str
    ready: float | None
    recall: dict[str, Recall]
    keys: Latency


@dataclass(slots=True)
class Report:
    """Everything that was measured in a run. facts: named values about texts, library and process, JSON as it is."""

    facts: dict[str, Any]
    engines: list[EngineReport] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {"facts": self.facts, "engines": [asdict(engine) for engine in self.engines]}

    def as_text(self) -> str:
        """For people."""
        return "\n".join([*_head(self.facts), "", *_recall(self.engines), "", *_latency(self.engines)])


def _head(facts: Mapping[str, Any]) -> list[str]:
    sources, shared, fresh, disk = (facts[name] for name in ("sources", "shared", "process", "bytes"))
    built = "just now" if facts["built_now"] else "kept from before"
    megabytes = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in disk.items())
    grams = ", ".join(f"{share:.0%} {where}" for where, share in shared.items())
    made = f" (made in {facts['made_s']:.1f} s)" if facts["made_s"] is not None else ""
    lines = [
        f"{facts['passages']:,} passages in {facts['articles']:,} articles: "
        + ", ".join(f"{count:,} {source}" for source, count in sources.items())
        + made,
        f"word 3-grams of the passages asked for, found in others too: {grams or 'not looked for'}",
        f"library: {facts['rate']:,.0f} passages/s added ({built});"
        f" search brought up to date in {facts['prepare_s']:.2f} s",
        f"on disk: {megabytes}; the text itself {facts['text_bytes'] / 1e6:.1f} MB",
        f"fresh process: import {fresh['import_ms']:.0f} ms, open {fresh['open_ms']:.1f} ms, first search"
        f" {fresh['first_ms']:.1f} ms, search no. {facts['process_queries']} {fresh['last_ms']:.1f} ms",
    ]
    if "VmRSS" in fresh:
        rss, anonymous, peak, before = (fresh[name] / 1024 for name in ("VmRSS", "RssAnon", "VmHWM", "before_kB"))
        lines.append(
            f"its memory: {rss:.0f} MiB resident ({anonymous:.0f} its own), {peak:.0f} at most;"
            f" {before:.0f} before opening"
        )
    return lines


def _recall(engines: Sequence[EngineReport]) -> list[str]:
    kinds = ["all", *NOISES]
    lines = ["recall@1/recall@10/MRR in hundredths, by kind of memory"]
    lines.append(f"{'':16} {'queries':>7}" + "".join(f" {kind:>11}" for kind in kinds))
    for engine in engines:
        cells = [_cell(engine.recall.get(kind)) for kind in kinds]
        lines.append(f"{engine.name:16} {engine.recall['all'].queries:7}" + "".join(f" {cell:>11}" for cell in cells))
    return lines


def _cell(found: Recall | None) -> str:
    return f"{found.first * 100:.0f}/{found.ten * 100:.0f}/{found.mrr * 100:.0f}" if found else "-"


def _latency(engines: Sequence[EngineReport]) -> list[str]:
    unit = next(engine.keys.p50 for engine in engines if engine.name == SCAN)
    lines = [f"a keystroke, in ms and in multiples of the median plain scan ({unit:.2f} ms)"]
    lines.append(
        f"{'':16} {'keys':>7} {'p50':>9} {'p95':>9} {'p99':>9} {'p50':>8} {'p95':>8} {'p99':>8} {'ready in':>9}"
    )
    for engine in engines:
        keys = engine.keys
        values = (keys.p50, keys.p95, keys.p99)
        ready = f"{engine.ready:.1f} s" if engine.ready is not None else ""
        lines.append(
            f"{engine.name:16} {keys.count:7}"
            + "".join(f" {value:9.2f}" for value in values)
            + "".join(f" {value / unit:7.2f}x" for value in values)
            + f" {ready:>9}"
        )
    return lines
