"""Which of those who are known a name of an article stands for.

A full name decides by itself, unless several share it; a surname or an acronym alone is decided by who there is that
it may stand for, by how often they are in the news, and by the company it is in: the other names of its article and
the words beside it. The company is weighed as a naive Bayes classifier does (Manning, Raghavan and Schütze,
Introduction to Information Retrieval, 2008, chapter 13), with its sum damped, since names of one story come together.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from newsreader.core.model import EntityKind
from newsreader.core.people.lists import given_names
from newsreader.core.people.names import Name, gender_of, is_family_first, likeness, taken_apart, without_chamber

SURE = 0.75
"""How likely one of several must be to be chosen."""

FIRST = 0.95
"""The same for one whose given name alone is used."""

MANY = 10
"""People of a given name from which on it means none of them."""

KNOWN = 20
"""Articles from which on somebody may be meant by a given name alone."""

FAME = 1.3
"""Weight of how often somebody is in the news; who is named by a surname alone is known to all."""

DAMPING = 0.5
"""Weight of the company of a name."""

SUPPORT = 2.0
"""Company from which on a likeness that may be chance is taken for none."""

SPELT = 0.83
"""Likeness of full names below which the company has to speak for it."""

SLIP = 0.75
"""Likeness below which one of the names must be a usual one, too, and the other a slip of the pen."""

RIVALRY = 0.7
"""Company that has to speak for what may be chance in a small library."""

SMALL = 50
"""Articles of a library in which two of one rare surname are not expected."""

OFTEN = 2
"""Articles from which on a surname alone may stand for somebody whatever the company."""

FORM = 0.94
"""Likeness below which a name is another form of the given name."""

MAIN = 0.2
"""Share of a person's full names from which on one that contradicts a new name keeps it out."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name of an article that is to be decided.

    gender: "m" or "f" where a title tells it. within: the state that is written after the name of a town. taken: the
    people whom others of its article are. family: their surnames.
    """

    name: str
    kind: EntityKind
    gender: str = ""
    within: str = ""
    taken: frozenset[int] = frozenset()
    family: frozenset[str] = frozenset()

    @property
    def parsed(self) -> Name:
        """The name taken apart."""
        return taken_apart(self.name, self.kind)


@dataclass(frozen=True)
class Candidate:
    """A person, organisation or place that is known, by the names that it has: in how many articles each.

    by: the keys (`names.wanted`) under which it was found.
    """

    person: int
    names: Mapping[tuple[str, EntityKind], int]
    by: frozenset[str] = frozenset()

    @cached_property
    def parsed(self) -> dict[Name, int]:
        """Its names taken apart, in how many articles each."""
        out: dict[Name, int] = {}
        for (name, kind), count in self.names.items():
            parsed = taken_apart(name, kind)
            out[parsed] = out.get(parsed, 0) + count
        return out

    @cached_property
    def articles(self) -> int:
        """In how many articles it is."""
        return sum(self.names.values())

    @cached_property
    def full(self) -> dict[Name, int]:
        """Its full names."""
        return {name: count for name, count in self.parsed.items() if name.full}

    @cached_property
    def is_person(self) -> bool:
        """Whether most articles take it for a person."""
        return 2 * sum(count for name, count in self.parsed.items() if name.person) >= self.articles

    @cached_property
    def gender(self) -> str:
        """ "m", "f" or "" by its full names."""
        told = [gender for name in self.full if (gender := gender_of(name))]
        return max(told, key=told.count) if told else ""

    @cached_property
    def shown(self) -> str:
        """Its most used full name, or most used one."""
        return max(self.names, key=lambda name: (taken_apart(*name).full, self.names[name], name))[0]


@dataclass(frozen=True, slots=True)
class Link:
    """Whom a name stands for. person: None for somebody new. confidence: 0 to 1. why: in words for a reader."""

    person: int | None
    confidence: float
    why: str


class Company(Protocol):
    """The company of the name that is decided, and that of those who are known."""

    def __call__(self, person: int, /) -> float:
        """How well it fits a person: the logarithm of how many times likelier it is than by chance."""

    @property
    def articles(self) -> int:
        """How many articles the library has."""

    def within(self, person: int, /) -> Mapping[str, int]:
        """The states that are written after the name of a place, in how many articles each."""


def link(named: Named, candidates: Sequence[Candidate], company: Company) -> Link:
    """Decide a name. candidates: those found under the keys that it wants; who of them can be meant is judged here."""
    name = named.parsed
    if not name.person:
        return _other(named, name, candidates, company)
    if name.full:
        return _full(named, name, candidates, company)
    return _lone(named, name, candidates, company)


def _full(named: Named, name: Name, candidates: Sequence[Candidate], company: Company) -> Link:
    fitting: list[tuple[Candidate, float, str]] = []
    for candidate in candidates:
        like, why = _fits(name, candidate)
        if like and not (candidate.person in named.taken and like < 1):
            fitting.append((candidate, like, why))
    if not fitting:
        return _heir(name, candidates, company) or _elsewhere(named, name, candidates)
    if any(like >= SPELT for _, like, _ in fitting):
        fitting = [one for one in fitting if one[1] >= SPELT]
    if len(fitting) == 1:
        candidate, like, why = fitting[0]
        rivals = sum(c is not candidate and any(other.last == name.last for other in c.full) for c in candidates)
        spelt = SUPPORT if rivals else SUPPORT / 2
        needed = spelt if like < SPELT else RIVALRY if rivals and like < FORM else 0.0
        if (like < SLIP and candidate.articles < KNOWN / 2) or (needed and company(candidate.person) < needed):
            return Link(None, 0.6, "")
        return Link(candidate.person, 0.97 if like == 1 else like, why)
    weights = [
        math.log(candidate.articles or 0.5)
        + (1.5 if like == 1 else 4 * (like - 1))
        + DAMPING * company(candidate.person)
        for candidate, like, _ in fitting
    ]
    best, share = _best(weights)
    candidate, like, why = fitting[best]
    if share < SURE and like < 1:
        return Link(None, share, "")
    return Link(candidate.person, min(0.97, share), f"{why}; the likeliest of {len(fitting)} by who else is named")


def _heir(name: Name, candidates: Sequence[Candidate], company: Company) -> Link | None:
    """Somebody who had only a surname so far, where nobody else has it."""
    surnamed = [c for c in candidates if any(other.person and other.last == name.last for other in c.parsed)]
    if len(surnamed) == 1 and not surnamed[0].full and _is_met(surnamed[0], company):
        return Link(surnamed[0].person, 0.9, f"the full name of {surnamed[0].shown}")
    return None


def _is_met(candidate: Candidate, company: Company) -> bool:
    """Whether somebody is in the news, or here in the usual company: strangers are not named by a surname alone.

    In a small library there is hardly anybody else whom it may mean, and company tells little.
    """
    return candidate.articles >= OFTEN or company.articles < SMALL or company(candidate.person) >= RIVALRY


def _fits(name: Name, candidate: Candidate) -> tuple[float, str]:
    """How far a full name goes as one of a person's; 0 where one of the person's main names contradicts it."""
    best, total = (0.0, ""), sum(candidate.full.values())
    loosely = len({bool(other.suffix) for other in candidate.full}) == 2  # with "Jr." here, without it there
    for other, count in candidate.full.items():
        if not other.person:
            continue
        found = likeness(name, other)
        if not found[0] and count >= MAIN * total and not (loosely and name.exact[0] == other.exact[0]):
            return 0.0, ""
        best = max(best, found)
    return best


def _elsewhere(named: Named, name: Name, candidates: Sequence[Candidate]) -> Link:
    """A name that other articles have as another kind: what most of them say."""
    for candidate in candidates:
        same = [count for other, count in candidate.parsed.items() if other.person != name.person]
        alike = any(_joined(other) == _joined(name) for other in candidate.parsed if other.person != name.person)
        if alike and sum(same) >= 3 and " " in named.name:
            kind = "a person" if candidate.is_person else "no person"
            return Link(candidate.person, 0.85, f"same name, elsewhere {kind}")
    return Link(None, 0.9, "")


def _joined(name: Name) -> str:
    return "".join(name.parts).replace(" ", "").replace("-", "")


def _lone(named: Named, name: Name, candidates: Sequence[Candidate], company: Company) -> Link:
    """A surname, or a given name, that stands alone in its article."""
    (part,) = name.parts
    free = [c for c in candidates if c.person not in named.taken and c.is_person]
    free = [c for c in free if not (named.gender and c.gender and named.gender != c.gender)]
    surnamed = [c for c in free if any(other.person and _has_surname(part, other) for other in c.full)]
    surnamed = surnamed or [c for c in free if any(other.person and _spelt(part, other.last) for other in c.full)]
    first = part in given_names()
    called = list(surnamed)
    if first or not surnamed:
        called += [c for c in free if c not in surnamed and any(_is_given(part, other) for other in c.full)]
    if not called:
        alone = [c for c in candidates if not c.full and any(other.parts == name.parts for other in c.parsed)]
        if alone:
            known = max(alone, key=lambda c: c.articles)
            return Link(known.person, 0.8, f"same name; nobody of it is named in full in {known.articles + 1} articles")
        return Link(None, 0.8, "")
    if first or not surnamed:
        relatives = [c for c in called if c not in surnamed and any(o.last in named.family for o in c.full)]
        if len(relatives) == 1:
            last = next(other.last for other in relatives[0].full if other.last in named.family)
            return Link(relatives[0].person, 0.9, f"the {named.name} of the family {last.title()}")
    if not surnamed and len(called) > MANY:
        return Link(None, 0.5, "")
    weights = [FAME * math.log(c.articles or 0.5) + DAMPING * company(c.person) for c in called]
    best, share = _best(weights)
    chosen = called[best]
    count = f"{chosen.articles} article" + "s" * (chosen.articles != 1)
    if surnamed and not _is_met(chosen, company):
        return Link(None, 0.5, "")
    if len(called) == 1 and surnamed and (not first or company(chosen.person) >= SUPPORT):
        return Link(chosen.person, 0.92, f"the only {named.name} in {count}")
    if chosen not in surnamed:  # children and other relatives have only a given name, too
        unsure = share < FIRST or chosen.articles < KNOWN or len(called) > MANY
    else:
        unsure = share < SURE or (first and chosen.articles < KNOWN and company(chosen.person) < SUPPORT)
    if unsure:
        return Link(None, max(0.5, 1 - share), "")
    return Link(
        chosen.person,
        min(0.95, share),
        f"the likeliest of {len(called)} called {named.name}: in {count}, and by who else is named"
        if len(called) > 1
        else f"the only one called {named.name} in {count}",
    )


def _has_surname(part: str, other: Name) -> bool:
    return part == other.last or (is_family_first(other.parts) and part == other.parts[0])


def _spelt(one: str, two: str) -> bool:
    """Whether two surnames are spellings of one foreign name."""
    like, _ = likeness(Name(True, ("x", one)), Name(True, ("x", two)))
    return bool(like) or (min(len(one), len(two)) >= 6 and one[:-1] == two)


def _is_given(part: str, other: Name) -> bool:
    return other.person and part in other.parts[:-1]


def _other(named: Named, name: Name, candidates: Sequence[Candidate], company: Company) -> Link:
    """An organisation or a place."""
    (usual,) = name.parts
    elsewhere = _elsewhere(named, name, candidates)
    same = [c for c in candidates if any(not n.person and n.parts == name.parts for n in c.parsed)]
    if same:
        chosen = _there(named, usual, same, company)
        if chosen is None:
            return Link(None, 0.8, "")
        if elsewhere.person not in (None, chosen.person):
            other = next(c for c in candidates if c.person == elsewhere.person)
            if other.articles >= 5 * chosen.articles:
                return elsewhere
        raw = any(taken_apart(n, k).raw.casefold() == name.raw.casefold() for n, k in chosen.names)
        return Link(chosen.person, 0.97 if raw else 0.95, "same name" if raw else f"another name of {chosen.shown}")
    if usual.endswith(" committee") and (found := _committee(named, usual, candidates)):
        return found
    rest = without_chamber(usual)
    meant = [c for c in candidates if any(k[0] in "ao" for k in c.by - {f"o{usual}", f"o{rest}"}) and not c.is_person]
    if name.full:  # a name that was only known by its initials
        meant = [c for c in meant if not c.full]
    if not meant:
        return elsewhere
    best, share = 0, 1.0
    if len(meant) > 1:
        best, share = _best([FAME * math.log(c.articles or 0.5) + DAMPING * company(c.person) for c in meant])
    if share < SURE:
        return Link(None, 0.6, "")
    why = "spelt out from {}" if name.full else "initials of {}"
    return Link(meant[best].person, min(0.85, share), why.format(meant[best].shown))


def _committee(named: Named, usual: str, candidates: Sequence[Candidate]) -> Link | None:
    """The committee of one of the chambers that is known with or without it, where there is one only."""
    rest = without_chamber(usual)
    if rest == usual:
        known = [c for c in candidates if f"c{usual}" in c.by]
    else:
        known = [c for c in candidates if all(other.parts == (rest,) for other in c.parsed)]
    if len(known) != 1:
        return None
    return Link(known[0].person, 0.85, f"the only {rest.title()} that is known")


def _there(named: Named, usual: str, same: Sequence[Candidate], company: Company) -> Candidate | None:
    """Of bodies or places of one name the one that is meant: of towns the one in the same state; None: another one."""
    by_use = sorted(same, key=lambda c: (-c.articles, c.person))
    if named.kind is not EntityKind.GPE or not named.within:
        return by_use[0]
    silent = None
    for candidate in by_use:
        states = company.within(candidate.person)
        if named.within in states:
            return candidate
        if not states:
            silent = silent or candidate
    return silent


def _best(weights: Sequence[float]) -> tuple[int, float]:
    """The index of the greatest weight, and its share of all as probabilities."""
    best = max(range(len(weights)), key=weights.__getitem__)
    return best, 1 / sum(math.exp(weight - weights[best]) for weight in weights)
