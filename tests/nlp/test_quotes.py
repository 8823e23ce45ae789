"""Quotes of Docs that are built by hand: no language model is loaded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from newsreader.core.model import Article, Block, BlockKind, Quote, QuoteKind
from newsreader.core.nlp.candidates import find_candidates
from newsreader.core.nlp.component import QuoteFinder
from newsreader.core.nlp.marks import find_marks
from newsreader.core.nlp.quotes import find_all_quotes, find_quotes
from newsreader.core.nlp.table import VERBS, Page, make_table
from newsreader.core.text.paragraphs import paragraphs

MakeDoc = Callable[[str], Doc]

DIRECT = """
“ `` 8 punct
We PRP 3 nsubj
will MD 3 aux
rebuild VB 8 ccomp
the DT 5 det
harbour NN 3 dobj
, , 8 punct
” '' 8 punct
said VBD 8 ROOT
Ann NNP 10 compound B-PERSON
Tolland NNP 8 nsubj I-PERSON
. . 8 punct
"""

INDIRECT = """
Ann NNP 1 compound B-PERSON
Tolland NNP 2 nsubj I-PERSON
said VBD 2 ROOT
the DT 4 det
harbour NN 6 nsubj
was VBD 6 aux
closing VBG 2 ccomp
. . 2 punct
"""


def analysed(doc: Doc, *blocks: Block) -> tuple[Quote, ...]:
    return find_quotes(doc, Article(doc.text, blocks=blocks))[0]


def test_a_direct_quote_has_its_content_cue_and_speaker(make_doc: MakeDoc) -> None:
    doc = make_doc(DIRECT)
    (quote,) = analysed(doc)
    assert quote.kind is QuoteKind.DIRECT
    assert [doc.text[a:b] for a, b in quote.content] == ["We will rebuild the harbour,"]
    assert quote.content == quote.marked
    assert quote.cue is not None and doc.text[slice(*quote.cue)] == "said"
    assert quote.mention is not None and doc.text[slice(*quote.mention)] == "Ann Tolland"
    assert quote.speaker_name == "Ann Tolland"
    assert quote.basis == "cue “said”"
    assert 0.5 < quote.confidence <= 1


def test_indirect_speech_begins_after_its_cue_and_has_no_marks(make_doc: MakeDoc) -> None:
    doc = make_doc(INDIRECT)
    (quote,) = analysed(doc)
    assert quote.kind is QuoteKind.INDIRECT
    assert [doc.text[a:b] for a, b in quote.content] == ["the harbour was closing"]
    assert quote.marked == ()
    assert quote.speaker_name == "Ann Tolland"


def test_what_stands_in_boilerplate_is_left_out(make_doc: MakeDoc) -> None:
    doc = make_doc(DIRECT)
    assert analysed(doc, Block(0, len(doc.text), BlockKind.BOILERPLATE)) == ()


def test_what_is_found_does_not_depend_on_what_is_read_beside_it(make_doc: MakeDoc) -> None:
    docs = [make_doc(words) for words in (INDIRECT, "", DIRECT, DIRECT, INDIRECT)]
    articles = [Article(doc.text) for doc in docs]
    assert find_all_quotes(docs, articles) == [find_quotes(*both) for both in zip(docs, articles, strict=True)]


def test_an_empty_doc_has_no_quotes(make_doc: MakeDoc) -> None:
    assert analysed(make_doc("")) == ()


def test_the_component_keeps_prediction_apart_from_setting(make_doc: MakeDoc) -> None:
    doc = make_doc(DIRECT)
    finder = QuoteFinder()
    predicted = finder.predict([doc])
    assert doc._.quotes == ()
    finder.set_annotations([doc], predicted)
    assert doc._.quotes == predicted[0] != ()


def test_a_name_is_one_candidate_with_its_verb(make_doc: MakeDoc) -> None:
    doc = make_doc(INDIRECT)
    spans = paragraphs(doc.text)
    table = make_table([Page(doc, doc.text, find_marks(doc.text, spans), spans)])
    found = find_candidates(table)
    texts = [doc.text[table.start[a] : table.end[b]] for a, b in zip(found.left, found.right, strict=True)]
    assert texts == ["Ann Tolland", "the harbour"]
    assert found.cue[0] == table.at(doc[2].idx)
    assert found.cue[1] == -1


@pytest.mark.parametrize(
    ("words", "verb"),
    [("made it clear", "make"), ("made a cake", ""), ("shouted it loud", "shout"), ("according to her", "according")],
)
def test_phrases_that_report(make_doc: MakeDoc, words: str, verb: str) -> None:
    first, second, third = words.split()
    tag = "VBG" if first == "according" else "VBD"
    doc = make_doc(f"{first} {tag} 0 ROOT\n{second} PRP 0 dobj\n{third} JJ 0 xcomp")
    table = make_table([Page(doc, doc.text, [], [(0, len(doc.text))])])
    assert VERBS[table.verb[table.at(0)]] == verb


def test_verbs_in_quotation_marks_report_nothing(make_doc: MakeDoc) -> None:
    doc = make_doc("“ `` 1 punct\nsaid VBD 1 ROOT\n” '' 1 punct")
    spans = [(0, len(doc.text))]
    table = make_table([Page(doc, doc.text, find_marks(doc.text, spans), spans)])
    assert not table.verb.any()
