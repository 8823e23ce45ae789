"""The library that is searched: real articles as far as they go, generated ones for the rest, the same for a seed.

TARGETS passages in whole articles are set apart before the generator learns anything; only they are asked for.
At every size the same ones are in the library and the same memories are asked, so that two sizes differ by the
distractors alone. Where real text is given targets are real. The articles are shuffled: targets stand everywhere.
"""

from __future__ import annotations

import itertools
import json
import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from newsreader.core.library import Library
from newsreader.core.model import Article, Block, BlockKind
from tests.benchmarks.search import text
from tests.benchmarks.search.generate import ARTICLE, Generator

TARGETS = 1_000
"""Passages set apart to be asked for."""

TARGET, REAL, MADE = "target", "real", "made"
"""Where an article comes from: set apart, real and learnt from, generated."""

SHORTEST_ITEM = 8
"""Words of a passage that is asked for."""

LONGEST_TITLE = 12
"""Words of an article's first passage that are its title; where that is all of it, it is a headline in the text."""

BATCH = 500
"""Articles added in one transaction."""

OUTLETS = ("The Vellmouth Lantern", "Coastline Radio", "The Orle Valley Gazette", "Skelby Evening Post", "Northline")

VERSION = 1
"""To be raised when the same arguments come to give other texts."""


@dataclass(frozen=True, slots=True)
class Item:
    """A passage asked for. start: in characters of its article."""

    article_id: str
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """An article before it is one: where it comes from, its passages, and the indices of those that may be asked for.

    Asked for are passages of articles set apart that have SHORTEST_ITEM words or more, no address or tag in them, do
    not begin the article (its title repeats that one), and whose words in their order stand in no other passage set
    apart and in no real one. That a generated one holds all of them is not looked for: it would take a whole passage's
    words in a row by chance.
    """

    source: str
    passages: list[str]
    asked: list[int]


@dataclass(frozen=True, slots=True)
class Built:
    """How a library came about. seconds: of adding alone, articles in hand; code: fingerprint of what built it."""

    seconds: float
    code: str


def groups(documents: Sequence[Sequence[str]], passages: int, seed: int) -> list[Group]:
    """Articles of about ARTICLE passages, exactly `passages` in all, none of which repeats another's words.

    documents: real ones as paragraphs, or none. seed: decides which are set apart, the generated ones and the order.
    """
    rng = random.Random(seed)
    seen: set[str] = set()
    real = [cut for document in documents for cut in _cut(_unseen(document, seen))]
    rng.shuffle(real)
    wanted = min(TARGETS, passages)
    lacking = passages - (sum(map(len, real)) if real else wanted)
    if real:
        apart = list(_first(real, wanted))
        rest = real[len(apart) :]
        training = [passage for article in rest for passage in article]
        if lacking > 0 and not training:
            raise ValueError("too little real text to set targets apart and learn from the rest")
    else:
        training, rest = text.samples(), []
        apart = _articles(Generator(training, False, TARGETS, seed, TARGET).passages(), wanted)
        seen.update(text.key(passage) for article in apart for passage in article)
    found = [Group(TARGET, article, places) for article, places in zip(apart, _asked(apart, rest), strict=True)]
    found += [Group(REAL, article, []) for article in _first(rest, passages - wanted)]
    if lacking > 0:
        made = Generator(training, bool(real), lacking, seed, MADE).passages()
        fresh = (passage for passage in made if text.key(passage) not in seen)
        lacking = passages - sum(len(group.passages) for group in found)
        found += [Group(MADE, article, []) for article in _articles(fresh, lacking)]
    rng.shuffle(found)
    return found


def items(found: Sequence[Group], seed: int) -> list[Item]:
    """The passages that may be asked for, in a random order that depends on the seed and the targets alone."""
    chosen = []
    for position, group in enumerate(found):
        if group.asked:
            article = as_article(group, position)
            chosen += [Item(article.id, article.blocks[place].start, group.passages[place]) for place in group.asked]
    chosen.sort(key=lambda item: item.text)
    random.Random(seed).shuffle(chosen)
    return chosen


def common_words(found: Sequence[Group]) -> list[str]:
    """Two hundred frequent content words of the articles set apart, which are the same at every size."""
    targets = (passage for group in found if group.source == TARGET for passage in group.passages)
    counted = Counter(word for passage in targets for word in text.words(passage.lower()) if text.is_content(word))
    return sorted(counted, key=lambda word: (-counted[word], word))[:200]


