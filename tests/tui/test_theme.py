"""Colours on every theme that Textual has: readable text, speakers told apart."""

from __future__ import annotations

import itertools

import pytest
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from newsreader.tui.theme import TEXT_CONTRAST, Palette, contrast_ratio, palette


def colors(style: Style, base: Style) -> tuple[Color, Color]:
    """A style's colour and background, where it has none those of the base."""
    front, back = style.color or base.color, style.bgcolor or base.bgcolor
    assert front and back
    return Color.from_rich_color(front), Color.from_rich_color(back)


@pytest.fixture(params=sorted(BUILTIN_THEMES))
def on_theme(request: pytest.FixtureRequest) -> Palette:
    app: App[None] = App()
    app.theme = request.param
    return palette(app.theme_variables)


def test_all_text_is_readable(on_theme: Palette) -> None:
    texts = [on_theme.base, on_theme.muted, on_theme.accent, on_theme.title, on_theme.cursor, on_theme.hit]
    texts += [on_theme.hit_current, on_theme.unattributed_chosen, *on_theme.speakers, *on_theme.speakers_chosen]
    for style in texts:
        assert contrast_ratio(*colors(style, on_theme.base)) >= TEXT_CONTRAST - 0.05, style


def test_speakers_are_readable_under_the_idle_cursor(on_theme: Palette) -> None:
    for style in (*on_theme.speakers, on_theme.muted):
        assert contrast_ratio(*colors(style, on_theme.cursor_idle)) >= TEXT_CONTRAST - 0.05


def test_no_two_speakers_look_the_same(on_theme: Palette) -> None:
    for one, other in itertools.combinations(on_theme.speakers, 2):
        a, b = colors(one, on_theme.base)[0], colors(other, on_theme.base)[0]
        assert sum(abs(x - y) for x, y in zip(a.rgb, b.rgb, strict=True)) >= 40


def test_without_colour_the_cursor_and_the_chosen_quote_are_reversed() -> None:
    plain = palette({}, no_color=True)
    assert plain.cursor.reverse and plain.cursor_idle.underline
    assert all(style.reverse for style in (*plain.speakers_chosen, plain.unattributed_chosen, plain.hit_current))
