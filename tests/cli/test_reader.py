"""What reaches the reader: paths as they are, standard input as bytes, and a terminal to read keys from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# The session leader's first opened terminal becomes its own, as at a login.
_RUN = """
import os, sys
os.close(os.open(sys.argv[1], os.O_RDWR))
from newsreader.core.cli import main
def open_reader(sources):
    with open("told", "w") as told:
        told.write(repr((sources, os.isatty(0), "textual" in sys.modules)))
    return 7
sys.exit(main(open_reader, sys.argv[2:]))
"""


def told(tmp_path: Path, *arguments: str, stdin: bytes | None = None) -> str:
    """What the reader was opened with when the command is run on a terminal."""
    ours, theirs = os.openpty()
    try:
        process = subprocess.Popen(
            [sys.executable, "-c", _RUN, os.ttyname(theirs), *arguments],
            stdin=theirs if stdin is None else subprocess.PIPE,
            stdout=theirs,
            stderr=theirs,
            cwd=tmp_path,
            start_new_session=True,
        )
        process.communicate(stdin, timeout=30)
    finally:
        os.close(ours)
        os.close(theirs)
    assert process.returncode == 7
    return (tmp_path / "told").read_text()


@pytest.fixture(autouse=True)
def files(home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A story.\n")
    (tmp_path / "quotes").write_text("A story in a file that is called like a command.\n")


def test_paths(tmp_path: Path) -> None:
    assert told(tmp_path) == "([], True, False)"
    assert told(tmp_path, "a.txt", "missing") == "(['a.txt', 'missing'], True, False)"
    assert told(tmp_path, "./quotes") == "(['./quotes'], True, False)"
    assert told(tmp_path, "--", "quotes") == "(['quotes'], True, False)"


def test_standard_input(tmp_path: Path) -> None:
    expected = "([Raw(name='-', data=b'A story.\\n', media=''), 'a.txt'], True, False)"
    assert told(tmp_path, "-", "a.txt", stdin=b"A story.\n") == expected


def test_web_addresses(tmp_path: Path) -> None:
    expected = "(['a.txt', Page(address='https://news.test/1', typed=True, replaces=None)], True, False)"
    assert told(tmp_path, "a.txt", "https://news.test/1") == expected


def test_standard_input_that_was_not_asked_for(tmp_path: Path) -> None:
    assert told(tmp_path, "a.txt", stdin=b"ignored") == "(['a.txt'], True, False)"
