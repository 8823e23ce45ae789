"""What the project says of itself is so: its commands, its packages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
UNSHIPPED = {"newsreader.core.nlp.fitting"}  # how the weights were made; who installs the program does not need it


@pytest.fixture
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_ci_runs_the_readmes_test_command() -> None:
    [command] = re.findall(r"^    (.*pytest -q)$", README, re.MULTILINE)
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


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


def test_every_man_page_is_where_man_looks_for_it(project: dict[str, Any]) -> None:
    pages = {str(path.relative_to(ROOT)) for top in ("core", "tui") for path in (ROOT / top).rglob("*.[1-9]")}
    assert set(project["tool"]["setuptools"]["data-files"]["share/man/man1"]) == pages != set()
