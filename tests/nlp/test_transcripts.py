from __future__ import annotations

from newsreader.core.nlp.marks import find_marks
from newsreader.core.nlp.transcripts import with_turns
from newsreader.core.text.paragraphs import paragraphs


def turns(text: str) -> list[str]:
    spans = paragraphs(text)
    return [text[slice(*m.inner)] for m in with_turns(text, spans, find_marks(text, spans)) if m.turn]


def test_labelled_turns_of_two_speakers_are_found() -> None:
    text = "An interview.\n\nORME: Is it high?\n\nTOLLAND: High enough.\n\nORME: Is “enough” enough?"
    assert turns(text) == ["Is it high?", "High enough.", "Is “enough” enough?"]


def test_questions_and_answers_are_turns() -> None:
    assert turns("Q: Is it high?\n\nA: It is.\n\nQ: How high?\n\nA: Ten feet.")[1] == "It is."


def test_single_labels_and_quoted_turns_are_not_transcripts() -> None:
    assert turns("NOTE: the wall is high.\n\nIt rained.\n\nWARNING: keep off.") == []
    assert turns("ORME: “Is it high?”\n\nTOLLAND: “It is.”\n\nORME: “Good.”") == []
