"""Where names stand in a Doc: the model's entities, repaired where small models err, and what they missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from operator import attrgetter

from newsreader.core.model import Article, BlockKind, EntityKind
from newsreader.core.nlp.kinds import (
    GPE,
    LOC,
    ORG,
    PERSON,
    Spotted,
    is_dateline,
    is_name_word,
    judge,
    key_of,
    known_kind,
    text_of,
)
from newsreader.core.nlp.names import fold, is_first_name, personal_titles, titles, words
from newsreader.core.nlp.tokens import Tokens

_KINDS = {
    "PERSON": PERSON,
    "ORG": ORG,
    "GPE": GPE,
    "LOC": LOC,
    "FAC": LOC,
}
_LINKS = frozenset(("of", "in", "for", "and", "the", "on", "&", "de", "du", "des", "-"))
_ODD = frozenset("[]{}<>|@#/\\")
"""Characters that no name has."""
_POSSESSIVES = frozenset(("'s", "’s", "'", "’", "''"))
_LONGEST = 8
"""Tokens of the longest name that is believed."""


def spot(tokens: Tokens, article: Article) -> list[Spotted]:
    """The names of a Doc in text order; none overlaps another.

    Headlines in title case, where models see names everywhere, have only names that the rest of the article knows.
    """
    shouting = _title_case(tokens, article)
    everywhere = list(_repaired(tokens))
    found = _joined(tokens, [s for s in everywhere if not shouting[s.first]])
    owner = _owners(tokens, found)
    free = [i for i in tokens.capitals if not owner[i]]
    for extra in (
        _publications(tokens),
        _by_ending(tokens, found, free, shouting),
        _datelines(tokens, free),
        _titled(tokens, free, owner),
        _with_first_name(tokens, free, owner, shouting),
    ):
        for spotted in extra:
            found = [s for s in found if s.last < spotted.first or s.first > spotted.last]
            found.append(spotted)
    _with_given_names(tokens, found, _owners(tokens, found))
    _hyphens(tokens, found)
    _signed(tokens, found, article)
    surnames = judge(tokens, found)
    found = [s for s in found if s.first < s.last or not _is_family(tokens, s, surnames)]
    found.extend(_shouted(tokens, [s for s in everywhere if shouting[s.first]], found))
    found.extend(_missed(tokens, found, surnames))
    found.sort(key=attrgetter("first"))
    return found


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
    for first, last in tokens.entities:
        label = tokens.entity[first]
        kind = _KINDS.get(label) or _unexpected(tokens, first, last, label)
        if kind is not None:
            yield from _trimmed(tokens, first, last, kind)


def _unexpected(tokens: Tokens, first: int, last: int, label: str) -> EntityKind | None:
    """What a name that the model takes for something else may be: "NYPD", "Amara Dessaline", "in Averhaven"."""
    word = tokens.word[first]
    if label in ("NORP", "PRODUCT") and first == last and _is_acronym(word):
        return ORG
    if label not in ("NORP", "CARDINAL", "DATE", "TIME") or not is_name_word(tokens, first):
        return None
    if fold(word) in words("demonyms") or fold(word) in words("not names"):
        return None
    if label == "NORP" and first < last and all(is_name_word(tokens, k) for k in range(first, last + 1)):
        return PERSON
    if label == "CARDINAL":
        return GPE if first == last and len(word) > 3 else None
    if first and tokens.word[first - 1] in ("in", "at", "near") and tokens.dep[first] == "pobj":
        return GPE if word != "May" else None
    return None


def _is_acronym(word: str) -> bool:
    bare = word.replace(".", "")
    return len(bare) > 2 and bare.isupper() and bare.isalpha()


def _trimmed(tokens: Tokens, first: int, last: int, kind: EntityKind) -> Iterator[Spotted]:
    word = tokens.word
    for i in range(first, last + 1):
        if "\n" in word[i] or (word[i] in ("on", "in", "at") and tokens.entity[first] in ("DATE", "TIME")):
            last = i - 1
            break
        if i == first or word[i] not in _POSSESSIVES:
            continue
        person_follows = i + 1 < last and is_first_name(word[i + 1])  # "Fox News' Ann Roe"
        if kind is not ORG or person_follows:
            if i < last and word[i + 1][0].isupper():
                rest = kind if last > i + 1 else ORG
                yield from _trimmed(tokens, i + 1, last, PERSON if person_follows else rest)
            last = i - 1
            break
    while first <= last and not _may_begin(word[first]):
        first += 1
    if first < last and word[first] in ("The", "A", "An", "This", "That"):
        first += 1
    while first <= last and not _may_end(word[last], kind):
        last -= 1
    if kind is PERSON and first < last:
        while first < last and (
            fold(word[first]) in titles() or tokens.tag[first][:2] in ("VB", "RB", "IN", "CC", "MD")
        ):
            first += 1
        following = tokens.tag[last + 1] if last + 1 < len(tokens) else ""
        if first < last and following == "NNP" and fold(word[last]) in titles():
            last -= 1  # "Charlotte Mayor" + "Jennifer Roberts"
    if first <= last < first + _LONGEST:
        believed = _believed(" ".join(word[first : last + 1]), kind)
        if believed is not None:
            yield Spotted(first, last, believed)


@lru_cache(maxsize=16_384)
def _believed(name: str, kind: EntityKind) -> EntityKind | None:
    """What kind of thing a name that the model takes for one of `kind` is for, None when it is no name."""
    key = fold(name)
    known = known_kind(key)
    if len(name.replace(".", "")) < 2 or not _ODD.isdisjoint(name):
        return None
    if known is None and (key in words("not names") or key in titles() or key in words("title modifiers")):
        return None
    if kind is PERSON and key.rpartition(" ")[2] in words("demonyms"):
        return None
    if key in words("suffixes") or key in words("demonyms") or key in ("i", "i'd", "i'm", "nt"):
        return None
    return known or kind


def _may_begin(word: str) -> bool:
    return word[0].isupper() or (word[0].isalpha() and not word[0].islower())


def _may_end(word: str, kind: EntityKind) -> bool:
    if kind is PERSON:
        return _may_begin(word)
    return word[0].isalnum()


def _joined(tokens: Tokens, found: list[Spotted]) -> list[Spotted]:
    """One name where the model saw two side by side: a given name that it took for a place and a surname."""
    out: list[Spotted] = []
    for s in found:
        last = out[-1] if out else None
        if last is not None and last.last == last.first == s.first - 1 and s.last == s.first:
            both = last.kind is s.kind is PERSON
            compound = tokens.head[last.last] == s.first and tokens.dep[last.last] == "compound"
            known = fold(tokens.word[last.first]) in words("countries") or ORG in (last.kind, s.kind)
            if both or (compound and not known):
                last.last, last.kind = s.last, s.kind
                continue
        out.append(s)
    return out


def _publications(tokens: Tokens) -> Iterator[Spotted]:
    """ "the journal Russia in Foreign Affairs": all that is capitalised after the word for a publication."""
    names = words("publication")
    for last in tokens.capitals:
        i = last - 1
        if i < 0 or tokens.word[i] not in names:
            continue
        while last + 1 < len(tokens):
            following = tokens.word[last + 1]
            if following[0].isupper():
                last += 1
            elif following in _LINKS and last + 2 < len(tokens) and tokens.word[last + 2][0].isupper():
                last += 2
            else:
                break
        if last > i + 1 and last - i <= _LONGEST and not is_first_name(tokens.word[i + 1]):
            yield Spotted(i + 1, last, ORG)


def _by_ending(
    tokens: Tokens, found: Sequence[Spotted], free: Sequence[int], shouting: Sequence[bool]
) -> Iterator[Spotted]:
    """Names that end in a word for a body or place and that the model cut or missed: "Kessel Seed Library"."""
    bodies, places = words("body ends"), words("place ends")
    at: dict[int, Spotted] = {}
    for i in free:
        end = tokens.word[i].lower()
        if (end not in bodies and end not in places) or shouting[i]:
            continue
        at = at or {i: s for s in found for i in range(s.first, s.last + 1)}
        first = i
        while first and i - first < 4 and is_name_word(tokens, first - 1) and not shouting[first - 1]:
            other = at.get(first - 1)
            if other is not None and (other.kind is PERSON or fold(tokens.word[first - 1]) in words("demonyms")):
                break
            first -= 1
        follows = i + 1 < len(tokens) and is_name_word(tokens, i + 1)
        if first < i and is_name_word(tokens, i) and not follows and fold(tokens.word[first]) not in titles():
            yield Spotted(first, i, ORG if end in bodies else LOC)


def _datelines(tokens: Tokens, free: Sequence[int]) -> Iterator[Spotted]:
    """ "LINDMOUTH, 5 July": places in capitals at the head of a report."""
    for i in free:
        if tokens.tag[i] == "NNP" and is_dateline(tokens, i):
            yield Spotted(i, i, GPE)


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(personal_titles()) | {"dr", "prof", "sen", "rep", "gov", "president"}


def _titled(tokens: Tokens, free: Sequence[int], owner: Sequence[bool]) -> Iterator[Spotted]:
    """ "Mr Smith": capitalised words after a title that the model took for nothing."""
    honorific = _honorifics()
    for i in free:
        if fold(tokens.word[i]) in honorific and i + 1 < len(tokens) and not owner[i + 1]:
            last = i
            while last < i + 3 and is_name_word(tokens, last + 1) and not owner[last + 1]:
                last += 1
            if last > i and fold(tokens.word[i + 1]) not in titles() and len(tokens.word[last]) > 1:
                yield Spotted(i + 1, last, PERSON)


def _with_first_name(
    tokens: Tokens, free: Sequence[int], owner: Sequence[bool], shouting: Sequence[bool]
) -> Iterator[Spotted]:
    """ "Ann Poole" that the model took for nothing: a given name and more capitalised words."""
    done = -1
    for i in free:
        if i <= done or tokens.tag[i] != "NNP" or any(owner[i : i + 2]) or shouting[i]:
            continue
        if not is_name_word(tokens, i + 1) or is_name_word(tokens, i - 1) or not is_first_name(tokens.word[i]):
            continue
        last = i + 1
        while last < i + 3 and is_name_word(tokens, last + 1) and not owner[last + 1]:
            last += 1
        end = fold(tokens.word[last])
        if len(end) > 2 and not any(end in words(g) for g in ("body", "place", "body ends", "place ends")):
            yield Spotted(i, last, PERSON)
        done = last


def _with_given_names(tokens: Tokens, found: Sequence[Spotted], owner: Sequence[bool]) -> None:
    """Adds given names that the model left out: "Amara" + "Dessaline"."""
    for s in found:
        i = s.first - 1
        if s.kind is not PERSON or i < 0 or owner[i] or not is_name_word(tokens, i):
            continue
        if (
            s.first < s.last
            and is_first_name(tokens.word[s.first])
            and fold(tokens.word[s.first]) not in words("particles")
        ):
            continue
        word = fold(tokens.word[i])
        if word in titles() or any(word in words(g) for g in ("title modifiers", "demonyms", "countries", "not names")):
            continue
        inside = i > 0 and not is_name_word(tokens, i - 1) and tokens.word[i - 1] not in ("“", "‘", '"', "'")
        compound = tokens.dep[i] == "compound" and s.first <= tokens.head[i] <= s.last
        if is_first_name(word) or (compound and inside and tokens.sent[i - 1] == tokens.sent[i]):
            s.first = i


def _signed(tokens: Tokens, found: Sequence[Spotted], article: Article) -> None:
    """Who wrote an article is a person."""
    for block in article.blocks[:8]:
        if block.kind is BlockKind.BYLINE and article.author:
            for s in found:
                if block.start <= tokens.start[s.first] < block.end and text_of(tokens, s) in article.author:
                    s.kind = PERSON


def _hyphens(tokens: Tokens, found: Sequence[Spotted]) -> None:
    """Begins and ends names with whole words: "Ban Ki" + "-" + "moon", "al" + "-" + "Khatari"."""
    word, taken = tokens.word, {s.first for s in found}
    for s in found:
        i = s.last
        while (
            i + 2 < len(word)
            and word[i + 1] == "-"
            and s.kind is PERSON
            and tokens.end[i] == tokens.start[i + 1] == tokens.start[i + 2] - 1
            and i + 2 not in taken
            and tokens.tag[i + 2] in ("NNP", "NN", "CD")
        ):
            i += 2
        s.last = i
        i = s.first - 2
        joined = i >= 0 and word[i + 1] == "-" and i not in taken and tokens.end[i] + 1 == tokens.start[s.first]
        if joined and fold(word[i]) in words("particles"):
            s.first = i


def _shouted(tokens: Tokens, there: Sequence[Spotted], found: Sequence[Spotted]) -> Iterator[Spotted]:
    """Full names in a headline in title case of people whom the text below calls by their surname alone."""
    if not there:
        return
    alone = {key_of(tokens, s) for s in found if s.first == s.last and s.kind is PERSON}
    owner = _owners(tokens, found)
    for s in there:
        if s.kind is PERSON and is_first_name(tokens.word[s.first]) and not any(owner[s.first : s.last + 1]):
            for last in range(s.first + 1, min(s.last, s.first + 3) + 1):
                if fold(tokens.word[last]) in alone:
                    yield Spotted(s.first, last, PERSON)
                    break


def _is_family(tokens: Tokens, s: Spotted, surnames: Counter[str]) -> bool:
    """ "the Penhales": a family, not a person."""
    word = fold(tokens.word[s.last])
    return s.first == s.last and word.endswith("s") and word not in surnames and word.removesuffix("s") in surnames


def _missed(tokens: Tokens, found: Sequence[Spotted], surnames: Counter[str]) -> Iterator[Spotted]:
    """Repetitions of known names where the model found nothing."""
    owner = _owners(tokens, found)
    known: dict[str, list[tuple[tuple[str, ...], EntityKind]]] = {}
    seen = set()
    for surname in surnames:
        parts = tuple(surname.replace("-", " - ").split())
        seen.add(parts)
        known.setdefault(parts[0], []).append((parts, PERSON))
    for s in found:
        parts = tuple(map(fold, tokens.word[s.first : s.last + 1]))
        if parts not in seen:
            seen.add(parts)
            known.setdefault(parts[0], []).append((parts, s.kind))
    done = -1
    for i in tokens.capitals:
        if i <= done or owner[i]:
            continue
        entries = known.get(fold(tokens.word[i]))
        if entries is None:
            continue
        for parts, kind in sorted(entries, key=lambda entry: -len(entry[0])):
            last = i + len(parts) - 1
            if _stands(tokens, i, parts) and not any(owner[i : last + 1]):
                yield Spotted(i, last, kind)
                done = last
                break


def _stands(tokens: Tokens, i: int, parts: tuple[str, ...]) -> bool:
    """Whether a known name stands at a token; an ordinary word must be tagged as a name or be in capitals."""
    if i + len(parts) > len(tokens):
        return False
    if len(parts) == 1 and tokens.tag[i] not in ("NNP", "NNPS"):
        in_capitals = tokens.word[i].isupper() and len(tokens.word[i]) > 3
        if not in_capitals and parts[0].islower() and parts[0] in tokens.word:
            return False
    return all(fold(tokens.word[i + k]) == part for k, part in enumerate(parts))
