"""How well names are linked across articles: precision and recall on labelled pairs, and what it costs.

python -m tests.benchmarks.people TEXTS [--library FILE] [--half develop] [--wrong]

TEXTS: the folder of the texts that tests/data/people_pairs.jsonl was labelled on, one a file; only those whose id (made
from the text, see Article.id) is asked for would be needed, but who is linked with whom depends on all of them.
FILE: a library with the analyses of the texts, to spare analysing them again; it is read, not changed. A pair counts as
found where both names have the same person. The interval is a bootstrap over the pairs (2,000 draws, 95 %).
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from newsreader.core import Library, analyse_many, load
from newsreader.core.library import linking
from newsreader.core.library.articles import text_of
from newsreader.core.model import Analysis, Article, EntityKind
from newsreader.core.people.names import likeness, taken_apart
from newsreader.core.record import analysis_from

PAIRS = Path(__file__).parent.parent / "data" / "people_pairs.jsonl"

Pair = dict[str, Any]


def pairs() -> list[Pair]:
    """The labelled pairs: `a` and `b` are (article id, name, kind), `same`, `half`, `stratum`."""
    return [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


def person(library: Library, end: Sequence[str]) -> int | None:
    """Whom a name in an article stands for; None where the analysis has no such name."""
    row = library.database.row(
        "SELECT person FROM entity e JOIN article a ON a.number = e.article"
        " WHERE id = ? AND e.name = CAST(? AS TEXT) AND e.kind = ?",
        *(end[0], end[1].encode(), end[2]),
    )
    return None if row is None else row[0]


def judged(library: Library, labelled: Sequence[Pair]) -> list[tuple[bool, bool, Pair]]:
    """For each pair whether it is the same person by the labels and by the library."""
    out = []
    for pair in labelled:
        one, other = person(library, pair["a"]), person(library, pair["b"])
        out.append((pair["same"], one is not None and one == other, pair))
    return out


def scores(found: Sequence[tuple[bool, bool, Any]]) -> tuple[float, float]:
    """Precision and recall."""
    right = sum(same and linked for same, linked, _ in found)
    return (
        right / max(1, sum(linked for _, linked, _ in found)),
        right / max(1, sum(same for same, _, _ in found)),
    )


def interval(found: Sequence[tuple[bool, bool, Any]], draws: int = 2_000) -> list[tuple[float, float]]:
    """The middle 95 % of precision and of recall over bootstrap samples of the pairs."""
    chance = random.Random(1)
    drawn = [scores(chance.choices(found, k=len(found))) for _ in range(draws)]
    return [
        (sorted(values)[int(0.025 * draws)], sorted(values)[int(0.975 * draws)]) for values in zip(*drawn, strict=True)
    ]


def analyses(texts: Path, known: Path | None) -> Iterator[Analysis]:
    """The analyses of the texts, in the order of their names; those of a library where there is one."""
    articles: list[Article] = [article for file in sorted(texts.iterdir()) for article in load(str(file))]
    if known is None:
        yield from analyse_many(articles, jobs=1)
        return
    with closing(sqlite3.connect(f"file:{known}?mode=ro", uri=True)) as kept:
        sql = "SELECT record FROM analysis JOIN article ON number = article WHERE id = ?"
        for article in articles:
            row = kept.execute(sql, (article.id,)).fetchone()
            assert row is not None, f"{known} has no analysis of {article.source}"
            yield analysis_from(json.loads(row[0]), article)


def report(library: Library, half: str | None, wrong: bool) -> None:
    """Prints the scores of each half, and the pairs that are linked or kept apart wrongly."""
    for name in (half,) if half else ("develop", "held-out"):
        found = judged(library, [pair for pair in pairs() if pair["half"] == name])
        (precision, recall), (p, r) = scores(found), interval(found)
        print(
            f"{name}: {len(found)} pairs, {sum(same for same, _, _ in found)} the same; precision {precision:.3f}"
            f" ({p[0]:.3f}-{p[1]:.3f}), recall {recall:.3f} ({r[0]:.3f}-{r[1]:.3f})"
        )
        missed: Counter[str] = Counter(pair["stratum"] for same, linked, pair in found if same != linked)
        print("   wrong by stratum:", dict(missed))
        for same, linked, pair in found:
            if wrong and same != linked:
                print("   ", "missed" if same else "joined", pair["a"], pair["b"])


def costs(library: Library, sample: int = 60) -> None:
    """Prints the processor time of linking an article, beside comparing each of its names with all of the library."""
    database = library.database
    numbers = [number for (number,) in database.rows("SELECT number FROM article WHERE linked ORDER BY number")]
    chosen = random.Random(2).sample(numbers, min(sample, len(numbers)))
    texts = {number: text_of(database, number) for number in chosen}
    everything = [
        (taken_apart(name, EntityKind(kind)), kind) for name, kind in database.rows("SELECT name, kind FROM entity")
    ]
    linked, scanned = [], []
    for number in chosen:
        start = time.process_time()
        with database.writing():
            linking.link_article(database, number, texts[number], linking.remembered(database, number))
        linked.append(time.process_time() - start)
    for number in chosen[:10]:
        names = database.rows("SELECT name, kind FROM entity WHERE article = ?", number)
        likeness.cache_clear()
        start = time.process_time()
        for name, kind in names:
            one = taken_apart(name, EntityKind(kind))
            for other, its in everything:
                if one.person and other.person and one.full and other.full:
                    likeness(one, other)
                elif kind == its:
                    _ = one.parts == other.parts
        scanned.append(time.process_time() - start)
    print(f"linking an article of {len(numbers)} again: {milliseconds(linked)}; pairwise scan: {milliseconds(scanned)}")


def main() -> None:
    """Link the texts in a new library, article by article, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--half", choices=("develop", "held-out"))
    parser.add_argument("--wrong", action="store_true", help="list the pairs that are wrong")
    parser.add_argument("--order", choices=("name", "reversed", "shuffled"), default="name")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        done = list(analyses(options.texts, options.library))
        if options.order == "reversed":
            done.reverse()
        elif options.order == "shuffled":
            random.Random(1).shuffle(done)
        with Library(Path(folder) / "library.db") as library:
            times = []
            for analysis in done:
                library.add(analysis.article)
                start = time.perf_counter()
                library.put_analysis(analysis.article.id, analysis)
                times.append(time.perf_counter() - start)
            entities = library.database.row("SELECT count(*) FROM entity")
            print(
                f"{len(done)} articles, {entities and entities[0]} names; an analysis kept and linked in",
                milliseconds(times),
            )
            print(f"   of the last hundred: {milliseconds(times[-100:])}")
            start = time.perf_counter()
            while library.identities.catch_up():
                pass
            print(f"   what was left for later: {time.perf_counter() - start:.1f} s")
            report(library, options.half, options.wrong)
            costs(library)
            everyone = library.people()
            first = everyone[0]
            start = time.perf_counter()
            said = library.identities.said(first.number)
            print(f"the {len(said)} quotes of {first.name}: {1e3 * (time.perf_counter() - start):.0f} ms")
            start = time.perf_counter()
            library.people()
            print(f"all {len(everyone)} people, bodies and places: {1e3 * (time.perf_counter() - start):.0f} ms")


def milliseconds(times: Sequence[float]) -> str:
    """Median and 95th percentile."""
    ordered = sorted(times)
    return f"{1e3 * statistics.median(ordered):.1f} ms (95 %: {1e3 * ordered[int(0.95 * len(ordered))]:.1f})"


if __name__ == "__main__":
    main()
