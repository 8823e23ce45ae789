"""A setting is written into the reader's file, and nothing else in it changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsreader.core import settings
from newsreader.core.settings import Described, described
from newsreader.core.settings_writing import SettingsError, write

OLD = """# mine, all mine
name = "Ada"   # that is me

[copy]  # how it is copied
citation = "mla"
# quote = "html"

[colours]
unknown = [1, 2]  # of another program
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "newsreader" / "settings.toml"


def test_comments_and_what_is_unknown_stay(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(OLD)
    write("copy.citation", "apa", file)
    assert file.read_text() == OLD.replace('"mla"', '"apa"')
    write("name", "Bo", file)
    write("screen.column", 80, file)
    new = file.read_text()
    assert new.startswith(OLD.replace('"mla"', '"apa"').replace('"Ada"', '"Bo"'))
    assert new.endswith("[screen]\ncolumn = 80\n")
    found, [mistake] = settings.load(file)
    assert found.name == "Bo" and found.screen.column == 80 and "colours is no setting" in mistake


@pytest.mark.parametrize("one", [one for one in described() if "COMMAND" not in one.key], ids=lambda one: one.key)
@pytest.mark.parametrize("old", ["", OLD, '[screen]\ntheme = "nord"', '\ufeff[copy]\r\nquote = "html"\r\n'])
def test_each_setting_can_be_written_and_read(file: Path, one: Described, old: str) -> None:
    others: dict[str, str | int | bool] = {"name": "Bo", "screen.theme": "nord", "screen.column": 100}
    other = others.get(one.key, not one.default if isinstance(one.default, bool) else one.values[-1])
    file.parent.mkdir()
    file.write_bytes(old.encode())
    write(one.key, other, file)
    value: object = settings.load(file)[0]
    for part in one.key.split("."):
        value = getattr(value, part)
    assert value == other
    assert [mistake for mistake in settings.load(file)[1] if "colours" not in mistake] == []


def test_a_name_is_written_ahead_of_the_sections(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('[copy]\nquote = "html"\n')
    write("name", "Bo", file)
    found, mistakes = settings.load(file)
    assert (found.name, found.copy.quote, mistakes) == ("Bo", "html", ())


def test_the_keys_of_a_command(file: Path) -> None:
    write("keys.quote.next", "n, space", file)
    [one] = settings.load(file)[0].keys.commands
    assert (one.command, one.keys) == ("quote.next", "n, space")


def test_a_link_stays_one_and_the_mode_is_kept(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text('name = "Ada"\n')
    real.chmod(0o600)
    file.parent.mkdir()
    file.symlink_to(real)
    write("name", "Bo", file)
    assert file.is_symlink() and real.read_text() == 'name = "Bo"\n' and real.stat().st_mode & 0o777 == 0o600
    assert os.listdir(tmp_path) == ["dotfiles.toml", "newsreader"] or len(os.listdir(tmp_path)) == 2


@pytest.mark.parametrize("old", ["name = ", "copy = 1", "\udcff"])
def test_a_file_with_a_mistake_is_left_alone(file: Path, old: str) -> None:
    file.parent.mkdir()
    file.write_bytes(old.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingsError) as caught:
        write("copy.quote", "html", file)
    assert "nothing was written" in str(caught.value) and str(caught.value).isprintable()
    assert file.read_bytes() == old.encode("utf-8", "surrogateescape") and os.listdir(file.parent) == [file.name]
