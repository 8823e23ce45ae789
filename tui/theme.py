"""Colours: which ones the reader's parts take from the theme in use, readable on it whatever it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rich.style import Style
from textual.color import Color

# Speakers' colours, eight for each kind of background, made by searching the cube of colours for those whose nearest
# pair is the farthest apart in Oklab: 0.11 to common eyes, half of that to protan, deutan and tritan ones (after
# Machado, Oliveira and Fernandes 2009). All can be read on every background of their kind, so that nothing moves them
# nearer to one another. Each kind goes up to a luminance of the background, under the idle cursor.
_HUES = (
    (0.032, ("#9687ff", "#ffd22d", "#f069a5", "#b4c3ff", "#78f096", "#a5b400", "#3ca5c3", "#e1a587")),  # nearly black
    (0.180, ("#e1a5d2", "#69ff96", "#b4c300", "#00d2ff", "#ffd24b", "#a5d2a5", "#0fd278", "#ffa578")),  # dark
    (0.720, ("#001e78", "#873c00", "#005a4b", "#69004b", "#5a4b78", "#4b2d00", "#4b1ea5", "#a5004b")),  # pale
    (1.000, ("#0f5ac3", "#874b0f", "#a5005a", "#005a69", "#692d96", "#3c3c00", "#001e78", "#4b004b")),  # nearly white
)
# The same in the sixteen colours that every terminal has, for a black and for a white background.
_FEW_ON_BLACK = ("#55ffff", "#ffff55", "#ff55ff", "#55ff55", "#ff5555", "#00aaaa")
_FEW_ON_WHITE = ("#0000aa", "#aa0000", "#aa00aa", "#5555ff", "#aa5500")

TEXT_CONTRAST = 4.5  # WCAG 2.1 AA for text
MARK_CONTRAST = 3.0  # and for what is not text, but means something


class Palette(NamedTuple):
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


def readable(color: Color, background: Color, contrast: float, goal: Color | None = None) -> Color:
    """`color`, moved towards white or black until it has `contrast` against `background` (WCAG 2.1 ratio).

    goal: which of the two; else the one that can be read better there.
    """
    goal = _ink(background) if goal is None else goal
    for step in range(21):
        moved = color.blend(goal, step / 20)
        if contrast_ratio(moved, background) >= contrast:
            return moved
    return goal


def luminance(color: Color) -> float:
    """How much light a colour gives, 0 to 1 (WCAG 2.1)."""
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast_ratio(one: Color, other: Color) -> float:
    """The WCAG 2.1 contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Grounds(NamedTuple):
    """What a palette and the style sheet are both made of, readable on the theme's background."""

    background: Color
    foreground: Color
    accent: Color
    primary: Color
    warning: Color
    idle: Color
    """The background of a cursor that the keys do not move."""
    muted: Color
    thumb: Color
    """Lines that mean something without being text."""

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Grounds:
        """Those of a theme, by its CSS variables."""
        background = _parse(variables.get("background"), "#000000")
        foreground = readable(_parse(variables.get("foreground"), "#e0e0e0"), background, 7.0)
        idle = background.blend(foreground, 0.12)
        if contrast_ratio(_ink(background), idle) < TEXT_CONTRAST:  # of middling light: then the other way
            idle = background.blend(_ink(_ink(background)), 0.12)
        return cls(
            background,
            foreground,
            accent=readable(_parse(variables.get("accent"), "#ffa62b"), background, TEXT_CONTRAST),
            primary=readable(_parse(variables.get("primary"), "#0178d4"), background, MARK_CONTRAST),
            warning=readable(_parse(variables.get("warning"), "#ffa62b"), background, MARK_CONTRAST),
            idle=idle,
            muted=_on_both(foreground.blend(background, 0.45), background, idle),
            thumb=readable(foreground.blend(background, 0.65), background, MARK_CONTRAST),
        )


