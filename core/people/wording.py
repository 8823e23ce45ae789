"""The words of a quote as its versions have them in common: their stems, in order, each with how telling it is."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files
from zlib import crc32

VERSION = 1
"""Another one wherever wordings or keys are made in another way."""

UNLISTED = 11
"""Bits of a stem that is not among the frequent ones: fewer than one quote in a thousand has it."""

LONGEST = 400
"""Words of a quote that are looked at; a speech printed in full is known by its beginning."""

RARE = 10
"""Bits from which on a stem is a key by itself."""

NEAR = 2
"""How far apart two frequent stems may stand, in words that tell something, to make a key together."""

_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_SHIFT = 28
_MASK = (1 << _SHIFT) - 1


def words(text: str) -> list[str]:
    """The words of a text without their case: numbers whole, contractions in their parts."""
    return _WORD.findall(text.casefold())


def wording(text: str) -> array[int]:
    """A number a word, in order: 28 bits that stand for its stem, above them in 4 bits how telling it is.

    That is the binary logarithm of how few quotes have the stem: 0 of words like "we" and "would", 4 of "president",
    11 of what is not among the frequent ones.
    """
    return array("I", [_token(word) for word in words(text)[:LONGEST]])


def bits(token: int) -> int:
    """How telling a word of a wording is."""
    return token >> _SHIFT


def keys(own: array[int], speaker: str | None = None) -> frozenset[int]:
    """By what versions of a quote find one another: its rare stems, and pairs of frequent ones that stand together.

    One key more is for all its words with the speaker: a short quote may have no other.
    """
    found = {crc32(own.tobytes() + (speaker or "").encode("utf-8", "surrogatepass")) & _MASK | 2 << _SHIFT}
    found |= {token & _MASK for token in own if token >> _SHIFT >= RARE}
    frequent = [token for token in own if 0 < token >> _SHIFT < RARE]
    for at, one in enumerate(frequent):
        for other in frequent[at + 1 : at + 1 + NEAR]:
            if one != other:
                low, high = sorted((one, other))
                found.add((low * 0x9E3779B1 ^ high * 0x85EBCA77) & _MASK | 1 << _SHIFT)
    return frozenset(found)


@lru_cache(1 << 15)
def _token(word: str) -> int:
    if word in _function_words():
        telling, stem = 0, word
    else:
        stem = _stem(word)
        telling = _frequent().get(stem, UNLISTED)
    return telling << _SHIFT | crc32(stem.encode("utf-8", "surrogatepass")) & _MASK


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
def _irregular() -> dict[str, str]:
    return {form: base for base, *forms in _lines("irregular.txt") for form in forms}


@cache
def _frequent() -> dict[str, int]:
    return {stem: int(telling) for telling, *stems in _lines("frequent.txt") for stem in stems}


def _lines(name: str) -> list[list[str]]:
    """The words of every line of a word list, without its comments."""
    kept = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line.split() for line in kept if line and not line.startswith("#")]
