"""Where names stand in a Doc: the model's entities, repaired where small models err, and what they missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsreader.core.model import Article, BlockKind, EntityKind
from newsreader.core.nlp.names import (
    PersonName,
    fold,
    is_family_first,
    is_first_name,
    parse_name,
    same_names,
    titles,
    words,
)
from newsreader.core.nlp.tokens import Tokens

_KINDS = {
    "PERSON": EntityKind.PERSON,
    "ORG": EntityKind.ORG,
    "GPE": EntityKind.GPE,
    "LOC": EntityKind.LOC,
    "FAC": EntityKind.LOC,
}
_LINKS = frozenset(("of", "in", "for", "and", "the", "on", "&", "de", "du", "des", "-"))
_LONGEST = 8
"""Tokens of the longest name that is believed."""


@dataclass(slots=True)
class Spotted:
    """A name in a text: tokens first … last, without titles and possessive."""

    first: int
    last: int
    kind: EntityKind


def spot(tokens: Tokens, article: Article) -> list[Spotted]:
    """The names of a Doc in text order; none overlaps another.

    Headlines in title case, where models see names everywhere, have only names that the rest of the article knows.
    """
    shouting = _title_case(tokens, article)
    found = _joined(tokens, [s for s in _repaired(tokens) if not shouting[s.first]])
    _judge_by_company(tokens, found)
    owner = _owners(tokens, found)
    for extra in (_publications(tokens, owner), _titled(tokens, owner), _with_first_name(tokens, owner, shouting)):
        for spotted in extra:
            found = [s for s in found if s.last < spotted.first or s.first > spotted.last]
            found.append(spotted)
        owner = _owners(tokens, found)
    surnames = _surnames(tokens, found)
    _vote(tokens, found, surnames)
    _hyphens(tokens, found)
    found.extend(_missed(tokens, found, owner, surnames))
    found.sort(key=lambda s: s.first)
    return found


def key_of(tokens: Tokens, spotted: Spotted) -> str:
    """A name's words folded, "the" left out: what its repetitions have in common."""
    return " ".join(fold(tokens.word[i]) for i in range(spotted.first, spotted.last + 1))


def text_of(tokens: Tokens, spotted: Spotted) -> str:
    """A name as it stands, on one line."""
    return " ".join(tokens.text[tokens.start[spotted.first] : tokens.end[spotted.last]].split())


def _title_case(tokens: Tokens, article: Article) -> list[bool]:
    """For each token, whether it stands in a headline or subheading whose words are mostly capitalised."""
    out = [False] * len(tokens)
    for block in article.blocks:
        if block.kind not in (BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.STANDFIRST):
            continue
        line = article.text[block.start : block.end].split()
        long = [w for w in line if len(w) > 3 and w[0].isalpha()]
        if len(long) > 2 and sum(w[0].isupper() for w in long) > 0.7 * len(long):
            for i in range(tokens.at(block.start), len(tokens)):
                if tokens.start[i] >= block.end:
                    break
                out[i] = tokens.start[i] >= block.start
    return out


def _owners(tokens: Tokens, found: Sequence[Spotted]) -> list[bool]:
    owner = [False] * len(tokens)
    for s in found:
        owner[s.first : s.last + 1] = [True] * (s.last + 1 - s.first)
    return owner


def _repaired(tokens: Tokens) -> Iterator[Spotted]:
    """The model's entities without articles, titles, possessives and line breaks."""
    n = len(tokens)
    i = 0
    while i < n:
        if not tokens.begins[i]:
            i += 1
            continue
        j = i + 1
        while j < n and tokens.entity[j] and not tokens.begins[j]:
            j += 1
        label = tokens.entity[i]
        kind = _KINDS.get(label)
        if kind is None and label in ("NORP", "PRODUCT") and j == i + 1 and _is_acronym(tokens.word[i]):
            kind = EntityKind.ORG
        if kind is not None:
            yield from _trimmed(tokens, i, j - 1, kind)
        i = j


def _joined(tokens: Tokens, found: list[Spotted]) -> list[Spotted]:
    """One name where the model saw two side by side: a given name that it took for a place and a surname."""
    out: list[Spotted] = []
    for s in found:
        last = out[-1] if out else None
        if (
            last is not None
            and last.last == last.first == s.first - 1
            and s.last == s.first
            and tokens.head[last.last] == s.first
            and tokens.dep[last.last] == "compound"
            and EntityKind.ORG not in (last.kind, s.kind)
            and key_of(tokens, last) not in words("countries")
        ):
            last.last = s.last
            last.kind = s.kind
        else:
            out.append(s)
    return out


