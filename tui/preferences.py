"""What the reader's settings do to the program: colours, signs and keys, at the start and while it runs."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from textual.constants import TEXTUAL_ANIMATIONS
from textual.filter import LineFilter, Monochrome, NoColor
from textual.reactive import Initialize, Reactive
from textual.theme import Theme

from newsreader.core import settings
from newsreader.core.errors import NewsreaderError
from newsreader.core.settings import Settings
from newsreader.tui.guard import Guard
from newsreader.tui.plain import PlainSigns, signs_of
from newsreader.tui.remapping import OWN, Keymap, keymap
from newsreader.tui.sequences import KeySequences
from newsreader.tui.theme import Palette, css_variables, palette
from newsreader.tui.themes import DEFAULT, THEMES
from newsreader.tui.together import together


class Preferences(KeySequences):
    """An app that looks and listens as the settings say."""

    settings = Settings()
    keys: Keymap = OWN
    """All commands' keys as they are now."""
    signs = "unicode"
    """Which signs are drawn: "unicode", "plain" or "ascii"."""
    mistakes: tuple[str, ...] = ()
    """What is wrong in the settings and in the reader's own themes, a line each."""

    def __init__(self) -> None:
        self._guard, self._no_color = Guard(), NoColor()
        self._filters_of: dict[str, LineFilter] = {}
        self._own_themes: list[Theme] = []
        self._theme_mistakes: list[str] = []
        self.settings, mistakes = _load()
        super().__init__()
        self.use(self.settings, mistakes)

    def _first_theme(self) -> str:
        for theme in THEMES:
            self.register_theme(theme)
        self._forget_themes()
        return self._readable_theme(self.settings.screen.theme)

    theme = Reactive[str](Initialize[Any](_first_theme))  # any other, set afterwards, would style all twice at a start

    @property
    def has_few_colors(self) -> bool:
        """Whether the terminal says that it has sixteen colours."""
        return self.console.color_system == "standard" and not self.is_headless

    @property
    def settings_place(self) -> str:
        """Where the settings are, for the eye."""
        return _file()

    def use(self, wanted: Settings, mistakes: Sequence[str] = ()) -> None:
        """Go by these settings from now on; `mistakes` are those of their file."""
        self.settings = wanted
        self.signs = signs_of(wanted.screen.signs, os.environ)
        self.animation_level = "none" if wanted.screen.quiet else TEXTUAL_ANIMATIONS
        self.keys, wrong = keymap(wanted.keys)
        self.use_keys(self.keys)
        theme = wanted.screen.theme
        found = self._readable_theme(theme)
        if found != theme:
            from newsreader.core.settings_reading import line_of

            line = line_of("screen.theme")
            shown = theme if theme.isprintable() else repr(theme)
            wrong = (*wrong, f"{f'line {line}: ' if line else ''}screen.theme: there is no theme {shown}")
        if found != self.theme:
            self.theme = found
        place = f"{_file()}: "
        self.mistakes = (*mistakes, *(place + one for one in wrong), *self._theme_mistakes)

    def _readable_theme(self, wanted: str) -> str:
        """A theme by its name, which may be the reader's own; the default one where there is none."""
        if wanted not in self.available_themes:
            self.read_themes()
        return wanted if wanted in self.available_themes else DEFAULT

    def read_themes(self) -> None:
        """Read the reader's own themes, which a start that does not need them leaves unread."""
        from newsreader.core.locations import config_dir
        from newsreader.tui.user_themes import read_themes

        for theme in self._own_themes:
            self.unregister_theme(theme.name)
        self._forget_themes()
        taken = set(self.available_themes)
        try:
            folder = config_dir() / "themes"
        except NewsreaderError:
            folder = Path(os.devnull)
        self._own_themes, self._theme_mistakes = read_themes(folder, taken)
        for theme in self._own_themes:
            self.register_theme(theme)
        self._forget_themes()

    async def read_settings(self) -> None:
        """Read the file again: it may have been changed outside."""
        wanted, mistakes = await asyncio.to_thread(_load)
        before = self.available_themes.get(self.theme)
        self.read_themes()
        if self.available_themes.get(self.theme) != before:
            self.theme = DEFAULT  # the one in use is another now, or gone
        self.use(wanted, mistakes)

    async def set(self, key: str, value: str | int | bool) -> str:
        """Write a setting into the file and go by it; what is wrong where that could not be done."""
        from newsreader.core.settings_writing import write

        try:
            await asyncio.to_thread(write, key, value)
        except NewsreaderError as error:
            return str(error)
        await self.read_settings()
        return ""

    @cached_property
    def available_themes(self) -> dict[str, Theme]:
        """All themes but those in the terminal's own colours: what is readable on those nobody can tell.

        Made once: Textual asks for them at every line that it draws.
        """
        return {name: theme for name, theme in super().available_themes.items() if not name.startswith("ansi-")}

    def _forget_themes(self) -> None:
        self.__dict__.pop("available_themes", None)

    def get_css_variables(self) -> dict[str, str]:
        """The theme's, made readable, and our own."""
        variables = css_variables(super().get_css_variables())
        self.theme_variables = variables
        return variables

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, those for terminals that can do less, then the guard that lets no control character out.

        Textual answers NO_COLOR with greys, which are colours too: they would be wrong on a light terminal.
        """
        filters = super().get_line_filters()
        if self.no_color:
            filters = [filter for filter in filters if not isinstance(filter, Monochrome)] + [self._no_color]
        elif self.has_few_colors:
            filters = [*filters, self._few_colors]
        if self.signs != "unicode":
            filters = [*filters, self._plain_signs(self.signs)]
        return [together(*filters, self._guard)]

    @cached_property
    def _few_colors(self) -> LineFilter:
        from newsreader.tui.few_colors import FewColors

        return FewColors()

    def _plain_signs(self, kind: str) -> LineFilter:
        return self._filters_of.setdefault(kind, PlainSigns(kind))

    def palette(self) -> Palette:
        """The colours of the panes."""
        return palette(self.theme_variables, self.no_color, self.has_few_colors)


def _file() -> str:
    from newsreader.core.locations import settings_file

    try:
        return str(settings_file())
    except NewsreaderError:
        return "settings"


def _load() -> tuple[Settings, tuple[str, ...]]:
    try:
        return settings.load()
    except NewsreaderError:  # no home: nothing is set
        return Settings(), ()
