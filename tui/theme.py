"""Colours: which ones the reader's parts take from the theme in use, readable on it whatever it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.style import Style
from textual.color import Color

# Ten colours as far from one another in Oklab as they go, to common eyes and to protan and deutan ones (simulated
# after Machado, Oliveira and Fernandes 2009): no two nearer than 0.09. In order of how much each adds.
# `readable` moves them where a theme's background needs it.
_HUES = (
    "#65b4e9",
    "#e5d50d",
    "#ed6e12",
    "#ec6094",
    "#3cf4a7",
    "#72e3ff",
    "#a47cf9",
    "#e3b667",
    "#11dac8",
    "#e8907f",
)

TEXT_CONTRAST = 4.5  # WCAG 2.1 AA for text


@dataclass(frozen=True)
class Palette:
    """Rich styles for everything the line-drawn panes show, made for one background.

    `base` has the background; the others are added to it.
    """

    base: Style
    muted: Style
    title: Style
    accent: Style
    cursor: Style
    cursor_idle: Style
    hit: Style
    hit_current: Style
    speakers: tuple[Style, ...]
    speakers_chosen: tuple[Style, ...]
    unattributed_chosen: Style

    def speaker(self, slot: int | None, chosen: bool = False) -> Style:
        """The colour of a speaker by order of appearance; None is for words that nobody is known to have said."""
        if slot is None:
            return self.unattributed_chosen if chosen else self.muted
        return (self.speakers_chosen if chosen else self.speakers)[slot % len(self.speakers)]


def readable(color: Color, background: Color, contrast: float) -> Color:
    """`color`, moved towards white or black until it has `contrast` against `background` (WCAG 2.1 ratio)."""
    goal = Color(255, 255, 255) if background.brightness < 0.5 else Color(0, 0, 0)
    for step in range(21):
        moved = color.blend(goal, step / 20)
        if contrast_ratio(moved, background) >= contrast:
            return moved
    return goal


def _luminance(color: Color) -> float:
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast_ratio(one: Color, other: Color) -> float:
    """The WCAG 2.1 contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palette(variables: Mapping[str, str], no_color: bool = False) -> Palette:
    """The palette for a theme's CSS variables (`App.theme_variables`).

    With `no_color` the chosen quote and the cursor are shown in reverse, since a background will not be.
    """
    background = _parse(variables.get("background"), "#000000")
    foreground = readable(_parse(variables.get("foreground"), "#e0e0e0"), background, 7.0)
    accent = readable(_parse(variables.get("accent"), "#ffa62b"), background, TEXT_CONTRAST)
    primary = _parse(variables.get("primary"), "#0178d4")
    hit_back = _parse(variables.get("warning"), "#ffa62b")
    cursor_back = background.blend(primary, 0.45)
    idle_back = background.blend(foreground, 0.12)
    muted = readable(foreground.blend(background, 0.45), idle_back, TEXT_CONTRAST)
    # A speaker's colour has to be readable under the idle cursor as well, which is nearer to it than the background.
    hues = [readable(Color.parse(hue), idle_back, TEXT_CONTRAST) for hue in _HUES]
    reverse = Style(reverse=True) if no_color else Style()

    def chosen(hue: Color) -> Style:
        back = background.blend(hue, 0.30)
        return _style(readable(hue, back, TEXT_CONTRAST), back) + Style(bold=True) + reverse

    return Palette(
        base=_style(foreground, background),
        muted=_style(muted),
        title=_style(foreground) + Style(bold=True),
        accent=_style(accent),
        cursor=_style(readable(foreground, cursor_back, TEXT_CONTRAST), cursor_back) + reverse,
        cursor_idle=Style(bgcolor=idle_back.rich_color, underline=True if no_color else None),
        hit=_style(
            readable(foreground, background.blend(hit_back, 0.35), TEXT_CONTRAST), background.blend(hit_back, 0.35)
        )
        + Style(underline=True, bold=True),
        hit_current=_style(readable(Color(0, 0, 0), hit_back, TEXT_CONTRAST), hit_back) + Style(bold=True) + reverse,
        speakers=tuple(_style(hue) for hue in hues),
        speakers_chosen=tuple(chosen(hue) for hue in hues),
        unattributed_chosen=chosen(foreground),
    )


def _parse(value: str | None, fallback: str) -> Color:
    color = Color.parse(value or fallback)
    return Color.parse(fallback) if color.ansi is not None else color


def _style(front: Color, back: Color | None = None) -> Style:
    return Style(color=front.rich_color, bgcolor=back.rich_color if back else None)
