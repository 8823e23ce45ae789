"""`newsreader docs`, and completions as the shells themselves give them."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from newsreader.core.cli.completions import SHELLS
from newsreader.core.cli.entry import COMMANDS
from newsreader.core.cli.manual import run as print_page
from newsreader.core.docs import TOPICS
from newsreader.core.export import FORMATS

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
Complete = Callable[[str], set[str]]


def test_docs_lists_its_pages_and_prints_one_as_it_is(run: Run) -> None:
    assert [line.split()[0] for line in run("docs").stdout.decode().splitlines()] == [one.name for one in TOPICS]
    assert run("docs", "search").stdout.decode() == next(one.text for one in TOPICS if one.name == "queries")


def test_docs_of_nothing_names_the_pages(run: Run) -> None:
    done = run("docs", "nonsense")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"keys, reading, queries" in done.stderr


class Terminal:
    """A console on a terminal, as far as a page needs it."""

    on_terminal = True

    def __init__(self) -> None:
        self.lines: list[str] = []

    def style(self, text: str, style: str) -> str:
        return f"<{style}>{text}</>"

    def print(self, text: str = "") -> None:
        self.lines.append(text)


def test_on_a_terminal_a_page_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    terminal = Terminal()
    assert print_page("keys", terminal) == 0  # type: ignore[arg-type]
    assert terminal.lines[0] == "<bold>Keys</>"
    assert any(line.startswith("<cyan>]</> <cyan>s</> ") and "Next quote" in line for line in terminal.lines)
    assert "|" not in "".join(terminal.lines) and "<!--" not in "".join(terminal.lines)


def test_completions_of_another_shell_are_a_mistake(run: Run) -> None:
    done = run("completions", "tcsh")
    assert done.returncode == 2 and b"bash, zsh, fish" in done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file, a folder and a name with spaces."""
    (tmp_path / "story one.txt").touch()
    (tmp_path / "notes").mkdir()
    return tmp_path


@pytest.fixture
def in_bash(folder: Path) -> Complete:
    """Completes a line in bash, whose last word is the unfinished one."""

    def complete(line: str) -> set[str]:
        script = (
            SHELLS["bash"]()
            + '\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _newsreader; printf "%s\\n" "${COMPREPLY[@]}"'
        )
        done = subprocess.run(
            ["bash", "-uc", script, "bash", *line.split(" ")], capture_output=True, text=True, cwd=folder, timeout=20
        )
        assert done.stderr == ""
        return set(done.stdout.splitlines()) - {""}

    return complete


@pytest.fixture
def in_fish(folder: Path) -> Complete:
    """Completes a line in fish."""
    if shutil.which("fish") is None:
        pytest.skip("fish is not installed")

    def complete(line: str) -> set[str]:
        script = f"{SHELLS['fish']()}\ncomplete -C '{line}'"
        done = subprocess.run(["fish", "-N", "-c", script], capture_output=True, text=True, cwd=folder, timeout=20)
        assert done.stderr == ""
        return {answer.split("\t")[0].rstrip("/") for answer in done.stdout.splitlines()}

    return complete


CASES: Sequence[tuple[str, set[str]]] = (
    ("newsreader ex", {"export"}),
    ("newsreader feeds ", {"add", "list", "remove", "refresh", "import", "export"}),
    ("newsreader export --format ", set(FORMATS)),
    ("newsreader export -f cs", {"csv", "csl-json"}),
    ("newsreader overview --by k", {"kind"}),
    ("newsreader docs ", {one.name for one in TOPICS}),
    ("newsreader feeds add --t", {"--tag"}),
    ("newsreader import --no", {"--no-watch"}),
    ("newsreader quotes st", {"story one.txt"}),
    ("newsreader export -o no", {"notes"}),
    ("newsreader feeds list no", set()),
)


@pytest.mark.parametrize(("line", "answers"), CASES)
def test_bash_completes(in_bash: Complete, line: str, answers: set[str]) -> None:
    assert in_bash(line) == answers


def test_bash_offers_every_command_and_what_is_there(in_bash: Complete) -> None:
    assert in_bash("newsreader ") == {*COMMANDS, "story one.txt", "notes"}
    assert in_bash("newsreader notes ex") == set()


def test_fish_completes(in_fish: Complete) -> None:
    for line, answers in CASES:
        assert {answer.replace("\\", "") for answer in in_fish(line)} == answers, line


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_completes(folder: Path) -> None:
    (folder / "newsreader.zsh").write_text(SHELLS["zsh"]())
    with _Zsh(folder) as zsh:
        zsh.type("autoload -U compinit; compinit -u -D; source ./newsreader.zsh; PS1='ready''> '\n", "ready> ")
        for line, answer in (
            ("newsreader comp\t", "letions "),
            ("newsreader export --form\t", "at "),
            ("newsreader export --format web\t", "annotation "),
            ("newsreader feeds ref\t", "resh "),
            ("newsreader docs que\t", "ries "),
            ("newsreader quotes sto\t", "one.txt "),
        ):
            zsh.type(line, answer)
            zsh.type("\x15", "")


class _Zsh:
    """An interactive zsh that is typed into."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> _Zsh:
        environment = {**os.environ, "HOME": str(self._folder), "TERM": "dumb", "ZDOTDIR": str(self._folder)}
        master, slave = pty.openpty()
        self._zsh = subprocess.Popen(
            ["zsh", "-f", "-i"], stdin=slave, stdout=slave, stderr=slave, cwd=self._folder, env=environment,
            start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self._terminal = master
        return self

    def __exit__(self, *_: object) -> None:
        self._zsh.kill()
        self._zsh.wait()
        os.close(self._terminal)

    def type(self, keys: str, expected: str) -> None:
        """Type, and wait until the terminal shows something."""
        os.write(self._terminal, keys.encode())
        seen, end = "", time.monotonic() + 20
        while expected not in seen:
            assert time.monotonic() < end and select.select([self._terminal], [], [], 20)[0], (expected, seen)
            seen += os.read(self._terminal, 4096).decode(errors="replace")
