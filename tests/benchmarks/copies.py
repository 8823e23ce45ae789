"""How well near copies are told from other articles, and what looking for them costs.

python tests/benchmarks/copies.py TEXTS.jsonl... [--library 10000]

TEXTS.jsonl: an object a line with "text", each another article; lines of texts that begin alike are left out. Copies
are made of them as editors do: paragraphs cut, sentences changed, another headline, a byline and furniture added.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

from newsreader.core.library import Library
from newsreader.core.library.copies import are_copies, sequences
from newsreader.core.model import Article
from newsreader.core.text import article_from_text

FILLER = ["officials said late on Tuesday", "according to the agency", "in a statement", "it emerged", "for the time"]
FURNITURE = [
    "READ MORE",
    "Sign up for our newsletter to get the day's stories in your inbox.",
    "Follow us on Facebook.",
]


def texts_of(files: list[str]) -> list[str]:
    """The texts, each once and of a length worth comparing."""
    found: dict[str, str] = {}
    for name in files:
        data = Path(name).read_bytes()
        for line in (gzip.decompress(data) if name.endswith(".gz") else data).splitlines():
            text = json.loads(line).get("text", "")
            if len(text.split()) > 120:
                found.setdefault(" ".join(text.split())[:60], text)
    return list(found.values())


def sentences(paragraph: str) -> list[str]:
    return re.split(r"(?<=[.!?]) ", paragraph)


def cut_end(paragraphs: list[str], chance: random.Random) -> list[str]:
    """The last third or so cut, as is done with wire copy."""
    return paragraphs[: max(3, int(len(paragraphs) * chance.uniform(0.6, 0.8)))]


def cut_here_and_there(paragraphs: list[str], chance: random.Random) -> list[str]:
    """A quarter of the paragraphs left out."""
    kept = [p for p in paragraphs[1:] if chance.random() > 0.25]
    return [paragraphs[0], *kept]


def change_sentences(paragraphs: list[str], chance: random.Random) -> list[str]:
    """One sentence in six left out or with some words put in."""
    out = []
    for paragraph in paragraphs:
        said = []
        for sentence in sentences(paragraph):
            if chance.random() < 1 / 6:
                if chance.random() < 0.5:
                    continue
                words = sentence.split()
                words.insert(chance.randrange(len(words) + 1), chance.choice(FILLER))
                sentence = " ".join(words)
            said.append(sentence)
        out.append(" ".join(said))
    return [p for p in out if p]


def house_style(paragraphs: list[str], chance: random.Random) -> list[str]:
    """Other quotation marks, dashes and spellings of a few words; paragraphs joined."""
    swaps = {"“": '"', "”": '"', "’": "'", " percent": " per cent", "U.S.": "US", " — ": " - ", "Mr. ": "Mr "}
    joined = "\n\n".join(paragraphs)
    for one, other in swaps.items():
        joined = joined.replace(one, other)
    parts = joined.split("\n\n")
    return [" ".join(parts[at : at + 2]) for at in range(0, len(parts), 2)]


EDITS = {edit.__name__: edit for edit in (cut_end, cut_here_and_there, change_sentences, house_style)}


def copy_of(text: str, edits: list[str], chance: random.Random) -> str:
    """A near copy: other headline, byline and furniture, and the edits."""
    paragraphs = [p for p in text.split("\n\n") if p.strip()]
    for name in edits:
        paragraphs = EDITS[name](paragraphs, chance)
    headline = "Another headline for " + " ".join(paragraphs[-1].split()[:4])
    return "\n\n".join([headline, "By Our Own Correspondent", *paragraphs, *FURNITURE]) + "\n"


def rate(pairs: int, right: int) -> str:
    return f"{right}/{pairs} ({right / max(1, pairs):.3f})"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+")
    parser.add_argument("--library", type=int, default=10_000)
    options = parser.parse_args()
    chance = random.Random(7)
    texts = texts_of(options.files)
    known = [sequences(article_from_text(text)) for text in texts]
    print(f"{len(texts)} articles")
    kinds = [[name] for name in EDITS] + [["cut_end", "change_sentences"], ["change_sentences", "house_style"]]
    copies: list[tuple[int, str, str]] = []
    for edits in kinds:
        made = [(at, copy_of(texts[at], edits, chance)) for at in chance.sample(range(len(texts)), 150)]
        right = sum(are_copies(known[at], sequences(article_from_text(copy))) for at, copy in made)
        copies += [(at, " + ".join(edits), copy) for at, copy in made]
        print(f"copies found, {' + '.join(edits)}: {rate(len(made), right)}")
    wrong = [(a, b) for a, b in combinations(range(len(texts)), 2) if are_copies(known[a], known[b])]
    print(f"pairs of different articles called copies: {len(wrong)} of {len(texts) * (len(texts) - 1) // 2}")
    for a, b in wrong:
        shared = len(known[a] & known[b]) / min(len(known[a]), len(known[b]))
        print(f"    {shared:.2f} {texts[a][:70]!r} | {texts[b][:70]!r}")
    in_library(texts, copies, options.library)


def in_library(texts: list[str], copies: list[tuple[int, str, str]], size: int) -> None:
    """The same by the library, which compares an article with few others only."""
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder) / "library.db") as library:
        ids = []
        with library.batch():
            for at, text in enumerate(texts):
                article = article_from_text(text, source=f"/original/{at}.txt")
                library.add(article)
                ids.append(article.id)
        fill(library, texts, size)
        found = total = 0
        for number, (at, _, copy) in enumerate(copies):
            article = article_from_text(copy, source=f"/copy/{number}.txt")
            library.add(article)
            others = {row.id for row in library.copies(article.id)}
            total += 1
            found += ids[at] in others
        print(f"found by a library of {len(library)} articles: {rate(total, found)}")
        articles = [
            article_from_text(text[:-5] + f" {n}.", source=f"/new/{n}.txt") for n, text in enumerate(texts[:200])
        ]
        new = [Article(text=" ".join(chance_words(n)), source=f"/other/{n}.txt") for n in range(200)]
        for name, some in (("copies", articles), ("other articles", new)):
            print(
                f"adding {name}: {cost(library, some):.2f} ms, sketching and looking up {looking(library, some):.2f} ms"
            )


def chance_words(seed: int) -> list[str]:
    chance = random.Random(seed)
    return [f"word{chance.randrange(5_000)}" for _ in range(600)]


def fill(library: Library, texts: list[str], size: int) -> None:
    """Other articles, of the same words and lengths but in another order, up to a number."""
    chance = random.Random(1)
    while len(library) < size:
        with library.batch():
            for _ in range(100):
                words = chance.choice(texts).split()
                chance.shuffle(words)
                library.add(Article(text=" ".join(words)))


def cost(library: Library, articles: list[Article]) -> float:
    """Milliseconds an article, in batches."""
    start = time.perf_counter()
    with library.batch():
        for article in articles:
            library.add(article)
    return (time.perf_counter() - start) / len(articles) * 1000


def looking(library: Library, articles: list[Article]) -> float:
    """Milliseconds of it that are the search for copies; the median."""
    from newsreader.core.library import copies
    from newsreader.core.library.articles import number_of

    times = []
    note: Callable[..., None] = copies.note
    for article in articles:
        number = number_of(library.database, article.id)
        start = time.perf_counter()
        with library.batch():
            note(library.database, number, article)
            times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    main()
