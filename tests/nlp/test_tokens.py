from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from newsreader.core.nlp.tokens import Tokens, make_tokens

WORDS = ["“", "Go", "”", ",", "said", "Ann", "Roe", "and", "Élan", "Ltd", "."]
ENTITIES = ["O", "O", "O", "O", "O", "B-PERSON", "I-PERSON", "O", "B-ORG", "I-ORG", "O"]
HEADS = [1, 4, 1, 4, 4, 6, 4, 6, 9, 6, 4]


def made(subject: str = "nsubj") -> Tokens:
    deps = ["punct", "ccomp", "punct", "punct", "ROOT", "compound", subject, "cc", "compound", "conj", "punct"]
    doc = Doc(Vocab(), words=WORDS, tags=["NNP"] * 11, heads=HEADS, deps=deps, ents=ENTITIES)
    return make_tokens(doc, doc.text, [(doc[1].idx, doc[1].idx + 2)])


def test_labels_are_read_whatever_vocabulary_they_come_from() -> None:
    assert made().dep[6] == "nsubj"
    assert made("a label of another model").dep[4:7] == ["ROOT", "compound", "a label of another model"]
    assert made().entity[5:9] == ["PERSON", "PERSON", "", "ORG"]


def test_entities_end_where_the_next_begins_or_none_goes_on() -> None:
    assert made().entities == [(5, 6), (8, 9)]


def test_capitals_may_have_accents() -> None:
    assert made().capitals == [1, 5, 6, 8, 9]


def test_tokens_are_found_by_tag_and_relation() -> None:
    tokens = made()
    assert tokens.tagged("NN") == []
    assert tokens.related("compound", "conj") == [5, 8, 9]
    assert tokens.subjects == [6]


def test_an_empty_doc_has_no_tokens() -> None:
    assert len(make_tokens(Doc(Vocab()), "", [])) == 0
