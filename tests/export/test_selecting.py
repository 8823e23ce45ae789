"""What is chosen for an export."""

from __future__ import annotations

import pytest

from newsreader.core.export import selecting
from newsreader.core.export.evidence import PASSAGE
from newsreader.core.export.selecting import Selection
from newsreader.core.library import Library
from newsreader.core.model import Analysis, Article
from tests.export.conftest import article_of


@pytest.fixture
def two(library: Library) -> tuple[Library, Article, Article]:
    """Two articles that quote Ann Tolland; the first is starred, the second not."""
    kept = []
    for name, words, published in (("gales", "Nobody goes out", "2025-03-02"), ("goats", "They mind", "2025-03-01")):
        article, analysis = article_of(name, words, published=published, outlet="The Lantern")
        library.add(article)
        library.put_analysis(article.id, analysis)
        kept.append(article)
    library.star(kept[0].id)
    return library, kept[0], kept[1]


def _told(selection: Selection) -> list[tuple[str, str]]:
    return [(one.kind, one.exact) for portion in selection for one in portion.evidence]


def test_an_article_with_all_that_is_said_in_it(two: tuple[Library, Article, Article]) -> None:
    library, gales, _ = two
    selection = selecting.of_articles(library, [gales.id, gales.id])
    assert selection.title == "About gales" and _told(selection) == [("direct", "Nobody goes out")]


def test_a_person_by_date(two: tuple[Library, Article, Article]) -> None:
    library, *_ = two
    [person] = library.identities.search("tolland")
    selection = selecting.of_person(library, person.number)
    assert selection.title == "Ann Tolland"
    assert _told(selection) == [("direct", "They mind"), ("direct", "Nobody goes out")]
    library.identities.rename(person.number, "The Harbour Master")
    assert {one.person_name for portion in selection for one in portion.evidence} == {"The Harbour Master"}
    assert _told(selecting.of_speaker(library, "Ann Tolland")) == _told(selection)
    assert not selecting.of_speaker(library, "Nobody")


def test_a_search(two: tuple[Library, Article, Article]) -> None:
    library, gales, goats = two
    selection, mistakes = selecting.of_search(library, "speaker:tolland mind")
    assert not mistakes and _told(selection) == [("direct", "They mind")]
    passages, _ = selecting.of_search(library, "'council met")
    assert {kind for kind, _ in _told(passages)} == {PASSAGE} and len(passages) == 2
    titles, _ = selecting.of_search(library, "title:goats kind:title")
    assert list(titles.choices) == [goats.id] and _told(titles) == []
    assert gales.id not in titles.choices


def test_stars_and_tags_on_articles_quotes_and_words(two: tuple[Library, Article, Article]) -> None:
    library, gales, goats = two
    analysis = library.analysis(goats.id)
    assert isinstance(analysis, Analysis)
    quote = analysis.quotes[0].content[0]
    other = (goats.text.index("council"), goats.text.index("council") + len("council"))
    library.star(goats.id, quote)
    library.star(goats.id, other)
    library.set_tags(goats.id, ["Sea"], other)
    library.set_tags(gales.id, ["sea"])
    assert _told(selecting.of_starred(library)) == [
        ("direct", "Nobody goes out"),
        (PASSAGE, "council"),
        ("direct", "They mind"),
    ]
    assert _told(selecting.of_tag(library, "#SEA")) == [("direct", "Nobody goes out"), (PASSAGE, "council")]
    everything = [one for portion in selecting.everything(library) for one in portion.evidence]
    assert [(one.exact, one.starred, one.tags) for one in everything] == [
        ("Nobody goes out", False, ()),
        ("council", True, ("Sea",)),
        ("They mind", True, ()),
    ]


def test_an_article_that_goes_while_it_is_written_is_left_out(two: tuple[Library, Article, Article]) -> None:
    library, gales, _ = two
    selection = selecting.everything(library)
    library.remove(gales.id)
    assert _told(selection) == [("direct", "They mind")]
