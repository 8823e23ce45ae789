"""Names taken apart, what they are filed under, and whether two can be one person's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.model import EntityKind
from newsreader.core.people.names import keys, likeness, short_forms, taken_apart, wanted

PERSON, ORG, GPE = EntityKind.PERSON, EntityKind.ORG, EntityKind.GPE


def alike(one: str, two: str) -> float:
    return likeness(taken_apart(one, PERSON), taken_apart(two, PERSON))[0]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ingrid Sørby", "INGRID SØRBY"),
        ("Ingrid Sørby", "Ingrid Sorby"),
        ("Kim Dae Ho", "Kim Dae-ho"),
        ("Martin O’Roe", "Martin O'Roe"),
        ("Senator Alta Roe", "Alta Roe"),
        ("Moderator Alta Roe", "Alta Roe"),
        ("Alta Roe‘s", "Alta Roe"),
        ("FranÃ§ois Roe", "François Roe"),
        ("Bashar Tamin", "Bashar al-Tamin"),
    ],
)
def test_spellings_of_one_name_are_the_same(one: str, two: str) -> None:
    assert alike(one, two) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("William Tolland", "Bill Tolland"),
        ("J. K. Tolland", "Joanne K. Tolland"),
        ("J. Tolland", "Joanne Tolland"),
        ("Ann Tolland", "Ann Mary Tolland"),
        ("Douglas P. Tolland", "Doug Tolland"),
        ("Yusuf Tolland", "Youssef Tolland"),
        ("Volodymyr Barenko", "Volodymyr Barrenko"),
        ("Vladimir V. Toll", "Vladimir Toll"),
        ("Ilyse Tolland", "IIyse Tolland"),
        ("Joseph R. Tolland Jr.", "Joe Tolland"),
    ],
)
def test_forms_of_one_name_may_be_one_person(one: str, two: str) -> None:
    assert 0 < alike(one, two) < 1
    assert alike(one, two) == alike(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Bill Tolland", "Hilda Tolland"),
        ("Ann A. Tolland", "Ann B. Tolland"),
        ("Ann Tolland", "Ann Berg"),
        ("Joan Tolland", "Jane Tolland"),
        ("Tom Barrow", "Tom Berry"),
        ("Karl Tolland", "Karl Tolland Jr."),
        ("Karl Tolland Sr.", "Karl Tolland Jr."),
        ("Kim Dae Ho", "Kim Jin Su"),
    ],
)
def test_names_that_contradict_each_other_are_not(one: str, two: str) -> None:
    assert alike(one, two) == 0


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("U.S.", "United States"),
        ("the United Nations", "UN"),
        ("N.H.", "New Hampshire"),
        ("Roads Department", "Department of Roads"),
        ("U.S. Roads Department", "Department of Roads"),
        ("Vell Ferries Inc.", "Vell Ferries"),
        ("Vell Motor Company", "Vell Motor"),
        ("WASHINGTON", "Washington"),
    ],
)
def test_other_names_of_bodies_and_places_are_one(one: str, two: str) -> None:
    assert taken_apart(one, ORG).parts == taken_apart(two, GPE).parts


def test_a_short_form_needs_its_full_stop_where_it_may_be_something_else() -> None:
    assert taken_apart("Conn.", GPE).parts == ("connecticut",)
    assert taken_apart("Conn", GPE).parts == ("conn",)
    assert taken_apart("LA", GPE).parts != taken_apart("Los Angeles", GPE).parts


def test_initials_lead_to_what_they_stand_for() -> None:
    trust = taken_apart("Vell Harbour Trust", ORG)
    assert short_forms(trust) == {"vht"}
    assert keys(trust) & wanted(taken_apart("V.H.T.", ORG))
    assert keys(taken_apart("VHT", ORG)) & wanted(trust)
    assert short_forms(taken_apart("Vell GOP", ORG)) == short_forms(taken_apart("Vellmouth", GPE)) == frozenset()


def test_a_lone_name_finds_those_who_have_it() -> None:
    full = taken_apart("Ingrid Sørby", PERSON)
    for lone in ("Sørby", "Sorby", "Ingrid"):
        assert keys(full) & wanted(taken_apart(lone, PERSON))
        assert keys(taken_apart(lone, PERSON)) & wanted(full)
    assert not keys(full) & wanted(taken_apart("Olav", PERSON))


@given(st.text(max_size=40), st.sampled_from(EntityKind))
def test_any_text_can_be_taken_apart(text: str, kind: EntityKind) -> None:
    name = taken_apart(text, kind)
    assert len(name.parts) >= 1
    assert keys(name)
    assert keys(name) & wanted(name)


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_symmetrical(one: str, two: str) -> None:
    a, b = taken_apart(one, PERSON), taken_apart(two, PERSON)
    if a.full and b.full:
        assert likeness(a, b) == likeness(b, a) or likeness(a, b)[0] == likeness(b, a)[0]
        assert likeness(a, a)[0] == 1
