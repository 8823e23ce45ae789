"""Whom a name stands for, among those who are known."""

from __future__ import annotations

import pytest

from newsreader.core.model import EntityKind
from newsreader.core.people.linking import Candidate, Link, Named, link

PERSON, ORG, GPE = EntityKind.PERSON, EntityKind.ORG, EntityKind.GPE


def known(person: int, *names: str, articles: int = 1, kind: EntityKind = PERSON, by: str = "") -> Candidate:
    return Candidate(person, {(name, kind): articles for name in names}, frozenset(by.split()))


class Company(dict[str, float]):
    """What the test says of the company of each person ("p1") and of where places are."""

    places: dict[int, dict[str, int]]
    articles = 20

    def __call__(self, person: int) -> float:
        return self.get(f"p{person}", 0.0)

    def within(self, person: int) -> dict[str, int]:
        return self.places.get(person, {})


def decide(
    name: str,
    *candidates: Candidate,
    kind: EntityKind = PERSON,
    gender: str = "",
    within: str = "",
    taken: frozenset[int] = frozenset(),
    family: frozenset[str] = frozenset(),
    places: dict[int, dict[str, int]] | None = None,
    **company: float,
) -> Link:
    beside = Company(company)
    beside.places = places or {}
    return link(Named(name, kind, gender, within, taken, family), candidates, beside)


def test_nobody_known_is_somebody_new() -> None:
    assert decide("Ann Tolland").person is None
    assert decide("Tolland").person is None
    assert decide("Vell Trust", kind=ORG).person is None


def test_the_same_full_name_is_the_same_person() -> None:
    found = decide("Ann Tolland", known(1, "Ann Tolland"), known(2, "Ida Tolland"))
    assert (found.person, found.why) == (1, "same full name")
    assert found.confidence > 0.9


def test_a_name_that_a_main_one_contradicts_is_somebody_elses() -> None:
    mixed = Candidate(1, {("George Tolland", PERSON): 3, ("George W. Tolland", PERSON): 9})
    assert decide("George H. Tolland", mixed).person is None
    assert decide("George Tolland", mixed).person == 1


def test_of_two_of_one_name_the_company_decides() -> None:
    two = known(1, "George W. Tolland", articles=5), known(2, "George H. Tolland", articles=5)
    assert decide("George Tolland", *two).person is None
    assert decide("George Tolland", *two, p2=8.0).person == 2


def test_junior_is_not_his_father() -> None:
    assert decide("Karl Tolland Jr.", known(1, "Karl Tolland", "Karl J. Tolland")).person is None
    both = Candidate(1, {("Joe Tolland", PERSON): 9, ("Joseph R. Tolland Jr.", PERSON): 4})
    assert decide("Joseph R. Tolland", both).person == 1


def test_another_spelling_needs_the_company() -> None:
    candidate = known(1, "Volodymyr Barenko")
    assert decide("Volodymyr Barrenko", candidate).person is None
    assert decide("Volodymyr Barrenko", candidate, p1=5.0).person == 1


def test_a_lone_surname_is_the_only_one_who_has_it() -> None:
    found = decide("Tolland", known(1, "Ann Tolland", articles=12))
    assert (found.person, found.why) == (1, "the only Tolland in 12 articles")


def test_of_several_the_one_in_the_news_is_meant_unless_the_company_tells_otherwise() -> None:
    several = known(1, "Ann Tolland", articles=90), known(2, "Ida Tolland", articles=2)
    assert decide("Tolland", *several).person == 1
    assert decide("Tolland", *several, p2=14.0).person == 2
    assert decide("Tolland", known(1, "Ann Tolland"), known(2, "Ida Tolland")).person is None


def test_who_is_in_the_article_by_another_name_is_not_meant_and_titles_count() -> None:
    several = known(1, "Ann Tolland", articles=90), known(2, "Karl Tolland", articles=3)
    assert decide("Tolland", *several, taken=frozenset({1})).person == 2
    assert decide("Tolland", *several, gender="m").person == 2


def test_a_given_name_alone_is_somebody_only_where_everybody_knows_whose_it_is() -> None:
    assert decide("Ingrid", known(1, "Ingrid Sørby", articles=3)).person is None
    assert decide("Ingrid", known(1, "Ingrid Sørby", articles=60)).person == 1
    assert decide("Ingrid", known(1, "Ingrid Sørby", articles=60), known(2, "Ingrid Berg", articles=30)).person is None


