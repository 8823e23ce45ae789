"""What a command does not need it does not import; what is quick stays quick."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_RUN = """
import sys
from newsreader.core.cli import main
code = main(lambda sources: 0, sys.argv[1:])
print(code, *sys.modules, file=sys.stderr)
"""

_SCREEN = {"textual", "rich"}
_MODEL = {"spacy", "thinc"}
_HEAVY = _MODEL | {"numpy"}


def modules_after(*arguments: str) -> tuple[int, set[str]]:
    done = subprocess.run([sys.executable, "-c", _RUN, *arguments], capture_output=True, text=True, timeout=120)
    code, *modules = done.stderr.splitlines()[-1].split()
    return int(code), set(modules)


@pytest.fixture
def story(tmp_path: Path, home: Path) -> str:
    file = tmp_path / "story.txt"
    file.write_text('Harbour stays shut\n\n"Nobody is going out today," said Ann Tolland.\n')
    return str(file)


@pytest.mark.parametrize(
    "arguments",
    [
        *(["--help"], ["--version"], ["quotes", "--help"], ["--bad-option"], ["search", "harbour"], ["quotes"]),
        ["export", "--all"],
        *(["docs", "keys"], ["completions", "zsh"]),
    ],
)
def test_light_commands_load_neither_screen_nor_model(arguments: list[str], home: Path) -> None:
    _, modules = modules_after(*arguments)
    assert "newsreader.core.cli" in modules
    assert not modules & (_SCREEN | _MODEL)
    assert "numpy" not in modules or "search" in arguments


@pytest.mark.model
def test_no_headless_command_loads_the_screen(story: str) -> None:
    for arguments in (["import", story], ["quotes", story], ["speakers", "--json"], ["entities", story, "--jsonl"]):
        code, modules = modules_after(*arguments)
        assert code in (0, 1)
        assert not modules & _SCREEN


@pytest.mark.model
def test_what_is_analysed_already_needs_no_model(story: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "spacy.py").write_text("raise ImportError('spaCy is not well')")
    assert modules_after("import", story)[0] == 0
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "broken"))  # of the processes that analyse, too
    for arguments in (
        *(["import", story], ["quotes", story], ["quotes"], ["speakers"], ["search", "harbour"]),
        ["export", "--all", "--format", "json"],
    ):
        code, modules = modules_after(*arguments)
        assert code == 0
        assert not modules & _MODEL
    Path(story).write_text("Another story\n\n“Now it is,” said Ann Tolland.\n")
    assert modules_after("quotes", story)[0] == 2


@pytest.mark.parametrize("module", ["newsreader.core", "newsreader.core.library", "newsreader.core.sources"])
def test_the_rooms_under_it_import_no_model(module: str) -> None:
    code = f"import {module}, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & (_SCREEN | _HEAVY)
