"""Invented words and names, so that the vocabulary of generated text grows as that of real text does."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.search.text import FUNCTION_WORDS

MANDELBROT = 20.0
"""Rank r is drawn in proportion to 1 / (r + MANDELBROT): Zipf's law with a flattened head, as content words have it."""


class Form(IntEnum):
    """What may stand in a word's place: nothing else, a name, a number, or a word with the same ending."""

    KEPT = 0
    NAME = 1
    NUMBER = 2
    PLAIN = 3
    S = 4
    ED = 5
    ING = 6
    LY = 7
    NOMINAL = 8


_ENDINGS = (
    (Form.ING, re.compile(r"\w{3}ing")),
    (Form.ED, re.compile(r"\w{3}ed")),
    (Form.LY, re.compile(r"\w{3}ly")),
    (Form.NOMINAL, re.compile(r"\w{3}(?:tion|ment|ness)")),
    (Form.S, re.compile(r"\w{3}[^s]s")),
)
_ONSETS = re.findall(r"\w+", "b br c ch cl d dr f fl g gl gr h j k l m n p pl pr qu r s sh sk sl st t th tr v w")
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "oa", "ou"]
_CODAS = ["", "", "", "l", "m", "n", "r", "s", "t", "ck", "nd", "rn", "st", "lt"]
_NAMES = ["son", "sky", "skyy", "ov", "ez", "man", "ton", "berg", "er", "ini", "ara", "wick", "dottir", "ic", "a", "o"]


def form_of(word: str, inside: bool) -> Form:
    """The form of a bare word. inside: it does not begin a sentence, so that a capital makes it a name."""
    if any(c.isdigit() for c in word):
        return Form.NUMBER
    if word.lower() in FUNCTION_WORDS or len(word) < 3 or not word.isalpha():
        return Form.KEPT
    if inside and word[0].isupper():
        return Form.NAME
    return next((form for form, pattern in _ENDINGS if pattern.fullmatch(word.lower())), Form.PLAIN)


def inflected(word: str, form: Form) -> str:
    """A plain word with an ending, by the rules of English spelling, without its exceptions."""
    stem = word[:-1] if word.endswith("e") else word
    y = word.endswith("y") and word[-2:-1] not in tuple("aeiou")
    if form is Form.S:
        return word[:-1] + "ies" if y else word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
    if form is Form.ED:
        return word[:-1] + "ied" if y else stem + "ed"
    if form is Form.ING:
        return stem + "ing"
    if form is Form.LY:
        return word[:-1] + "ily" if y else word + "ly"
    if form is Form.NOMINAL:
        return stem + "ation" if len(word) % 2 else word + "ment"
    return word


class Vocabulary:
    """Words by rank, the frequent ones first, each in every form of `Form`.

    known: words that come first, most frequent first; names: the same for names. size: words and names in all, each.
    A larger one of the same seed begins with the words and names of a smaller one.
    """

    def __init__(self, size: int, known: Sequence[str], names: Sequence[str], seed: int) -> None:
        for_words, for_names, rng = (np.random.default_rng([seed, n]) for n in range(3))
        plain = _up_to(size, known, lambda: _syllables(for_words, (1, 2, 2, 3)))
        called = _up_to(size, names, lambda: _name(for_names))
        self.size = size
        self.written: dict[Form, list[str]] = {
            Form.NAME: called,
            Form.NUMBER: [str(number) for number in rng.zipf(1.3, size) % 100_000],
        }
        for form in (Form.PLAIN, Form.S, Form.ED, Form.ING, Form.LY, Form.NOMINAL):
            self.written[form] = [inflected(word, form) for word in plain]

    def ranks(self, rng: np.random.Generator, shape: int | tuple[int, int]) -> NDArray[np.int64]:
        """Ranks in [0, size) drawn by the law of Zipf and Mandelbrot, an array of the shape asked."""
        drawn = MANDELBROT * ((self.size + MANDELBROT) / MANDELBROT) ** rng.random(shape) - MANDELBROT
        return np.minimum(drawn.astype(np.int64), self.size - 1)


def _up_to(size: int, first: Sequence[str], another: Callable[[], str]) -> list[str]:
    found = dict.fromkeys(first[:size])
    while len(found) < size:
        found[another()] = None
    return list(found)


def _syllables(rng: np.random.Generator, lengths: Sequence[int]) -> str:
    count = lengths[int(rng.random() * len(lengths))]
    parts: list[str] = []
    for _ in range(count):
        first, second, third = rng.random(3)
        parts += [_pick(_ONSETS, first), _pick(_VOWELS, second), _pick(_CODAS, third)]
    return "".join(parts)


def _name(rng: np.random.Generator) -> str:
    return (_syllables(rng, (1, 2)) + _pick(_NAMES, rng.random())).capitalize()


def _pick(among: Sequence[str], at: float) -> str:
    return among[int(at * len(among))]
