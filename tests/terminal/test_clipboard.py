"""What is copied in the installed program gets out of it: through a bare terminal, and through a real tmux."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.conftest import PATIENCE, Terminal

NewsReader = Callable[..., Terminal]

NO_DISPLAY = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "WSL_DISTRO_NAME": "", "STY": "", "TMUX": ""}
OSC_52 = re.compile(rb"\x1b\]52;c?;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)")


def copied(terminal: Terminal) -> list[str]:
    """The texts that the terminal was asked to copy."""
    return [base64.b64decode(found).decode() for found in OSC_52.findall(terminal.output)]


def test_a_bare_terminal_gets_the_quote_and_the_citation(newsreader: NewsReader) -> None:
    terminal = newsreader(**NO_DISPLAY)
    terminal.wait_for("Quote 1/")
    terminal.press("y")
    terminal.wait_for("Copied", "by the terminal")
    terminal.press("Y")
    terminal.wait_for("Copied the citation")
    quote, citation = copied(terminal)
    assert "\n— " in quote
    assert "\n" not in citation


@pytest.fixture
def socket(tmp_path: Path) -> Iterator[Path]:
    """Where a tmux server of its own listens; it is ended afterwards."""
    if shutil.which("tmux") is None:
        pytest.skip("there is no tmux here")
    socket = tmp_path / "tmux"
    yield socket
    subprocess.run(["tmux", "-S", str(socket), "kill-server"], check=False, capture_output=True)


def test_inside_tmux_the_quote_is_in_its_buffer_and_in_the_terminal_outside(
    newsreader: NewsReader, socket: Path
) -> None:
    terminal = newsreader(shell=f"tmux -S {socket} -f /dev/null new-session {{newsreader}}", **NO_DISPLAY)
    terminal.wait_for("Quote 1/")
    terminal.press("]")
    terminal.wait_for("Quote 2/")
    terminal.press("y")
    terminal.wait_for("Copied", "by tmux")
    shown = subprocess.run(["tmux", "-S", str(socket), "show-buffer"], capture_output=True, check=True)
    assert "\n— " in shown.stdout.decode()
    end = time.monotonic() + PATIENCE
    while not copied(terminal) and time.monotonic() < end:
        terminal.read(0.05)
    assert copied(terminal) == [shown.stdout.decode()]
    terminal.press("q")
    assert terminal.end() == 0
