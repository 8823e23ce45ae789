"""Terminals with sixteen colours, in ASCII, with the console's font: everything can be read and told apart."""

from __future__ import annotations

import ast
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from newsreader.tui.few_colors import SIXTEEN, FewColors, fewer
from newsreader.tui.plain import SIGNS, PlainSigns, replaced_ascii, replaced_plain, signs_of
from newsreader.tui.theme import TEXT_CONTRAST, contrast_ratio, palette
from newsreader.tui.themes import THEMES

TUI = Path(__file__).parents[2] / "tui"
MARGIN = "┃╏┊·▶║≈★✎#"


def drawn() -> set[str]:
    """Every character beyond ASCII in a text of the program, but for what is only said of it."""
    found: set[str] = set()
    for path in TUI.rglob("*.py"):
        if path.name == "plain.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
                found.update(sign for sign in node.value if not sign.isascii() and not sign.isalpha())
    return found


@pytest.mark.parametrize(
    ("environ", "kind"),
    [
        ({}, "unicode"),
        ({"LANG": "en_GB.UTF-8"}, "unicode"),
        ({"LANG": "en_GB.utf8"}, "unicode"),
        ({"LANG": "C.UTF-8"}, "unicode"),
        ({"LC_CTYPE": "C.UTF-8"}, "unicode"),
        ({"LANG": "C"}, "ascii"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "ascii"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "POSIX"}, "ascii"),
        ({"LANG": "de_DE.ISO-8859-1"}, "ascii"),
        ({"LANG": "de_DE@euro"}, "ascii"),
        ({"TERM": "linux", "LANG": "en_GB.UTF-8"}, "plain"),
        ({"TERM": "dumb"}, "ascii"),
    ],
)
def test_the_terminal_is_asked_by_its_locale(environ: dict[str, str], kind: str) -> None:
    assert signs_of("auto", environ) == kind
    assert signs_of("unicode", environ) == "unicode"


def test_every_sign_that_is_drawn_has_one_in_ascii() -> None:
    signs = drawn()
    assert {"┃", "▶", "★"} <= signs
    assert sorted(sign for sign in signs if replaced_ascii(sign) == "?") == []


@pytest.mark.parametrize("replace", [replaced_ascii, replaced_plain])
def test_the_signs_of_the_margin_stay_apart(replace: object) -> None:
    assert callable(replace)
    assert len({replace(sign) for sign in MARGIN}) == len(MARGIN)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20))
def test_nothing_moves_and_all_is_ascii(text: str) -> None:
    segments = [Segment(text)]
    [new] = PlainSigns("ascii").apply(segments, Color(0, 0, 0))
    assert new.text.isascii() and len(new.text) == sum(map(cell_len, text))
    [new] = PlainSigns("plain").apply(segments, Color(0, 0, 0))
    assert sum(map(cell_len, new.text)) == sum(map(cell_len, text))


def test_words_stay_words() -> None:
    [new] = PlainSigns("ascii").apply([Segment("“Così,” said Tomás — in 日本…")], Color(0, 0, 0))
    assert new.text == '"Cosi," said Tomas - in ????~'
    assert all(len(plain) == 1 for plain in SIGNS.values())


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_sixteen_colours_can_be_read(theme: object) -> None:
    its = palette(theme.to_color_system().generate(), few=True)  # type: ignore[attr-defined]
    assert its.base.bgcolor
    screen = Color.from_rich_color(its.base.bgcolor)
    styles = [its.base, its.muted, its.accent, its.title, its.cursor, its.cursor_idle, its.hit, its.hit_current]
    for style in (*styles, *its.speakers, *its.speakers_chosen, its.unattributed_chosen):
        new = fewer(its.base + style, screen)
        assert new.color and new.color.number is not None and new.bgcolor and new.bgcolor.number is not None
        front, back = SIXTEEN[new.color.number], SIXTEEN[new.bgcolor.number]
        assert contrast_ratio(front, back) >= TEXT_CONTRAST
        assert new.bgcolor.number < 8 or new.bgcolor.number == 15
    assert fewer(its.base, screen).color != fewer(its.base + its.muted, screen).color
    backs = {fewer(its.base + style, screen).bgcolor for style in (its.base, its.cursor, its.cursor_idle)}
    assert len(backs) == 3
    told = [fewer(its.base + style, screen) for style in its.speakers]
    assert all((a.color, a.bold) != (b.color, b.bold) for a, b in combinations(told, 2)) and len(told) >= 10


def test_a_line_in_few_colours_keeps_its_words() -> None:
    line = [Segment("a", Style(color="#6a7a8a", bgcolor="#16181d")), Segment("b")]
    new = FewColors().apply(line, Color.parse("#15171c"))
    assert [one.text for one in new] == ["a", "b"] and new[0].style and "#" not in str(new[0].style)
