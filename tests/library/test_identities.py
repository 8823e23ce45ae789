"""One person across articles: linked as articles come, merged, split and renamed by the reader, all undoable."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library, journal
from newsreader.core.model import Analysis, Article, Entity, EntityKind, Mention, Quote, QuoteKind

PERSON, ORG, GPE = EntityKind.PERSON, EntityKind.ORG, EntityKind.GPE
Put = Callable[..., str]


def analysed(text: str, *entities: tuple[str, EntityKind], speaker: str = "", published: str = "") -> Analysis:
    """Entities are mentioned wherever their names stand; what is in quotation marks is the speaker's."""
    article = Article(text=text, title=text[:20], outlet="The Lantern", published=published or None)
    found = tuple(
        Entity(name, kind, tuple(Mention(*m.span()) for m in re.finditer(re.escape(name), text)))
        for name, kind in entities
    )
    names = [name for name, _ in entities]
    quotes = tuple(
        Quote(
            content=(m.span(1),),
            kind=QuoteKind.DIRECT,
            marked=(m.span(1),),
            entity=names.index(speaker),
            speaker_name=speaker,
            confidence=0.9,
        )
        for m in re.finditer("“(.+?)”", text)
        if speaker
    )
    return Analysis(article=article, quotes=quotes, entities=found, engine="test")


@pytest.fixture
def put(library: Library) -> Put:
    def keep(text: str, *entities: tuple[str, EntityKind], speaker: str = "", published: str = "") -> str:
        analysis = analysed(text, *entities, speaker=speaker, published=published)
        library.add(analysis.article)
        library.put_analysis(analysis.article.id, analysis)
        return analysis.article.id

    return keep


def names(library: Library, kind: EntityKind | None = None) -> dict[str, tuple[str, ...]]:
    return {row.name: row.forms for row in library.people(kind)}


def test_a_surname_is_the_one_person_who_has_it(library: Library, put: Put) -> None:
    full = put("Ingrid Sørby said: “No.”", ("Ingrid Sørby", PERSON), speaker="Ingrid Sørby")
    short = put("Sørby said: “Yes.”", ("Sørby", PERSON), speaker="Sørby")
    number = library.identities.of(full, 0)
    assert number is not None and number == library.identities.of(short, 0)
    assert [row.words for row in library.identities.said(number)] == ["No.", "Yes."]
    assert [row.why for row in library.identities.appearances(number)][1] == "the only Sørby in 1 article"


def test_a_surname_that_came_first_joins_the_full_name(library: Library, put: Put) -> None:
    short = put("Sørby said: “Yes.”", ("Sørby", PERSON), speaker="Sørby")
    number = library.identities.of(short, 0)
    full = put("Ingrid Sørby said: “No.”", ("Ingrid Sørby", PERSON), speaker="Ingrid Sørby")
    assert library.identities.of(full, 0) == library.identities.of(short, 0) == number
    assert names(library) == {"Ingrid Sørby": ("Ingrid Sørby", "Sørby")}


def test_two_of_one_surname_stay_two(library: Library, put: Put) -> None:
    put("Ingrid Sørby came.", ("Ingrid Sørby", PERSON))
    put("Olav Sørby came.", ("Olav Sørby", PERSON))
    assert set(names(library)) == {"Ingrid Sørby", "Olav Sørby"}


def test_organisations_and_places_by_their_other_names(library: Library, put: Put) -> None:
    put("The Vell Harbour Trust met in the United States.", ("Vell Harbour Trust", ORG), ("United States", GPE))
    put("VHT met in the U.S. again.", ("VHT", ORG), ("U.S.", GPE))
    assert names(library) == {
        "United States": ("U.S.", "United States"),
        "Vell Harbour Trust": ("VHT", "Vell Harbour Trust"),
    }


def test_a_number_outlives_another_analysis(library: Library, put: Put) -> None:
    text = "Ingrid Sørby said: “No.” Olav Berg did not."
    id_ = put(text, ("Ingrid Sørby", PERSON), ("Olav Berg", PERSON), speaker="Ingrid Sørby")
    numbers = library.identities.of(id_, 0), library.identities.of(id_, 1)
    put(text, ("Olav Berg", PERSON), ("Sørby", PERSON))
    assert (library.identities.of(id_, 1), library.identities.of(id_, 0)) == numbers


