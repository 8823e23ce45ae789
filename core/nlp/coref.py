"""Whom "he", "she", "him" and "her" stand for: a linear model over the people named so far.

Each person is described by yes-or-no features (how far back, subject or not, gender, in quotation marks or not, who
spoke last …) whose weights are data (`data/pronouns.json`); the highest sum wins, and a softmax is the confidence.
"""

from __future__ import annotations

import json
from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple, TypeVar

from newsreader.core.nlp.clues import Clues
from newsreader.core.nlp.lexicon import verb_forms
from newsreader.core.nlp.tokens import SUBJECTS, Tokens

T = TypeVar("T")
GENDER = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
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
    their tokens, pronouns: the tokens of those that are pronouns.
    """

    number: int
    gender: str
    guess: str
    weight: int
    opening: bool = False
    points: list[Point] = field(default_factory=list)
    places: list[int] = field(init=False)
    pronouns: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.places = [p.at for p in self.points]
        self.pronouns = [p.at for p in self.points if p.pronoun]

    def add(self, point: Point) -> None:
        """One more mention, wherever it stands."""
        k = bisect_left(self.places, point.at)
        self.points.insert(k, point)
        self.places.insert(k, point.at)
        if point.pronoun:
            insort(self.pronouns, point.at)


class Choice(NamedTuple):
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
    _weighed.cache_clear()


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
    sent, quoted = tokens.sent[at], tokens.quoted[at]
    own = _own_verb(tokens, at)
    live: list[tuple[Person, Point]] = []
    later: list[tuple[Person, Point]] = []
    for person in people:
        if person.gender and person.gender != gender:
            continue
        places = person.places
        if places[0] >= at:
            if tokens.sent[places[0]] == sent and at < places[0] <= at + REACH:
                later.append((person, person.points[0]))
        elif places[-1] >= at - REACH:
            k = bisect_left(places, at)
            if own < 0 or not _does(tokens, person.points[max(0, k - 4) : k], own):
                live.append((person, _last(person.points, k, quoted)))
    live.sort(key=_most_recent)
    return live[:CANDIDATES] + later


def _most_recent(pair: tuple[Person, Point]) -> int:
    return -pair[1].at


def _does(tokens: Tokens, points: Sequence[Point], verb: int) -> bool:
    """Whether a verb has one of these mentions as its subject."""
    return any(p.subject and _verb(tokens, tokens.head[p.at]) == verb for p in points)


def _last(points: Sequence[Point], k: int, quoted: bool) -> Point:
    """The last of the first k mentions; for a pronoun outside quotation marks, the last one outside if it is near."""
    last = points[k - 1]
    if last.quoted and not quoted:
        for i in range(k - 2, max(-1, k - 7), -1):
            if not points[i].quoted:
                return points[i]
    return last


def features(
    tokens: Tokens, at: int, live: Sequence[tuple[Person, Point]], said: Sequence[int] = ()
) -> Iterator[list[str]]:
    """The features of each candidate, in their order. said: the numbers of those who spoke before, in text order."""
    return _seen(tokens, at, live, said, _names)


@cache
def _names(where: str, role: str, voice: str) -> Clues[str]:
    return Clues(str, where, role, voice)


@cache
def _weighed(where: str, role: str, voice: str) -> Clues[float]:
    known = weights()
    return Clues(lambda name: known.get(name, 0.0), where, role, voice)


def _seen(
    tokens: Tokens,
    at: int,
    live: Sequence[tuple[Person, Point]],
    said: Sequence[int],
    clues_of: Callable[[str, str, str], Clues[T]],
) -> Iterator[list[T]]:
    """The clues to each candidate, in their order."""
    sents, paras = tokens.sent, tokens.para
    sent, para, quoted = sents[at], paras[at], tokens.quoted[at]
    word = tokens.word[at].lower()
    gender = GENDER[word]
    where = "in" if quoted else "out"
    subject = tokens.dep[at] in SUBJECTS and word in ("he", "she")
    role = "subj" if subject else "poss" if tokens.dep[at] == "poss" else "obj"
    speaking = speaks(tokens, at)
    clue = clues_of(where, role, "speaker" if speaking else where)
    heaviest = max([person.weight for person, _ in live], default=0)
    subjects = [_last_subject(person, at, quoted) for person, _ in live]
    latest = max(subjects, default=-1)
    chains = [_last_pronoun(tokens, person, at, gender) if person.pronouns else -1 for person, _ in live]
    chain = max(chains, default=-1)
    for rank, (person, last) in enumerate(live):
        follows = person.places[-1] > at and _follows(tokens, at, person)
        before = last.at
        if before > at:
            yield [clue.later, clue.follows_later[follows]]
            continue
        distance = sent - sents[before]
        paragraphs = para - paras[before]
        out = [
            clue.sentences[distance if distance < 5 else 5],
            clue.paragraphs[paragraphs if paragraphs < 4 else 4],
            clue.rank[rank],
            clue.of_subject if last.subject else clue.of_possessive if tokens.dep[before] == "poss" else clue.of_other,
            clue.of_quoted[last.quoted],
            clue.gender_fits
            if person.gender == gender
            else clue.gender_likely[person.guess == gender]
            if person.guess
            else clue.gender_unknown,
        ]
        if quoted:
            out.extend(_speaks(tokens, at, person, clue))
        if distance == 0:
            out.append(clue.same_sentence[last.subject])
        if subjects[rank] == latest >= 0:
            out.append(clue.latest_subject)
            if sent - sents[latest] <= 1:
                out.append(clue.latest_near)
        if follows:
            out.append(clue.follows)
        if distance <= 2 and before == person.places[0]:
            out.append(clue.introduced)
        if speaking:
            out.append(clue.speaker_rank[rank])
        if person.weight == heaviest:
            out.append(clue.heaviest)
        if person.weight == 1:
            out.append(clue.once)
        if person.opening:
            out.append(clue.opening)
        if last.pronoun:
            out.append(clue.pronoun_before)
        if said:
            if said[-1] == person.number:
                out.append(clue.spoke_last)
            elif len(said) > 1 and said[-2] == person.number:
                out.append(clue.spoke_before_last)
            elif person.number in said:
                out.append(clue.spoke)
        if chains[rank] == chain >= 0:
            out.append(clue.chain[min(sent - sents[chain], 3)])
            out.append(clue.chain_quoted[tokens.quoted[chain]])
        yield out


def _follows(tokens: Tokens, at: int, person: Person) -> bool:
    """Whether a person who is named later is the subject of a pronoun's clause: "In her speech, Ann Poole said"."""
    p = person.points[bisect_left(person.places, at + 1)]
    return (
        p.subject
        and tokens.sent[p.at] == tokens.sent[at]
        and not p.pronoun
        and p.quoted == tokens.quoted[at]
        and tokens.dep[tokens.head[p.at]] == "ROOT"
        and p.at < tokens.head[p.at] + 3
    )


