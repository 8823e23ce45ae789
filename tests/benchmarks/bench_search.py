"""How long a keystroke takes and how often the passage meant comes up, beside a plain scan of the same text.

    python tests/benchmarks/bench_search.py [ARTICLES] [QUERIES]

The text is made up from syllables with the word frequencies of natural language (Zipf's law). A query is two to five
words of one passage, in order or not, half of them misspelt. What counts is the ratio to the scan, not milliseconds.
"""

from __future__ import annotations

import itertools
import random
import string
import sys
import tempfile
import time
from pathlib import Path

from newsreader.core.library import Library
from newsreader.core.model import Article
from newsreader.core.search import search

PASSAGES = 20
WORDS = 45
VOCABULARY = 25_000


def made_up_words(rng: random.Random) -> list[str]:
    """Different words of one to four syllables, the short ones first, as the frequent ones are short."""
    syllables = [a + b + c for a in "bcdfghklmnprstvw" for b in "aeiou" for c in ("", "n", "r", "s")]
    words = {"".join(rng.choices(syllables, k=rng.choice([1, 2, 2, 3, 3, 3, 4]))) for _ in range(VOCABULARY * 2)}
    return sorted(sorted(words)[:VOCABULARY], key=lambda word: (len(word) // 3, rng.random()))


def made_up_articles(count: int, rng: random.Random) -> list[list[str]]:
    """Articles as lists of passages."""
    words = made_up_words(rng)
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))
    return [
        [" ".join(rng.choices(words, cum_weights=weights, k=WORDS)).capitalize() + "." for _ in range(PASSAGES)]
        for _ in range(count)
    ]


def misspelt(word: str, rng: random.Random) -> str:
    """One slip: a letter left out, added, replaced or swapped with the next."""
    if len(word) < 4:
        return word
    at, letter = rng.randrange(1, len(word) - 1), rng.choice(string.ascii_lowercase)
    return rng.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )


def query(passage: str, rng: random.Random) -> str:
    """What somebody half remembers of a passage."""
    words = [word for word in passage.lower().rstrip(".").split() if len(word) > 3]
    count = rng.randint(2, 5)
    at = rng.randrange(len(words) - count)
    chosen = words[at : at + count] if rng.random() < 0.5 else rng.sample(words, count)
    for index in rng.sample(range(count), count // 2):
        chosen[index] = misspelt(chosen[index], rng)
    return " ".join(chosen)


def share(values: list[float], part: float) -> float:
    """A quantile, in milliseconds."""
    return sorted(values)[int(len(values) * part)] * 1000


def main(articles: int = 1000, queries: int = 100) -> None:
    rng = random.Random(1)
    made_up = made_up_articles(articles, rng)
    texts = ["\n\n".join(passages) for passages in made_up]
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder) / "library.db") as library:
        start = time.perf_counter()
        with library.batch():
            for text in texts:
                library.add(Article(text=text))
        loaded = time.perf_counter() - start
        ids = [row.id for row in library.articles()]

        scans, keys, first, ten = [], list[float](), 0, 0
        search(library, "misspelt from the start")  # the first misspelt word loads the vocabulary
        for _ in range(queries):
            number = rng.randrange(articles)
            meant = rng.choice(made_up[number])
            typed = query(meant, rng)
            for length in range(1, len(typed) + 1):
                start = time.perf_counter()
                found = search(library, typed[:length])
                keys.append(time.perf_counter() - start)
            start = time.perf_counter()
            sum(text.find("zebraquill") for text in texts)
            scans.append(time.perf_counter() - start)
            place = (ids[number], texts[number].index(meant))
            position = [(hit.article_id, hit.start) for hit in found[:10]]
            first += position[:1] == [place]
            ten += place in position

        scan = share(scans, 0.5)
        size = library.path.stat().st_size / sum(len(text.encode()) for text in texts)
    print(
        f"{articles} articles, {articles * PASSAGES} passages: {articles / loaded:.0f}/s, {size:.1f} x the text on disk"
    )
    print(f"known-item recall@1 {first / queries:.2f}, recall@10 {ten / queries:.2f} ({queries} queries with slips)")
    print(f"a plain scan {scan:.2f} ms; a keystroke, {len(keys)} of them:")
    for name, part in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99)):
        print(f"  {name} {share(keys, part):7.2f} ms  {share(keys, part) / scan:6.2f} x the scan")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
