"""Settings: a mistake costs the setting it is in, is told by line and key, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core import settings
from newsreader.core.locations import settings_file
from newsreader.core.settings import Copying, Exporting, Keys, Remapped, Screen, Settings, described
from newsreader.core.settings_reading import parse


def test_without_a_file_all_is_as_it_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert settings.load() == (Settings(), ())
    assert settings_file() == tmp_path / "newsreader" / "settings.toml"


def test_what_is_set_is_used(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    lines = [
        '\ufeffname = "Ada Lindqvist"',
        "[copy]",
        'quote = "html"',
        'citation = "mla"',
        "[export]",
        'format = "ris"',
    ]
    file.write_bytes("\r\n".join(lines).encode())
    assert settings.load(file) == (Settings("Ada Lindqvist", copy=Copying("html", "mla"), export=Exporting("ris")), ())


def test_mistakes_are_told_by_line_and_key_and_the_rest_is_used() -> None:
    found, mistakes = parse(
        'name = 7\n\n[copy]\nquote = "loud"\n"citation" = "mla"\ncolour = 1\n[exports]\nformat = "x"\n'
    )
    assert found == Settings(copy=Copying("plain", "mla"))
    assert mistakes == (
        "line 1: name must be a line of words in quotation marks, of at most 200 characters",
        "line 4: copy.quote must be one of plain, markdown, html",
        "line 6: copy.colour is no setting; known here: quote, citation",
        "line 7: exports is no setting; known here: name, screen, keys, copy, export",
    )


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("[copy]\nquote = ", "no TOML: invalid value; nothing in it is used"),
        ("name = 1\n[copy\n", "line 2: no TOML: "),
        ("copy = 1", "line 1: copy must be a section, [copy]"),
        ('name = "a\\nb"', "line 1: name must be a line of words in quotation marks, of at most 200 characters"),
        ('copy.quote = "x"', "line 1: copy.quote must be one of plain, markdown, html"),
        ('"\\u001b[2J" = 1', "'\\x1b[2J' is no setting; known here: name, screen, keys, copy, export"),
        ("a = " + "[" * 5000, "no TOML: "),
    ],
)
def test_one_line_for_a_mistake(text: str, mistake: str) -> None:
    found, [told] = parse(text)
    assert found == Settings() and mistake in told and told.isprintable()


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\0")
    for path, why in ((tmp_path, "is a directory"), (tmp_path / "binary", "is not in UTF-8")):
        found, [mistake] = settings.load(path)
        assert found == Settings() and why in mistake


@given(st.text(max_size=80))
def test_any_text_gives_settings(text: str) -> None:
    found, mistakes = parse(text)
    assert isinstance(found, Settings)
    assert all("\n" not in mistake for mistake in mistakes)


def test_every_setting_is_described() -> None:
    told = described()
    assert [one.key for one in told] == [
        "name", "screen.theme", "screen.sort", "screen.column", "screen.signs", "screen.quiet",
        "keys.preset", "keys.COMMAND", "copy.quote", "copy.citation", "export.format",
    ]  # fmt: skip
    for one in told:
        assert one.meaning.endswith(".") and one.values, one.key


def test_what_is_described_is_what_the_file_takes() -> None:
    def written(value: object) -> str:
        return str(value).lower() if isinstance(value, bool) else str(value) if isinstance(value, int) else f'"{value}"'

    lines = [f"{one.key} = {written(one.default)}" for one in described() if "COMMAND" not in one.key]
    assert parse("\n".join(lines)) == (Settings(), ())


def test_a_number_has_its_limits() -> None:
    assert parse("screen.column = 100")[0].screen == Screen(column=100)
    for value in ("20", "true", '"72"', "72.5"):
        found, mistakes = parse(f"[screen]\ncolumn = {value}")
        assert found == Settings() and mistakes == ("line 2: screen.column must be a whole number from 30 to 160",)


def test_keys_are_read_whether_their_names_are_quoted_or_not() -> None:
    text = '[keys]\npreset = "vim"\nquote.next = "n, space"\n"quit.always" = ["ctrl+x", "Q"]\nhelp = 7\n'
    found, mistakes = parse(text)
    assert found.keys == Keys("vim", (Remapped("quote.next", "n, space", 3), Remapped("quit.always", "ctrl+x, Q", 4)))
    assert mistakes == ('line 5: keys.help must be keys in quotation marks, as in "n, space"',)
