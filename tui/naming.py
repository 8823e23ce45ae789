"""Which name a reader means who types some letters of it. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, islice

from newsreader.tui.matching import plain

MOST = 6
"""Names that are offered."""

LONGEST = 60
"""Characters of what is typed that are compared."""

_TYPOS = 2  # letters that may be wrong in a word of six or more, half of them in a shorter one
_LONG = 6
_LIKE = 100  # words that are like one


class Names:
    """The names of an article, then those of the whole library, each once; the best ones first.

    Making it takes a millisecond for a thousand names.
    """

    def __init__(self, here: Sequence[str], elsewhere: Sequence[str] = ()) -> None:
        self.all = list(dict.fromkeys(name for name in (*here, *elsewhere) if name.strip()))
        self._plain = [f" {' '.join(plain(name).split())}" for name in self.all]
        # One text is searched faster than fifty thousand.
        self._text = "\n".join(self._plain)
        self._starts = [0, *accumulate(len(name) + 1 for name in self._plain)]
        self._words: dict[str, list[int]] = {}  # which names have a word
        for index, name in enumerate(self._plain):
            for word in name.split():
                self._words.setdefault(word, []).append(index)

    def offered(self, typed: str) -> list[str]:
        """What Enter could mean, the likeliest first: names whose words begin as typed, what is typed, names like it.

        What is typed is among them exactly once; it comes first where it is a name.
        """
        typed = " ".join(typed.split())
        words = plain(typed[:LONGEST]).split()
        if not words:
            return ["", *self.all[:MOST]]
        begun = [self.all[index] for index in islice(self._begun(words), MOST)]
        if typed in self._known:
            return [typed, *(name for name in begun if name != typed)][:MOST]
        found = begun[: MOST - 1]
        like = [name for name in self._like(words) if name not in begun] if len(found) < MOST - 1 else []
        return [*found, typed, *like[: MOST - 1 - len(found)]]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.all)

    def _begun(self, words: Sequence[str]) -> Iterator[int]:
        """The names in which each of some words begins one."""
        longest, at = f" {max(words, key=len)}", 0
        while (found := self._text.find(longest, at)) >= 0:
            index = bisect_right(self._starts, found) - 1
            if all(f" {word}" in self._plain[index] for word in words):
                yield index
            at = self._starts[index + 1]

    def _like(self, words: Sequence[str]) -> list[str]:
        """The names in which each word stands, or one spelt nearly so."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        among: set[int] | None = None
        for word in words:
            most = _TYPOS if len(word) >= _LONG else len(word) // 3
            near = process.extract(word, self._words.keys(), scorer=OSA.distance, score_cutoff=most, limit=_LIKE)
            have = {index for other, _, _ in near for index in self._words[other]}
            among = have if among is None else among & have
        return [self.all[index] for index in sorted(among or ())]