def _judge_by_company(tokens: Tokens, found: Sequence[Spotted]) -> None:
    """Makes names persons that an apposition calls one ("Alta Roe, a retired teacher, …") or that are told in titles."""
    human = words("person") | words("man") | words("woman")
    at = {i: s for s in found if s.kind is not EntityKind.PERSON for i in range(s.first, s.last + 1)}
    for i, dep in enumerate(tokens.dep):
        if dep != "appos" or tokens.word[i] not in human:
            continue
        s = at.get(tokens.head[i])
        if s is not None and s.last < i and tokens.word[s.last + 1] == "," and _known_kind(key_of(tokens, s)) is None:
            s.kind = EntityKind.PERSON


def _is_acronym(word: str) -> bool:
    bare = word.replace(".", "")
    return len(bare) > 2 and bare.isupper() and bare.isalpha()


def _trimmed(tokens: Tokens, first: int, last: int, kind: EntityKind) -> Iterator[Spotted]:
    word = tokens.word
    for i in range(first, last + 1):
        if "\n" in word[i]:
            last = i - 1
            break
        if word[i] in ("'s", "’s", "'", "’", "''") and i > first and kind is not EntityKind.ORG:
            if i < last and word[i + 1][0].isupper():
                yield from _trimmed(tokens, i + 1, last, kind if last > i + 1 else EntityKind.ORG)
            last = i - 1
            break
    while first <= last and not word[first][0].isupper() and not _is_other_script(word[first]):
        first += 1
    if first < last and word[first] in ("The", "A", "An", "This", "That"):
        first += 1
    while first <= last and not (
        word[last][0].isalnum() and (word[last][0].isupper() or kind is not EntityKind.PERSON)
    ):
        last -= 1
    if kind is EntityKind.PERSON:
        while first < last and fold(word[first]) in titles():
            first += 1
        while first < last and (word[last][0].isdigit() or not word[last][0].isalpha()):
            last -= 1
    if first > last or last - first >= _LONGEST or (last == first and len(word[first].replace(".", "")) < 2):
        return
    key = " ".join(fold(w) for w in word[first : last + 1])
    known = _known_kind(key)
    if known is None and (key in words("not names") or key in titles() or key in words("title modifiers")):
        return
    if key in words("demonyms") or key in ("i", "i'd", "i'm", "nt"):
        return
    yield Spotted(first, last, known or kind)


def _is_other_script(word: str) -> bool:
    return word[0].isalpha() and not word[0].islower() and not word[0].isupper()


def _known_kind(key: str) -> EntityKind | None:
    """The kind of well-known names."""
    name = same_names().get(key, key)
    if key in words("countries") or key in (
        "united states",
        "united kingdom",
        "soviet union",
        "new york",
        "new york city",
    ):
        return EntityKind.GPE
    if key in words("regions"):
        return EntityKind.LOC
    if key in words("bodies") or name in ("european union", "united nations", "white house"):
        return EntityKind.ORG
    return None


def _publications(tokens: Tokens, owner: Sequence[bool]) -> Iterator[Spotted]:
    """ "the journal Russia in Foreign Affairs": a publication's name is all that is capitalised after the word for it."""
    names = words("publication")
    for i in range(len(tokens) - 1):
        if tokens.word[i] not in names or not tokens.word[i + 1][0].isupper():
            continue
        last = i + 1
        while last + 1 < len(tokens):
            following = tokens.word[last + 1]
            if following[0].isupper():
                last += 1
            elif following in _LINKS and last + 2 < len(tokens) and tokens.word[last + 2][0].isupper():
                last += 2
            else:
                break
        if last > i + 1 and last - i <= _LONGEST and not is_first_name(tokens.word[i + 1]):
            yield Spotted(i + 1, last, EntityKind.ORG)


def _is_name_word(tokens: Tokens, i: int) -> bool:
    return 0 <= i < len(tokens) and tokens.tag[i] in ("NNP", "NNPS") and tokens.word[i][0].isupper()


def _titled(tokens: Tokens, owner: Sequence[bool]) -> Iterator[Spotted]:
    """ "Mr Smith": capitalised words after a title that the model took for nothing."""
    honorific = (
        words("male titles") | words("female titles") | {"dr", "prof", "sen", "rep", "gov", "president", "senator"}
    )
    for i in range(len(tokens) - 1):
        word = tokens.word[i]
        if word[0].isupper() and fold(word) in honorific and not owner[i] and not owner[i + 1]:
            last = i
            while last < i + 3 and _is_name_word(tokens, last + 1) and not owner[last + 1]:
                last += 1
            if last > i and fold(tokens.word[i + 1]) not in titles() and len(tokens.word[last]) > 1:
                yield Spotted(i + 1, last, EntityKind.PERSON)


