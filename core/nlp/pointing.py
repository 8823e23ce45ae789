"""Descriptions and other pronouns: "the minister", "who", "it", "they", resolved where the text says whom they mean.

A description is resolved when exactly one person of the article is given that role, by title ("Infrastructure
Minister Ilse Roe"), apposition ("Ilse Roe, the minister") or copula ("Ms Roe is a minister").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from newsreader.core.nlp.clusters import Cluster
from newsreader.core.nlp.coref import GENDER
from newsreader.core.nlp.kinds import ORG, PERSON
from newsreader.core.nlp.lexicon import read_groups
from newsreader.core.nlp.names import fold, human_words, titles, words
from newsreader.core.nlp.tokens import SUBJECTS, Tokens

SPOKEN = frozenset(("i", "we", "you", "me", "us", "my", "our", "your", "myself", "ourselves", "there"))
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_VAGUE = frozenset(
    ("former", "new", "old", "same", "late", "young", "ex", "then", "longtime", "veteran", "own", "latter")
)
_GENERIC = frozenset(
    (
        *("company", "firm", "group", "agency", "organisation", "organization", "club", "newspaper", "paper", "union"),
        *("charity", "team", "bank", "department", "party", "campaign", "network"),
    )
)
_NO_HEADS = frozenset(("compound", "amod", "nmod", "appos", "attr", "oprd"))
_NOUN_PARTS = frozenset(("DT", "JJ", "NN", "PR", "CD", "PO", "HY"))
_BE = frozenset(("is", "was", "are", "were", "be", "been", "became", "becomes", "remains", "'s", "’s"))
_STOPS = frozenset((",", ";", ":", "(", "—", "–", "--", "who", "which", "that", "whose", "where", "when"))


@dataclass(frozen=True, slots=True)
class Role:
    """What the text calls a person: the noun, the words that narrow it down, and whose role it is."""

    noun: str
    modifiers: frozenset[str]
    number: int


@cache
def human_nouns() -> frozenset[str]:
    """Nouns for one person, titles included."""
    return human_words() | titles()


@cache
def speaking_nouns() -> frozenset[str]:
    """Nouns for bodies and writings that may be quoted."""
    groups = read_groups("nouns.txt")
    return (
        words("body")
        | words("body ends")
        | frozenset(word for name in ("group", "text") for line in groups[name] for word in line)
    )


def roles(tokens: Tokens, clusters: Sequence[Cluster]) -> list[Role]:
    """What the people of an article are called."""
    human = human_nouns()
    predicates = tokens.related("appos", "attr")
    out: list[Role] = []
    for number, c in enumerate(clusters):
        if c.kind is not PERSON:
            continue
        for s in c.spots:
            head = tokens.head_of(s.first, s.last)
            for noun in _nouns_beside(tokens, s.first, head, human, predicates):
                out.append(Role(tokens.word[noun].lower(), frozenset(_modifiers(tokens, noun, s.first)), number))
    return out


def _nouns_beside(
    tokens: Tokens, first: int, head: int, human: frozenset[str], predicates: Sequence[int]
) -> Iterator[int]:
    """The nouns that a name's title, appositions and copulas give. predicates: the last two, of the whole article."""
    sent, tag = tokens.sent, tokens.tag
    i = first - 1
    while i >= 0 and first - i <= 6 and tag[i][:2] in ("NN", "JJ", "HY") and sent[i] == sent[first]:
        if tokens.word[i].lower() in human:
            yield i
        i -= 1
    governor = tokens.head[head]
    if tokens.dep[head] == "appos" and tokens.word[governor].lower() in human:
        yield governor
    for k in range(bisect_right(predicates, head), len(predicates)):
        i = predicates[k]
        if i >= head + 25 or sent[i] != sent[head]:
            break
        if tokens.word[i].lower() in human:
            verb = tokens.head[i]
            subject = tokens.head[head] == verb and tokens.dep[head] in SUBJECTS
            relative = tokens.dep[verb] == "relcl" and tokens.head[verb] == head
            if (tokens.dep[i] == "appos" and verb == head) or (
                tokens.dep[i] == "attr" and tokens.word[verb].lower() in _BE and (subject or relative)
            ):
                yield i


def _modifiers(tokens: Tokens, noun: int, stop: int) -> Iterator[str]:
    """The words that narrow a noun down, small and folded: before it, and in an "of …" or "for …" after it."""
    i = noun - 1
    while i >= 0 and noun - i <= 5 and tokens.tag[i][:2] in ("NN", "JJ", "PO", "HY"):
        yield fold(tokens.word[i])
        i -= 1
    i = noun + 1
    if i < len(tokens) and tokens.word[i] in ("of", "for", "at"):
        while i < min(len(tokens), noun + 8) and i != stop and tokens.word[i] not in _STOPS:
            yield fold(tokens.word[i])
            i += 1


