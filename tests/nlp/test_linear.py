from __future__ import annotations

import numpy as np
import pytest

from newsreader.core.nlp.lexicon import Lookup, among, inflect, verb_forms
from newsreader.core.nlp.linear import Linear, best_of, load_linear, multiclass, softmax


def test_absent_and_unseen_values_weigh_nothing() -> None:
    model = Linear({"a": np.array([0.0, 2.0, 0.0]), "b": np.array([0.0, -1.0, 0.5, 0.0])})
    scores = model.score({"a": np.array([0, 1, 7]), "b": np.array([2, 1, 99])})
    assert scores.tolist() == [0.5, 1.0, 0.0]


def test_softmax_and_best_go_by_group() -> None:
    scores, group = np.array([0.0, 1.0, 5.0, 2.0, 2.0]), np.array([0, 0, 0, 2, 2])
    odds = softmax(scores, group, 3)
    assert np.bincount(group, odds, 3) == pytest.approx([1, 0, 1])
    assert best_of(scores, group, 3).tolist()[:2] == [2, -1]


def test_fitting_and_use_agree_on_classes() -> None:
    spread = multiclass({"a": np.array([1, 2])}, 3)
    assert spread["a"].tolist() == [0, 2, 3, 0, 4, 5]


@pytest.mark.parametrize(
    "name", ["mention", "scare", "begin", "end", "near after", "far after", "near before", "source"]
)
def test_the_shipped_weights_hold_every_model(name: str) -> None:
    assert sum(len(w) for w in load_linear(name).weights.values()) > 100


def test_verbs_inflect() -> None:
    assert inflect("deny") == ["deny", "denies", "denied", "denying"]
    assert inflect("quip") == ["quip", "quips", "quipped", "quipping"]
    assert inflect("argue")[-1] == "arguing"
    forms, verbs, plain = verb_forms()
    assert verbs[forms["told"]] == "tell" and forms["told"] <= plain < forms["thought"]


def test_lookups_know_spacys_own_symbols() -> None:
    from spacy.strings import StringStore

    store = StringStore(["nsubj", "harbour"])
    look = Lookup({"nsubj": 3, "harbour": 4})
    assert look(np.array([store["nsubj"], store["harbour"], 12345], dtype=np.uint64)).tolist() == [3, 4, 0]


def test_among() -> None:
    assert among(np.array([1, 5, 9]), [5, 9]).tolist() == [False, True, True]
