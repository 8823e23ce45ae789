"""What somebody types who half remembers a passage: noise of named kinds, the same for a seed.

Every query has 3 to 9 words, is made from words of which two or more are content words, holds one of them as it
stands in the passage, and as a whole stands nowhere in the passage. Four of five are in lower case. Nothing keeps two
passages from answering one equally well: that is a loss to every engine alike.

TYPOS: 3 to 7 words in a row, one or two of them misspelt: a letter too many, missing, replaced by a neighbour on the
    keyboard, or changed with the next.
DROPPED: 5 to 11 words in a row of which one to three inner ones are left out.
SWAPPED: 3 to 7 words in a row, two of them changed over or, in one of three, all in another order.
HALF: 4 to 7 content words from anywhere, mostly in order; every third with another ending (plural, -ed, -ing, a
    noun's), one replaced by a word common in the library, up to two function words put between.
NAMES: of a name's two words the last, or the first and the last as one who only heard it spells it; with two content
    words of the passage.
MIXED: words in a row with one left out, two changed over in half of the cases, one with another ending in half of
    them, and one misspelt.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.benchmarks.search.corpus import Item
from tests.benchmarks.search.text import FUNCTION_WORDS, is_content, key, words
from tests.benchmarks.search.vocabulary import Form, inflected

TYPOS, DROPPED, SWAPPED, HALF, NAMES, MIXED = "typos", "dropped", "swapped", "half", "names", "mixed"

FEWEST, MOST = 3, 9
"""Words of a query."""

TRIES = 30
"""How often a passage is tried before it is given up for a kind."""

FILLERS = ("the", "of", "a", "in", "to", "that", "for", "with", "about", "and", "on", "said")

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

_HEARD: tuple[tuple[str, str], ...] = (
    ("yy$", "y"), ("y$", "ey"), ("ie", "ei"), ("ei", "ie"), ("ph", "f"), ("ck", "k"), ("c(?=[aou])", "k"),
    ("sch", "sh"), (r"(\w)\1", r"\1"), ("y", "i"), ("z", "s"), ("([^aeious])er$", r"\1or"), ("e$", ""),
    ("on$", "en"), ("v", "w"), ("(?<=[aeiou])([lnrst])(?=[aeiou])", r"\1\1"), ("k", "c"), ("a", "e"), ("i", "e"),
    ("o", "u"),
)  # fmt: skip
"""Ways to spell a name by ear: a pattern and what is written for it once."""

Noise = Callable[[list[str], Sequence[str], random.Random], list[str] | None]


@dataclass(frozen=True, slots=True)
class Memory:
    """A query, its kind, and the passage that is meant."""

    kind: str
    query: str
    item: Item


def memories(items: Sequence[Item], count: int, common: Sequence[str], seed: int) -> list[Memory]:
    """`count` memories, every kind in turn, each of another passage as long as there are enough of them.

    common: content words that are frequent in the library. Raises ValueError where a kind suits no passage.
    """
    rng = random.Random(seed)
    kinds = list(NOISES)
    found: list[Memory] = []
    waiting, given_up = list(items), 0
    while len(found) < count:
        kind = kinds[len(found) % len(kinds)]
        for position, item in enumerate(waiting):
            if query := _query(item, kind, common, rng):
                found.append(Memory(kind, query, item))
                del waiting[position]
                given_up = 0
                break
        else:
            waiting, given_up = list(items), given_up + 1
            if given_up > 1:
                raise ValueError(f"no passage can be remembered in the way of {kind!r}")
    return found


def _query(item: Item, kind: str, common: Sequence[str], rng: random.Random) -> str | None:
    said = words(item.text)
    forms = set(key(item.text).split())
    for _ in range(TRIES):
        noisy = NOISES[kind](said, common, rng)
        if noisy is None:
            return None
        query = " ".join(noisy)
        if rng.random() < 0.8:
            query = query.lower()
        kept = any(is_content(word) and word.lower() in forms for word in noisy)
        if FEWEST <= len(noisy) <= MOST and kept and key(query).strip() not in key(item.text):
            return query
    return None


def misspelt(word: str, rng: random.Random) -> str:
    """A word of three letters or more with one slip of the fingers; its first letter mostly stays."""
    at = rng.randrange(0 if rng.random() < 0.1 else 1, len(word))
    slip = rng.randrange(4)
    if slip == 0:
        return word[:at] + _beside(word[at], rng) + word[at:]
    if slip == 1:
        return word[:at] + word[at + 1 :]
    before = min(at, len(word) - 2)
    if slip == 2 or word[before] == word[before + 1]:
        return word[:at] + _beside(word[at], rng) + word[at + 1 :]
    at = before
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def other_ending(word: str, rng: random.Random) -> str:
    """A word as another of its family: one ending less, or one more."""
    for ending, stem in (("ies", "y"), ("ing", ""), ("ation", "e"), ("ment", ""), ("ed", ""), ("ly", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) > 3 and not word.endswith("ss"):
            return word[: -len(ending)] + stem
    if word[0].isupper():  # names mostly: a plural or a genitive at most
        return inflected(word, Form.S)
    return inflected(word, rng.choice((Form.S, Form.S, Form.S, Form.ED, Form.ING, Form.NOMINAL)))


def heard(name: str, rng: random.Random) -> str:
    """A name spelt by ear, in one place wrong."""
    name = name.lower()
    ways = [(pattern, other) for pattern, other in _HEARD if re.search(pattern, name)]
    if not ways:
        return misspelt(name, rng)
    pattern, other = rng.choice(ways[:4])
    return re.sub(pattern, other, name, count=1)


def _beside(letter: str, rng: random.Random) -> str:
    """A letter whose key is beside, above or below."""
    for row, keys in enumerate(_ROWS):
        at = keys.find(letter.lower())
        if at >= 0:
            near: list[str] = [*keys[max(0, at - 1) : at], *keys[at + 1 : at + 2]]
            near += [r[at] for r in _ROWS[max(0, row - 1) : row + 2] if r is not keys and at < len(r)]
            return rng.choice(near)
    return rng.choice("etaoin")


def _stretch(said: list[str], lengths: tuple[int, int], rng: random.Random) -> list[str] | None:
    """Words in a row with two content words or more, or None where none were met."""
    for _ in range(TRIES):
        length = min(rng.randint(*lengths), len(said))
        at = rng.randrange(len(said) - length + 1)
        taken = said[at : at + length]
        if sum(map(is_content, taken)) >= 2:
            return taken
    return None


def _with_slips(taken: list[str], slips: int, rng: random.Random) -> list[str]:
    places = [n for n, word in enumerate(taken) if len(word) > 3 and word.isalpha()]
    changed = list(taken)
    for place in rng.sample(places, min(slips, len(places))):
        changed[place] = misspelt(taken[place], rng)
    return changed


def _changed_over(taken: list[str], rng: random.Random) -> list[str]:
    changed = list(taken)
    one, other = rng.sample(range(len(taken)), 2)
    changed[one], changed[other] = changed[other], changed[one]
    return changed


def _typos(said: list[str], common: Sequence[str], rng: random.Random) -> list[str] | None:
    taken = _stretch(said, (3, 7), rng)
    return taken and _with_slips(taken, rng.randint(1, 2), rng)


def _dropped(said: list[str], common: Sequence[str], rng: random.Random) -> list[str] | None:
    taken = _stretch(said, (5, 11), rng)
    if taken is None:
        return None
    gone = set(rng.sample(range(1, len(taken) - 1), rng.randint(1, 3)))
    return [word for place, word in enumerate(taken) if place not in gone]


def _swapped(said: list[str], common: Sequence[str], rng: random.Random) -> list[str] | None:
    taken = _stretch(said, (3, 7), rng)
    if taken is None:
        return None
    return rng.sample(taken, len(taken)) if rng.random() < 1 / 3 else _changed_over(taken, rng)


def _half(said: list[str], common: Sequence[str], rng: random.Random) -> list[str] | None:
    places = [place for place, word in enumerate(said) if is_content(word)]
    if len(places) < 4:
        return None
    chosen = rng.sample(places, rng.randint(4, min(7, len(places))))
    if rng.random() < 0.7:
        chosen.sort()
    taken = [other_ending(said[p], rng) if rng.random() < 1 / 3 else said[p] for p in chosen]
    taken[rng.randrange(len(taken))] = rng.choice(common)
    for _ in range(rng.randint(0, 2)):
        taken.insert(rng.randrange(len(taken)), rng.choice(FILLERS))
    return taken


def _names(said: list[str], common: Sequence[str], rng: random.Random) -> list[str] | None:
    called = [place for place in range(2, len(said)) if _is_name(said[place - 1]) and _is_name(said[place])]
    if not called or 2 * sum(word[0].isupper() for word in said) > len(said):  # a headline in capitals has no names
        return None
    last = rng.choice(called)
    other = [word for place, word in enumerate(said) if is_content(word) and place not in (last - 1, last)]
    if len(other) < 2:
        return None
    name = [said[last]] if rng.random() < 0.5 else [said[last - 1], heard(said[last], rng)]
    taken = rng.sample(other, 2)
    return name + taken if rng.random() < 0.7 else taken + name


def _is_name(word: str) -> bool:
    return len(word) > 2 and word.istitle() and word.isalpha() and word.lower() not in FUNCTION_WORDS


def _mixed(said: list[str], common: Sequence[str], rng: random.Random) -> list[str] | None:
    taken = _stretch(said, (5, 8), rng)
    if taken is None:
        return None
    del taken[rng.randrange(len(taken))]
    if rng.random() < 0.5:
        taken = _changed_over(taken, rng)
    inflectable = [place for place, word in enumerate(taken) if is_content(word)]
    if inflectable and rng.random() < 0.5:
        place = rng.choice(inflectable)
        taken[place] = other_ending(taken[place], rng)
    return _with_slips(taken, 1, rng)


NOISES: dict[str, Noise] = {
    TYPOS: _typos,
    DROPPED: _dropped,
    SWAPPED: _swapped,
    HALF: _half,
    NAMES: _names,
    MIXED: _mixed,
}
