"""One person across articles: linked as articles come, merged, split and renamed by the reader, all undoable."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library, journal, linking
from newsreader.core.library.mending import clear
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


FIRST = ("Ingrid", "Olav", "Hilda")
LAST = ("Sørby", "Berg", "Tolland")


def partition(library: Library) -> set[frozenset[tuple[str, str]]]:
    """Who is one with whom: the names by article, whatever the numbers."""
    found: dict[int, set[tuple[str, str]]] = {}
    for id_, name, person in library.database.rows(
        "SELECT id, e.name, person FROM entity e JOIN article a ON a.number = e.article"
    ):
        found.setdefault(person, set()).add((id_, name))
    return {frozenset(names) for names in found.values()}


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(9)))
def test_the_order_of_arrival_does_not_matter(order: list[int]) -> None:
    """One of a surname: full names with and without initials, surnames alone, a body by its initials."""
    stories = [
        [(f"{first} {last}", PERSON), ("Vell Harbour Trust", ORG)] for first, last in zip(FIRST, LAST, strict=True)
    ]
    stories += [[(last, PERSON), ("VHT", ORG)] for last in LAST]
    stories += [[(f"{first} K. {last}", PERSON)] for first, last in zip(FIRST, LAST, strict=True)]
    with TemporaryDirectory() as folder, Library(Path(folder) / "library.db") as library:
        for at in order:
            names = stories[at]
            analysis = analysed(f"{at}: " + " met ".join(name for name, _ in names) + ".", *names)
            library.add(analysis.article)
            library.put_analysis(analysis.article.id, analysis)
        while library.identities.catch_up():
            pass
        assert sorted(len(names) for names in partition(library)) == [3, 3, 3, 6]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("merge", "split", "rename", "undo")), st.integers(0, 99)), max_size=25))
def test_undoing_everything_leads_back_to_the_start(steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder, Library(Path(folder) / "library.db") as library:
        for at, (first, last) in enumerate(product(FIRST[:2], LAST)):
            analysis = analysed(
                f"{at}: {first} {last} met Olav Berg.", (f"{first} {last}", PERSON), ("Olav Berg", PERSON)
            )
            library.add(analysis.article)
            library.put_analysis(analysis.article.id, analysis)

        def state() -> list[tuple[object, ...]]:
            links = library.database.rows("SELECT article, position, found, held, person, link, why FROM entity")
            return [*links, *library.database.rows("SELECT number, name, merged FROM person"), *pins()]

        def pins() -> list[tuple[object, ...]]:
            return library.database.rows("SELECT article, name, kind, person FROM pin ORDER BY number")

        states = [state()]
        for what, which in steps:
            people = library.people()
            one = people[which % len(people)]
            try:
                if what == "merge":
                    library.identities.merge(one.number, people[(which // 7) % len(people)].number)
                elif what == "split":
                    places = [(row.article_id, row.position) for row in library.identities.appearances(one.number)]
                    library.identities.split(one.number, places[: 1 + which % len(places)])
                elif what == "rename":
                    library.identities.rename(one.number, f"Name {which}")
                elif journal.undo(library.database):
                    states.pop()
                    assert state() == states[-1]
                    continue
                else:
                    continue
            except LibraryError:
                continue
            if state() != states[-1]:
                states.append(state())
        while journal.undo(library.database):
            states.pop()
            assert state() == states[-1]
        assert len(states) == 1
        check = library.database.rows("PRAGMA foreign_key_check")
        assert check == []


def test_what_the_reader_said_outlives_a_new_text_and_a_repair(library: Library, put: Put, tmp_path: Path) -> None:
    one = put("John Berg, a baker, came.", ("John Berg", PERSON))
    put("John Berg, a pilot, came.", ("John Berg", PERSON))
    number = library.identities.of(one, 0)
    assert number is not None
    new = library.identities.split(number, [(one, 0)])
    analysis = analysed("John Berg, a baker, came and went.", ("John Berg", PERSON))
    library.add(analysis.article, replaces=one)
    assert library.identities.catch_up() == 0
    library.put_analysis(analysis.article.id, analysis)
    assert library.identities.of(analysis.article.id, 0) == new


def test_counts_of_names_are_those_of_the_entities(library: Library, put: Put) -> None:
    ids = [put(f"{n}: Ingrid Sørby came.", ("Ingrid Sørby", PERSON), ("Sørby", PERSON)) for n in range(3)]
    library.remove(ids[0])
    put("1: Ingrid Sørby came.", ("Sørby", PERSON))
    expected = library.database.rows(
        "SELECT held, name, kind, count(*) FROM entity GROUP BY held, name, kind ORDER BY held, name, kind"
    )
    assert library.database.rows("SELECT * FROM called ORDER BY person, name, kind") == expected


def test_a_library_whose_people_are_lost_finds_them_again(library: Library, put: Put) -> None:
    id_ = put("Ingrid Sørby met Olav Berg.", ("Ingrid Sørby", PERSON), ("Olav Berg", PERSON))
    put("Sørby went.", ("Sørby", PERSON))
    before = library.people()
    with library.database.writing() as connection:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute("DELETE FROM name_key")
        connection.execute("DELETE FROM person WHERE number = ?", (library.identities.of(id_, 0),))
    clear(library)
    while library.identities.catch_up():
        pass
    after = library.people()
    assert [(row.name, row.forms, row.articles) for row in after] == [
        (row.name, row.forms, row.articles) for row in before
    ]
    assert library.database.rows("PRAGMA foreign_key_check") == []


def test_a_book_is_linked_in_turns(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "AT_ONCE", 4)
    monkeypatch.setattr(linking, "TURN_SECONDS", 0.0)
    people = [f"{first} {last}" for first in FIRST for last in LAST]
    book = analysed(" met ".join([*people, "Vell"]), *((name, PERSON) for name in people), ("Vell", GPE))
    library.add(book.article)
    library.put_analysis(book.article.id, book)
    assert library.people() == []
    turns: list[str] = []
    with library.database.writing() as connection:
        pass
    connection.set_trace_callback(lambda statement: turns.append(statement) if statement.startswith("BEGIN") else None)
    assert library.identities.catch_up() == 0
    connection.set_trace_callback(None)
    assert len(turns) >= 3
    assert {row.name for row in library.people()} == {*people, "Vell"}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.text(st.characters(), max_size=12), st.sampled_from(EntityKind)), min_size=1, max_size=8))
def test_whatever_names_an_article_has_they_are_linked(names: list[tuple[str, EntityKind]]) -> None:
    with TemporaryDirectory() as folder, Library(Path(folder) / "library.db") as library:
        for text in ("One. ", "Two. "):
            article = Article(text=text + " ".join(name for name, _ in names))
            found = tuple(Entity(name, kind, (Mention(0, 3),)) for name, kind in names)
            library.add(article)
            library.put_analysis(article.id, Analysis(article=article, entities=found))
            assert all(library.identities.of(article.id, position) for position in range(len(names)))
        assert sum(row.mentions for row in library.people()) == 2 * len(names)
        library.identities.search("o")


def test_after_a_split_new_articles_go_where_their_company_is(library: Library, put: Put) -> None:
    baker = put("John Berg, a baker, met Hilda Roe.", ("John Berg", PERSON), ("Hilda Roe", PERSON))
    pilot = put("John Berg, a pilot, met Alta Moe.", ("John Berg", PERSON), ("Alta Moe", PERSON))
    people = library.identities
    number = people.of(pilot, 0)
    assert number is not None
    new = people.split(number, [(baker, 0)])
    one = put("John Berg, the baker, saw Hilda Roe.", ("John Berg", PERSON), ("Hilda Roe", PERSON))
    other = put("John Berg, the pilot, saw Alta Moe.", ("John Berg", PERSON), ("Alta Moe", PERSON))
    assert (people.of(one, 0), people.of(other, 0)) == (new, number)
    assert journal.undo(library.database)
    assert {people.of(id_, 0) for id_ in (one, other, baker, pilot)} == {number}
