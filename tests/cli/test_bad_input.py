"""Whatever is wrong is said in one line each, with the right exit code, and the rest is done all the same."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

STORY = b'Harbour stays shut\n\n"Nobody is going out today," said Ann Tolland.\n'
HOSTILE = "\x1b]0;owned\x07\x9b2J\u202e[/x]\r\nx"


def lines(output: bytes) -> list[str]:
    return output.decode().splitlines()


def test_bad_files_are_said_one_a_line_and_good_ones_imported(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(STORY)
    (tmp_path / "empty.txt").touch()
    (tmp_path / "blank.txt").write_bytes(b" \n\t\n")
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF\0\0\0")
    (tmp_path / "page.html").write_bytes(b"<p></p>")
    (tmp_path / "folder").mkdir()
    done = run("import", "missing", "empty.txt", "good.txt", "blank.txt", "binary.txt", "page.html", "folder")
    assert done.returncode == 2
    assert done.stdout == b""
    assert sorted(lines(done.stderr)) == [
        "1 new, 0 already there, 6 failed",
        "newsreader: binary.txt: not a text file (a program)",
        "newsreader: blank.txt: there are no words in it",
        "newsreader: empty.txt: the file is empty",
        "newsreader: folder: no .txt or .md files in this folder",
        "newsreader: missing: no such file or folder",
        "newsreader: page.html: there are no words in it",
    ]


def test_a_named_pipe_in_a_folder_is_not_waited_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "folder" / "pipe.txt")
    for name in ("import", "quotes"):
        done = run(name, "folder")
        assert done.returncode == 2
        assert lines(done.stderr)[0] == "newsreader: folder/pipe.txt: not a regular file"


@pytest.mark.parametrize("name", ["quotes", "speakers", "entities", "import"])
def test_only_bad_files(run: Run, name: str) -> None:
    done = run(name, "missing.txt")
    assert done.returncode == 2
    assert "newsreader: missing.txt: no such file or folder" in lines(done.stderr)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--no-such-option" + HOSTILE],
        ["quotes", "--" + HOSTILE],
        ["search", "--limit", HOSTILE, "x"],
        ["search", "--limit", "0", "x"],
        ["search"],
        ["import"],
        ["search", "x", "--jsonl", "--json"],
        [HOSTILE],
        [HOSTILE, "--json" + HOSTILE],
        ["quotes", HOSTILE],
        ["import", HOSTILE, "\udcff.txt", "", "https://news.example/" + HOSTILE],
    ],
    ids=range(11),
)
def test_usage_errors_and_hostile_names(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr


def test_hostile_titles_texts_and_names(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "\x1b[31mfolder\u202e"
    folder.mkdir()
    hostile = "# Zebra \x1b]0;owned\x07 \u202eelttit [sic] [/x]\n\nIt was \x1b[2Jfine \x9b2J, \x85said Ann.\n\n"
    with open(os.fsencode(folder) + b"/a\x1b\xff\n.txt", "w") as file:
        file.write(hostile + "And so on, and so forth, for a while.\n" * 9)
    done = run("import", folder)
    assert done.returncode == 0, done.stderr
    for form in ([], ["--json"], ["--jsonl"]):
        done = run("search", "zebra", *form)
        assert done.returncode == 0
        assert b"[sic]" in done.stdout


@pytest.mark.model
def test_hostile_words_in_quotes_and_names(run: Run, tmp_path: Path) -> None:
    words = 'Ann \x1b[31mTolland said: "It is \x1b]0;owned\x07 \u202efine\x9b2J [/x]." Ann Tolland went home.\n\n'
    (tmp_path / "a\x1b[2J.txt").write_text("Goats \x1b[2J\n\n" + words + "And so on, and so forth, she said.\n" * 40)
    for arguments in (["quotes"], ["quotes", "--jsonl"]):
        done = run(*arguments, "a\x1b[2J.txt")
        assert done.returncode == 0, done.stderr
        assert b"[/x]" in done.stdout
    assert run("entities", "a\x1b[2J.txt").returncode == 0


def test_without_a_model_articles_are_imported_and_one_line_says_why(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(STORY)
    (tmp_path / "long.txt").write_text("\n\n".join(f"Entry {i} of the ledger of Vellmouth." for i in range(12_000)))
    done = run("import", "good.txt", "long.txt", NEWSREADER_MODEL="no_such_model")
    assert done.returncode == 2
    [line] = lines(done.stderr)
    assert line.startswith("newsreader: language model no_such_model: ")
    for word in ("harbour", "vellmouth"):
        assert run("search", word).returncode == 0


def test_no_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(STORY)
    for arguments in ([], ["good.txt"], ["-"], ["--", "good.txt"]):
        done = run(*arguments, stdin=STORY)
        assert done.returncode == 2
        [line] = lines(done.stderr)
        assert "needs a terminal" in line


def test_a_mistyped_command_gets_a_hint(run: Run) -> None:
    done = run("qoutes", "x.txt")
    assert done.returncode == 2
    assert lines(done.stderr)[0] == "newsreader: qoutes: no such file or folder (the command is called 'quotes')"


def test_a_library_that_cannot_be_one(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(STORY)
    file = home / "data" / "newsreader" / "library.db"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"not a library at all, but somebody's notes " * 50)
    done = run("import", "good.txt")
    assert done.returncode == 2
    [line] = lines(done.stderr)
    assert "is not a newsreader library" in line
    assert file.read_bytes().startswith(b"not a library")


def test_output_that_nobody_reads_or_that_does_not_fit(run: Run, command: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(STORY)
    run("import", "good.txt")
    script = '"$0" search harbour --jsonl | true; "$0" search harbour > /dev/full; echo $?'
    done = subprocess.run(["sh", "-c", script, command], capture_output=True, timeout=60)
    assert done.stdout == b"2\n"
    assert done.stderr == b"newsreader: standard output: no space left on device\n"