def test_a_surname_that_came_first_gets_its_full_name() -> None:
    assert decide("Ann Tolland", known(1, "Tolland")).person == 1
    assert decide("Ann Tolland", known(1, "Tolland"), known(2, "Ida Tolland")).person is None


def test_initials_of_a_body() -> None:
    trust = known(1, "Vell Harbour Trust", kind=ORG, by="avht")
    assert decide("VHT", trust, kind=ORG).why == "initials of Vell Harbour Trust"
    assert decide("VHT", trust, known(2, "Valley Health Team", kind=ORG, by="avht"), kind=ORG).person is None
    spelt = decide("Vell Harbour Trust", known(1, "VHT", kind=ORG, by="ovht"), kind=ORG)
    assert (spelt.person, spelt.why) == (1, "spelt out from VHT")


def test_what_other_articles_take_for_another_kind() -> None:
    found = decide("Ann Tolland", known(1, "Ann Tolland", articles=9), kind=GPE)
    assert (found.person, found.why) == (1, "same name, elsewhere a person")
    assert decide("Ann Tolland", known(1, "Ann Tolland"), kind=GPE).person is None


def test_a_given_name_in_a_family() -> None:
    candidates = known(1, "Ingrid Sørby"), known(2, "Ingrid Berg", articles=3)
    assert decide("Ingrid", *candidates, family=frozenset({"sorby"})).person == 1
    assert decide("Ingrid", *candidates, family=frozenset({"sorby", "berg"})).person is None


def test_a_slip_of_the_pen_is_that_of_somebody_known() -> None:
    assert decide("Kristen Berg", known(1, "Kirsten Berg", articles=30), p1=5.0).person == 1
    assert decide("Kristen Berg", known(1, "Kirsten Berg", articles=3), p1=5.0).person is None
    assert decide("Maria Berg", known(1, "Mario Berg", articles=30), p1=5.0).person is None


def test_a_short_form_needs_the_company_where_others_have_the_surname() -> None:
    assert decide("Bill Berg", known(1, "William Berg")).person == 1
    rivals = known(2, "Ida Berg"), known(3, "Olav Berg")
    assert decide("Bill Berg", known(1, "William Berg"), *rivals).person is None
    assert decide("Bill Berg", known(1, "William Berg"), *rivals, p1=4.0).person == 1


def test_towns_of_one_name_in_two_states_are_two() -> None:
    one = known(1, "Vellmouth", kind=GPE)
    assert decide("Vellmouth", one, kind=GPE, within="maine", places={1: {"oregon": 2}}).person is None
    assert decide("Vellmouth", one, kind=GPE, within="oregon", places={1: {"oregon": 2}}).person == 1
    assert decide("Vellmouth", one, kind=GPE, within="oregon").person == 1
    assert decide("Vellmouth", one, kind=GPE, places={1: {"oregon": 2}}).person == 1


def test_strangers_are_not_named_by_a_surname_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Company, "articles", 900)
    assert decide("Law", known(1, "Ida Law")).person is None
    assert decide("Law", known(1, "Ida Law"), p1=2.0).person == 1
    assert decide("Law", known(1, "Ida Law", articles=4)).person == 1
    assert decide("Ida Law", known(1, "Law")).person is None


def test_a_committee_without_its_chamber() -> None:
    filed, bare = frozenset({"charbours committee"}), frozenset({"oharbours committee"})
    house, senate = (
        Candidate(number, {(f"{chamber} Harbours Committee", ORG): 1}, filed)
        for number, chamber in enumerate(("House", "Senate"))
    )
    assert decide("Harbours Committee", house, kind=ORG).person == 0
    assert decide("Harbours Committee", house, senate, kind=ORG).person is None
    unknown = Candidate(3, {("Harbours Committee", ORG): 1}, bare)
    assert decide("House Harbours Committee", unknown, kind=ORG).person == 3
    both = Candidate(4, {("Harbours Committee", ORG): 1, ("House Harbours Committee", ORG): 1}, bare)
    assert decide("Senate Harbours Committee", both, kind=ORG).person is None
