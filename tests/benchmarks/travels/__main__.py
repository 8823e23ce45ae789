"""How well versions of a quote are found among others, and what finding them costs.

python -m tests.benchmarks.travels LIBRARY [--quotes N] [--versions N] [--translated FILE]... [--read FILE]
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz, process, utils

from newsreader.core.library import Library
from newsreader.core.library.gathering import gather
from newsreader.core.model import Analysis, Article, Entity, EntityKind, Mention, Quote, QuoteKind
from newsreader.core.people.likeness import Saying, alike
from newsreader.core.people.wording import wording
from tests.benchmarks.search.text import key
from tests.benchmarks.travels.haystack import (
    APART,
    TRANSLATED,
    generated,
    halves,
    quotes_of,
    said_like,
    translations,
)
from tests.benchmarks.travels.rules import MIXED, RULES, Said, usable, version

AN_ARTICLE = 20
"""Quotes of an article made here."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A quote of the library built here. origin: the same in all versions of one quote; kind: "" of what was there."""

    article: str
    origin: int
    kind: str
    said: Said


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.travels", description="Measure travels.")
    parser.add_argument("library", type=Path, help="whose quotes versions are made of and hidden among")
    parser.add_argument("--quotes", type=int, default=20_000, help="distinct ones (default: 20000)")
    parser.add_argument("--versions", type=int, default=400, help="of each kind (default: 400)")
    parser.add_argument("--translated", type=Path, action="append", default=[], help="JSON lines: words, back")
    parser.add_argument("--read", type=Path, help="write there what was grouped although it was not made to be one")
    asked = parser.parse_args()
    planted = plant(asked.library, asked.quotes, asked.versions, [TRANSLATED, *asked.translated])
    distinct = len({key(one.said.words) for one in planted if not one.kind})
    print(f"{distinct:,} distinct quotes, {sum(bool(one.kind) for one in planted):,} versions of them")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        with Library(path) as library:
            places = fill(library, planted)
            families = {
                (article, position): family
                for article, position, family in library.database.rows(
                    "SELECT article, position, family FROM quote WHERE family IS NOT NULL"
                )
            }
            stay_apart()
            judge(planted, [families.get(place) for place in places], asked.read)
            costs(library, planted, path)


def plant(path: Path, count: int, each: int, translated: list[Path]) -> list[Planted]:
    """Real quotes, generated ones until there are enough, and versions of those that nothing was fitted on."""
    chance = random.Random(2)
    held = quotes_of(path)
    planted = [Planted(one.article, number, "", one.said) for number, one in enumerate(held)]
    _, others = halves(held)
    numbers = {id(one): number for number, one in enumerate(held)}
    there = {one.said.words: number for number, one in enumerate(held)}
    bases = chance.sample(pool := [one for one in others if usable(one.said)], len(pool))
    versions: list[Planted] = []
    for kind in (*RULES, MIXED):
        made = 0
        while made < each and bases:
            base = bases.pop()
            said = version(base.said, kind, chance)
            if said is not None:
                speaker = said_like(said.speaker, held, chance)
                versions.append(Planted("", numbers[id(base)], kind, Said(said.words, speaker, said.marked)))
                made += 1
    for name in translated:
        for one, back in translations(name)[1::2]:
            number = there.get(one.words, len(planted))
            if number == len(planted):
                planted.append(Planted(f"{name.name} {number // AN_ARTICLE}", number, "", one))
            speaker = said_like(back.speaker, held, chance)
            versions.append(Planted("", number, f"translated back ({name.stem})", Said(back.words, speaker, True)))
    distinct = {key(one.said.words) for one in planted}
    for words in generated([one.said.words for one in held], 3):
        if len(distinct) >= count:
            break
        distinct.add(key(words))
        number, like = len(planted), chance.choice(held).said
        planted.append(Planted(f"generated {number // AN_ARTICLE}", number, "", Said(words, like.speaker, like.marked)))
    chance.shuffle(versions)
    return planted + [
        Planted(f"versions {at // AN_ARTICLE}", one.origin, one.kind, one.said) for at, one in enumerate(versions)
    ]