def palette(variables: Mapping[str, str], no_color: bool = False, few: bool = False) -> Palette:
    """The palette for a theme's CSS variables (`App.theme_variables`).

    With `no_color` the chosen quote and the cursor are shown in reverse, since a background will not be. With `few` the
    speakers' colours are among the sixteen that every terminal has. When all are used up, they come again in bold.
    """
    its = Grounds.of(variables)
    background, foreground = its.background, its.foreground
    # A speaker's colour has to be readable under the idle cursor as well, which is nearer to it than the background.
    hues = [_on_both(Color.parse(hue), background, its.idle) for hue in speakers_hues(its.idle)]
    reverse = Style(reverse=True) if no_color else Style()
    if few:
        hues = [Color.parse(hue) for hue in (_FEW_ON_BLACK if _is_dark(background) else _FEW_ON_WHITE)]
    speakers = [_style(hue) for hue in hues]

    def chosen(hue: Color) -> Style:
        back = background.blend(hue, 0.30)
        return _style(readable(hue, back, TEXT_CONTRAST), back) + Style(bold=True) + reverse

    hit_back = background.blend(its.warning, 0.35)
    return Palette(
        base=_style(foreground, background),
        muted=_style(its.muted),
        title=_style(foreground) + Style(bold=True),
        accent=_style(its.accent),
        cursor=_style(_ink(its.primary), its.primary) + reverse,
        cursor_idle=Style(bgcolor=its.idle.rich_color, underline=True if no_color else None),
        hit=_style(readable(foreground, hit_back, TEXT_CONTRAST), hit_back) + Style(underline=True, bold=True),
        hit_current=_style(_ink(its.warning), its.warning) + Style(bold=True) + reverse,
        speakers=(*speakers, *(style + Style(bold=True) for style in speakers)),
        speakers_chosen=tuple(chosen(hue) for hue in hues) * 2,
        unattributed_chosen=chosen(foreground),
    )


def css_variables(variables: Mapping[str, str]) -> dict[str, str]:
    """A theme's CSS variables, with text that can be read on it and marks that can be seen, and some of our own.

    $quiet: text that matters less. $mark: the frame of the pane that has the keys. $thumb: the bar of a scroll bar.
    """
    its = Grounds.of(variables)
    found = {**variables, "foreground": its.foreground.hex, "quiet": its.muted.hex}
    found |= {"mark": readable(its.accent, its.background, MARK_CONTRAST).hex, "thumb": its.thumb.hex}
    for name in ("primary", "secondary", "warning", "error", "success", "accent"):
        text, behind = variables.get(f"text-{name}"), variables.get(f"{name}-muted")
        if text and behind:
            color = readable(_parse(text, "#e0e0e0"), its.background, TEXT_CONTRAST)
            found[f"text-{name}"] = readable(color, _parse(behind, "#000000"), TEXT_CONTRAST).hex
    return found


def speakers_hues(idle: Color) -> tuple[str, ...]:
    """The speakers' colours on a background, as it is under the idle cursor."""
    return next(hues for most, hues in _HUES if luminance(idle) <= most or most == 1.0)


def _on_both(color: Color, background: Color, idle: Color) -> Color:
    """A colour that can be read on the screen's background and under the idle cursor."""
    ink = _ink(background)
    return readable(readable(color, background, TEXT_CONTRAST, ink), idle, TEXT_CONTRAST, ink)


def _ink(back: Color) -> Color:
    """Black or white, whichever can be read better."""
    return max(Color(0, 0, 0), Color(255, 255, 255), key=lambda ink: contrast_ratio(ink, back))


def _is_dark(background: Color) -> bool:
    return luminance(background) < 0.18


def _parse(value: str | None, fallback: str) -> Color:
    color = Color.parse(value or fallback)
    return Color.parse(fallback) if color.ansi is not None else color


def _style(front: Color, back: Color | None = None) -> Style:
    return Style(color=front.rich_color, bgcolor=back.rich_color if back else None)
