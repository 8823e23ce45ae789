from __future__ import annotations

import time
from itertools import pairwise

import pytest

from newsreader.core.nlp.marks import find_marks


def inner(text: str) -> list[str]:
    return [text[a:b] for a, b in (mark.inner for mark in find_marks(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will go," she said.', ["We will go,"]),
        ("“We will go,” she said. “Today.”", ["We will go,", "Today."]),
        ("'I don't know,' he said. 'The workers' rights matter.'", ["I don't know,", "The workers' rights matter."]),
        ("‘It’s over,’ she said of the ’90s.", ["It’s over,"]),
        ("The farmers’ union and the teachers’ union met.", []),
        ("Rock 'n' roll and 'em all: it's the '60s again.", []),
        ("«Nous partons», dit-elle.", ["Nous partons"]),
        ("»Wir gehen«, sagte sie.", ["Wir gehen"]),
        ("„Wir gehen“, sagte sie.", ["Wir gehen"]),
        ("``We go,'' she said, ''now.''", ["We go,", "now."]),
        ('He is 6\'2" tall and the screen is 12" wide.', []),
        ('The 12" single, "Blue Monday", came back.', ["Blue Monday"]),
        ("“She told me ‘never again’ and left,” he said.", ["She told me ‘never again’ and left,"]),
        ("“He said “no” to me,” she said.", ["He said “no” to me,"]),
        ("“No one is safe here", ["No one is safe here"]),
        ("She asked: “Why?“ and left.", ["Why?"]),
        ("Minister: ‘We did nothing wrong’", ["We did nothing wrong"]),
        ('He wrote <tweet date="May 3, 2016" by="@ann">"All is well."</tweet> at noon.', ["All is well."]),
        ('One < two and "three" > two.', ["three"]),
        ('She said " " and then "Yes."', ["Yes."]),
        ("no marks at all", []),
        ('"', []),
        ("", []),
    ],
)
def test_styles(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_speech_over_paragraphs_is_opened_anew_and_closed_once() -> None:
    text = "She said:\n\n“First we dig.\n\n“Then we build.\n\n“Then we rest.”\n\nNobody spoke."
    marks = find_marks(text)
    assert [text[a:b] for a, b in (m.inner for m in marks)] == ["First we dig.", "Then we build.", "Then we rest."]
    assert [m.closed for m in marks] == [False, False, True]


def test_an_odd_mark_does_not_spoil_the_next_paragraph() -> None:
    assert inner('A stray " mark here.\n\n"All is well," he said.')[-1] == "All is well,"


def test_marks_hold_their_inner_and_never_overlap() -> None:
    text = "“a b c” 'd e' \"f g “h” i\" ‘j k’ “l"
    marks = find_marks(text)
    for mark in marks:
        assert mark.start < mark.inner[0] < mark.inner[1] <= mark.end
    assert all(a.end <= b.start for a, b in pairwise(marks))


@pytest.mark.parametrize("piece", ['"a ', "“a ", "'a ", "‘a ", "''a ", "” ", "«"])
def test_many_marks_take_linear_time(piece: str) -> None:
    started = time.perf_counter()
    find_marks(piece * 60_000)
    assert time.perf_counter() - started < 3
