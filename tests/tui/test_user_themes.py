"""Themes of the reader's own: what is good in a file is used, what is not is told, nothing stops the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from rich.style import Style
from textual.color import Color

from newsreader.tui.app import NewsreaderApp
from newsreader.tui.theme import TEXT_CONTRAST, contrast_ratio, css_variables, palette
from newsreader.tui.user_themes import read_themes
from tests.tui.waiting import opened

DUSK = """name = "dusk"
background = "#1b1a24"
foreground = "#d8d3e0"
primary = "#8f7fd1"
"""
ANY_COLOR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "config" / "newsreader" / "themes"
    path.mkdir(parents=True)
    return path


def test_without_the_folder_there_are_none(tmp_path: Path) -> None:
    assert read_themes(tmp_path / "none", ()) == ([], [])


def test_a_theme_is_read(folder: Path) -> None:
    (folder / "one.toml").write_text(DUSK + 'dark = false\naccent = "rgb(200, 100, 0)"\n')
    (folder / "notes.txt").write_text("no theme")
    [theme], mistakes = read_themes(folder, ())
    assert (theme.name, theme.dark, theme.background, theme.accent) == ("dusk", False, "#1B1A24", "#C86400")
    assert mistakes == []


@pytest.mark.parametrize(
    ("text", "told", "used"),
    [
        (DUSK + "accent = 7", "accent must be a colour", True),
        (DUSK + 'accent = "blurple"', "accent must be a colour", True),
        (DUSK + 'accent = "ansi_red"', "accent must be a colour", True),
        (DUSK + 'colour = "red"', "colour is nothing a theme has; known are name, dark, background", True),
        (DUSK + 'dark = "yes"', "dark must be true or false", True),
        (DUSK.replace("d8d3e0", "3b3a44"), "foreground on background has a contrast of 1.5", True),
        (DUSK.replace("dusk", "nord"), "there is a theme called nord already", False),
        ('name = "x"\nprimary = "#fff"', "has no background and no foreground; the theme is left out", False),
        ("name = ", "no TOML: ", False),
        ("a = " + "[" * 5000, "no TOML: ", False),
        ("\udcff", "is not in UTF-8", False),
    ],
)
def test_mistakes_are_told(folder: Path, text: str, told: str, used: bool) -> None:
    (folder / "one.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    themes, [mistake] = read_themes(folder, {"nord"})
    assert mistake.startswith(f"{folder / 'one.toml'}: ") and told in mistake and mistake.isprintable()
    assert bool(themes) == used


def test_a_folder_in_the_place_of_a_theme_is_told(folder: Path) -> None:
    (folder / "one.toml").mkdir()
    assert read_themes(folder, ())[1] == [f"{folder / 'one.toml'}: is a directory"]


@given(ANY_COLOR, ANY_COLOR, ANY_COLOR, ANY_COLOR)
@hypothesis(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_colours_make_text_that_can_be_read(folder: Path, back: str, front: str, primary: str, accent: str) -> None:
    (folder / "one.toml").write_text(
        f'background = "{back}"\nforeground = "{front}"\nprimary = "{primary}"\naccent = "{accent}"\n'
    )
    [theme], _ = read_themes(folder, ())
    its = palette(css_variables(theme.to_color_system().generate()))
    styles = [
        its.base,
        its.muted,
        its.accent,
        its.cursor,
        its.hit,
        its.hit_current,
        *its.speakers,
        *its.speakers_chosen,
    ]
    for style in styles:
        both: Style = its.base + style
        assert both.color and both.bgcolor
        reached = contrast_ratio(Color.from_rich_color(both.color), Color.from_rich_color(both.bgcolor))
        assert reached >= TEXT_CONTRAST - 0.05


async def test_it_is_used_from_the_start(folder: Path, make_app: Callable[[], NewsreaderApp]) -> None:
    (folder / "one.toml").write_text(DUSK)
    (folder.parent / "settings.toml").write_text('[screen]\ntheme = "dusk"\n')
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert app.theme == "dusk" and list(app.mistakes) == []
        background = app.reader.pane.palette.base.bgcolor
        assert background and Color.from_rich_color(background).hex == "#1B1A24"
        (folder / "one.toml").write_text(DUSK.replace("1b1a24", "101020"))
        await app.read_settings()
        await pilot.pause()
        background = app.reader.pane.palette.base.bgcolor
        assert background and Color.from_rich_color(background).hex == "#101020"
        (folder / "one.toml").unlink()
        await app.read_settings()
        await pilot.pause()
        assert app.theme == "newsreader-dark" and "line 2: screen.theme: there is no theme dusk" in app.mistakes[0]