def _with_first_name(tokens: Tokens, owner: Sequence[bool], shouting: Sequence[bool]) -> Iterator[Spotted]:
    """ "Ann Poole" that the model took for nothing: a given name and more capitalised words."""
    i = 0
    while i < len(tokens) - 1:
        if (
            tokens.tag[i] == "NNP"
            and not owner[i]
            and not shouting[i]
            and _is_name_word(tokens, i + 1)
            and not owner[i + 1]
            and is_first_name(tokens.word[i])
            and not _is_name_word(tokens, i - 1)
        ):
            last = i + 1
            while last < i + 3 and _is_name_word(tokens, last + 1) and not owner[last + 1]:
                last += 1
            if fold(tokens.word[last]) not in words("body") | words("place") and len(tokens.word[last]) > 2:
                yield Spotted(i, last, EntityKind.PERSON)
            i = last
        i += 1


def _surnames(tokens: Tokens, found: Sequence[Spotted]) -> Counter[str]:
    """How often each folded word ends the full name of a person, or stands alone after a personal title."""
    out: Counter[str] = Counter()
    for s in found:
        if s.kind is not EntityKind.PERSON:
            continue
        name = _person(tokens, s)
        if name is None:
            continue
        if len(name.parts) > 1:
            out[name.parts[0] if is_family_first(name.parts) else name.last] += 1
        elif s.first and fold(tokens.word[s.first - 1]) in words("male titles") | words("female titles"):
            out[name.last] += 1
    return out


def _person(tokens: Tokens, spotted: Spotted) -> PersonName | None:
    return parse_name(text_of(tokens, spotted))


def _vote(tokens: Tokens, found: list[Spotted], surnames: Counter[str]) -> None:
    """Brings mentions of one name to one kind: known surnames are persons, else the majority decides."""
    keys = [key_of(tokens, s) for s in found]
    votes: dict[str, Counter[EntityKind]] = {}
    for s, key in zip(found, keys, strict=True):
        votes.setdefault(key, Counter())[s.kind] += 1
    for s, key in zip(found, keys, strict=True):
        if (
            s.first == s.last
            and key in surnames
            and not (_known_kind(key) is s.kind and s.kind is not EntityKind.PERSON)
        ) or (s.kind is EntityKind.ORG and _looks_like_person(tokens, s)):
            s.kind = EntityKind.PERSON
        elif len(votes[key]) > 1:
            s.kind = max(votes[key], key=lambda kind, v=votes[key]: (v[kind], kind is EntityKind.PERSON))  # type: ignore[misc]


def _hyphens(tokens: Tokens, found: Sequence[Spotted]) -> None:
    """Ends names where their last word ends: "Ban Ki" + "-" + "moon"."""
    taken = {s.first for s in found}
    for s in found:
        i = s.last
        while (
            s.kind is EntityKind.PERSON
            and i + 2 < len(tokens)
            and tokens.word[i + 1] == "-"
            and tokens.end[i] == tokens.start[i + 1] == tokens.start[i + 2] - 1
            and i + 2 not in taken
            and tokens.tag[i + 2] in ("NNP", "NN", "CD")
        ):
            i += 2
        s.last = i


def _looks_like_person(tokens: Tokens, s: Spotted) -> bool:
    """A given name and one or two surnames, no word for a body among them."""
    length = s.last - s.first + 1
    return (
        2 <= length <= 4
        and is_first_name(tokens.word[s.first])
        and all(_is_name_word(tokens, i) for i in range(s.first, s.last + 1))
        and fold(tokens.word[s.last]) not in words("body") | words("place")
        and not (s.first and tokens.word[s.first - 1].lower() == "the")
    )


def _missed(
    tokens: Tokens, found: Sequence[Spotted], owner: Sequence[bool], surnames: Counter[str]
) -> Iterator[Spotted]:
    """Repetitions of known names where the model found nothing."""
    known: dict[str, list[tuple[tuple[str, ...], EntityKind]]] = {}
    for surname in surnames:
        known.setdefault(surname, []).append(((surname,), EntityKind.PERSON))
    for s in found:
        parts = tuple(key_of(tokens, s).split())
        entries = known.setdefault(parts[0], [])
        if all(parts != other for other, _ in entries):
            entries.append((parts, s.kind))
    for entries in known.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    i, n = 0, len(tokens)
    while i < n:
        word = tokens.word[i]
        if owner[i] or not word[0].isupper() or not (entries := known.get(fold(word), [])):
            i += 1
            continue
        for parts, kind in entries:
            last = i + len(parts) - 1
            if (
                last < n
                and not any(owner[i : last + 1])
                and all(fold(tokens.word[i + k]) == part for k, part in enumerate(parts))
            ):
                if last == i and not (tokens.tag[i] in ("NNP", "NNPS") or (word.isupper() and len(word) > 3)):
                    continue
                yield Spotted(i, last, kind)
                i = last
                break
        i += 1
