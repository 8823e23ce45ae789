"""A library, and a reading process in which things go wrong on demand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.core.library import Library

FAULTS = """
import os, signal, sys, time

if "newsreader.core.intake.apart" in " ".join(sys.orig_argv):
    import newsreader.core.sources.formats.plain as plain

    whole = plain.document

    def document(raw, source):
        if b"HANG" in raw:
            time.sleep(1000)
        if b"CRASH" in raw:
            os.kill(os.getpid(), signal.SIGSEGV)
        if b"GREED" in raw:
            bytearray(3_000_000_000)
        if b"FAULT" in raw:
            raise ZeroDivisionError("a mistake of ours")
        return whole(raw, source)

    plain.document = document
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.db") as library:
        yield library


@pytest.fixture
def faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading a plain text that says HANG, CRASH, GREED or FAULT does so."""
    (tmp_path / "faults").mkdir()
    (tmp_path / "faults" / "sitecustomize.py").write_text(FAULTS)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "faults"))
