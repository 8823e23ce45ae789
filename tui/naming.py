"""Which name a reader means who types some letters of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from newsreader.tui.matching import plain

MOST = 6
"""Names that are offered."""

LONGEST = 60
"""Characters of what is typed that are compared."""

_TYPOS = 2  # letters that may be wrong in a word of six or more, half of them in a shorter one
_LONG = 6


class Names:
    """The names of an article, then those of the whole library, each once; the best ones first."""

    def __init__(self, here: Sequence[str], elsewhere: Sequence[str] = ()) -> None:
        self.all = list(dict.fromkeys(name for name in (*here, *elsewhere) if name.strip()))
        self._plain = [f" {' '.join(plain(name).split())}" for name in self.all]
        self._words: dict[str, list[int]] = {}  # which names have a word, made when the first typo is made

    def offered(self, typed: str) -> list[str]:
        """What Enter could mean, the likeliest first: names with words that begin as typed, what is typed, names like it.

        What is typed is among them exactly once; it comes first where it is a name.
        """
        typed = " ".join(typed.split())
        words = plain(typed[:LONGEST]).split()
        if not words:
            return ["", *islice(self.all, MOST)]
        begun = [
            self.all[i] for i, name in enumerate(self._plain) if all(f" {word}" in name for word in words)
        ]  # fmt: skip
        if typed in self.all:
            begun = [typed, *(name for name in begun if name != typed)]
            return begun[:MOST]
        found = begun[: MOST - 1]
        like = [name for name in self._like(words) if name not in begun] if len(found) < MOST - 1 else []
        return [*found, typed, *like[: MOST - 1 - len(found)]]

    def _like(self, words: Sequence[str]) -> list[str]:
        """The names in which each word stands, or one spelt nearly so."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if not self._words:
            for index, name in enumerate(self._plain):
                for word in name.split():
                    self._words.setdefault(word, []).append(index)
        known, among = list(self._words), set(range(len(self.all)))
        for word in words:
            most = _TYPOS if len(word) >= _LONG else len(word) // 3
            near = process.extract(word, known, scorer=OSA.distance, score_cutoff=most, limit=None)
            among &= {index for other, _, _ in near for index in self._words[other]}
        return [self.all[index] for index in sorted(among)]