def _last_pronoun(tokens: Tokens, person: Person, at: int, gender: str) -> int:
    """Where a pronoun of the same gender last stood for a person."""
    for place in reversed(person.pronouns):
        if place < at and GENDER[tokens.word[place].lower()] == gender:
            return place
    return -1


def speaks(tokens: Tokens, at: int) -> bool:
    """Whether the mention at a token seems to speak: the subject of a reporting verb, outside quotation marks."""
    return not tokens.quoted[at] and tokens.dep[at] in SUBJECTS and tokens.word[tokens.head[at]].lower() in _reporting()


@cache
def _reporting() -> frozenset[str]:
    forms, _, plain = verb_forms()
    return frozenset(form for form, number in forms.items() if number <= plain)


def _speaks(tokens: Tokens, at: int, person: Person, clue: Clues[T]) -> Iterator[T]:
    """Whether a person seems to say the words in which a pronoun stands: is a subject outside the marks, close by."""
    points = person.points
    k = bisect_left(person.places, at)
    for i in range(k - 1, max(-1, k - 4), -1):
        p = points[i]
        if p.subject and not p.quoted:
            if tokens.para[p.at] == tokens.para[at]:
                yield clue.speaks_before[min(tokens.sent[at] - tokens.sent[p.at], 2)]
            break
    for p in points[k : k + 2]:
        if p.subject and not p.quoted and tokens.para[p.at] == tokens.para[at]:
            yield clue.speaks_after[min(tokens.sent[p.at] - tokens.sent[at], 2)]
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


def _last_subject(person: Person, at: int, quoted: bool) -> int:
    """Where a person was last the subject, outside quotation marks unless the pronoun is inside."""
    points = person.points
    for i in range(bisect_left(person.places, at) - 1, -1, -1):
        if points[i].subject and (quoted or not points[i].quoted):
            return points[i].at
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
    scores = [sum(own) for own in _seen(tokens, at, live, said, _weighed)]
    best, second = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[:2]
    top = scores[best]
    confidence = min(SUREST, 1 / sum([exp(s - top) for s in scores]))
    return Choice(live[best][0].number, confidence, live[second][0].number)
