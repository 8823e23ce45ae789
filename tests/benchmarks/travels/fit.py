"""Fits what each measure of two quotes weighs, `WEIGHTS` in core/people/likeness.py.

python -m tests.benchmarks.travels.fit LIBRARY [--translated FILE]... [--threshold ODDS]

The positives are versions made by the rules, and translations, of one half of the articles; the negatives are pairs of
quotes of different articles that share keys, without those that are one quote beyond doubt: three quarters of the
shorter one in the same order, by the same speaker or making up most of the longer one. Doubtful ones stay among the
negatives, so that the regression is rather too careful.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsreader.core.library.sayings import telling_in
from newsreader.core.people.likeness import ENOUGH, Measures, Saying, anything, features, measures
from newsreader.core.people.wording import is_listed, keys, wording
from tests.benchmarks.travels.haystack import Held, halves, quotes_of, said_like, translations
from tests.benchmarks.travels.rules import MIXED, RULES, usable, version

RIDGE = 0.01
"""Penalty on the weights, of measures scaled to unit variance."""

OFTEN = 300
"""Quotes looked at for one key, and how many candidates are taken."""

Matrix = NDArray[np.float64]


class Candidates:
    """Quotes by the keys that they share."""

    def __init__(self, held: list[Held]) -> None:
        self.sayings = [saying(one) for one in held]
        self.keys = [keys(one.wording, one.speaker) for one in self.sayings]
        self._places: defaultdict[int, list[int]] = defaultdict(list)
        for number, own in enumerate(self.keys):
            for key in own:
                self._places[key].append(number)

    def like(self, own: frozenset[int], most: int = 16) -> list[int]:
        """The numbers of the quotes that share the most telling of some keys."""
        found: Counter[int] = Counter()
        for key in own:
            holders = self._places.get(key, [])[:OFTEN]
            for holder in holders:
                found[holder] += 20 - len(holders).bit_length()
        return [number for number, _ in found.most_common(most)]

    def telling(self, stem: int) -> float:
        """As the library weighs a stem, see `sayings`."""
        return anything(stem) if is_listed(stem) else telling_in(len(self._places.get(stem, ())), len(self.sayings))


def saying(held: Held) -> Saying:
    return Saying(wording(held.said.words), held.said.speaker, marked=held.said.marked)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.travels.fit")
    parser.add_argument("library", type=Path)
    parser.add_argument("--translated", type=Path, action="append", default=[], help="JSON lines: words, back")
    parser.add_argument("--threshold", type=float, default=1.4, help="log odds that count as one quote (default: 1.4)")
    asked = parser.parse_args()
    chance = random.Random(1)
    held, _ = halves(quotes_of(asked.library))
    candidates = Candidates(held)
    positives: list[tuple[str, Measures]] = []
    kinds = [*RULES, MIXED]
    bases = [number for number, one in enumerate(held) if usable(one.said)]
    for at, number in enumerate(chance.sample(bases, min(len(bases), 2_500))):
        made = version(held[number].said, kinds[at % len(kinds)], chance)
        if made is not None:
            other = Saying(wording(made.words), said_like(made.speaker, held, chance), marked=made.marked)
            if number in candidates.like(keys(other.wording, other.speaker)):
                found = measures(candidates.sayings[number], other, candidates.telling)
                positives.append((kinds[at % len(kinds)], found))
    for name in asked.translated:
        for one, back in translations(name)[::2]:
            pair = [
                Saying(wording(said.words), said_like(said.speaker, held, chance), marked=True) for said in (one, back)
            ]
            positives.append((str(name), measures(pair[0], pair[1], candidates.telling)))
    negatives = [
        found
        for number, own in enumerate(candidates.keys)
        for other in candidates.like(own)
        if other < number and held[other].article != held[number].article
        for found in [measures(candidates.sayings[number], candidates.sayings[other], candidates.telling)]
        if found.shared >= ENOUGH / 2 and not is_sure(found)
    ]
    print(f"{len(positives):,} positives, {len(negatives):,} negatives")
    counted = Counter(kind for kind, _ in positives)
    weights = [1 / counted[kind] for kind, _ in positives] + [1 / 1_000] * len(negatives)
    names = list(features(negatives[0]))
    rows = np.array([list(features(found).values()) for found in [*(found for _, found in positives), *negatives]])
    fitted = logistic(rows, np.array([1.0] * len(positives) + [0.0] * len(negatives)), np.array(weights))
    fitted[0] -= asked.threshold
    print("WEIGHTS = {")
    for name, weight in zip(names, fitted, strict=True):
        print(f'    "{name}": {weight:.2f},')
    print("}")


def is_sure(found: Measures) -> bool:
    """Whether a pair is one quote beyond doubt."""
    close = found.less >= 0.75 and found.words >= 0.7 and found.shared >= ENOUGH
    return close and (found.same or found.more >= 0.75)


def logistic(rows: Matrix, is_one: Matrix, weights: Matrix) -> Matrix:
    """Weights of the columns of rows, the first of which is constant; Newton's method with a penalty."""
    centre, scale = rows.mean(axis=0), rows.std(axis=0)
    centre[0], scale[0] = 0.0, 1.0
    scaled = (rows - centre) / scale
    penalty = np.full(rows.shape[1], RIDGE)
    penalty[0] = 1e-6
    fitted = np.zeros(rows.shape[1])
    for _ in range(60):
        odds = 1 / (1 + np.exp(-np.clip(scaled @ fitted, -30, 30)))
        slope = scaled.T @ (weights * (is_one - odds)) - penalty * fitted
        curve = (scaled * (weights * odds * (1 - odds))[:, None]).T @ scaled + np.diag(penalty)
        fitted += np.linalg.solve(curve, slope)
    raw: Matrix = fitted / scale
    raw[0] -= (raw[1:] * centre[1:]).sum()
    return raw


if __name__ == "__main__":
    main()
