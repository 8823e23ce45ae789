"""Linear models over columns of small numbers: a weight for each value of each column, added up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from newsreader.core.nlp.lexicon import Ints

Columns = Mapping[str, Ints]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Linear:
    """Weights by column; the value 0 of a column, and values never seen in fitting, weigh nothing."""

    weights: Mapping[str, Floats]

    def score(self, columns: Columns) -> Floats:
        """The sum of weights of each row."""
        total: Floats | float = 0.0
        for name, weights in self.weights.items():
            total = total + weights.take(columns[name], axis=0, mode="clip")
        return np.asarray(total)


@cache
def load_linear(name: str, classes: int = 2) -> Linear:
    """The model of `data/weights.json` with this name.

    With more than two classes a score is a row of numbers, one for each class after the first (see `multiclass`).
    """
    width = classes - 1
    weights = {}
    for column, values in _record()[name].items():
        rows = 2 + max((int(v) for v in values), default=0) // width  # the last one answers for unseen values
        array = np.zeros(rows * width)
        for value, weight in values.items():
            array[int(value)] = weight
        weights[column] = array if width == 1 else array.reshape(rows, width)
    return Linear(weights)


@cache
def _record() -> dict[str, dict[str, dict[str, float]]]:
    text = files("newsreader.core.nlp.data").joinpath("weights.json").read_text(encoding="utf-8")
    record: dict[str, dict[str, dict[str, float]]] = json.loads(text)["models"]
    return record


def cross(*parts: tuple[Ints, int]) -> Ints:
    """One column for a combination of several: each given with the number of values it can have."""
    value = parts[0][0]
    for part, width in parts[1:]:
        value = value * width + part
    return value + 1


def multiclass(columns: Columns, classes: int) -> dict[str, Ints]:
    """Rows repeated for the classes after the first, each with its own weights; the first class weighs nothing."""
    result = {}
    for name, values in columns.items():
        parts = [np.zeros_like(values)] + [values * (classes - 1) + k - 1 for k in range(1, classes)]
        result[name] = np.stack(parts, 1).ravel()
    return result


def softmax(scores: Floats, group: Ints, count: int) -> Floats:
    """Probabilities of rows within their group; `group` is sorted and below `count`."""
    top = np.full(count, -np.inf)
    np.maximum.at(top, group, scores)
    odds = np.exp(scores - top[group])
    return np.asarray(odds / np.bincount(group, odds, count)[group])


def best_of(scores: Floats, group: Ints, count: int) -> Ints:
    """Row number of the highest score of each group, -1 for a group without rows."""
    top = np.full(count, -np.inf)
    np.maximum.at(top, group, scores)
    rows = np.flatnonzero(scores == top[group])
    best = np.full(count, -1)
    best[group[rows]] = rows
    return best