def article_of(name: str, quotes: list[Said]) -> Analysis:
    """An article that consists of quotes, as if it had been analysed."""
    text = f"{name}\n\n"
    speakers = list(dict.fromkeys(said.speaker for said in quotes if said.speaker))
    found = []
    for said in quotes:
        span = (len(text), len(text) + len(said.words))
        text += said.words + "\n\n"
        found.append(
            Quote(
                (span,),
                QuoteKind.DIRECT if said.marked else QuoteKind.INDIRECT,
                (span,) if said.marked else (),
                entity=speakers.index(said.speaker) if said.speaker else None,
                speaker_name=said.speaker,
            )
        )
    entities = tuple(Entity(one, EntityKind.ORG, (Mention(0, 1),)) for one in speakers)
    return Analysis(Article(text), tuple(found), entities, "benchmark")


def fill(library: Library, planted: list[Planted]) -> list[tuple[int, int]]:
    """Put all of it in; where each is: the number of its article inside the file, its position."""
    by_article: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(planted):
        by_article[one.article].append(number)
    places: dict[int, tuple[int, int]] = {}
    with library.batch():
        for name, numbers in by_article.items():
            analysis = article_of(name, [planted[number].said for number in numbers])
            library.add(analysis.article)
            library.put_analysis(analysis.article.id, analysis)
            row = library.database.row("SELECT number FROM article WHERE id = ?", analysis.article.id)
            assert row is not None
            places |= {number: (row[0], position) for position, number in enumerate(numbers)}
    return [places[number] for number in range(len(planted))]


def judge(planted: list[Planted], families: list[int | None], read: Path | None) -> None:
    """Recall of each kind; pairs that were made to be one, that are beyond doubt, and that a person must read."""
    original = {one.origin: number for number, one in enumerate(planted) if not one.kind}
    kinds, found = Counter[str](), Counter[str]()
    for number, one in enumerate(planted):
        if one.kind:
            kinds[one.kind] += 1
            own = families[number]
            found[one.kind] += own is not None and own == families[original[one.origin]]
    for kind in kinds:
        print(f"  {kind:50} {found[kind]:5} of {kinds[kind]:5}  {found[kind] / kinds[kind]:.3f}")
    rates = [found[kind] / kinds[kind] for kind in kinds]
    print(f"recall {statistics.mean(rates):.3f}, the mean of the kinds; {found.total() / kinds.total():.3f} of all")
    members: defaultdict[int, list[int]] = defaultdict(list)
    for number, family in enumerate(families):
        if family is not None:
            members[family].append(number)
    made, sure, doubtful = 0, 0, list[tuple[int, int]]()
    for together in members.values():
        for a, b in combinations(together, 2):
            if planted[a].origin == planted[b].origin:
                made += 1
            elif is_sure(planted[original[planted[a].origin]], planted[original[planted[b].origin]]):
                sure += 1
            else:
                doubtful.append((a, b))
    print(
        f"pairs in {len(members):,} families: {made:,} made to be one, {sure:,} of the same words or a piece of them,"
    )
    both = sum(not planted[a].kind and not planted[b].kind for a, b in doubtful)
    right = (made + sure) / (made + sure + len(doubtful))
    print(f"{len(doubtful):,} others ({both:,} of quotes as they were); precision {right:.3f} if all those are wrong")
    if read:
        random.Random(4).shuffle(doubtful)
        with read.open("w", encoding="utf-8") as file:
            for a, b in doubtful:
                one, other = planted[a], planted[b]
                record = {
                    "one": one.said.words,
                    "other": other.said.words,
                    "by": [one.said.speaker, other.said.speaker],
                }
                file.write(
                    json.dumps(
                        record | {"articles": [one.article, other.article], "kinds": [one.kind, other.kind]},
                        ensure_ascii=False,
                    )
                    + "\n"
                )


