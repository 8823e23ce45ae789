"""Whom "he", "she", "him" and "her" stand for: a linear model over the people named so far.

Each person is described by yes-or-no features (how far back, subject or not, gender, in quotation marks or not, who
spoke last …) whose weights are data (`data/pronouns.json`); the highest sum wins, and a softmax is the confidence.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import exp

from newsreader.core.nlp.lexicon import verb_forms
from newsreader.core.nlp.tokens import Tokens

GENDER = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
SUREST = 0.96
"""Of pronouns that the model is surer about, about so many are right."""
HEARD = 4
"""How many of the last speakers are looked at."""
REACH = 2_000
"""Tokens beyond which a mention is out of mind."""
CANDIDATES = 6
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
    """What is known of one person so far.

    number: index of the entity. gender: "m", "f" or "". guess: the gender that a name standing alone makes likely.
    weight: mentions by name in the article. opening: first named at the top. points: mentions in text order, places:
    their tokens.
    """

    number: int
    gender: str
    guess: str
    weight: int
    opening: bool = False
    points: list[Point] = field(default_factory=list)
    places: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.places = [p.at for p in self.points]

    def add(self, point: Point) -> None:
        """One more mention, wherever it stands."""
        k = bisect_left(self.places, point.at)
        self.points.insert(k, point)
        self.places.insert(k, point.at)


@dataclass(frozen=True, slots=True)
class Choice:
    """A person for a pronoun, with the confidence and the next best."""

    number: int
    confidence: float
    runner_up: int | None


_weights: dict[str, float] = {}


def weights() -> dict[str, float]:
    """The weights by feature, those of `data/pronouns.json` unless others are in use."""
    if not _weights:
        record = json.loads(files("newsreader.core.nlp.data").joinpath("pronouns.json").read_text(encoding="utf-8"))
        _weights.update(record["weights"])
    return _weights


def use(others: Mapping[str, float]) -> None:
    """Takes other weights from now on, while fitting; with none of them, every feature weighs nothing."""
    _weights.clear()
    _weights.update(others or {"": 0.0})


def point(tokens: Tokens, at: int, pronoun: bool = False) -> Point:
    """The mention whose head is a token."""
    role = at
    while tokens.dep[role] in ("appos", "conj") and tokens.head[role] < role:
        role = tokens.head[role]
    return Point(at, tokens.dep[role] in SUBJECTS, tokens.quoted[at], pronoun)


def candidates(tokens: Tokens, people: Sequence[Person], at: int) -> list[tuple[Person, Point]]:
    """The people the pronoun at a token may stand for, each with the last mention before it, the most recent first.

    Left out are subjects of the pronoun's own verb ("Roe found him"). Last come those who are first named later in the
    same sentence ("When he arrived, Ian Roe said …").
    """
    gender = GENDER[tokens.word[at].lower()]
    own = _own_verb(tokens, at)
    live: list[tuple[Person, Point]] = []
    later: list[tuple[Person, Point]] = []
    for person in people:
        points = person.points
        if (person.gender and person.gender != gender) or points[0].at > at + REACH or points[-1].at < at - REACH:
            continue
        k = bisect_left(person.places, at)
        if own >= 0 and _does(tokens, points[max(0, k - 4) : k], own):
            continue
        if k:
            live.append((person, _last(points, k, tokens.quoted[at])))
        elif tokens.sent[points[0].at] == tokens.sent[at] and points[0].at != at:
            later.append((person, points[0]))
    live.sort(key=lambda pair: -pair[1].at)
    return live[:CANDIDATES] + later


def _does(tokens: Tokens, points: Sequence[Point], verb: int) -> bool:
    """Whether a verb has one of these mentions as its subject."""
    return any(p.subject and _verb(tokens, tokens.head[p.at]) == verb for p in points)


def _last(points: Sequence[Point], k: int, quoted: bool) -> Point:
    """The last of the first k mentions; for a pronoun outside quotation marks, the last one outside if it is near."""
    if not quoted:
        for p in reversed(points[max(0, k - 6) : k]):
            if not p.quoted:
                return p
    return points[k - 1]


def features(
    tokens: Tokens, at: int, live: Sequence[tuple[Person, Point]], said: Sequence[int] = ()
) -> Iterator[list[str]]:
    """The features of each candidate, in their order. said: the numbers of those who spoke before, in text order."""
    sent, para, dep = tokens.sent[at], tokens.para[at], tokens.dep[at]
    gender = GENDER[tokens.word[at].lower()]
    quoted = tokens.quoted[at]
    where = "in" if quoted else "out"
    subject = dep in SUBJECTS and tokens.word[at].lower() in ("he", "she")
    role = "subj" if subject else "poss" if dep == "poss" else "obj"
    heaviest = max((person.weight for person, _ in live), default=0)
    subjects = [_last_subject(person.points, at, quoted) for person, _ in live]
    latest = max((s for s in subjects), default=-1)
    chain = max((_last_pronoun(tokens, person.points, at, gender) for person, _ in live), default=-1)
    voice = "speaker" if speaks(tokens, at) else where
    for rank, ((person, last), own) in enumerate(zip(live, subjects, strict=True)):
        if last.at > at:
            own_subject = f"{role} subject follows" if _follows(tokens, at, person) else f"{role} other follows"
            yield [f"{where} later", own_subject]
            continue
        distance = min(sent - tokens.sent[last.at], 5)
        out = [
            f"{where} sentences {distance}",
            f"{where} paragraphs {min(para - tokens.para[last.at], 4)}"
            if para != tokens.para[last.at]
            else "same paragraph",
            f"rank {min(rank, 4)}",
            f"{role} of {'subj' if last.subject else 'poss' if tokens.dep[last.at] == 'poss' else 'other'}",
            f"{where} of {'in' if last.quoted else 'out'}",
            "gender fits" if person.gender == gender else f"gender {_guess(person.guess, gender)}",
        ]
        if quoted:
            out.extend(_speaks(tokens, at, person))
        if distance == 0:
            out.append(f"same sentence {role} of {'subj' if last.subject else 'other'}")
        if own >= 0 and own == latest:
            out.append(f"{where} latest subject")
            if sent - tokens.sent[own] <= 1:
                out.append("latest subject near")
        if _follows(tokens, at, person):
            out.append(f"{role} subject follows")
        if last.at == person.places[0] and distance <= 2:
            out.append(f"{voice} introduced")
        if voice == "speaker":
            out.append(f"speaker rank {min(rank, 3)}")
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
                out.append(f"{voice} spoke last")
            elif len(said) > 1 and said[-2] == person.number:
                out.append(f"{voice} spoke before last")
            elif person.number in said:
                out.append(f"{voice} spoke")
        chained = _last_pronoun(tokens, person.points, at, gender)
        if chained >= 0 and chained == chain:
            out.append(f"{where} chain {min(sent - tokens.sent[chained], 3)}")
            out.append(f"{role} chain of {'in' if tokens.quoted[chained] else 'out'}")
        yield out


def _follows(tokens: Tokens, at: int, person: Person) -> bool:
    """Whether a person is the subject of the clause that a pronoun stands before: "In her speech, Ann Poole said"."""
    k = bisect_left(person.places, at + 1)
    if k == len(person.points):
        return False
    p = person.points[k]
    return (
        p.subject
        and not p.pronoun
        and p.quoted == tokens.quoted[at]
        and tokens.sent[p.at] == tokens.sent[at]
        and tokens.dep[tokens.head[p.at]] == "ROOT"
        and at < p.at < tokens.head[p.at] + 3
    )


def _last_pronoun(tokens: Tokens, points: Sequence[Point], at: int, gender: str) -> int:
    """Where a pronoun of the same gender last stood for a person."""
    for p in reversed(points):
        if p.at < at and p.pronoun and GENDER[tokens.word[p.at].lower()] == gender:
            return p.at
    return -1


def speaks(tokens: Tokens, at: int) -> bool:
    """Whether the mention at a token seems to speak: the subject of a reporting verb, outside quotation marks."""
    return not tokens.quoted[at] and tokens.dep[at] in SUBJECTS and tokens.word[tokens.head[at]].lower() in _reporting()


@cache
def _reporting() -> frozenset[str]:
    forms, _, plain = verb_forms()
    return frozenset(form for form, number in forms.items() if number <= plain)


def _guess(guess: str, gender: str) -> str:
    """How a gender that is only likely goes with a pronoun's."""
    return "unknown" if not guess else "likely" if guess == gender else "unlikely"


