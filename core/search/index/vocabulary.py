"""The words of a segment: the exact one, those that begin with or contain something, those spelt nearly so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]

SAID_BY = "@"
"""Begins the words of a speaker's name that are put to the passage he is quoted in; no word of a text begins so."""

_GRAMS = 8_192
"""Buckets of letter pairs; pairs that share one by chance only make more candidates."""

_LONGEST = 24
"""Letters of a word that may be misspelt; longer ones are addresses and noise."""

_PRIME = 1_000_003
_INVERSE = pow(_PRIME, -1, 1 << 64)
_MASK = (1 << 64) - 1
_BREAK = "\n"


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Sorted words with two ways to near ones.

    blob: the words in UTF-8, each followed by a line break, in order of code points; offsets: (words + 1) int64, where
    each begins in `blob`. gram_starts: (8,192 + 1) int64 into gram_words, the words that have a pair of letters.
    slip_hashes: ascending uint64, of every word and of every word less one letter; slip_words: whose hash it is
    (the deletion neighbourhood of Mor and Fraenkel, 1982, as in SymSpell).
    """

    blob: NDArray[np.uint8]
    offsets: Longs
    gram_starts: Longs
    gram_words: Ints
    slip_hashes: NDArray[np.uint64]
    slip_words: Ints

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def word(self, number: int) -> str:
        """A word by its number."""
        return self._bytes(number).decode("utf-8", "surrogatepass")

    def words(self) -> list[str]:
        """All words in order."""
        return self.blob.tobytes().decode("utf-8", "surrogatepass").split(_BREAK)[:-1]

    def number(self, word: str) -> int:
        """The number of a word, -1 where it is not known."""
        key = word.encode("utf-8", "surrogatepass")
        at = self._first(key)
        return at if at < len(self) and self._bytes(at) == key else -1

    def beginning(self, start: str) -> range:
        """The numbers of the words that begin so."""
        key = start.encode("utf-8", "surrogatepass")
        return range(self._first(key), self._first(key + b"\xff"))

    def containing(self, part: str, at_start: bool, at_end: bool) -> Ints:
        """The numbers of the words of texts that contain `part`; at their start or at their end where that is asked."""
        start, end = (b"(?<![^\n])" if at_start else b""), (b"(?=\n)" if at_end else b"")
        pattern = start + re.escape(part.encode("utf-8", "surrogatepass")) + end
        places = np.fromiter((match.start() for match in re.finditer(pattern, self.blob.data)), np.int64)
        numbers = np.unique(np.searchsorted(self.offsets, places, "right") - 1).astype(np.int32)
        said = self.beginning(SAID_BY)
        return numbers[(numbers < said.start) | (numbers >= said.stop)]

    def near(self, word: str) -> set[int]:
        """The numbers of words that may be `word` misspelt: all within a slip, most of those within two or three."""
        if not 2 < len(word) <= _LONGEST:
            return set()
        found: set[int] = set()
        for value in _slip_hashes(word):
            low = int(np.searchsorted(self.slip_hashes, value))
            while low < len(self.slip_hashes) and self.slip_hashes[low] == value:
                found.add(int(self.slip_words[low]))
                low += 1
        if len(word) > 3:
            found.update(self._sharing(_BREAK + word + _BREAK, 0.45, 64))
        return found

    def near_beginning(self, start: str) -> list[int]:
        """The numbers of words whose beginning may be `start` misspelt."""
        return self._sharing(_BREAK + start, 0.6, 160) if len(start) <= _LONGEST else []

    def _sharing(self, padded: str, least: float, most: int) -> list[int]:
        """The words that share at least so large a part of the letter pairs, those that share most first."""
        grams = np.unique(_grams(_codes(padded)))
        lists = [self.gram_words[self.gram_starts[gram] : self.gram_starts[gram + 1]] for gram in grams]
        counts = np.bincount(np.concatenate(lists), minlength=len(self))
        enough = max(2, int(np.ceil(least * len(grams))))
        numbers = np.flatnonzero(counts >= enough)
        if len(numbers) > most:
            numbers = numbers[np.argsort(-counts[numbers], kind="stable")[:most]]
        return [int(number) for number in numbers]

    def _bytes(self, number: int) -> bytes:
        return self.blob[self.offsets[number] : self.offsets[number + 1] - 1].tobytes()

    def _first(self, key: bytes) -> int:
        """Where a word would stand."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._bytes(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low


