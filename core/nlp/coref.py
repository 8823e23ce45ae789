"""Whom "he", "she", "him" and "her" stand for: a linear model over the people named so far.

Each person is described by yes-or-no features (how far back, subject or not, gender, in quotation marks or not, who spoke
last …) whose weights are data (`data/pronouns.json`); the highest sum wins, and a softmax over the sums is the confidence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import exp

from newsreader.core.nlp.tokens import Tokens

GENDER = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
CANDIDATES = 10
"""People that are weighed for one pronoun: the most recently mentioned ones."""


@dataclass(slots=True)
class Point:
    """One mention: its head token, whether it is a subject, stands in quotation marks, is a pronoun."""

    at: int
    subject: bool
    quoted: bool
    pronoun: bool = False


@dataclass(slots=True)
class Person:
    """What is known of one person so far. number: index of the entity; weight: mentions by name in the article."""

    number: int
    gender: str
    weight: int
    opening: bool = False
    points: list[Point] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Choice:
    """A person for a pronoun, with the confidence and the next best."""

    number: int
    confidence: float
    runner_up: int | None


@cache
def weights() -> dict[str, float]:
    """The fitted weights by feature."""
    record = json.loads(files("newsreader.core.nlp.data").joinpath("pronouns.json").read_text(encoding="utf-8"))
    return dict(record["weights"])


def point(tokens: Tokens, at: int, pronoun: bool = False) -> Point:
    """The mention whose head is a token."""
    return Point(at, tokens.dep[at] in SUBJECTS, tokens.quoted[at], pronoun)


def candidates(people: Sequence[Person], at: int, gender: str) -> list[tuple[Person, Point]]:
    """The people a pronoun may stand for, each with the last mention before it, the most recent first."""
    live: list[tuple[Person, Point]] = []
    for person in people:
        if person.gender and person.gender != gender:
            continue
        last = _last_before(person.points, at)
        if last is not None:
            live.append((person, last))
    live.sort(key=lambda pair: -pair[1].at)
    return live[:CANDIDATES]


def _last_before(points: Sequence[Point], at: int) -> Point | None:
    for p in reversed(points):
        if p.at < at:
            return p
    return None


def features(
    tokens: Tokens, at: int, live: Sequence[tuple[Person, Point]], said: Sequence[int] = ()
) -> Iterator[list[str]]:
    """The features of each candidate, in their order. said: the speakers of the quotes before, for a pronoun that speaks."""
    sent, para, dep, head = tokens.sent[at], tokens.para[at], tokens.dep[at], tokens.head[at]
    gender = GENDER[tokens.word[at].lower()]
    quoted = tokens.quoted[at]
    where = "in" if quoted else "out"
    subject = dep in SUBJECTS
    role = "subj" if subject else "poss" if dep == "poss" else "obj"
    heaviest = max((person.weight for person, _ in live), default=0)
    subjects = [_last_subject(person.points, at, quoted) for person, _ in live]
    latest = max((s for s in subjects), default=-1)
    rank = 0
    for (person, last), own in zip(live, subjects, strict=True):
        distance = min(sent - tokens.sent[last.at], 5)
        out = [
            f"{where} sentences {distance}",
            f"{where} paragraphs {min(para - tokens.para[last.at], 4)}"
            if para != tokens.para[last.at]
            else "same paragraph",
            f"rank {min(rank, 4)}",
            f"{role} of {'subj' if last.subject else 'poss' if tokens.dep[last.at] == 'poss' else 'other'}",
            f"{where} of {'in' if last.quoted else 'out'}",
            "gender fits" if person.gender == gender else "gender unknown",
        ]
        if distance == 0:
            out.append(f"same sentence {role} of {'subj' if last.subject else 'other'}")
            if role == "obj" and last.subject and _clause(tokens, head) == tokens.head[last.at]:
                out.append("own clause")
        if own >= 0 and own == latest:
            out.append(f"{where} latest subject")
            if sent - tokens.sent[own] <= 1:
                out.append("latest subject near")
        if person.weight == heaviest:
            out.append("heaviest")
        if person.weight == 1:
            out.append("named once")
        if person.opening:
            out.append("opening")
        if last.pronoun:
            out.append("pronoun before")
        if said:
            if said[-1] == person.number:
                out.append("spoke last")
            elif len(said) > 1 and said[-2] == person.number:
                out.append("spoke before last")
            if person.number in said:
                out.append("spoke")
        rank += 1
        yield out


def _clause(tokens: Tokens, head: int) -> int:
    """The verb that governs a token, prepositions skipped."""
    for _ in range(3):
        if tokens.dep[head] in ("prep", "agent", "dative"):
            head = tokens.head[head]
        else:
            break
    return head


def _last_subject(points: Sequence[Point], at: int, quoted: bool) -> int:
    """Where a person was last the subject, outside quotation marks unless the pronoun is inside."""
    for p in reversed(points):
        if p.at < at and p.subject and (quoted or not p.quoted):
            return p.at
    return -1


def choose(tokens: Tokens, at: int, people: Sequence[Person], said: Sequence[int] = ()) -> Choice | None:
    """The person that the pronoun at a token stands for; None when nobody fits.

    said: numbers of the speakers of the quotes before, in text order, when the pronoun is itself a speaker.
    """
    live = candidates(people, at, GENDER[tokens.word[at].lower()])
    if not live:
        return None
    w = weights()
    scores = [sum(w.get(f, 0.0) for f in own) for own in features(tokens, at, live, said)]
    order = sorted(range(len(scores)), key=lambda k: -scores[k])
    top = scores[order[0]]
    confidence = 1 / sum(exp(s - top) for s in scores)
    runner_up = live[order[1]][0].number if len(order) > 1 else None
    return Choice(live[order[0]][0].number, confidence, runner_up)
