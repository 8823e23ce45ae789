"""Colours on every theme that can be chosen: text that can be read, marks that can be seen, speakers told apart."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import pytest
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from newsreader.tui.theme import MARK_CONTRAST, TEXT_CONTRAST, Palette, contrast_ratio, css_variables, palette
from newsreader.tui.themes import THEMES

ALL = {theme.name: theme for theme in (*THEMES, *BUILTIN_THEMES.values()) if not theme.name.startswith("ansi-")}
SLACK = 0.05  # a colour is rounded to 256 steps

# Severity 1.0, on linear light; after Machado, Oliveira and Fernandes 2009.
EYES = {
    "common": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.1523, 1.0526, -0.2049), (0.1145, 0.7863, 0.0992), (-0.0039, -0.0481, 1.0520)),
    "deutan": ((0.3673, 0.8606, -0.2280), (0.2801, 0.6725, 0.0474), (-0.0118, 0.0429, 0.9689)),
    "tritan": ((1.2555, -0.0767, -0.1788), (-0.0784, 0.9308, 0.1476), (0.0047, 0.6914, 0.3039)),
}
APART = {"common": 0.11, "protan": 0.055, "deutan": 0.055, "tritan": 0.055}


def colors(style: Style, base: Style) -> tuple[Color, Color]:
    """A style's colour and background, where it has none those of the base."""
    front, back = style.color or base.color, style.bgcolor or base.bgcolor
    assert front and back
    return Color.from_rich_color(front), Color.from_rich_color(back)


def seen(color: Color, eyes: str) -> Sequence[float]:
    """A colour in Oklab, as some eyes see it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized]
    red, green, blue = (min(max(sum(a * b for a, b in zip(row, linear, strict=True)), 0), 1) for row in EYES[eyes])
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


@pytest.fixture(params=sorted(ALL))
def theme(request: pytest.FixtureRequest) -> Theme:
    return ALL[request.param]


@pytest.fixture
def on_theme(theme: Theme) -> Palette:
    return palette(theme.to_color_system().generate())


def test_the_themes_are_what_they_say(theme: Theme, on_theme: Palette) -> None:
    """Each in its own colours: a test that sees one theme twenty times would find nothing."""
    background = theme.to_color_system().generate()["background"]
    assert colors(on_theme.base, on_theme.base)[1].hex == Color.parse(background).hex
    assert len({one.to_color_system().generate()["background"] for one in ALL.values()}) > len(ALL) - 3


def test_all_text_is_readable(on_theme: Palette) -> None:
    texts = [on_theme.base, on_theme.muted, on_theme.accent, on_theme.title, on_theme.cursor, on_theme.hit]
    texts += [on_theme.hit_current, on_theme.unattributed_chosen, *on_theme.speakers, *on_theme.speakers_chosen]
    for style in texts:
        assert contrast_ratio(*colors(style, on_theme.base)) >= TEXT_CONTRAST - SLACK, style


def test_speakers_are_readable_under_the_idle_cursor(on_theme: Palette) -> None:
    for style in (on_theme.base, *on_theme.speakers, on_theme.muted):
        front, _ = colors(style, on_theme.base)
        assert contrast_ratio(front, colors(on_theme.cursor_idle, on_theme.base)[1]) >= TEXT_CONTRAST - SLACK


def test_marks_can_be_seen(theme: Theme, on_theme: Palette) -> None:
    variables = css_variables(theme.to_color_system().generate())
    _, background = colors(on_theme.base, on_theme.base)
    for style in (on_theme.cursor, on_theme.hit_current):
        assert contrast_ratio(colors(style, on_theme.base)[1], background) >= MARK_CONTRAST - SLACK
    for name in ("mark", "thumb"):
        assert contrast_ratio(Color.parse(variables[name]), background) >= MARK_CONTRAST - SLACK


def test_the_style_sheets_text_is_readable(theme: Theme) -> None:
    variables = css_variables(theme.to_color_system().generate())
    background = Color.parse(variables["background"])
    for name in ("quiet", "foreground", "text-accent", "text-warning", "text-error", "text-success", "text-primary"):
        assert contrast_ratio(Color.parse(variables[name]), background) >= TEXT_CONTRAST - SLACK, name
    behind = Color.parse(variables["warning-muted"])
    assert contrast_ratio(Color.parse(variables["text-warning"]), behind) >= TEXT_CONTRAST - SLACK


@pytest.mark.parametrize("eyes", EYES)
def test_speakers_are_told_apart(on_theme: Palette, eyes: str) -> None:
    shown = [seen(colors(style, on_theme.base)[0], eyes) for style in on_theme.speakers[:8]]
    nearest = min(math.dist(one, other) for one, other in itertools.combinations(shown, 2))
    assert nearest >= APART[eyes]
    assert all(
        again.bold and not one.bold for one, again in zip(on_theme.speakers[:8], on_theme.speakers[8:], strict=True)
    )


def test_without_colour_the_cursor_and_the_chosen_quote_are_reversed() -> None:
    plain = palette({}, no_color=True)
    assert plain.cursor.reverse and plain.cursor_idle.underline
    assert all(style.reverse for style in (*plain.speakers_chosen, plain.unattributed_chosen, plain.hit_current))
