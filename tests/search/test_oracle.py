"""Exact and boolean queries give precisely what a plain scan over the passages gives."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.core.library import Library
from newsreader.core.model import Article
from newsreader.core.search import search

WORDS = ["crane", "Crane", "cranes", "harbour", "Harbour", "it's", "its", "co-op", "coop", "well", "Élan", "elan", "No"]
OTHERS = ["the", "a", "of", "was", "$5", "“so”", "12.5", "end", "—", "U.S.", "AT&T", "naïve", "Naive", "Zürich"]
ACCENTS = str.maketrans("ÉéïüÜ", "EeiuU")


def passages() -> list[str]:
    chance = random.Random(5)
    vocabulary = WORDS + OTHERS
    return [
        " ".join(chance.choices(vocabulary, k=chance.randint(1, 14))) + chance.choice(["", ".", "!"])
        for _ in range(300)
    ]


PASSAGES = passages()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("oracle") / "library.db") as opened:
        for first in range(0, len(PASSAGES), 3):
            opened.add(Article(text="\n\n".join(PASSAGES[first : first + 3])))
        yield opened


def contains(text: str, part: str) -> int | None:
    """Where a part begins in a text: case and accents count where the part has any."""
    if part == part.lower():
        text, part = text.lower(), part.lower()
    if part == part.translate(ACCENTS):
        text = text.translate(ACCENTS)
    at = text.find(part)
    return None if at < 0 else at


def same(text: str, part: str) -> tuple[str, str]:
    if part == part.lower():
        text = text.lower()
    if part == part.translate(ACCENTS):
        text = text.translate(ACCENTS)
    return text, part


def tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+|\$", text.lower().translate(ACCENTS))


Check = Callable[[str], bool]


def exact(part: str) -> tuple[str, Check]:
    return f"'{part}", lambda text: contains(text, part) is not None


def begins(part: str) -> tuple[str, Check]:
    def check(text: str) -> bool:
        whole, piece = same(text, part)
        return whole.startswith(piece)

    return f"^{part}", check


def ends(part: str) -> tuple[str, Check]:
    def check(text: str) -> bool:
        whole, piece = same(text, part)
        return whole.endswith(piece)

    return f"{part}$", check


def phrase(words: list[str]) -> tuple[str, Check]:
    wanted = tokens(" ".join(words))

    def check(text: str) -> bool:
        there = tokens(text)
        return any(there[i : i + len(wanted)] == wanted for i in range(len(there)))

    return f'"{" ".join(words)}"', check


def near_by(words: list[str], distance: int) -> tuple[str, Check]:
    wanted = tokens(" ".join(words))

    def check(text: str) -> bool:
        there = tokens(text)
        width = len(wanted) + distance
        return any(set(wanted) <= set(there[i : i + width]) for i in range(len(there)))

    return f'"{" ".join(words)}"~{distance}', check


def negated(term: tuple[str, Check]) -> tuple[str, Check]:
    return f"!{term[0]}", lambda text: not term[1](text)


PARTS = st.sampled_from([*WORDS, *OTHERS, "ran", "RAN", "arb", "t's", "-o", "5", ".5", "so”", "S.", "zzz", "el"])
WORD_LISTS = st.lists(
    st.sampled_from(["crane", "harbour", "it's", "the", "of", "élan", "coop", "$5"]), min_size=1, max_size=3
)
PLAIN_TERMS = st.one_of(
    PARTS.map(exact),
    PARTS.filter(lambda part: part[0] not in "^'").map(begins),
    PARTS.filter(lambda part: part[0] not in "“—$").map(ends),
    WORD_LISTS.map(phrase),
    st.tuples(WORD_LISTS.filter(lambda words: len(set(words)) == len(words)), st.integers(0, 8)).map(
        lambda pair: near_by(*pair)
    ),
)
TERMS = st.one_of(PLAIN_TERMS, PLAIN_TERMS.map(negated))
QUERIES = st.lists(st.lists(TERMS, min_size=1, max_size=3), min_size=1, max_size=3)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES)
def test_hits_are_those_of_a_plain_scan(library: Library, clauses: list[list[tuple[str, Check]]]) -> None:
    # A space at the end: the last word is finished.
    query = " ".join(" | ".join(text for text, _ in clause) for clause in clauses) + " "
    wanted = sorted(text for text in PASSAGES if all(any(check(text) for _, check in clause) for clause in clauses))
    found = search(library, query, limit=None)
    assert sorted(hit.text for hit in found) == wanted
    assert not found.more
    assert found.total == len(wanted)


@pytest.mark.parametrize("query", ["'crane ", "^crane ", "!'crane ", '"crane" | "harbour" '])
def test_the_count_is_right_however_few_are_shown(library: Library, query: str) -> None:
    every = search(library, query, limit=None)
    few = search(library, query, limit=3)
    assert len(few) == 3
    assert few.total == every.total or few.more