def is_sure(a: Planted, b: Planted) -> bool:
    """Whether one original is the other or a piece of it, word for word, and long enough; never of a generated one."""
    shorter, longer = sorted((key(a.said.words), key(b.said.words)), key=len)
    real = not any(one.article.startswith("generated") for one in (a, b))
    return real and shorter in longer and usable(Said(shorter, None, True))


def stay_apart() -> None:
    """Different quotes of one speaker in one article that look most alike."""
    pairs = [json.loads(line) for line in APART.read_text(encoding="utf-8").splitlines()]
    sayings = [[Saying(wording(pair[one]), pair["speaker"], marked=True) for one in ("one", "other")] for pair in pairs]
    taken = sum(bool(alike(one, other)) for one, other in sayings)
    print(f"{taken} of {len(pairs)} pairs of different quotes of one speaker on one subject taken for one")


def costs(library: Library, planted: list[Planted], path: Path) -> None:
    """Seconds to build it anew, milliseconds to add an article, and both for a plain scan."""
    chance = random.Random(5)
    new = [
        article_of(f"new {number}", [said_new(one.said, chance) for one in chance.sample(planted, AN_ARTICLE)])
        for number in range(60)
    ]
    whole, looking = [], []
    for analysis in new:
        library.add(analysis.article)
        start = time.perf_counter()
        library.put_analysis(analysis.article.id, analysis)
        whole.append(time.perf_counter() - start)
        row = library.database.row("SELECT number FROM article WHERE id = ?", analysis.article.id)
        assert row is not None
        start = time.perf_counter()
        gather(library.database, row[0])
        looking.append(time.perf_counter() - start)
    size = path.stat().st_size
    with library.database.writing() as connection:
        connection.execute("DELETE FROM quote_key")
        connection.execute("UPDATE quote SET family = NULL, wording = NULL")
        connection.execute("UPDATE article SET gathered = 0")
    start, started = time.perf_counter(), time.process_time()
    while library.travels.catch_up(200):
        pass
    building, busy = time.perf_counter() - start, time.process_time() - started
    row = library.database.row("SELECT count(*) FROM quote")
    count = int(row[0]) if row else 0
    texts = [utils.default_process(one.said.words) for one in planted]
    sample = chance.sample(texts, 40)
    start = time.perf_counter()
    for words in sample:
        process.extract(words, texts, scorer=fuzz.token_set_ratio, score_cutoff=70, limit=16)
    a_scan = (time.perf_counter() - start) / len(sample)
    scan = a_scan * count / 2
    print(f"building for {count:,} quotes: {building:.1f} s ({busy:.1f} s of the processor)")
    print(f"a scan of all pairs: {scan:,.0f} s, {scan / building:,.0f} x")
    middle, late, gathering = (
        1_000 * seconds
        for seconds in (statistics.median(whole), sorted(whole)[int(len(whole) * 0.95)], statistics.median(looking))
    )
    print(f"keeping an analysis of {AN_ARTICLE} quotes: {middle:.1f} ms (95 of 100 in {late:.1f} ms)")
    by_scan = 1_000 * a_scan * AN_ARTICLE
    print(f"gathering them again: {gathering:.1f} ms; a scan: {by_scan:,.0f} ms, {by_scan / gathering:,.0f} x")
    print(f"file: {size / 1e6:.0f} MB")


def said_new(said: Said, chance: random.Random) -> Said:
    """A version for every second one, else as many words in another order."""
    if chance.random() < 0.5:
        return version(said, chance.choice(list(RULES)), chance) or said
    words = said.words.split()
    return Said(" ".join(chance.sample(words, len(words))), said.speaker, said.marked)


if __name__ == "__main__":
    main()
