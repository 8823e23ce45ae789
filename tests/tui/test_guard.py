"""Nothing that commands a terminal gets out, and nothing else is changed."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from textual.color import Color

from newsreader.core.text.clean import DIRECTIONS, FORBIDDEN
from newsreader.tui.cells import clip, pad
from newsreader.tui.guard import Guard

HOSTILE = "a\x1b]0;title\x07b\x9b2Jc\x7fd\u202ee\u2066f\r\bg\ud800h"


def test_control_characters_become_replacement_characters_one_for_one() -> None:
    [segment] = Guard().apply([Segment(HOSTILE)], Color(0, 0, 0))
    assert len(segment.text) == len(HOSTILE)
    assert segment.text == "a\ufffd]0;title\ufffdb\ufffd2Jc\ufffdd\ufffde\ufffdf\ufffd\ufffdg\ufffdh"


def test_words_of_any_script_pass_untouched() -> None:
    text = "“Zoë” 日本 עברית العربية e\u0301 🙂 [sic]"
    assert Guard().apply([Segment(text)], Color(0, 0, 0)) == [Segment(text)]


def test_no_character_that_could_command_a_terminal_counts_as_printable() -> None:
    # The guard looks more closely only at what does not: it is asked about every piece of every line.
    wanted = [chr(code) for code in range(0x110000) if FORBIDDEN.match(chr(code)) or DIRECTIONS.match(chr(code))]
    assert len(wanted) > 2_000
    assert not any(character.isprintable() for character in wanted)


def test_the_programs_own_controls_pass() -> None:
    control = Segment("\x1b[2J", None, [(ControlType.CLEAR,)])
    assert Guard().apply([control], Color(0, 0, 0)) == [control]


@pytest.mark.parametrize(
    "text", ["", "short", "a line that is too long", "日本語の長い行です", "one\ntwo\tthree", "🙂" * 9]
)
@pytest.mark.parametrize("width", [0, 1, 2, 7, 40])
def test_text_is_fitted_to_cells(text: str, width: int) -> None:
    assert cell_len(clip(text, width)) <= width
    assert cell_len(pad(text, width)) == width
    assert "\n" not in clip(text, width)
