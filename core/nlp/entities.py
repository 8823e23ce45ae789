"""The people, organisations and places of an article, and whom a mention means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from spacy.tokens import Doc

from newsreader.core.model import Article, BlockKind, Entity, Mention, MentionKind, Span
from newsreader.core.nlp import coref, pointing
from newsreader.core.nlp.clusters import Cluster, cluster
from newsreader.core.nlp.kinds import PERSON, Spotted
from newsreader.core.nlp.names import fold, titles
from newsreader.core.nlp.spotting import spot
from newsreader.core.nlp.tokens import Tokens, make_tokens

_At = tuple[int, int]  # a token and an entity
# Confidence in a mention by name, by a role that one person has, by "it", by "they", and in a description left alone.
_NAMED, _ROLE, _IT, _THEY, _AS_IT_IS = 0.97, 0.85, 0.7, 0.6, 0.8
_SURE = 0.8
"""Confidence from which a pronoun tells a person's gender."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a mention means.

    entity: index into `Cast.entities`, None for somebody without a name. name: the fullest name, or the words of a
    description. how: "" for a name, else how it was found, as "he → Vladimir Putin". confidence: 0 to 1. runner_up: the
    next likely one's name.
    """

    entity: int | None
    name: str | None
    how: str = ""
    confidence: float = 0.0
    runner_up: str | None = None


NOBODY = Identity(None, None)


@dataclass(frozen=True)
class Cast:
    """Who is in an article.

    entities: by first mention, each under its fullest name with its mentions in text order. tokens, people: what the
    pronoun model looks at.
    """

    entities: tuple[Entity, ...]
    tokens: Tokens = field(repr=False)
    _clusters: tuple[Cluster, ...] = field(repr=False)
    people: tuple[coref.Person, ...] = field(repr=False)
    _owner: dict[int, int] = field(repr=False)
    _said: tuple[_At, ...] = field(repr=False)
    _roles: tuple[pointing.Role, ...] = field(repr=False)

    def who(self, mention: Span, *, at: int, said: Sequence[int] = ()) -> Identity:
        """Whom a mention means.

        mention: the characters of a noun phrase, name or pronoun. at: where the quote begins. said: the entities that
        spoke the quotes before, in text order.
        """
        first, last = self.tokens.at(mention[0]), self.tokens.at(max(mention[0], mention[1] - 1))
        if first == last:
            word = self.tokens.word[first].lower()
            if word in coref.GENDER:
                return self._pronoun(first, said)
            if word in ("it", "they", "them", "their", "its"):
                return self._group(first, word)
            if word in pointing.SPOKEN:
                return NOBODY
            if word in pointing.RELATIVE:
                return self._relative(first)
        return self._phrase(first, last)

    def heard(self, at: int) -> list[int]:
        """The last few who seem to speak before a token, in text order."""
        place = bisect_left(self._said, (at, 0))
        return [number for _, number in self._said[max(0, place - coref.HEARD) : place]]

    def _identity(self, number: int, how: str, confidence: float, runner_up: int | None = None) -> Identity:
        name = self.entities[number].name
        other = None if runner_up is None else self.entities[runner_up].name
        return Identity(number, name, f"{how} → {name}" if how else "", confidence, other)

    def _phrase(self, first: int, last: int) -> Identity:
        """A name, or a description: resolved where the text says whom it means."""
        tokens = self.tokens
        named = self._named(first, last)
        if named is not None:
            return self._identity(named, "", _NAMED)
        head = tokens.head_of(first, last)
        words = pointing.phrase(tokens, first, last)
        found = pointing.described(tokens, first, head, self._roles)
        if found is None:
            found = pointing.body_described(tokens, first, head, self._clusters)
        if found is not None:
            return self._identity(found, words, _ROLE)
        found = pointing.spoken_of(tokens, first, head, self._owner, self._clusters, self._roles)
        if found is not None:
            return self._identity(found, words, _THEY)
        return Identity(None, words or None, "", _AS_IT_IS) if words else NOBODY

    def _named(self, first: int, last: int) -> int | None:
        """The entity that a phrase names: by its head, by the person it ends in, or in apposition."""
        tokens = self.tokens
        head = tokens.head_of(first, last)
        end = last
        while end > first and not tokens.word[end][0].isalnum():
            end -= 1
        if tokens.word[end] in ("'s", "’s") and end > first:
            end -= 1
        person = self._owner.get(end)
        if person is not None and self.entities[person].kind is PERSON and head != end:
            between = tokens.tag[min(head, end) : max(head, end)]
            if not any(tag in ("IN", "TO", "CC", ",", "WP", "POS") for tag in between):
                return person
        if head in self._owner:
            return self._owner[head]
        for i in range(head + 1, min(head + 8, len(tokens))):
            if tokens.dep[i] == "appos" and tokens.head[i] == head and i in self._owner:
                return self._owner[i]
        return self._owner.get(tokens.head[head]) if tokens.dep[head] == "appos" else None

    def _pronoun(self, at: int, said: Sequence[int]) -> Identity:
        tokens = self.tokens
        new = pointing.introduced(tokens, at, self._owner, coref.GENDER[tokens.word[at].lower()])
        if new is not None:
            name = pointing.phrase(tokens, *pointing.noun_phrase(tokens, new))
            return Identity(None, name, f"{tokens.word[at]} → {name}", _THEY)
        choice = coref.choose(tokens, at, self.people, said[-coref.HEARD :] or self.heard(at))
        if choice is None:
            return NOBODY
        return self._identity(choice.number, self.tokens.word[at], choice.confidence, choice.runner_up)

    def _group(self, at: int, word: str) -> Identity:
        """ "it" and "they": a body, a place, or people in the plural."""
        tokens = self.tokens
        if word in ("it", "its"):
            head = pointing.it(tokens, at, self._owner, self._clusters)
            if head is None:
                return NOBODY
            found = self._phrase(*pointing.noun_phrase(tokens, head))
            return replace(found, how=f"{tokens.word[at]} → {found.name}", confidence=min(_IT, found.confidence))
        head = pointing.they(tokens, at, self._owner, self._clusters)
        if head is None:
            return NOBODY
        first, last = pointing.noun_phrase(tokens, head)
        if last == head and (number := self._owner.get(head)) is not None:
            return self._identity(number, tokens.word[at], _THEY)
        names = [
            self.entities[n].name
            for n in dict.fromkeys(self._owner.get(i, -1) for i in range(first, last + 1))
            if n >= 0
        ]
        name = " and ".join(names) if last > head and len(names) > 1 else pointing.phrase(tokens, first, last)
        return Identity(None, name, f"{tokens.word[at]} → {name}", _THEY)

    def _relative(self, at: int) -> Identity:
        """ "who": what the relative clause belongs to."""
        head = pointing.antecedent(self.tokens, at)
        if head is None:
            return NOBODY
        return self._phrase(*pointing.noun_phrase(self.tokens, head))


def find_cast(doc: Doc, article: Article, quoted: Sequence[Span]) -> Cast:
    """The people, organisations and places of an article.

    doc: its text with tags, dependencies and entities. article: its blocks. quoted: the stretches in quotation marks,
    in characters of the text.
    """
    tokens = make_tokens(doc, article.text, quoted)
    clusters = cluster(tokens, spot(tokens, article))
    owner = {i: number for number, c in enumerate(clusters) for s in c.spots for i in range(s.first, s.last + 1)}
    asides = _asides(tokens, article)
    roles = pointing.roles(tokens, clusters)
    described = list(pointing.descriptions(tokens, owner, clusters, roles))
    people = _people(tokens, clusters, asides, described)
    found, said = _pronouns(tokens, people, owner)
    if told := _genders_told(tokens, people, found):
        people = _people(tokens, clusters, asides, described, told)
        found, said = _pronouns(tokens, people, owner)
    mentions = [[_mention(tokens, s, owner) for s in c.spots] for c in clusters]
    for at, choice in found:
        mentions[choice.number].append(Mention(tokens.start[at], tokens.end[at], MentionKind.PRONOUN))
    for first, head, number in described:
        mentions[number].append(Mention(tokens.start[first], tokens.end[head], MentionKind.NOMINAL))
    entities = tuple(
        Entity(c.name, c.kind, tuple(sorted(own, key=attrgetter("start"))))
        for c, own in zip(clusters, mentions, strict=True)
    )
    return Cast(entities, tokens, tuple(clusters), people, owner, said, tuple(roles))


def _mention(tokens: Tokens, s: Spotted, owner: Mapping[int, int]) -> Mention:
    """A name with the titles before it: "Mr Bush"."""
    first = s.first
    if s.kind is PERSON:
        while first and _is_title(tokens.word[first - 1]) and first - 1 not in owner:
            first -= 1
    return Mention(tokens.start[first], tokens.end[s.last])


def _is_title(word: str) -> bool:
    return word[0].isupper() and fold(word) in titles()


def _asides(tokens: Tokens, article: Article) -> frozenset[int]:
    """The tokens of bylines and credits, whose people are not those that pronouns mean."""
    out: set[int] = set()
    for block in article.blocks:
        if block.kind in (BlockKind.BYLINE, BlockKind.CREDIT):
            out.update(range(tokens.at(block.start), tokens.at(block.end - 1) + 1))
    return frozenset(out)


def _genders_told(
    tokens: Tokens, people: Sequence[coref.Person], found: Sequence[tuple[int, coref.Choice]]
) -> dict[int, str]:
    """The genders that pronouns tell of people whose names tell none: those that surely stand for them agree."""
    unknown = {person.number for person in people if not person.gender}
    votes: dict[int, list[str]] = {}
    for at, choice in found:
        if choice.number in unknown and choice.confidence >= _SURE:
            votes.setdefault(choice.number, []).append(coref.GENDER[tokens.word[at].lower()])
    return {number: own[0] for number, own in votes.items() if len(own) > 1 and len(set(own)) == 1}


def _people(
    tokens: Tokens,
    clusters: Sequence[Cluster],
    asides: frozenset[int],
    described: Sequence[tuple[int, int, int]],
    told: Mapping[int, str] | None = None,
) -> tuple[coref.Person, ...]:
    """The people of an article for the pronoun model, by names and descriptions. told: genders known from elsewhere."""
    heads: dict[int, list[int]] = {}
    for _, head, number in described:
        heads.setdefault(number, []).append(head)
    out = []
    for number, c in enumerate(clusters):
        if c.kind is not PERSON:
            continue
        points = [coref.point(tokens, tokens.head_of(s.first, s.last)) for s in c.spots if s.first not in asides]
        if points:
            gender = (told or {}).get(number, c.gender)
            opening = tokens.para[points[0].at] <= 4
            weight = len(points)
            if number in heads:
                points = sorted(points + [coref.point(tokens, i) for i in heads[number]], key=lambda p: p.at)
            out.append(coref.Person(number, gender, c.guess, weight, opening, points))
    return tuple(out)


def _pronouns(
    tokens: Tokens, people: tuple[coref.Person, ...], owner: Mapping[int, int]
) -> tuple[list[tuple[int, coref.Choice]], tuple[_At, ...]]:
    """Each "he" and "she" with the entity it stands for, and who seems to speak where.

    A resolved pronoun becomes a mention of its person before the next one is looked at.
    """
    by_number = {person.number: person for person in people}
    said = [(p.at, person.number) for person in people for p in person.points if coref.speaks(tokens, p.at)]
    said.sort()
    found = []
    for at in tokens.tagged("PRP", "PRP$"):
        gender = coref.GENDER.get(tokens.word[at].lower())
        if gender is None or pointing.introduced(tokens, at, owner, gender) is not None:
            continue
        place = bisect_left(said, (at, 0))
        choice = coref.choose(tokens, at, people, [number for _, number in said[max(0, place - coref.HEARD) : place]])
        if choice is not None:
            found.append((at, choice))
            by_number[choice.number].add(coref.point(tokens, at, pronoun=True))
            if coref.speaks(tokens, at):
                said.insert(place, (at, choice.number))
    return found, tuple(said)
