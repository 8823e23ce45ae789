"""What kind of thing a name is for: the model's labels, put right by the name's words and the words around it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsreader.core.model import EntityKind
from newsreader.core.nlp.names import (
    fold,
    human_words,
    is_family_first,
    is_first_name,
    is_only_first_name,
    parse_name,
    personal_titles,
    same_names,
    words,
)
from newsreader.core.nlp.tokens import Tokens

# looking a member up on its class costs more than most of what is done with it here
PERSON, ORG, GPE, LOC = EntityKind.PERSON, EntityKind.ORG, EntityKind.GPE, EntityKind.LOC


@dataclass(slots=True)
class Spotted:
    """A name in a text: tokens first … last, without titles and possessive.

    text, key: what `text_of` and `key_of` give, kept from the first time they are asked on; first and last stay then.
    """

    first: int
    last: int
    kind: EntityKind
    text: str = ""
    key: str = ""


def key_of(tokens: Tokens, spotted: Spotted) -> str:
    """A name folded: what its repetitions have in common."""
    if not spotted.key:
        spotted.key = fold(text_of(tokens, spotted))
    return spotted.key


def text_of(tokens: Tokens, spotted: Spotted) -> str:
    """A name as it stands, on one line."""
    if not spotted.text:
        spotted.text = " ".join(tokens.text[tokens.start[spotted.first] : tokens.end[spotted.last]].split())
    return spotted.text


def is_name_word(tokens: Tokens, i: int) -> bool:
    """Whether a token is tagged and written as part of a name."""
    return 0 <= i < len(tokens.tag) and tokens.tag[i] in ("NNP", "NNPS") and tokens.word[i][0].isupper()


_PLACES = frozenset(
    (
        *("united states", "united kingdom", "soviet union", "new york", "new york city", "new zealand", "hong kong"),
        *("north korea", "south korea", "saudi arabia", "south africa", "south sudan", "sri lanka", "costa rica"),
        *("el salvador", "united arab emirates", "czech republic", "los angeles", "washington dc"),
    )
)
_BODIES = frozenset(("european union", "united nations", "white house"))


@lru_cache(maxsize=16_384)
def known_kind(key: str) -> EntityKind | None:
    """The kind of well-known names."""
    if key in words("countries") or key in _PLACES:
        return GPE
    if key in words("regions"):
        return LOC
    if key in words("bodies") or same_names().get(key, key) in _BODIES:
        return ORG
    return None


def judge(tokens: Tokens, found: Sequence[Spotted]) -> Counter[str]:
    """Puts the kinds of names right. Gives the surnames of people, with how often each ends a full name.

    First by a name's own words and its apposition, then by what most mentions of the same name are; surnames of people
    named in full are people wherever they stand alone.
    """
    _by_shape(tokens, found)
    _by_short_form(tokens, found)
    _by_apposition(tokens, found)
    surnames = _surnames(tokens, found)
    _vote(tokens, found, surnames)
    return surnames


def _by_shape(tokens: Tokens, found: Sequence[Spotted]) -> None:
    """ "Anselma Bridge" is a place, "Hallam Ferries" and "the Lindmouth Larks" are bodies."""
    for s in found:
        if s.first == s.last:
            continue
        end = fold(tokens.word[s.last])
        human = s.kind is PERSON and is_first_name(tokens.word[s.first])
        if end in words("body ends"):
            if not human or s.last - s.first > 1:  # "George Roe Presidential Center", but "Ann Church"
                s.kind = ORG
        elif end in words("place ends"):
            if not human and s.kind is not GPE:
                s.kind = LOC
        elif s.kind is PERSON and s.first and tokens.word[s.first - 1].lower() == "the":
            s.kind = ORG


def _by_short_form(tokens: Tokens, found: Sequence[Spotted]) -> None:
    """Two words whose last stands alone elsewhere, and never the first, are a person; bodies are cut to their first."""
    alone = {key_of(tokens, s) for s in found if s.first == s.last}
    for s in found:
        if s.kind is not ORG or s.last != s.first + 1:
            continue
        if s.first and tokens.word[s.first - 1].lower() == "the":
            continue
        first, last = fold(tokens.word[s.first]), fold(tokens.word[s.last])
        if not (
            is_name_word(tokens, s.first) and is_name_word(tokens, s.last) and last in alone and first not in alone
        ):
            continue
        common = any(last in words(g) for g in ("body", "place", "body ends", "place ends", "title modifiers"))
        if not common and known_kind(last) is None and first not in words("demonyms"):
            s.kind = PERSON


def _by_apposition(tokens: Tokens, found: Sequence[Spotted]) -> None:
    """Names beside a word for a person are people: "Alta Roe, a retired teacher", "her coach, Alta Roe"."""
    human = human_words()
    beside = [i for i in tokens.related("appos") if tokens.word[i] in human or tokens.word[tokens.head[i]] in human]
    if not beside:
        return
    at = {i: s for s in found if s.kind is not PERSON for i in range(s.first, s.last + 1)}
    for i in beside:
        head = tokens.head[i]
        s = at.get(head) if tokens.word[i] in human else at.get(i)
        if s is None or known_kind(key_of(tokens, s)) is not None or fold(tokens.word[s.last]) in words("body ends"):
            continue
        between = s.last + 1 if s.last < max(i, head) else s.first - 1
        if tokens.word[between] == ",":
            s.kind = PERSON


def _surnames(tokens: Tokens, found: Sequence[Spotted]) -> Counter[str]:
    """How often each folded word ends the full name of a person, or stands alone after a personal title."""
    out: Counter[str] = Counter()
    personal = personal_titles()
    for s in found:
        titled = s.first > 0 and fold(tokens.word[s.first - 1]) in personal
        if s.kind is not PERSON and not titled:
            continue
        name = parse_name(text_of(tokens, s))
        if name is not None and (len(name.parts) > 1 or titled):
            out[name.parts[0] if is_family_first(name.parts) else name.last] += 1
    return out


def _vote(tokens: Tokens, found: Sequence[Spotted], surnames: Counter[str]) -> None:
    """Brings mentions of one name to one kind: known surnames are persons, else the majority decides."""
    keys = [key_of(tokens, s) for s in found]
    votes: dict[str, defaultdict[EntityKind, int]] = {}
    for s, key in zip(found, keys, strict=True):
        count = votes.get(key)
        if count is None:
            count = votes[key] = defaultdict(int)
        count[s.kind] += 2
        _add_company(tokens, s, count)
    for s, key in zip(found, keys, strict=True):
        known = known_kind(key)
        if (" " not in key and key in surnames and (known is None or known is not s.kind)) or (
            s.kind is not PERSON and _looks_like_person(tokens, s, surnames)
        ):
            s.kind = PERSON
        elif known is not None:
            s.kind = known
        elif len(votes[key]) > 1:
            count = votes[key]
            s.kind = max(count, key=lambda kind: (count[kind], kind is PERSON))
    _teams(tokens, found, keys, surnames)


def _teams(tokens: Tokens, found: Sequence[Spotted], keys: Sequence[str], surnames: Counter[str]) -> None:
    """ "Skelby Terns", and then "the Terns", are no people when Skelby is a place."""
    places = {key for s, key in zip(found, keys, strict=True) if s.kind is GPE}
    teams = set()
    for s in found:
        if s.first == s.last or fold(tokens.word[s.first]) not in places:
            continue
        person = s.kind is PERSON and not is_first_name(tokens.word[s.first])
        if (s.kind is ORG or person) and " " in text_of(tokens, s) and tokens.word[s.first + 1] != "-":
            s.kind = ORG
            teams.add(fold(tokens.word[s.last]))
    if not teams:
        return
    for s, key in zip(found, keys, strict=True):
        if key in teams and s.kind is PERSON:
            s.kind = ORG
            del surnames[key]


def _add_company(tokens: Tokens, s: Spotted, count: defaultdict[EntityKind, int]) -> None:
    """What the words before a name tell of its kind: "in Skelby", "Ms Tully"."""
    if s.first == s.last and s.kind is not PERSON:
        if is_only_first_name(tokens.word[s.first]) or _is_he_or_she(tokens, s.first):
            count[PERSON] += 3
    elif s.first < s.last and fold(tokens.word[s.last]) in words("body ends"):
        return
    if s.first == 0:
        return
    place = LOC if s.kind is LOC else GPE
    after = tokens.word[s.last + 1] if s.last + 1 < len(tokens.word) else ""
    owned = tokens.word[s.last + 2] if after in ("'s", "’s") and s.last + 2 < len(tokens.word) else after
    if owned in words("place nouns"):
        count[place] += 3
    elif after == "," and s.first > 1 and tokens.word[s.first - 1] == "," and is_dateline(tokens, s.first - 2):
        count[place] += 4
    before = tokens.word[s.first - 1].lower()
    if before == "the" and s.first > 1:
        before = tokens.word[s.first - 2].lower()
    if before in words("place prepositions"):
        if s.kind is not ORG or before in ("in", "near", "above", "across"):
            count[place] += 3
    elif before in ("of", "for") and s.first > 2 and s.kind is PERSON and _is_human(tokens, s.first - 2):
        count[place] += 3  # "Mayor Lasko of Skelby", "a deputy for Skelby"
    elif fold(before) in personal_titles():
        count[PERSON] += 6


def _is_he_or_she(tokens: Tokens, at: int) -> bool:
    """Whether a subject goes on as "he" or "she" before anybody else is named: "Roe said he would"."""
    if tokens.dep[at] != "nsubj" or tokens.quoted[at]:
        return False
    for i in range(at + 1, min(at + 12, len(tokens))):
        if tokens.sent[i] != tokens.sent[at] or tokens.entity[i] == "PERSON" or tokens.quoted[i]:
            return False
        if tokens.word[i] in ("he", "she", "his", "her", "himself", "herself"):
            return True
    return False


def _is_human(tokens: Tokens, i: int) -> bool:
    """Whether a token is a person's name or an office that goes with a place."""
    return tokens.entity[i] == "PERSON" or tokens.word[i].lower() in _OFFICES


