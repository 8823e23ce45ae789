from __future__ import annotations

from newsreader.core.nlp.marks import find_marks
from newsreader.core.nlp.signatures import speakers_by_layout, without_labels
from newsreader.core.text.paragraphs import paragraphs


def speakers(text: str) -> list[str | None]:
    spans = paragraphs(text)
    marks = find_marks(text, spans)
    found = speakers_by_layout(text, spans, marks)
    return [text[slice(*span)] if (span := found[number]) else None for number in sorted(found)]


def test_labels_within_marks_speak_until_the_next_one() -> None:
    text = (
        '"ORME: Is it high?\n\n"Well?\n\n"TOLLAND (laughing): It is.\n\n"(CROSSTALK.)\n\nIt rained.\n\n"Good," he said.'
    )
    assert speakers(text) == ["ORME", "ORME", "TOLLAND", None]


def test_one_label_is_no_transcript() -> None:
    assert speakers("“NOTE: keep off the wall,” the sign said.") == []


def test_what_is_said_begins_after_the_label() -> None:
    text = '"ORME: Is it high?\n\n"TOLLAND: It is.'
    spans = paragraphs(text)
    marks = find_marks(text, spans)
    bare = without_labels(text, marks, speakers_by_layout(text, spans, marks))
    assert [text[slice(*m.inner)] for m in bare] == ["Is it high?", "It is."]


def test_a_name_behind_a_dash_signs_a_quote() -> None:
    assert speakers(
        '“It is fine as it is.” ― Carla Reyes, baker\n\n“Higher!” — Dan Holt\n\n"Lower." - Eva de la Cruz.'
    ) == [
        "Carla Reyes",
        "Dan Holt",
        "Eva de la Cruz",
    ]
    assert speakers("“It is fine as it is.”\n\n— Carla Reyes") == ["Carla Reyes"]


def test_a_dash_within_a_sentence_signs_nothing() -> None:
    assert speakers("“It is fine” — Tolland said so on Monday, and she meant it. It rained.") == []
    assert speakers("She calls it “fine” - and it is.") == []
    assert speakers("“High walls, low tides” — Lindmouth Courier, 3 May 2025") == []
