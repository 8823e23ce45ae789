"""What the project says of itself is so: links, commands, packages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from newsreader.core import settings
from newsreader.tui.keymap import COMMANDS
from newsreader.tui.remapping import keymap
from newsreader.tui.user_themes import read_themes

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
UNSHIPPED = {"newsreader.core.nlp.fitting"}  # how the weights were made; who installs the program does not need it


@pytest.fixture
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("link", re.findall(r"\]\((?!https?:)([^)#]+)\)|`([\w/.]+\.md)`", README))
def test_every_local_link_of_the_readme_leads_somewhere(link: tuple[str, str]) -> None:
    assert (ROOT / (link[0] or link[1])).is_file()


def test_ci_runs_the_readmes_test_command() -> None:
    [command] = re.findall(r"^    (.*pytest -q)$", README, re.MULTILINE)
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("command", ["import", "quotes", "speakers", "entities", "search"])
def test_the_readme_names_every_command(command: str) -> None:
    assert f"newsreader {command}" in README


def test_the_readme_names_the_keys_that_the_foot_of_the_screen_shows() -> None:
    names = {"^F": "Ctrl+F"}
    shown = [command.shown for command in COMMANDS if command.label and command.shown != "q"]
    assert [key for key in shown if f"`{names.get(key, key)}`" not in README] == []


def test_every_package_is_in_the_wheel(project: dict[str, Any]) -> None:
    found = {
        ".".join(("newsreader", *path.parent.relative_to(ROOT).parts))
        for top in ("core", "tui", "seeds")
        for path in (ROOT / top).rglob("*.py")
    }
    assert found - UNSHIPPED == set(project["tool"]["setuptools"]["packages"])


def test_every_data_file_is_in_the_wheel(project: dict[str, Any]) -> None:
    patterns = project["tool"]["setuptools"]["package-data"]["*"]
    for top in ("core", "tui", "seeds"):
        for path in (ROOT / top).rglob("*"):
            if path.is_file() and path.suffix not in (".py", ".pyc"):
                assert any(path.match(pattern) for pattern in patterns), path


def test_the_readmes_settings_are_all_there_are_and_as_they_come() -> None:
    [block] = re.findall(r"```toml\n(name = .*?\[export\].*?)```", README, re.DOTALL)
    found, mistakes = settings.parse(block)
    assert mistakes == ()
    shown = {
        f"{section}.{key}" if section else key: value
        for section, table in tomllib.loads(block).items()
        for key, value in (table.items() if isinstance(table, dict) else [(section, table)])
        for section in ([section] if isinstance(table, dict) else [""])
    }
    told = {one.key: one.default for one in settings.described() if one.key != "keys.COMMAND"}
    assert {**told, "name": shown["name"], "keys.quote.next": "n, space"} == shown
    assert keymap(found.keys)[0]["quote.next"] == "n,space"


def test_the_readmes_theme_is_one(tmp_path: Path) -> None:
    [block] = re.findall(r"```toml\n(name = \"dusk\".*?)```", README, re.DOTALL)
    (tmp_path / "dusk.toml").write_text(block, encoding="utf-8")
    [theme], mistakes = read_themes(tmp_path, ())
    assert theme.name == "dusk" and mistakes == []