def described(tokens: Tokens, first: int, head: int, known: Sequence[Role]) -> int | None:
    """The person that "the infrastructure minister" means; None when no one or several have the role."""
    if tokens.word[first].lower() not in ("the", "this", "that") or tokens.tag[head] not in ("NN", "NNP"):
        return None
    noun = tokens.word[head].lower()
    if noun in words("relational"):
        return None
    narrowing = {fold(tokens.word[i]) for i in range(first + 1, head) if tokens.word[i].isalpha()} - _VAGUE
    narrowing |= set(_modifiers(tokens, head, -1)) - _VAGUE - {"the", "of", "for", "at", "'s", "’s", "a"}
    fitting = [role for role in known if role.noun == noun]
    exact = {role.number for role in fitting if narrowing <= role.modifiers}
    if len(exact) == 1:
        return exact.pop()
    return None


def spoken_of(
    tokens: Tokens,
    first: int,
    head: int,
    owner: Mapping[int, int],
    clusters: Sequence[Cluster],
    known: Sequence[Role],
) -> int | None:
    """The person that "The minister", a subject, stands for when the sentence before has one person, as subject.

    Nobody when somebody in the article is called a minister.
    """
    if tokens.word[first].lower() != "the" or tokens.tag[head] != "NN" or tokens.dep[head] not in SUBJECTS:
        return None
    noun = tokens.word[head].lower()
    if noun not in human_nouns() or any(role.noun == noun for role in known):
        return None
    subjects: set[int] = set()
    people: set[int] = set()
    for i in range(first - 1, -1, -1):
        if tokens.sent[first] - tokens.sent[i] > 1 or tokens.para[i] != tokens.para[first]:
            break
        number = owner.get(i)
        if number is not None and clusters[number].kind is PERSON:
            people.add(number)
            if tokens.dep[i] in SUBJECTS:
                subjects.add(number)
    if len(people) != 1 or not subjects:
        return None
    gender = "m" if noun in words("man") else "f" if noun in words("woman") else ""
    found = subjects.pop()
    return None if gender and clusters[found].gender not in ("", gender) else found


def descriptions(
    tokens: Tokens, owner: Mapping[int, int], clusters: Sequence[Cluster], known: Sequence[Role]
) -> Iterator[tuple[int, int, int]]:
    """The first token, head and person of each description of one person that the text itself resolves."""
    human = human_nouns()
    for head in tokens.tagged("NN"):
        if tokens.word[head] not in human or tokens.quoted[head] or tokens.dep[head] in _NO_HEADS:
            continue
        if any(
            i in owner for i in range(head, min(head + 3, len(tokens)))
        ):  # "the player Ann Roe", "the leader, Ann Roe"
            continue
        first = head
        while head - first < 5 and first and tokens.tag[first - 1][:2] in ("JJ", "NN", "HY", "PO", "VB"):
            first -= 1
        if first and tokens.word[first - 1].lower() == "the":
            number = pointed_at(tokens, first - 1, head, owner, clusters, known)
            if number is not None and _near(tokens, clusters[number], head):
                yield first - 1, head, number


def _near(tokens: Tokens, c: Cluster, at: int) -> bool:
    """Whether somebody was named in the last few sentences."""
    k = bisect_left(c.spots, at, key=lambda s: s.first)
    return k > 0 and tokens.sent[at] - tokens.sent[c.spots[k - 1].last] <= 6


def pointed_at(
    tokens: Tokens,
    first: int,
    head: int,
    owner: Mapping[int, int],
    clusters: Sequence[Cluster],
    known: Sequence[Role],
) -> int | None:
    """The person that "the infrastructure minister" or "the man" means, by role or as the one just spoken of."""
    number = described(tokens, first, head, known)
    return spoken_of(tokens, first, head, owner, clusters, known) if number is None else number


def introduced(tokens: Tokens, at: int, owner: Mapping[int, int], gender: str) -> int | None:
    """The head of "A woman near the front" that a "she" in the same or the next sentence stands for.

    Only the nearest subject or agent counts, and only when it brings in somebody new and unnamed.
    """
    if tokens.quoted[at]:
        return None
    other = words("woman") if gender == "m" else words("man")
    for k in range(bisect_left(tokens.subjects, at) - 1, -1, -1):
        i = tokens.subjects[k]
        if tokens.sent[at] - tokens.sent[i] > 1 or tokens.para[i] != tokens.para[at]:
            break
        if tokens.tag[i] not in ("NN", "NNP", "PRP"):
            continue
        word = tokens.word[i].lower()
        if GENDER.get(word) == gender:
            return introduced(tokens, i, owner, gender)
        if word in ("it", "i", "we", "you") or (tokens.tag[i] == "NN" and word not in human_nouns()):
            continue
        if tokens.tag[i] != "NN" or word in other or i in owner:
            return None
        first, _ = noun_phrase(tokens, i)
        new = tokens.word[first].lower() in ("a", "an", "one", "another")
        named = any(tokens.dep[k] == "appos" and k in owner for k in range(i + 1, min(i + 8, len(tokens))))
        return i if new and not named else None
    return None


