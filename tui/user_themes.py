"""Themes of the reader's own: files in the folder `themes` beside the settings, a theme each.

    name = "dusk"             # without it, the file's name
    dark = true               # false for a light one
    background = "#1b1a24"    # these three have to be there
    foreground = "#d8d3e0"
    primary = "#8f7fd1"       # the cursor
    accent = "#d9a05b"        # these may be left out: the pane that has the keys
    warning = "#d9a05b"       # what was found
    error = "#d96a6a"
    success = "#7fbf8f"
    secondary = "#7f9cc9"
    surface = "#22212c"       # behind lines to type into
    panel = "#2a2936"

What cannot be read on the background is moved until it can; speakers' colours are chosen to suit it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.color import Color, ColorParseError
from textual.theme import Theme

from newsreader.tui.theme import TEXT_CONTRAST, contrast_ratio

_NEEDED = ("background", "foreground", "primary")
_COLORS = (*_NEEDED, "accent", "warning", "error", "success", "secondary", "surface", "panel")
_LONGEST = 100_000  # bytes


def read_themes(folder: Path, taken: Collection[str]) -> tuple[list[Theme], list[str]]:
    """The themes in a folder, and a line about each mistake; `taken` are names that they cannot have.

    A colour that is none is left out; a theme without one that it needs is.
    """
    themes: dict[str, Theme] = {}
    mistakes: list[str] = []
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    except (FileNotFoundError, NotADirectoryError):
        return [], []
    except OSError as error:
        return [], [f"{folder}: {(error.strerror or str(error)).lower()}"]
    for path in paths:
        wrong: list[str] = []
        theme = _read(path, wrong)
        if theme is not None and (theme.name in taken or theme.name in themes):
            wrong.append(f"there is a theme called {theme.name} already")
        elif theme is not None:
            themes[theme.name] = theme
        mistakes += [f"{path}: {one}" for one in wrong]
    return list(themes.values()), mistakes


def _read(path: Path, wrong: list[str]) -> Theme | None:
    try:
        with path.open("rb") as stream:
            table = tomllib.loads(stream.read(_LONGEST).decode("utf-8-sig").replace("\r\n", "\n"))
    except OSError as error:
        wrong.append((error.strerror or str(error)).lower())
        return None
    except UnicodeDecodeError:
        wrong.append("is not in UTF-8")
        return None
    except (ValueError, RecursionError) as error:
        wrong.append(f"no TOML: {str(error)[:1].lower()}{str(error)[1:]}")
        return None
    colors = _colors(table, wrong)
    name, dark = table.get("name", path.stem), table.get("dark", True)
    if not (isinstance(name, str) and name and name.isprintable() and len(name) <= 40):
        wrong.append("name must be a line of words in quotation marks, of at most 40 characters")
        name = path.stem
    if not isinstance(dark, bool):
        wrong.append("dark must be true or false")
        dark = True
    if missing := [one for one in _NEEDED if one not in colors]:
        wrong.append(f"has no {' and no '.join(missing)}; the theme is left out")
        return None
    reached = contrast_ratio(Color.parse(colors["foreground"]), Color.parse(colors["background"]))
    if reached < TEXT_CONTRAST:
        wrong.append(
            f"foreground on background has a contrast of {reached:.1f}, less than {TEXT_CONTRAST}; it is moved"
        )
    return replace(Theme(name, colors["primary"], dark=dark), **colors)  # type: ignore[arg-type]


def _colors(table: Mapping[str, Any], wrong: list[str]) -> dict[str, str]:
    colors: dict[str, str] = {}
    for key, value in table.items():
        if key in ("name", "dark"):
            continue
        shown = key if key.isprintable() else repr(key)
        if key not in _COLORS:
            wrong.append(f"{shown} is nothing a theme has; known are name, dark, {', '.join(_COLORS)}")
            continue
        try:
            color = Color.parse(value) if isinstance(value, str) else None
        except ColorParseError:
            color = None
        if color is None or color.ansi is not None or color.a < 1:
            wrong.append(f'{shown} must be a colour, as in "#1b1a24"')
        else:
            colors[key] = color.hex
    return colors