def test_merging_holds_for_what_comes_later_and_can_be_undone(library: Library, put: Put) -> None:
    one = put("Ingrid Sørby came.", ("Ingrid Sørby", PERSON))
    other = put("Mother Goose came.", ("Mother Goose", PERSON))
    people = library.identities
    first, second = people.of(one, 0), people.of(other, 0)
    assert first is not None and second is not None
    people.merge(second, first)
    later = put("Mother Goose went.", ("Mother Goose", PERSON))
    assert people.of(later, 0) == people.of(other, 0) == first
    row = people.person(second)
    assert row is not None and row.number == first and row.articles == 3
    assert journal.undo(library.database) == "Merged “Mother Goose” into “Ingrid Sørby”"
    assert people.of(later, 0) == people.of(other, 0) == second
    assert journal.redo(library.database)
    assert people.of(other, 0) == first


def test_splitting_survives_another_analysis_and_can_be_undone(library: Library, put: Put) -> None:
    text = "John Berg, a baker, came."
    one = put(text, ("John Berg", PERSON))
    other = put("John Berg, a pilot, came.", ("John Berg", PERSON))
    people = library.identities
    number = people.of(one, 0)
    assert number is not None and number == people.of(other, 0)
    new = people.split(number, [(one, 0)])
    assert (people.of(one, 0), people.of(other, 0)) == (new, number)
    put(text, ("John Berg", PERSON))
    assert people.of(one, 0) == new
    assert [row.why for row in people.appearances(new)] == ["by your word"]
    with pytest.raises(LibraryError):
        people.split(number, [(other, 0)])
    assert journal.undo(library.database) == "Split “John Berg”"
    assert people.of(one, 0) == people.of(other, 0) == number
    assert people.person(new) is None


def test_renaming(library: Library, put: Put) -> None:
    number = library.identities.of(put("Ingrid Sørby came.", ("Ingrid Sørby", PERSON)), 0)
    assert number is not None
    library.identities.rename(number, "  The  mayor ")
    row = library.identities.person(number)
    assert row is not None and (row.name, row.renamed) == ("The mayor", True)
    assert [found.number for found in library.identities.search("may")] == [number]
    library.identities.rename(number, None)
    assert journal.undo(library.database) and journal.undo(library.database)
    row = library.identities.person(number)
    assert row is not None and (row.name, row.renamed) == ("Ingrid Sørby", False)


def test_what_others_say_about_somebody(library: Library, put: Put) -> None:
    put(
        "“Olav Berg is late,” said Ingrid Sørby. Olav Berg was.",
        ("Olav Berg", PERSON),
        ("Ingrid Sørby", PERSON),
        speaker="Ingrid Sørby",
    )
    put("“I am not,” said Olav Berg.", ("Olav Berg", PERSON), speaker="Olav Berg")
    (berg,) = library.identities.search("berg")
    assert [row.words for row in library.identities.about(berg.number)] == ["Olav Berg is late,"]
    assert [row.words for row in library.identities.said(berg.number)] == ["I am not,"]
    assert library.identities.quoted_with(berg.number) == []


def test_older_libraries_catch_up(library: Library, put: Put) -> None:
    id_ = put("Ingrid Sørby came.", ("Ingrid Sørby", PERSON))
    put("Sørby went.", ("Sørby", PERSON))
    with library.database.writing() as connection:
        connection.execute("UPDATE entity SET person = NULL, found = NULL, held = NULL")
        connection.execute("DELETE FROM person")
        connection.execute("DELETE FROM name_key")
        connection.execute("UPDATE article SET linked = 0")
    assert library.people() == []
    assert library.identities.catch_up(1) == 1
    assert library.identities.catch_up(1) == 0
    (row,) = library.people()
    assert row.articles == 2 and library.identities.of(id_, 0) == row.number


def test_who_is_in_no_article_any_more_is_forgotten(library: Library, put: Put) -> None:
    id_ = put("Ingrid Sørby came.", ("Ingrid Sørby", PERSON))
    library.remove(id_)
    assert library.people() == []
    assert library.identities.catch_up() == 0
    assert library.database.row("SELECT count(*) FROM person") == (0,)
