"""The words of a quote as its versions have them in common: their stems, in order, each with how telling it is."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple
from zlib import crc32

VERSION = 1
"""Another one wherever wordings or keys are made in another way."""

UNLISTED = 11
"""Bits of a stem that is not among the frequent ones: fewer than one quote in a thousand has it."""

NAME, REST_OF_NAME = 8, 3
"""Bits of a name, and of what follows in it: names say what a quote is about, and many are about the same."""

LONGEST = 400
"""Words of a quote that are looked at; a speech printed in full is known by its beginning."""

RARE = 10
"""Bits from which on a stem is a key by itself."""

NEAR = 2
"""How far apart two frequent stems may stand, in words that tell something, to make a key together."""

TITLE = 0.6
"""Share of words with a capital from which on a quote is a headline, whose capitals make no names."""

_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_STEM = (1 << 28) - 1
_UNLISTED, _NUMBER = 1 << 27, 1 << 26


class Wording(NamedTuple):
    """The words of a quote in order: a number of 28 bits for each one's stem, and how telling it is where it stands.

    That is, in bits, how few quotes have the stem: 0 of words like "we" and "would", 5 of "president", 11 of what is
    not among the frequent ones.
    """

    stems: array[int]
    bits: bytes


def wording(text: str) -> Wording:
    """The wording of a quote."""
    found = _WORD.findall(text)[:LONGEST]
    capitals = sum(word[0].isupper() for word in found)
    names = capitals < TITLE * len(found)
    stems, bits = array("I"), bytearray()
    in_name = False
    for word in found:
        telling, stem = _stem_of(word.casefold())
        if names and telling == UNLISTED and word[0].isupper():
            telling = REST_OF_NAME if in_name else NAME
            in_name = True
        else:
            in_name = False
        stems.append(stem)
        bits.append(telling)
    return Wording(stems, bytes(bits))


def packed(own: Wording) -> bytes:
    """A wording as it is kept."""
    return own.stems.tobytes() + own.bits


def unpacked(kept: bytes) -> Wording:
    """The wording that was kept."""
    length = len(kept) // (array("I").itemsize + 1)
    stems = array("I")
    stems.frombytes(kept[: length * stems.itemsize])
    return Wording(stems, kept[length * stems.itemsize :])


def is_listed(stem: int) -> bool:
    """Whether a stem is among the frequent ones, of which it is known how frequent they are."""
    return not stem & _UNLISTED


def is_number(stem: int) -> bool:
    """Whether a stem is a number, in digits or as a word up to twelve."""
    return bool(stem & _NUMBER)


@cache
def negations() -> frozenset[int]:
    """The stems that turn what is said into its opposite."""
    return frozenset(
        _stem_of(word)[1] for word in ("not", "no", "never", "nor", "neither", "nothing", "nobody", "none")
    )


def keys(own: Wording, speaker: str | None = None) -> frozenset[int]:
    """By what versions of a quote find one another: its rare stems, and pairs of frequent ones that stand together.

    A rare stem's key is itself. One key more is for all the words with the speaker: a short quote may have no other.
    """
    found = {_hash(own.stems.tobytes(), speaker or "") | 2 << 28}
    frequent = []
    for stem, telling in zip(*own, strict=True):
        if stem & _UNLISTED or telling >= RARE:
            found.add(stem)
        elif telling:
            frequent.append(stem)
    for at, one in enumerate(frequent):
        for other in frequent[at + 1 : at + 1 + NEAR]:
            if one != other:
                low, high = sorted((one, other))
                found.add((low * 0x9E3779B1 ^ high * 0x85EBCA77) & _STEM | 1 << 28)
    return frozenset(found)


def _hash(data: bytes, more: str) -> int:
    return crc32(more.encode("utf-8", "surrogatepass"), crc32(data)) & _STEM


@lru_cache(1 << 17)
def _stem_of(word: str) -> tuple[int, int]:
    """How telling a word is, and what stands for its stem."""
    if word in _function_words():
        # "n't" comes apart before the t, and "don't" is to be "do not".
        telling, stem = 0, "not" if word == "t" else word[:-1] if word.endswith("n") and word[:-1] in _verbs() else word
    else:
        stem = _stem(word)
        telling = _frequent().get(stem, UNLISTED)
    marks = (_UNLISTED if telling == UNLISTED else 0) | (_NUMBER if stem[0].isdigit() else 0)
    return telling, crc32(stem.encode("utf-8", "surrogatepass")) & (_NUMBER - 1) | marks


def _stem(word: str) -> str:
    if word in _NUMBERS:
        return str(_NUMBERS.index(word))
    if word[0].isdigit():
        return word.replace(",", "")
    return _stemmer()(_irregular().get(word, word))


@cache
def _stemmer() -> Callable[[str], str]:
    from snowballstemmer.english_stemmer import EnglishStemmer  # takes its time

    stem: Callable[[str], str] = EnglishStemmer().stemWord
    return stem


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for line in _lines("function.txt") for word in line)


@cache
def _verbs() -> frozenset[str]:
    """What may stand before "n't"."""
    forms = "do does did is are was were would could should has have had"
    return frozenset(forms.split())


@cache
def _irregular() -> dict[str, str]:
    return {form: base for base, *forms in _lines("irregular.txt") for form in forms}


@cache
def _frequent() -> dict[str, int]:
    return {stem: int(telling) for telling, *stems in _lines("frequent.txt") for stem in stems}


def _lines(name: str) -> list[list[str]]:
    """The words of every line of a word list, without its comments."""
    from importlib.resources import files  # not needed by those who only read

    kept = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line.split() for line in kept if line and not line.startswith("#")]