ARRAYS = tuple(field.name for field in fields(Vocabulary))


def vocabulary(words: Iterable[str]) -> Vocabulary:
    """The vocabulary of different words, in any order."""
    ordered = sorted(words)
    encoded = [(word + _BREAK).encode("utf-8", "surrogatepass") for word in ordered]
    offsets = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(one) for one in encoded], out=offsets[1:])
    spelt = [word.removeprefix(SAID_BY) for word in ordered]
    gram_starts, gram_words = _gram_lists(spelt)
    slip_hashes, slip_words = _slip_lists(spelt)
    return Vocabulary(
        blob=np.frombuffer(b"".join(encoded), np.uint8),
        offsets=offsets,
        gram_starts=gram_starts,
        gram_words=gram_words,
        slip_hashes=slip_hashes,
        slip_words=slip_words,
    )


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _grams(codes: NDArray[np.uint32]) -> Longs:
    """The bucket of each pair of neighbouring letters."""
    pairs = codes[:-1].astype(np.uint64) * np.uint64(0x9E3779B1) + codes[1:].astype(np.uint64) * np.uint64(0x85EBCA77)
    return ((pairs >> np.uint64(7)) % np.uint64(_GRAMS)).astype(np.int64)


def _gram_lists(words: Sequence[str]) -> tuple[Longs, Ints]:
    """For each pair of letters, the beginning and the end being one, the words that have it."""
    lengths = np.fromiter((len(word) + 1 for word in words), np.int64, len(words))
    text = _BREAK.join(["", *words, ""])
    grams = _grams(_codes(text))[: int(lengths.sum())]
    numbers = np.repeat(np.arange(len(words), dtype=np.int32), lengths)
    order = np.argsort(grams, kind="stable")
    grams, numbers = grams[order], numbers[order]
    if len(grams):
        first = np.ones(len(grams), bool)
        first[1:] = (grams[1:] != grams[:-1]) | (numbers[1:] != numbers[:-1])
        grams, numbers = grams[first], numbers[first]
    starts = np.searchsorted(grams, np.arange(_GRAMS + 1)).astype(np.int64)
    return starts, numbers


def _may_slip(word: str) -> bool:
    return 2 < len(word) <= _LONGEST and word.isalpha()


def _slip_lists(words: Sequence[str]) -> tuple[NDArray[np.uint64], Ints]:
    """The hashes of the words, and of the words less each letter, in ascending order, with the words' numbers."""
    numbers = np.array([number for number, word in enumerate(words) if _may_slip(word)], np.int32)
    if not len(numbers):
        return np.zeros(0, np.uint64), np.zeros(0, np.int32)
    chosen = [words[number] for number in numbers]
    lengths = np.fromiter(map(len, chosen), np.int64, len(chosen))
    begins = np.cumsum(lengths) - lengths
    codes = _codes("".join(chosen)).astype(np.uint64)
    powers = np.array([pow(_PRIME, n, 1 << 64) for n in range(_LONGEST + 1)], np.uint64)
    place = np.arange(len(codes)) - np.repeat(begins, lengths)
    before = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum((codes + np.uint64(1)) * powers[place], out=before[1:])  # wraps round, as the hash does
    first, last = np.repeat(before[begins], lengths), np.repeat(before[begins + lengths], lengths)
    less = (before[:-1] - first) + (last - before[1:]) * np.uint64(_INVERSE)
    whole = before[begins + lengths] - before[begins]
    hashes = np.concatenate([whole, less])
    owners = np.concatenate([numbers, np.repeat(numbers, lengths)])
    order = np.argsort(hashes, kind="stable")
    return hashes[order], owners[order]


def _slip_hashes(word: str) -> list[np.uint64]:
    values = [(ord(letter) + 1) * pow(_PRIME, n, 1 << 64) for n, letter in enumerate(word)]
    total, before, found = sum(values), 0, []
    for value in values:
        found.append((before + (total - before - value) * _INVERSE) & _MASK)
        before += value
    return [np.uint64(value) for value in dict.fromkeys([total & _MASK, *found])]
