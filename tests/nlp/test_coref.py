from __future__ import annotations

from math import exp

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from newsreader.core.nlp import coref
from newsreader.core.nlp.tokens import Tokens, make_tokens

#        0      1      2      3    4   5     6       7   8     9      10  11    12
WORDS = ["Ann", "met", "Ian", ".", "“", "Ben", "left", "”", "he", "said", ".", "Ian", "slept"]
TAGS = ["NNP", "VBD", "NNP", ".", "``", "NNP", "VBD", "''", "PRP", "VBD", ".", "NNP", "VBD"]
HEADS = [1, 1, 1, 1, 9, 6, 9, 9, 9, 9, 9, 12, 12]
DEPS = ["nsubj", "ROOT", "dobj", "punct", "punct", "nsubj", "ccomp", "punct", "nsubj", "ROOT", "punct", "nsubj", "ROOT"]


@pytest.fixture
def tokens() -> Tokens:
    doc = Doc(Vocab(), words=WORDS, tags=TAGS, heads=HEADS, deps=DEPS, sent_starts=[i in (0, 4, 11) for i in range(13)])
    start = doc[5].idx
    return make_tokens(doc, doc.text, [(start, doc[6].idx + 4)])


def person(tokens: Tokens, number: int, gender: str, *at: int) -> coref.Person:
    return coref.Person(number, gender, "", len(at), True, [coref.point(tokens, i) for i in at])


def test_tokens_know_what_is_in_quotation_marks(tokens: Tokens) -> None:
    assert [i for i, quoted in enumerate(tokens.quoted) if quoted] == [5, 6]
    assert tokens.capitals == [0, 2, 5, 11]
    assert tokens.at(tokens.start[9] + 1) == 9


def test_a_clash_of_genders_rules_a_person_out(tokens: Tokens) -> None:
    people = [person(tokens, 0, "f", 0), person(tokens, 1, "m", 2)]
    choice = coref.choose(tokens, 8, people)
    assert choice is not None
    assert (choice.number, choice.confidence, choice.runner_up) == (1, coref.SUREST, None)


def test_who_is_named_in_a_quote_seldom_says_it(tokens: Tokens) -> None:
    people = [person(tokens, 1, "m", 2), person(tokens, 2, "m", 5)]
    choice = coref.choose(tokens, 8, people, said=[1])
    assert choice is not None
    assert (choice.number, choice.runner_up) == (1, 2)
    assert 0.5 < choice.confidence < 1


def test_mentions_to_come_do_not_count(tokens: Tokens) -> None:
    assert coref.candidates(tokens, [person(tokens, 1, "m", 11)], 8) == []


def test_who_spoke_last_is_likelier(tokens: Tokens) -> None:
    def confidence(said: list[int]) -> float:
        people = [person(tokens, 0, "", 0), person(tokens, 1, "m", 2)]
        choice = coref.choose(tokens, 8, people, said=said)
        assert choice is not None
        return choice.confidence if choice.number == 1 else 1 - choice.confidence

    assert confidence([0, 1]) > confidence([1, 0])


def test_speakers_are_subjects_of_reporting_verbs_outside_marks(tokens: Tokens) -> None:
    assert coref.speaks(tokens, 8)
    assert not coref.speaks(tokens, 0)
    assert not coref.speaks(tokens, 5)


def test_every_feature_has_a_weight(tokens: Tokens) -> None:
    people = [person(tokens, 0, "", 0), person(tokens, 1, "m", 2)]
    live = coref.candidates(tokens, people, 8)
    found = [feature for own in coref.features(tokens, 8, live, [1]) for feature in own]
    assert found and set(found) <= set(coref.weights())


def test_people_are_weighed_by_their_features(tokens: Tokens) -> None:
    people = [person(tokens, 0, "", 0), person(tokens, 1, "m", 2)]
    live = coref.candidates(tokens, people, 8)
    weights = coref.weights()
    scores = [sum(weights[feature] for feature in own) for own in coref.features(tokens, 8, live, [1])]
    choice = coref.choose(tokens, 8, people, said=[1])
    assert choice is not None
    assert choice.confidence == min(coref.SUREST, 1 / sum(exp(score - max(scores)) for score in scores))


def test_other_weights_count_from_when_they_are_taken(tokens: Tokens) -> None:
    people = [person(tokens, 0, "", 0), person(tokens, 1, "m", 2)]
    shipped = dict(coref.weights())
    try:
        coref.use({})
        choice = coref.choose(tokens, 8, people, said=[1])
    finally:
        coref.use(shipped)
    assert choice is not None and choice.confidence == 0.5