def as_article(group: Group, position: int) -> Article:
    """A group as an article with a title, an outlet and a date. position: in the library, seeds what is invented."""
    first = group.passages[0]
    words = first.split()
    headline = len(words) <= LONGEST_TITLE
    blocks, start = [], 0
    for place, passage in enumerate(group.passages):
        kind = BlockKind.HEADLINE if headline and not place else BlockKind.BODY
        blocks.append(Block(start, start + len(passage), kind))
        start += len(passage) + 2
    rng = random.Random(position)
    return Article(
        text="\n\n".join(group.passages),
        title=" ".join(words[:LONGEST_TITLE]),
        blocks=tuple(blocks),
        source=f"/benchmark/{position}.txt",
        outlet=rng.choice(OUTLETS),
        published=(date(2015, 1, 1) + timedelta(days=rng.randrange(3650))).isoformat(),
    )


def name(places: Sequence[Path], passages: int, seed: int) -> str:
    """A name for the corpus that these arguments give, another one for other texts in the same files."""
    texts = text.fingerprint(text.files(places)) if places else "made"
    return f"{passages}-{texts}-{seed}-v{VERSION}"


def kept_groups(folder: Path, places: Sequence[Path], passages: int, seed: int) -> tuple[list[Group], float | None]:
    """The groups, read from the folder where they were left there; else how many seconds they took to make."""
    file = folder / f"passages-{name(places, passages, seed)}.jsonl"
    if file.exists():
        with file.open(encoding="utf-8") as lines:
            return [Group(*json.loads(line)) for line in lines], None
    start = time.perf_counter()
    found = groups(text.documents(places), passages, seed)
    seconds = time.perf_counter() - start
    folder.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(".part")
    with half.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps([group.source, group.passages, group.asked]) + "\n" for group in found)
    half.replace(file)
    return found, seconds


def kept_library(folder: Path, found: Sequence[Group], code: str, anew: bool) -> tuple[Path, Built, bool]:
    """The file of a library of these groups, how it was built, and whether just now.

    It is built where there is none, other code built the one that stands there, or `anew` is asked for.
    """
    path, note = folder / "library.db", folder / "built.json"
    if note.exists():
        built = Built(**json.loads(note.read_text(encoding="utf-8")))
        if built.code == code and path.exists() and not anew:
            return path, built, False
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    built = Built(build(path, found), code)
    note.write_text(json.dumps(asdict(built)), encoding="utf-8")
    return path, built, True


def build(path: Path, found: Sequence[Group]) -> float:
    """Add the groups to a new library; the seconds that adding took."""
    seconds = 0.0
    with Library(path) as library:
        for first in range(0, len(found), BATCH):
            articles = [as_article(group, first + n) for n, group in enumerate(found[first : first + BATCH])]
            start = time.perf_counter()
            with library.batch():
                for article in articles:
                    library.add(article)
            seconds += time.perf_counter() - start
    return seconds


def _unseen(document: Sequence[str], seen: set[str]) -> list[str]:
    fresh = []
    for passage in document:
        words = text.key(passage)
        if words.strip() and words not in seen:
            seen.add(words)
            fresh.append(passage)
    return fresh


def _asked(apart: Sequence[list[str]], rest: Sequence[list[str]]) -> Iterator[list[int]]:
    """For each article set apart the places of the passages that may be asked for: see Group."""
    everything = "\n".join(text.key(passage) for article in (*apart, *rest) for passage in article)
    for article in apart:
        places = []
        for place, passage in enumerate(article):
            if place and len(text.words(passage)) >= SHORTEST_ITEM and "<" not in passage and "://" not in passage:
                words = text.key(passage)
                if everything.find(words, everything.index(words) + 1) < 0:
                    places.append(place)
        yield places


def _cut(document: Sequence[str]) -> Iterator[list[str]]:
    """A document in articles of ARTICLE passages; the last one may be shorter."""
    for first in range(0, len(document), ARTICLE):
        yield list(document[first : first + ARTICLE])


def _first(articles: Sequence[list[str]], passages: int) -> Iterator[list[str]]:
    """The first articles, to that many passages; the last one may lose its end."""
    for article in articles:
        if passages <= 0:
            return
        yield article[:passages]
        passages -= len(article)


def _articles(made: Iterator[str], passages: int) -> list[list[str]]:
    taken = list(itertools.islice(made, max(0, passages)))
    return [taken[first : first + ARTICLE] for first in range(0, len(taken), ARTICLE)]
