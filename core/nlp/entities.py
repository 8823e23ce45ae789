"""The people, organisations and places of an article, and whom a mention means."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from newsreader.core.model import Article, Entity, EntityKind, Mention, MentionKind, Span
from newsreader.core.nlp import coref
from newsreader.core.nlp.clusters import Cluster, cluster
from newsreader.core.nlp.names import fold, titles
from newsreader.core.nlp.kinds import Spotted
from newsreader.core.nlp.spotting import spot
from newsreader.core.nlp.tokens import Tokens, make_tokens

_At = tuple[int, int]  # a token and an entity
_NAMED = 0.97
"""Confidence in a mention by name."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a mention means.

    entity: index into `Cast.entities`, None for somebody without a name. name: the fullest name, or the words of a
    nominal. how: "" for a name, else how it was found, as "he → Vladimir Putin". confidence: 0 to 1. runner_up: the next
    likely one's name.
    """

    entity: int | None
    name: str | None
    how: str = ""
    confidence: float = 0.0
    runner_up: str | None = None


NOBODY = Identity(None, None)


@dataclass(frozen=True)
class Cast:
    """Who is in an article. entities: by first mention, each under its fullest name with its mentions in text order."""

    entities: tuple[Entity, ...]
    _tokens: Tokens = field(repr=False)
    _people: tuple[coref.Person, ...] = field(repr=False)
    _owner: dict[int, int] = field(repr=False)
    _said: tuple[tuple[int, int], ...] = field(repr=False)

    def who(self, mention: Span, *, at: int, said: Sequence[int] = ()) -> Identity:
        """Whom a mention means.

        mention: the characters of a noun phrase, name or pronoun. at: where the quote begins. said: the entities that
        spoke the quotes before, in text order.
        """
        tokens = self._tokens
        first, last = tokens.at(mention[0]), tokens.at(max(mention[0], mention[1] - 1))
        if first == last and tokens.word[first].lower() in coref.GENDER:
            return self._pronoun(first, said)
        named = self._named(first, last)
        if named is not None:
            return Identity(named, self.entities[named].name, "", _NAMED)
        words = " ".join(tokens.text[mention[0] : mention[1]].split())
        return Identity(None, words or None, "", 0.5)

    def heard(self, at: int) -> list[int]:
        """The last few who seem to speak before a token, in text order."""
        place = bisect_left(self._said, (at, 0))
        return [number for _, number in self._said[max(0, place - 4) : place]]

    def _named(self, first: int, last: int) -> int | None:
        """The entity named by the head of a phrase."""
        head = self._tokens.head_of(first, last)
        return self._owner.get(head)

    def _pronoun(self, at: int, said: Sequence[int]) -> Identity:
        choice = coref.choose(self._tokens, at, self._people, said[-4:] or self.heard(at))
        if choice is None:
            return NOBODY
        name = self.entities[choice.number].name
        runner_up = None if choice.runner_up is None else self.entities[choice.runner_up].name
        return Identity(choice.number, name, f"{self._tokens.word[at]} → {name}", choice.confidence, runner_up)


def find_cast(doc: Doc, article: Article, quoted: Sequence[Span]) -> Cast:
    """The people, organisations and places of an article.

    doc: its text with tags, dependencies and entities; article: its blocks; quoted: the stretches in quotation marks, in
    characters of the text.
    """
    tokens = make_tokens(doc, quoted)
    clusters = cluster(tokens, spot(tokens, article))
    owner = {i: number for number, c in enumerate(clusters) for s in c.spots for i in range(s.first, s.last + 1)}
    people = _people(tokens, clusters)
    mentions = [[_mention(tokens, s) for s in c.spots] for c in clusters]
    pronouns, said = _pronouns(tokens, people)
    for at, number in pronouns:
        mentions[number].append(Mention(tokens.start[at], tokens.end[at], MentionKind.PRONOUN))
    entities = tuple(
        Entity(c.name, c.kind, tuple(sorted(own, key=lambda m: m.start)))
        for c, own in zip(clusters, mentions, strict=True)
    )
    return Cast(entities, tokens, people, owner, said)


def _mention(tokens: Tokens, s: Spotted) -> Mention:
    """A name with the titles before it: "Mr Bush"."""
    first = s.first
    if s.kind is EntityKind.PERSON:
        while first and tokens.word[first - 1][0].isupper() and fold(tokens.word[first - 1]) in titles():
            first -= 1
    return Mention(tokens.start[first], tokens.end[s.last])


def _people(tokens: Tokens, clusters: Sequence[Cluster]) -> tuple[coref.Person, ...]:
    out = []
    for number, c in enumerate(clusters):
        if c.kind is EntityKind.PERSON:
            points = [coref.point(tokens, tokens.head_of(s.first, s.last)) for s in c.spots]
            opening = tokens.para[c.spots[0].first] <= 4
            out.append(coref.Person(number, c.gender, c.guess, len(points), opening, points))
    return tuple(out)


def _pronouns(tokens: Tokens, people: tuple[coref.Person, ...]) -> tuple[list[_At], tuple[_At, ...]]:
    """Each "he" and "she" with the entity it stands for, and who seems to speak where.

    A resolved pronoun becomes a mention of its person before the next one is looked at.
    """
    by_number = {person.number: person for person in people}
    said = [(p.at, person.number) for person in people for p in person.points if coref.speaks(tokens, p.at)]
    said.sort()
    found = []
    for at, tag in enumerate(tokens.tag):
        if tag not in ("PRP", "PRP$") or tokens.word[at].lower() not in coref.GENDER:
            continue
        place = bisect_left(said, (at, 0))
        choice = coref.choose(tokens, at, people, [number for _, number in said[max(0, place - 4) : place]])
        if choice is not None:
            found.append((at, choice.number))
            insort(by_number[choice.number].points, coref.point(tokens, at, pronoun=True), key=lambda p: p.at)
            if coref.speaks(tokens, at):
                said.insert(place, (at, choice.number))
    return found, tuple(said)
