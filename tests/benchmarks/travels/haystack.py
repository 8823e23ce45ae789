"""The quotes that versions are hidden among: those of a library, and generated ones."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsreader.core.library import Library
from newsreader.core.library.sayings import name_of
from newsreader.core.model import QuoteKind
from tests.benchmarks.travels.rules import Said

TRANSLATED = Path(__file__).parents[2] / "data" / "quotes_translated_back.jsonl"
"""Quotes of the samples and of GUM's news with what came of them when they were translated and translated back."""

APART = TRANSLATED.with_name("quotes_apart.jsonl")
"""Pairs of different quotes of one speaker in one article."""


@dataclass(frozen=True, slots=True)
class Held:
    """A quote with the article that it is of."""

    article: str
    said: Said


def quotes_of(path: Path) -> list[Held]:
    """The quotes of a library that somebody is reported as saying."""
    with Library(path) as library:
        kinds = {(row.article_id, row.position): row.kind for row in library.entities()}
        return [
            Held(
                row.article_id,
                Said(
                    " ".join(row.words.split()),
                    name_of(row.speaker, kinds.get((row.article_id, row.entity or 0)))
                    if row.entity is not None
                    else None,
                    row.kind is not QuoteKind.INDIRECT,
                ),
            )
            for row in library.quotes()
            if row.kind is not QuoteKind.SCARE
        ]


def halves(held: Sequence[Held]) -> tuple[list[Held], list[Held]]:
    """The quotes of one half of the articles, on which weights are fitted, and those of the other."""
    chance = random.Random(1)
    first = {article: chance.random() < 0.5 for article in dict.fromkeys(one.article for one in held)}
    return [one for one in held if first[one.article]], [one for one in held if not first[one.article]]


def said_like(speaker: str | None, held: Sequence[Held], chance: random.Random) -> str | None:
    """Who a version is attributed to: one in five times nobody is named, in one of ten somebody else."""
    drawn = chance.random()
    if drawn < 0.2:
        return None
    return chance.choice(held).said.speaker if drawn < 0.3 else speaker


def translations(path: Path = TRANSLATED) -> list[tuple[Said, Said]]:
    """Quotes, and what came back."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        speaker = record.get("speaker")
        found.append((Said(record["words"], speaker, True), Said(record["back"], speaker, True)))
    return found


def generated(training: Sequence[str], seed: int) -> Iterator[str]:
    """Quotes that nobody has said, of 8 to 60 words, without end: a walk over the pairs of words of real ones.

    At most three words in a row are from one place. The generator for searches keeps longer runs of its text, so that
    what it makes would often be pieces of real quotes.
    """
    chance = random.Random(seed)
    text = [word for words in training for word in (*words.split(), "")]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(text[:-1]):
        places[word].append(at)
    joints = [word for word, found in places.items() if word and len(found) > len(training) // 100]
    while True:
        at, run, made = chance.choice(places[""]) + 1, 1, list[str]()
        for _ in range(chance.randint(8, 60)):
            if not text[at]:
                break
            made.append(text[at])
            others = places[text[at]]
            if len(others) > 1 and chance.random() < 0.8:
                at, run = chance.choice(others) + 1, 1
            elif run < 3:
                at, run = at + 1, run + 1
            else:
                at, run = chance.choice(places[chance.choice(joints)]), 1
        if len(made) >= 8:
            yield " ".join(made)