def body_described(tokens: Tokens, first: int, head: int, clusters: Sequence[Cluster]) -> int | None:
    """The body that "the board" means: the one of that name; for "the company", the only one named just before."""
    if tokens.word[first].lower() != "the" or head - first > 1:
        return None
    noun = fold(tokens.word[head])
    bodies = [(n, c) for n, c in enumerate(clusters) if c.kind is ORG]
    named = {n for n, c in bodies if c.spots[0].first < head and any(fold(f.split()[-1]) == noun for f in c.surfaces)}
    if len(named) == 1:
        return named.pop()
    if noun in _GENERIC:
        near = {
            n for n, c in bodies for s in c.spots if s.last < head and 0 <= tokens.sent[head] - tokens.sent[s.last] <= 1
        }
        if len(near) == 1:
            return near.pop()
    return None


def antecedent(tokens: Tokens, at: int) -> int | None:
    """The head of what "who" or "which" refers to."""
    verb = tokens.head[at]
    for _ in range(3):
        if tokens.dep[verb] == "relcl":
            return tokens.head[verb]
        verb = tokens.head[verb]
    for i in range(at - 1, max(-1, at - 4), -1):
        if tokens.tag[i][:2] == "NN":
            return i
    return None


def subjects_before(tokens: Tokens, at: int, sentences: int = 2) -> Iterator[int]:
    """The subjects of main clauses in the sentences before a token, outside quotation marks, the nearest first."""
    for k in range(bisect_left(tokens.subjects, at) - 1, -1, -1):
        i = tokens.subjects[k]
        if tokens.sent[at] - tokens.sent[i] > sentences:
            break
        if tokens.dep[i] in SUBJECTS and tokens.tag[i][:2] == "NN":
            verb = tokens.head[i]
            while tokens.dep[verb] == "conj":
                verb = tokens.head[verb]
            if tokens.dep[verb] == "ROOT":
                yield i


def it(tokens: Tokens, at: int, owner: Mapping[int, int], clusters: Sequence[Cluster]) -> int | None:
    """The head of what "it" means: the last subject in the singular that is no person."""
    for i in subjects_before(tokens, at):
        number = owner.get(i)
        if number is not None:
            if clusters[number].kind is not PERSON:
                return i
        elif tokens.tag[i] == "NN" and tokens.word[i].lower() in speaking_nouns():
            return i
    return None


def they(tokens: Tokens, at: int, owner: Mapping[int, int], clusters: Sequence[Cluster]) -> int | None:
    """The head of the plural subject or the body that "they" means: the last one."""
    for i in subjects_before(tokens, at):
        number = owner.get(i)
        if number is not None and clusters[number].kind is ORG:
            return i
        if number is None and (
            tokens.tag[i] in ("NNS", "NNPS") or tokens.word[i].lower() in words("body") | {"police"}
        ):
            return i
        if any(tokens.dep[k] == "conj" and tokens.head[k] == i for k in range(i + 1, min(i + 8, len(tokens)))):
            return i
    return None


def phrase(tokens: Tokens, first: int, last: int) -> str:
    """A description without trailing clauses, on one line: "two officials" of "two officials, who asked …".

    "The report" is "the report" wherever it stands, so that it is one speaker.
    """
    end = first
    while end < last and tokens.word[end + 1] not in _STOPS:
        end += 1
    text = " ".join(tokens.text[tokens.start[first] : tokens.end[end]].split())
    return "the" + text[3:] if text.startswith("The ") else text


def noun_phrase(tokens: Tokens, head: int) -> tuple[int, int]:
    """First and last token of the words that belong to a noun: determiners, modifiers, coordinated names, an "of …"."""
    first = head
    while first and tokens.sent[first - 1] == tokens.sent[head] and _inside(tokens, first - 1, head):
        first -= 1
    last = head
    for k in range(head + 1, min(head + 8, len(tokens))):
        if tokens.dep[k] == "conj" and tokens.head[k] == head and tokens.sent[k] == tokens.sent[head]:
            last = k
    if last == head and last + 1 < len(tokens) and tokens.dep[last + 1] == "prep" and tokens.head[last + 1] == head:
        last += 1
        while last + 1 < len(tokens) and tokens.tag[last + 1][:2] in _NOUN_PARTS and last - head < 8:
            last += 1
    return first, last


def _inside(tokens: Tokens, i: int, head: int) -> bool:
    for _ in range(4):
        if tokens.dep[i] not in (
            "det",
            "amod",
            "compound",
            "nummod",
            "poss",
            "nmod",
            "case",
            "quantmod",
            "advmod",
            "punct",
        ):
            return False
        i = tokens.head[i]
        if i == head:
            return True
    return False
