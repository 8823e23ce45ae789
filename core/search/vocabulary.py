"""The words of the library, and which of them a misspelt one may stand for."""

from __future__ import annotations

import time
from weakref import WeakKeyDictionary

from newsreader.core.library.connection import Database

CLOSEST = 8
"""Spellings tried for a word."""

SHORTEST_BEGINNING = 5
"""Letters of an unfinished word before it is taken for misspelt: fewer come near too many words."""

RELOAD_SECONDS = 2.0
"""While a batch of articles is coming in, the vocabulary may be this old."""


class Vocabulary:
    """Every folded word of a library with the number of passages it stands in."""

    def __init__(self, terms: dict[str, int], version: tuple[int, int]) -> None:
        self.terms = list(terms)
        self.passages = terms
        self.version = version
        self.loaded = time.monotonic()
        self._close: dict[str, dict[str, float]] = {}
        self._begun: dict[str, dict[str, float]] = {}
        self._beginnings: dict[int, list[str]] = {}

    def close_to(self, word: str) -> dict[str, float]:
        """Words of the library that differ from `word` by a slip or two, with how near they are: 0 to 1."""
        if word not in self._close:
            self._close[word] = _closest(word, self.terms, self.passages)
        return self._close[word]

    def beginnings_close_to(self, word: str) -> dict[str, float]:
        """Beginnings of the library's words, as long as `word`, that differ from it by a slip or two."""
        length = len(word)
        if length < SHORTEST_BEGINNING:
            return {}
        if word not in self._begun:
            if length not in self._beginnings:
                self._beginnings[length] = list({term[:length]: None for term in self.terms if len(term) > length})
            self._begun[word] = _closest(word, self._beginnings[length], {})
        return self._begun[word]


def slips(word: str) -> int:
    """How many letters of a word may be wrong, missing, added or swapped."""
    return 0 if len(word) < 3 else 1 if len(word) < 7 else 2 if len(word) < 11 else 3


def vocabulary(database: Database) -> Vocabulary:
    """The vocabulary of a library as it is now, or was a moment ago."""
    known = _loaded.get(database)
    version = database.version()
    if known and (known.version == version or time.monotonic() - known.loaded < RELOAD_SECONDS):
        return known
    terms = {term: passages for term, passages in database.rows("SELECT term, doc FROM passage_terms")}
    _loaded[database] = Vocabulary(terms, version)
    return _loaded[database]


_loaded: WeakKeyDictionary[Database, Vocabulary] = WeakKeyDictionary()


def _closest(word: str, terms: list[str], passages: dict[str, int]) -> dict[str, float]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    allowed = slips(word)
    if not allowed:
        return {}
    found = process.extract(word, terms, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    found.sort(key=lambda match: (match[1], match[0][0] != word[0], -passages.get(match[0], 0)))
    return {term: 1 - distance / len(word) for term, distance, _ in found[:CLOSEST] if distance}
