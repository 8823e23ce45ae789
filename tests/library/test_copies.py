"""Near copies know one another; different articles on one event do not, nor those that share only furniture."""

from __future__ import annotations

import random
from importlib.resources import files
from itertools import combinations

import pytest

from newsreader.core.library import Library
from newsreader.core.library.copies import COMMON, are_copies, sequences
from newsreader.core.model import Article
from newsreader.core.text import article_from_text


def seed(beginning: str) -> str:
    (found,) = [f for f in files("newsreader.seeds").iterdir() if f.name.startswith(beginning)]
    return found.read_text(encoding="utf-8")


def copy_of(text: str, cut: int = 3) -> str:
    """Another headline and byline, every third sentence-end paragraph gone, quotation marks of another house."""
    paragraphs = [p for p in text.split("\n\n") if p.strip()][2:]
    kept = [p for at, p in enumerate(paragraphs) if at % cut != cut - 1]
    body = "\n\n".join(kept).replace("“", '"').replace("”", '"').replace("’", "'")
    return f"What happened at the harbour\n\nBy Our Own Correspondent\n\n{body}\n\nREAD MORE\n"


def other_text(number: int, words: int = 200) -> str:
    chance = random.Random(number)
    return " ".join(f"word{chance.randrange(2_000)}" for _ in range(words)) + ".\n"


def add(library: Library, text: str, source: str = "") -> str:
    article = article_from_text(text, source=source)
    library.add(article)
    return article.id


@pytest.mark.parametrize("beginning", ["000", "010", "020", "030", "050", "060", "080"])
def test_a_near_copy_is_known(library: Library, beginning: str) -> None:
    text = seed(beginning)
    original = add(library, text)
    other = add(library, seed("040"))
    copy = add(library, copy_of(text))
    assert [row.id for row in library.copies(original)] == [copy]
    assert [row.id for row in library.copies(copy)] == [original]
    assert library.copies(other) == library.copies("0123") == []
    assert [row.copies for row in library.articles()] == [1, 0, 1]
    assert [library.row(row.id) for row in library.articles()] == library.articles()


def test_a_wire_story_in_two_papers_is_one_story(library: Library) -> None:
    """The samples hold one: half of all its words and four fifths of the shorter print's are the same."""
    first, second = (add(library, seed(name)) for name in ("020", "021"))
    assert [row.id for row in library.copies(first)] == [second]


def test_no_other_samples_are_copies() -> None:
    seeds = [f for f in files("newsreader.seeds").iterdir() if f.name[:3].isdigit()]
    found = {f.name[:3]: sequences(article_from_text(f.read_text(encoding="utf-8"))) for f in seeds}
    assert [(a, b) for a, b in combinations(sorted(found), 2) if are_copies(found[a], found[b])] == [("020", "021")]


def test_two_reports_on_one_event_are_two_stories(library: Library) -> None:
    """They share names, a quote and a figure, but are told in other words."""
    quote = "“It was the most beautiful nothing I have ever seen,” said Mayor Goran Lasko."
    one = (
        f"The new storm barrier at Skelby held back the highest tide ever measured on Sunday night. {quote} The nine"
        " gates closed in 22 minutes, half the time that the engineers had allowed, and opened four years late. Fishing"
        " crews complained that they were told five hours before and had to ride out the night behind Gull Island."
    )
    other = (
        f"Fourteen boats spent Sunday night at sea because nobody told their crews in time that the harbour would be"
        f" shut. {quote} For the skippers it was something else: “Five hours is a lot if you are in an office,” one of"
        " them said as she came home on Monday, tired and cold, to find the quay dry and the gates lowered again."
    )
    for text in (one, other):
        add(library, text)
    assert {row.copies for row in library.articles()} == {0}


def test_a_group_outlives_its_first_article(library: Library) -> None:
    text = seed("010")
    first = add(library, text)
    copies = [add(library, copy_of(text, cut)) for cut in (3, 4, 5)]
    assert {row.copies for row in library.articles()} == {3}
    library.remove(first)
    add(library, other_text(1))  # which gets its number, perhaps
    assert [row.copies for row in library.articles()] == [2, 2, 2, 0]
    assert {row.id for row in library.copies(copies[0])} == set(copies[1:])
    again = add(library, text)
    assert len(library.copies(again)) == 3
    for copy in copies:
        library.remove(copy)
    assert library.copies(again) == []
    assert library.row(again) is not None and library.articles()[-1].copies == 0


def test_furniture_that_many_share_makes_no_group(library: Library) -> None:
    furniture = " ".join(f"notice{n}" for n in range(400))
    with library.batch():
        for number in range(COMMON + 1):
            library.add(Article(text=other_text(number, 100) + furniture))
    late = [Article(text=other_text(number, 300) + furniture) for number in (1_000, 1_001)]
    for article in late:
        library.add(article)
        assert library.copies(article.id) == []


def test_a_round_up_is_no_copy_of_its_stories(library: Library) -> None:
    stories = [other_text(number) for number in range(5)]
    for story in stories:
        add(library, story)
    add(library, "\n\n".join(stories))
    assert {row.copies for row in library.articles()} == {0}


def test_teasers_are_not_compared(library: Library) -> None:
    add(library, "The harbour of Vellmouth will reopen in May, the council said on Monday. Read more.")
    add(library, "The harbour of Vellmouth will reopen in May, the council said on Monday. More on this later.")
    assert {row.copies for row in library.articles()} == {0}


def test_a_new_version_is_compared_anew(library: Library) -> None:
    text = seed("010")
    original = add(library, text)
    add(library, copy_of(text), "/news/copy.txt")
    changed = add(library, other_text(5), "/news/copy.txt")
    assert len(library.versions(changed)) == 1
    assert library.copies(changed) == library.copies(original) == []
    back = add(library, copy_of(text), "/news/copy.txt")
    assert [row.id for row in library.copies(back)] == [original]


def test_articles_of_older_releases_are_looked_at_later(library: Library) -> None:
    texts = [seed("010"), copy_of(seed("010")), seed("020")]
    for text in texts:
        add(library, text)
    with library.database.writing() as connection:
        connection.execute("DELETE FROM sketch")
        connection.execute("UPDATE article SET sketched = 0, story = NULL")
    assert [row.copies for row in library.articles()] == [0, 0, 0]
    assert library.find_copies(2) == 1
    assert library.find_copies(2) == 0
    assert [row.copies for row in library.articles()] == [1, 1, 0]


@pytest.mark.parametrize("text", ["", "one two", "\udcff " * 100, "日本語。" * 50, "a " * 100_000], ids=range(5))
def test_odd_texts_do_no_harm(library: Library, text: str) -> None:
    assert library.add(Article(text=text))
    assert library.add(Article(text=text + "x"))
