"""python -m tests.benchmarks.search.weights [--passages N] [--texts ...]: what each feature of the ranking is worth.

Asks a library memories of one seed, takes the features of the candidates of each, and fits the weights by which the
passage meant is likeliest among them (a softmax over the candidates, gradient descent on the log loss). Prints the
weights, scaled to a sum of 1, and recall at 1 and 10 among the candidates with them and with those in use, on memories
of another seed. The weights in core/search/ranking.py are those of generated passages, rounded.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsreader.core.library import Library
from newsreader.core.search.candidates import candidates
from newsreader.core.search.index.upkeep import index_of
from newsreader.core.search.query import parse
from newsreader.core.search.ranking import WEIGHTS, measure
from newsreader.core.search.wanted import wanted
from tests.benchmarks.search import corpus, product
from tests.benchmarks.search.memories import Memory, memories
from tests.benchmarks.search.text import key

NAMES = tuple(WEIGHTS)
Case = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.bool_]]
"""The features of a query's candidates (candidates, features), their tiers, and which of them are meant."""


def cases(library: Library, asked: list[Memory]) -> tuple[list[Case], int]:
    """The cases of the memories whose passage is among the candidates, and how many of them are not."""
    index = index_of(library.database)
    index.look(everything=True)
    found: list[Case] = []
    missed = 0
    for memory in asked:
        words = wanted(parse(memory.query), index.segments)
        features, tiers, meant = [], [], []
        for number, segment in enumerate(index.segments):
            documents = candidates(segment, number, words, None)
            measured = measure(segment, number, documents, words)
            features.append(np.stack([measured[name] for name in NAMES], axis=1))
            tiers.append(measured["tier"])
            for number_ in (segment.keys[documents] >> 2).tolist():
                row = library.database.row("SELECT words FROM passage WHERE number = ?", number_)
                meant.append(row is not None and key(row[0]) == key(memory.item.text))
        case = np.concatenate(features), np.concatenate(tiers), np.array(meant)
        if case[2].any():
            found.append(case)
        else:
            missed += 1
    return found, missed


def fitted(found: list[Case], steps: int = 400) -> NDArray[np.float64]:
    """The weights, by gradient descent."""
    weights = np.array([WEIGHTS[name] for name in NAMES], float) * 20
    for step in range(steps):
        slope = np.zeros(len(weights))
        for features, tiers, meant in found:
            same = tiers == tiers[meant].max()  # others stand above or below whatever the weights are
            scores = features[same] @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            right = shares * meant[same]
            slope += features[same].T @ (right / right.sum() - shares)
        weights += 8 / (1 + step / 60) * slope / len(found) - 1e-4 * weights
    return weights


def recall(found: list[Case], missed: int, weights: NDArray[np.float64]) -> tuple[float, float]:
    """The share of the memories whose passage is the first, and among the first ten."""
    ranks = []
    for features, tiers, meant in found:
        scores = features @ weights / max(abs(weights).sum(), 1e-9) + tiers
        ranks.append(int((scores > scores[meant].max()).sum()))
    count = len(found) + missed
    return sum(rank == 0 for rank in ranks) / count, sum(rank < 10 for rank in ranks) / count


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.search.weights")
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--texts", type=Path, nargs="+", default=[])
    asked = parser.parse_args()
    folder = Path(tempfile.gettempdir()) / "newsreader-search-benchmark"
    found, _ = corpus.kept_groups(folder, tuple(asked.texts), asked.passages, 1)
    name = f"weights-{asked.passages}-{'real' if asked.texts else 'made'}"
    path, _, _ = corpus.kept_library(folder / name, found, product.code(), False)
    with Library(path) as library:
        product.prepare(library)
        items, common = corpus.items(found, 1), corpus.common_words(found)
        first, missed_first = cases(library, memories(items, 500, common, 11))
        other, missed = cases(library, memories(items, 500, common, 12))
    weights = fitted(first)
    print(f"{missed_first} and {missed} passages of 500 are not among the candidates")
    print({name: round(float(weight), 3) for name, weight in zip(NAMES, weights / abs(weights).sum(), strict=True)})
    print("fitted, its own memories:  ", recall(first, missed_first, weights))
    print("fitted, other memories:    ", recall(other, missed, weights))
    print("as shipped, other memories:", recall(other, missed, np.array(list(WEIGHTS.values()))))


if __name__ == "__main__":
    main()
