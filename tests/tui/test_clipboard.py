"""What is copied arrives: in the terminal's control sequence, in a real tmux, in a program's standard input."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.tui.clipboard import LIMIT, TERMINAL, copy, platform_program, sequence

TEXT = "“日本 – 100 %,” said Zoë\n— https://example.org/?a=b"
NOWHERE = {"PATH": "/nonexistent"}


def decoded(written: str) -> str:
    """The text in one bare OSC 52."""
    found = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", written)
    assert found
    return base64.b64decode(found[1]).decode()


def program(folder: Path, name: str, script: str) -> Path:
    """A program of this name on a path of its own; gives where it writes."""
    into = folder / f"{name}.out"
    (folder / name).write_text(f"#!/bin/sh\n{script.format(into=into)}\n")
    (folder / name).chmod(0o755)
    return into


async def test_the_terminal_gets_the_text_in_one_sequence() -> None:
    written: list[str] = []
    copied = await copy(TEXT, written.append, NOWHERE)
    assert copied.ways == (TERMINAL,)
    assert [decoded(one) for one in written] == [TEXT]


async def test_too_much_is_not_sent_and_the_reader_is_told() -> None:
    written: list[str] = []
    copied = await copy("x" * (LIMIT + 1), written.append, NOWHERE)
    assert (copied.ways, written) == ((), [])
    assert str(copied) == "Not copied: terminals take 74 KB at most"
    assert (await copy("x" * LIMIT, written.append, NOWHERE)).ways == (TERMINAL,)
    assert len(written[0]) <= 100_000


async def test_too_much_for_the_terminal_is_not_too_much_for_a_program(tmp_path: Path) -> None:
    into = program(tmp_path, "xclip", 'cat > "{into}"')
    written: list[str] = []
    environ = {"PATH": f"{tmp_path}:/usr/bin:/bin", "DISPLAY": ":0"}
    copied = await copy("x" * (LIMIT + 1), written.append, environ)
    assert written == []
    assert len(into.read_text()) == LIMIT + 1
    assert str(copied) == "by xclip; too long for the terminal"


@pytest.mark.parametrize("name", ["xclip", "xsel", "wl-copy"])
async def test_the_programs_of_the_platform_get_the_bytes(tmp_path: Path, name: str) -> None:
    into = program(tmp_path, name, 'cat > "{into}"; echo "$@" >> "{into}"')
    display = "WAYLAND_DISPLAY" if name == "wl-copy" else "DISPLAY"
    copied = await copy(TEXT, str, {"PATH": f"{tmp_path}:/usr/bin:/bin", display: "0"})
    assert str(copied) == f"by the terminal and {name}"
    assert into.read_text().startswith(TEXT)


async def test_a_program_that_hangs_or_fails_holds_nothing_up(tmp_path: Path) -> None:
    environ = {"PATH": f"{tmp_path}:/usr/bin:/bin", "DISPLAY": ":0"}
    program(tmp_path, "xclip", "exec sleep 60")
    start = time.monotonic()
    assert (await copy(TEXT, str, environ, patience=0.2)).ways == (TERMINAL,)
    assert time.monotonic() - start < 10
    program(tmp_path, "xclip", "exit 1")
    assert (await copy(TEXT, str, environ)).ways == (TERMINAL,)


async def test_a_program_that_stays_behind_is_not_waited_for(tmp_path: Path) -> None:
    environ = {"PATH": f"{tmp_path}:/usr/bin:/bin", "DISPLAY": ":0"}
    into = program(tmp_path, "xclip", 'cat > "{into}"; sleep 5 &')
    start = time.monotonic()
    assert (await copy(TEXT, str, environ)).ways == (TERMINAL, "xclip")
    assert time.monotonic() - start < 4
    assert into.read_text() == TEXT


def test_over_ssh_another_machines_clipboard_is_left_alone(tmp_path: Path) -> None:
    program(tmp_path, "xclip", "exit 0")
    environ = {"PATH": str(tmp_path), "DISPLAY": ":0"}
    assert platform_program(environ, "linux")
    assert platform_program(environ | {"SSH_CONNECTION": "1.2.3.4 1 5.6.7.8 22"}, "linux") is None


def test_each_platform_has_its_program(tmp_path: Path) -> None:
    for name in ("pbcopy", "clip.exe"):
        program(tmp_path, name, "exit 0")
    path = {"PATH": str(tmp_path)}
    mac, windows = platform_program(path, "darwin"), platform_program(path | {"WSL_DISTRO_NAME": "x"}, "linux")
    assert mac and mac.command == ("pbcopy",)
    assert windows and (windows.command, windows.encoding) == (("clip.exe",), "utf-16-le")
    assert platform_program(path, "linux") is None


def test_screen_gets_it_in_pieces_that_put_together_are_the_sequence() -> None:
    wrapped = sequence(("x" * 500).encode(), {"STY": "1.pts"})
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", wrapped, re.DOTALL)
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == wrapped
    assert max(map(len, pieces)) <= 76
    assert decoded("".join(pieces)) == "x" * 500


def test_an_old_tmux_gets_it_in_its_wrapper() -> None:
    wrapped = sequence(TEXT.encode(), {"TMUX": "/tmp/x,1,0"})
    assert wrapped.startswith("\x1bPtmux;\x1b\x1b]52;c;") and wrapped.endswith("\x07\x1b\\")


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A real tmux server of its own; the environment of a program inside it."""
    if shutil.which("tmux") is None:
        pytest.skip("there is no tmux here")
    socket = tmp_path / "s"
    bare = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    subprocess.run(
        ["tmux", "-S", str(socket), "-f", "/dev/null", "new-session", "-d", "sleep 60"], env=bare, check=True
    )
    yield bare | {"TMUX": f"{socket},1,0"}
    subprocess.run(["tmux", "-S", str(socket), "kill-server"], env=bare, check=False)


async def test_inside_tmux_the_text_is_in_its_buffer(tmux: dict[str, str]) -> None:
    written: list[str] = []
    copied = await copy(TEXT, written.append, tmux)
    assert (copied.ways, written) == (("tmux",), [])
    shown = subprocess.run(["tmux", "show-buffer"], env=tmux, capture_output=True, check=True)
    assert shown.stdout.decode() == TEXT
    long = "y" * (LIMIT + 1)
    assert str(await copy(long, written.append, tmux)) == "by tmux; too long for the terminal"
    shown = subprocess.run(["tmux", "show-buffer"], env=tmux, capture_output=True, check=True)
    assert shown.stdout.decode() == long


async def test_a_tmux_that_has_gone_is_asked_to_pass_the_sequence_on() -> None:
    written: list[str] = []
    copied = await copy(TEXT, written.append, {"PATH": os.environ["PATH"], "TMUX": "/nonexistent/s,1,0"})
    assert copied.ways == (TERMINAL,)
    assert written[0].startswith("\x1bPtmux;")


async def test_what_no_encoding_has_is_copied_all_the_same() -> None:
    written: list[str] = []
    assert (await copy("\ud800", written.append, NOWHERE)).ways == (TERMINAL,)