def _speaks(tokens: Tokens, at: int, person: Person) -> Iterator[str]:
    """Whether a person seems to say the words in which a pronoun stands: is a subject outside the marks, close by."""
    k = bisect_left(person.places, at)
    for p in reversed(person.points[max(0, k - 3) : k]):
        if not p.quoted and p.subject:
            if tokens.para[p.at] == tokens.para[at]:
                yield f"speaks before {min(tokens.sent[at] - tokens.sent[p.at], 2)}"
            break
    for p in person.points[k : k + 2]:
        if not p.quoted and p.subject and tokens.para[p.at] == tokens.para[at]:
            yield f"speaks after {min(tokens.sent[p.at] - tokens.sent[at], 2)}"
            break


def _own_verb(tokens: Tokens, at: int) -> int:
    """The verb whose object "him" or "her" is, whose subject can then be no one but another; -1 for other pronouns."""
    if tokens.word[at].lower() not in ("him", "her") or tokens.dep[at] == "poss":
        return -1
    head = tokens.head[at]
    if tokens.dep[at] in SUBJECTS:  # "found him trustworthy"
        head = tokens.head[head]
    while tokens.dep[head] in ("prep", "agent", "dative") and tokens.tag[head] in ("IN", "TO"):
        head = tokens.head[head]
    return _verb(tokens, head) if tokens.tag[head].startswith("VB") else -1


def _verb(tokens: Tokens, head: int) -> int:
    """The first of coordinated verbs that share a subject: "peered" for "found" in "he peered and found"."""
    for _ in range(4):
        if tokens.dep[head] != "conj" or not tokens.tag[tokens.head[head]].startswith("VB"):
            break
        if any(tokens.head[i] == head and tokens.dep[i] in SUBJECTS for i in range(tokens.head[head] + 1, head)):
            break
        head = tokens.head[head]
    return head


def _last_subject(points: Sequence[Point], at: int, quoted: bool) -> int:
    """Where a person was last the subject, outside quotation marks unless the pronoun is inside."""
    for p in reversed(points):
        if p.at < at and p.subject and (quoted or not p.quoted):
            return p.at
    return -1


def choose(tokens: Tokens, at: int, people: Sequence[Person], said: Sequence[int] = ()) -> Choice | None:
    """The person that the pronoun at a token stands for; None when nobody fits.

    said: numbers of those who spoke before, in text order.
    """
    live = candidates(tokens, people, at)
    if not live:
        return None
    if len(live) == 1:
        return Choice(live[0][0].number, SUREST, None)
    w = weights()
    scores = [sum(w.get(f, 0.0) for f in own) for own in features(tokens, at, live, said)]
    order = sorted(range(len(scores)), key=lambda k: -scores[k])
    top = scores[order[0]]
    confidence = min(SUREST, 1 / sum(exp(s - top) for s in scores))
    runner_up = live[order[1]][0].number if len(order) > 1 else None
    return Choice(live[order[0]][0].number, confidence, runner_up)
