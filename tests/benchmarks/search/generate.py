"""Passages that were never written, many a second, from a seed.

Two ways, by what there is to learn from:

- Real text: a random walk over its word trigrams. Each step goes on from one of the places where the last two words
  stand, in one step of seven (LOOSE) where the last word alone does. Then names, numbers and rare words give way to
  others (RATES), partly invented ones, so that the vocabulary grows with the library.
- Only the project's sample articles: the skeletons of their sentences, one to four a passage, with every word but the
  function words replaced by one of the same form, drawn by Zipf's law from the samples' words and invented ones.

In both, half of the words put in come from a few that are the article's own, as a report keeps to its subject.

The walk reuses only n-grams of the text it is trained on. That is never the text the targets are in, so that a
passage made here shares with a target what two pieces of news share; the benchmark measures that and prints it (with
the PolNeAR texts and 100,000 passages a third of a target's word trigrams occur somewhere among 20,000 passages made
here, and as many among 16,000 other real ones). Without real text targets and distractors are made in the same way
and from the same skeletons: they have runs of function words in common, and content words by chance.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.search.text import is_content, key
from tests.benchmarks.search.vocabulary import Form, Vocabulary, form_of

AT_ONCE = 24_000
"""Passages made in one go where as many are expected; a multiple of ARTICLE."""

ARTICLE = 12
"""Passages in a row that share a subject."""

LONGEST, SHORTEST = 160, 3
"""Words of a passage that the walk makes."""

LOOSE = 1 / 7
"""The share of steps that look back at one word instead of two."""

RARE = 4
"""Occurrences up to which a word of the real text may give way to another."""

RATES = {Form.NAME: 0.5, Form.NUMBER: 0.5}
"""How often a name or number of real text gives way; rare words do in RARE_RATE of their places."""

RARE_RATE = 0.3

OWN, OWN_RATE = 10, 0.5
"""Words and names an article keeps coming back to, and how often they are what is put in."""

_TOKEN = re.compile(r"(?P<lead>[\W_]*)(?P<word>.*?)(?P<trail>(?:['’]s)?[\W_]*)")
_SENTENCE_END = re.compile(r"(?<=[.!?”])\s+(?=[“A-Z])")

Ids = NDArray[np.int64]


class Generator:
    """Makes passages; two of the same arguments make the same ones, and of the same seed use the same invented words.

    training: paragraphs to learn from. real: walk over their trigrams, else take their sentences' skeletons.
    expected: how many passages will be asked for, which decides the size of the vocabulary. stream: decides, with
    the seed, which passages they are.
    """

    def __init__(self, training: Sequence[str], real: bool, expected: int, seed: int, stream: str = "") -> None:
        self._rng = np.random.default_rng([seed, *stream.encode()])
        self._real = real
        self._at_once = min(AT_ONCE, (expected // ARTICLE + 20) * ARTICLE)
        units = list(training) if real else [s for part in training for s in _SENTENCE_END.split(part)]
        tokens = [unit.split() for unit in units]
        numbers = {"": 0}
        self._units = [[numbers.setdefault(token, len(numbers)) for token in unit] for unit in tokens]
        self._tokens = list(numbers)
        self._learn_forms(tokens)
        counted = Counter(word for unit in units for word in key(unit).split() if is_content(word))
        names = Counter(self._words[n] for unit in self._units for n in unit if self._forms[n] == Form.NAME)
        known = [word for word, _ in counted.most_common() if word.title() not in names]
        self._vocabulary = Vocabulary(
            4_000 + expected // 10, [] if real else known, [name for name, _ in names.most_common(2_000)], seed
        )
        if real:
            self._learn_walk()

    def passages(self) -> Iterator[str]:
        """Passages without end, no two of them with the same words."""
        seen: set[int] = set()
        while True:
            flat, lengths = self._walk() if self._real else self._skeletons()
            written = self._written(flat, np.repeat(np.arange(len(lengths)) // ARTICLE, lengths))
            ends = np.cumsum(lengths).tolist()
            for start, end in zip([0, *ends[:-1]], ends, strict=True):
                text = " ".join(written[start:end])
                mark = hash(key(text))
                if end - start >= SHORTEST and mark not in seen:
                    seen.add(mark)
                    yield text

    def _learn_forms(self, units: Sequence[Sequence[str]]) -> None:
        """For every token its bare word, the marks around it, its form, and how often it gives way."""
        parts = [found.groups() if (found := _TOKEN.fullmatch(token)) else ("", token, "") for token in self._tokens]
        self._leads, self._words, self._trails = ([part[n] for part in parts] for n in range(3))
        written = Counter(token for unit in units for token in unit)
        low = {word for word in self._words if word.islower()}
        inside = {token for unit in units for token in unit[1:]}
        forms = [
            form_of(word, inside=token in inside and word.lower() not in low)
            for token, word in zip(self._tokens, self._words, strict=True)
        ]
        if self._real:
            rates = [
                0.0 if form is Form.KEPT else RATES.get(form, RARE_RATE if written[token] <= RARE else 0.0)
                for token, form in zip(self._tokens, forms, strict=True)
            ]
        else:
            rates = [float(form is not Form.KEPT) for form in forms]
        self._forms, self._rates = np.array(forms, np.int64), np.array(rates)

    def _learn_walk(self) -> None:
        """The text as one array of token numbers, 0 after each paragraph, and where equal contexts stand in it."""
        self._text = np.concatenate([np.array([*unit, 0]) for unit in self._units]).astype(np.int64)
        before = np.concatenate([[0], self._text[:-1]])
        self._starts = np.flatnonzero((before == 0) & (self._text != 0))
        self._by_pair = _groups(before * len(self._tokens) + self._text)
        self._by_word = _groups(self._text)

    def _walk(self) -> tuple[Ids, Ids]:
        """Token numbers of a batch of passages one after another, and how many tokens each has."""
        rng = self._rng
        taken = np.zeros((self._at_once, LONGEST), np.int64)
        rows, places = np.arange(self._at_once), rng.choice(self._starts, self._at_once)
        for step in range(LONGEST):
            taken[rows, step] = self._text[places]
            pair, word = (
                order[first[places] + (rng.random(len(places)) * size[places]).astype(np.int64)]
                for order, first, size in (self._by_pair, self._by_word)
            )
            places = np.where(rng.random(len(places)) < LOOSE, word, pair) + 1
            going_on = self._text[places] != 0
            rows, places = rows[going_on], places[going_on]
        return taken[taken > 0], (taken > 0).sum(axis=1)

    def _skeletons(self) -> tuple[Ids, Ids]:
        """The same, of sentences put together."""
        usable = [unit for unit in self._units if len(unit) >= 6]
        counts = self._rng.integers(1, 5, self._at_once).tolist()
        chosen = iter(self._rng.integers(0, len(usable), sum(counts)).tolist())
        rows = [[token for _ in range(count) for token in usable[next(chosen)]] for count in counts]
        return np.array([token for row in rows for token in row], np.int64), np.array([len(row) for row in rows])

    def _written(self, flat: Ids, article: Ids) -> list[str]:
        """The tokens as strings, some of their words replaced. article: of each token, counted from 0."""
        rng, vocabulary = self._rng, self._vocabulary
        tokens = self._tokens
        written = [tokens[number] for number in flat.tolist()]
        replaced = np.flatnonzero(rng.random(len(flat)) < self._rates[flat])
        own = vocabulary.ranks(rng, (int(article[-1]) + 1, OWN))
        ranks = np.where(
            rng.random(len(replaced)) < OWN_RATE,
            own[article[replaced], rng.integers(0, OWN, len(replaced))],
            vocabulary.ranks(rng, len(replaced)),
        )
        by_form = [vocabulary.written.get(form, []) for form in Form]
        old = flat[replaced]
        for place, token, form, rank in zip(
            replaced.tolist(), old.tolist(), self._forms[old].tolist(), ranks.tolist(), strict=True
        ):
            new = by_form[form][rank]
            if self._words[token][0].isupper():
                new = new[0].upper() + new[1:]
            written[place] = self._leads[token] + new + self._trails[token]
        return written


def _groups(keys: Ids) -> tuple[Ids, Ids, Ids]:
    """Places sorted by key; for each place where the group of its key begins among those, and how large it is."""
    order = np.argsort(keys, kind="stable")
    _, number, counts = np.unique(keys, return_inverse=True, return_counts=True)
    first = np.concatenate([[0], np.cumsum(counts)[:-1]])
    return order, first[number], counts[number]
