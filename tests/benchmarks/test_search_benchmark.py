"""The benchmark of search asks honest questions of an honest library, the same ones for a seed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.benchmarks.search import corpus, text
from tests.benchmarks.search.corpus import MADE, Group
from tests.benchmarks.search.memories import FEWEST, MOST, NOISES, Memory, heard, memories, misspelt

PASSAGES = 1_500


@pytest.fixture(scope="module")
def invented() -> list[Group]:
    return corpus.groups([], PASSAGES, seed=1)


@pytest.fixture(scope="module")
def real() -> list[list[str]]:
    """A stand-in for real text: other generated text, in documents of 20 paragraphs."""
    passages = [passage for group in corpus.groups([], 1_300, seed=7) for passage in group.passages]
    return [passages[first : first + 20] for first in range(0, len(passages), 20)]


@pytest.fixture(scope="module")
def asked(invented: list[Group]) -> list[Memory]:
    return memories(corpus.items(invented, 1), 120, corpus.common_words(invented), seed=1)


def passages(groups: list[Group]) -> list[str]:
    return [passage for group in groups for passage in group.passages]


def test_as_many_passages_as_asked_and_no_words_twice(invented: list[Group]) -> None:
    keys = [text.key(passage) for passage in passages(invented)]
    assert len(keys) == len(set(keys)) == PASSAGES


def test_a_walk_over_real_text_gives_as_many_and_no_words_twice(real: list[list[str]]) -> None:
    groups = corpus.groups(real, PASSAGES, seed=1)
    keys = [text.key(passage) for passage in passages(groups)]
    assert len(keys) == len(set(keys)) == PASSAGES
    assert sum(len(group.passages) for group in groups if group.source == MADE) == PASSAGES - 1_300


def test_the_same_seed_is_the_same_library(invented: list[Group], real: list[list[str]]) -> None:
    assert corpus.groups([], PASSAGES, seed=1) == invented
    assert corpus.groups(real, PASSAGES, seed=1) == corpus.groups(real, PASSAGES, seed=1)
    assert corpus.groups([], PASSAGES, seed=2) != invented


def test_the_same_passages_are_asked_for_in_a_larger_library(invented: list[Group], asked: list[Memory]) -> None:
    smaller = corpus.groups([], corpus.TARGETS, seed=1)
    assert corpus.items(smaller, 1) == corpus.items(invented, 1)
    assert memories(corpus.items(smaller, 1), 120, corpus.common_words(smaller), seed=1) == asked
    assert memories(corpus.items(smaller, 1), 120, corpus.common_words(smaller), seed=2) != asked


def test_an_item_is_where_it_says(invented: list[Group]) -> None:
    articles = {article.id: article for n, group in enumerate(invented) for article in [corpus.as_article(group, n)]}
    for item in corpus.items(invented, 1):
        assert articles[item.article_id].text.startswith(item.text, item.start)


def test_a_passage_that_stands_in_another_is_not_asked_for() -> None:
    said = "Nobody on the quay had ever seen so many red umbrellas"
    document = ["A title of some words", said, f"{said} before, they told us.", "The end."]
    [group] = corpus.groups([document], 4, seed=1)
    assert group.asked == [2]


@pytest.mark.parametrize("kind", NOISES)
def test_a_query_differs_from_its_passage_and_shares_words_with_it(asked: list[Memory], kind: str) -> None:
    of_kind = [memory for memory in asked if memory.kind == kind]
    assert len(of_kind) == 120 // len(NOISES)
    for memory in of_kind:
        said = text.words(memory.query.lower())
        assert FEWEST <= len(said) <= MOST
        assert text.key(memory.query).strip() not in text.key(memory.item.text)
        assert {word for word in said if text.is_content(word)} & set(text.key(memory.item.text).split())


def test_every_slip_changes_a_word() -> None:
    rng = random.Random(1)
    assert "Vellmouth" not in {misspelt("Vellmouth", rng) for _ in range(500)}
    assert "zelensky" in {heard("Zelenskyy", rng) for _ in range(50)}


def test_texts_are_read_from_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("First\nline.\n\n \nSecond.\n", encoding="utf-8")
    (tmp_path / "two.jsonl").write_text('{"text": "Third."}\n\n{"text": "Fourth.\\n\\nFifth."}\n', encoding="utf-8")
    assert text.documents([tmp_path]) == [["First line.", "Second."], ["Third."], ["Fourth.", "Fifth."]]
    with pytest.raises(FileNotFoundError):
        text.documents([tmp_path / "none"])
