from __future__ import annotations

import pytest

from newsreader.core.nlp.names import (
    compatible,
    fold,
    gender_of_first_name,
    is_family_first,
    parse_name,
    same_names,
)


@pytest.mark.parametrize(
    ("text", "shown", "parts", "gender"),
    [
        ("Ann Poole", "Ann Poole", ("ann", "poole"), "f"),
        ("US PRESIDENT George W Roe's", "George W Roe", ("george", "w", "roe"), "m"),
        ("Mr Roe", "Roe", ("roe",), "m"),
        ("Mrs. Poole’s", "Poole", ("poole",), "f"),
        ("Prime Minister Theresa Poole", "Theresa Poole", ("theresa", "poole"), "f"),
        ("Zoë Šimková", "Zoë Šimková", ("zoe", "simkova"), "f"),
        ("O’Malley’s", "O’Malley", ("o'malley",), ""),
        ("Yusuf al-Khatari", "Yusuf al-Khatari", ("yusuf", "khatari"), "m"),
        ("Mr Al Khatari", "Al Khatari", ("khatari",), "m"),
        ("Al Roe", "Al Roe", ("al", "roe"), "m"),
        ("J. K. Poole", "J. K. Poole", ("j", "k", "poole"), ""),
    ],
)
def test_names_are_taken_apart(text: str, shown: str, parts: tuple[str, ...], gender: str) -> None:
    name = parse_name(text)
    assert name is not None
    assert (name.shown, name.parts, name.gender) == (shown, parts, gender)


def test_suffixes_belong_to_the_name_but_not_to_its_parts() -> None:
    name = parse_name("Ian R. Roe Jr.")
    assert name is not None
    assert (name.parts, name.suffix, name.shown) == (("ian", "r", "roe"), "jr", "Ian R. Roe Jr.")


@pytest.mark.parametrize("text", ["", "’s", "--", "7"])
def test_what_is_no_name(text: str) -> None:
    assert parse_name(text) is None


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Donald Roe", "Donald J. Roe"),
        ("Michael Roe", "Mike Roe"),
        ("J. Roe", "John Roe"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Peña Nieto", "Enrique Peña Nieto"),
        ("Yusuf al-Khatari", "Youssef El Khatari"),
        ("Zoë Šimková", "Zoe Simkova"),
    ],
)
def test_forms_of_one_name(one: str, two: str) -> None:
    a, b = parse_name(one), parse_name(two)
    assert a and b and compatible(a, b) and compatible(b, a)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Hillary Roe", "Bill Roe"),
        ("George W Roe", "George H W Roe"),
        ("Ian Roe Jr.", "Ian Roe Sr."),
        ("Joan Poole", "Jane Poole"),
        ("Ann Poole", "Ann Roe"),
    ],
)
def test_names_of_two_people(one: str, two: str) -> None:
    a, b = parse_name(one), parse_name(two)
    assert a and b and not compatible(a, b)


def test_surnames_that_come_first() -> None:
    assert is_family_first(("xi", "jinping")) and is_family_first(("kim", "jong", "un"))
    assert not is_family_first(("ann", "poole")) and not is_family_first(("kim",))


def test_given_names_tell_a_gender_or_nothing() -> None:
    assert [gender_of_first_name(name) for name in ("Vladimir", "Mary-Ann", "Zoë", "Xqzt")] == ["m", "f", "f", ""]


def test_folding() -> None:
    assert fold("Nørgård") == "norgard"
    assert fold("U.S.") == "us"


def test_other_names_of_places_and_bodies() -> None:
    names = same_names()
    assert names["america"] == names["u.s."] == names["us"] == "united states"
    assert names["nato"] == "north atlantic treaty organization"
