"""Linear models over sparse columns: softmax within groups of rows, fitted by L-BFGS, cross-fitted over articles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize

from newsreader.core.nlp.lexicon import Bools, Ints
from newsreader.core.nlp.linear import Columns, Floats, best_of

FOLDS = 5
SMALLEST = 0.02  # weights nearer to nothing are left out


class Design:
    """Rows of several articles as one sparse matrix, grouped for softmax."""

    def __init__(self) -> None:
        self.columns: list[Columns] = []
        self.groups: list[Ints] = []
        self.right: list[Bools] = []
        self.weight: list[float] = []
        self.article: list[int] = []
        self.sizes: list[int] = []

    def add(
        self, article: int, columns: Columns, group: Ints, count: int, right: Bools, weight: Sequence[float]
    ) -> None:
        """Rows of one article in `count` groups numbered from 0."""
        self.columns.append(columns)
        self.groups.append(group + len(self.weight))
        self.right.append(right)
        self.sizes.append(count)
        self.weight.extend(weight)
        self.article.extend([article] * count)

    def done(self) -> None:
        """Builds the matrix."""
        self.names = list(self.columns[0])
        self.width = {n: 1 + max(int(c[n].max(initial=0)) for c in self.columns) for n in self.names}
        self.offset = {}
        total = 0
        for name in self.names:
            self.offset[name] = total
            total += self.width[name]
        self.matrix = self.encode(self.columns)
        self.group = np.concatenate(self.groups)
        self.is_right = np.concatenate(self.right)
        self.weights = np.array(self.weight)
        self.fold = np.array(self.article) % FOLDS

    def encode(self, columns: Sequence[Columns]) -> sparse.csr_matrix:
        rows, places, base = [], [], 0
        for column in columns:
            count = len(column[self.names[0]])
            for name in self.names:
                values = np.where(column[name] < self.width[name], column[name], 0)
                nonzero = np.flatnonzero(values)
                rows.append(nonzero + base)
                places.append(values[nonzero] + self.offset[name])
            base += count
        row, place = np.concatenate(rows), np.concatenate(places)
        total = sum(self.width.values())
        return sparse.csr_matrix((np.ones(len(row)), (row, place)), shape=(base, total))

    def record(self, weights: Floats) -> dict[str, dict[str, float]]:
        """The weights as JSON values by column."""
        record: dict[str, dict[str, float]] = {}
        for name in self.names:
            part = weights[self.offset[name] : self.offset[name] + self.width[name]]
            record[name] = {str(i): round(float(part[i]), 3) for i in np.flatnonzero(np.abs(part) >= SMALLEST)}
        return record


def fit_softmax(design: Design, l2: float, use: Bools | None = None, at_least: int = 4) -> Floats:
    """Weights that make right rows likely within their group; others are left out, and groups not in `use`."""
    matrix, group, right = design.matrix, design.group, design.is_right.astype(float)
    count = len(design.weights)
    has = np.bincount(group, right, count) > 0
    weight = np.where(has if use is None else has & use, design.weights, 0.0)
    kept = np.flatnonzero(np.asarray((matrix != 0).sum(0)).ravel() >= at_least)
    small = matrix[:, kept].tocsr()
    turned = small.T.tocsr()
    starts = np.searchsorted(group, np.arange(count))

    def loss(w: Floats) -> tuple[float, Floats]:
        score = small @ w
        odds = np.exp(score - np.maximum.reduceat(score, starts)[group])
        total = np.add.reduceat(odds, starts)
        part = np.add.reduceat(odds * right, starts)
        safe = np.where(part > 0, part, 1.0)
        gradient = turned @ ((odds / total[group] - odds * right / safe[group]) * weight[group]) + l2 * w
        return float(-(weight * np.where(has, np.log(safe) - np.log(total), 0.0)).sum() + 0.5 * l2 * (w @ w)), gradient

    fitted = minimize(loss, np.zeros(len(kept)), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    weights = np.zeros(matrix.shape[1])
    weights[kept] = fitted.x
    return weights


def cross_scores(design: Design, l2: float) -> Floats:
    """Scores of every row by a model that has not seen its article."""
    scores = np.zeros(len(design.group))
    for fold in range(FOLDS):
        inside = design.fold == fold
        rows = np.flatnonzero(inside[design.group])
        scores[rows] = design.matrix[rows] @ fit_softmax(design, l2, ~inside)
    return scores


def binary(design: Design, columns: Columns, article: int, labels: Ints, weight: Sequence[float]) -> None:
    """Adds yes/no rows: groups of two, of which one has no features."""
    count = len(labels)
    if not count:
        return
    doubled = {n: np.stack([v, np.zeros_like(v)], 1).ravel() for n, v in columns.items()}
    right = np.stack([labels > 0, labels == 0], 1).ravel()
    design.add(article, doubled, np.repeat(np.arange(count), 2), count, right, weight)


def right_share(design: Design, scores: Floats) -> float:
    """The share of weighted decisions whose best row is right."""
    best = best_of(scores, design.group, len(design.weights))
    counted = np.bincount(design.group, design.is_right, len(design.weights)) > 0
    return float(design.is_right[best][counted & (design.weights > 0.5)].mean())