_OFFICES = frozenset(
    ("mayor", "deputy", "mp", "governor", "bishop", "archbishop", "senator", "member", "delegate", "councillor", "duke")
)


def is_dateline(tokens: Tokens, i: int) -> bool:
    """Whether a token in capitals begins a paragraph as places of reporting do: "SKELBY, 27 October", "SKELBY (AP)"."""
    return (
        tokens.word[i].isupper()
        and tokens.word[i].isalpha()
        and len(tokens.word[i]) > 3
        and (i == 0 or "\n" in tokens.word[i - 1])
        and i + 1 < len(tokens)
        and tokens.word[i + 1] in (",", "(", "—", "–", "-")
    )


def _looks_like_person(tokens: Tokens, s: Spotted, surnames: Counter[str]) -> bool:
    """A given name or a known surname in two to four words, no word for a body or place among them."""
    if not 1 <= s.last - s.first <= 5:
        return False
    first, end = fold(tokens.word[s.first]), fold(tokens.word[s.last])
    return (
        (is_first_name(first) or end in surnames)
        and all(is_name_word(tokens, i) or tokens.word[i] == "-" for i in range(s.first, s.last + 1))
        and not any(end in words(group) for group in ("body", "place", "body ends", "place ends"))
        and first not in words("countries")
        and first not in words("demonyms")
        and not (s.first and tokens.word[s.first - 1].lower() == "the")
    )
