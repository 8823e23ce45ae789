"""The installed command, run in a home of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

# Controls but tab and newline, and bidirectional controls; bytes that are no UTF-8 at all fail to decode.
_DANGEROUS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home; XDG folders are inside it."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("DATA", "STATE", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    return home


@pytest.fixture
def command() -> Path:
    """The installed command."""
    return Path(sys.executable).parent / "newsreader"


@pytest.fixture
def run(command: Path, home: Path, tmp_path: Path) -> Run:
    """Run `newsreader` with arguments in `tmp_path`; whatever it prints is checked to be harmless."""

    def run(*arguments: str | Path, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        done = subprocess.run(
            [command, *arguments],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, **env},
            timeout=120,
        )
        for output in (done.stdout, done.stderr):
            assert not _DANGEROUS.search(output.decode("utf-8")), output
        assert b"Traceback" not in done.stderr
        return done

    return run
