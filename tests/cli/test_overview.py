"""`newsreader overview` over the samples."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.core.library import Library
from newsreader.core.library.overview import By, overview
from newsreader.core.library.samples import add_samples
from newsreader.core.locations import library_file
from newsreader.core.model import Analysis, Article, Entity, EntityKind, Mention, Quote, QuoteKind

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def samples(home: Path) -> None:
    with Library(library_file()) as library:
        add_samples(library)
        text = "=2+5 said no."  # a name that a spreadsheet would count
        formula = Article(text, title="Sum")
        library.add(formula)
        no = Quote(((10, 12),), QuoteKind.INDIRECT, entity=0, speaker_name="=2+5", confidence=1.0)
        library.put_analysis(
            formula.id, Analysis(formula, (no,), (Entity("=2+5", EntityKind.PERSON, (Mention(0, 4),)),), engine="test")
        )


@pytest.mark.usefixtures("samples")
def test_csv_has_every_row_under_a_heading(run: Run) -> None:
    done = run("overview", "--csv")
    assert done.returncode == 0
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    with Library(library_file()) as library:
        found = overview(library.database, By.SPEAKER)
    assert [row["label"] for row in rows if row["label"] != "'=2+5"] == [
        r.label for r in found.rows if r.label != "=2+5"
    ]
    assert [int(row["quotes"]) for row in rows] == [row.quotes for row in found.rows]
    assert "'=2+5" in {row["label"] for row in rows}
    assert abs(sum(float(row["share"]) for row in rows) - 1) < 0.01


@pytest.mark.usefixtures("samples")
def test_a_filter_and_another_question(run: Run) -> None:
    done = run("overview", "--by", "kind", "source:courier", "!kind:indirect", "--jsonl")
    kinds = [json.loads(line) for line in done.stdout.splitlines()]
    assert {one["label"] for one in kinds} == {"direct", "mixed"}
    assert {one["by"] for one in kinds} == {"kind"}
    shown = run("overview", "-b", "outlet", "-n", "2").stdout.decode()
    assert "The Averhaven Courier" in shown
    assert len(shown.splitlines()) == 3


@pytest.mark.usefixtures("samples")
def test_nothing_to_count(run: Run) -> None:
    done = run("overview", "zzzz")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"no quotes" in done.stderr
    assert json.loads(run("overview", "zzzz", "--json").stdout) == []
    assert run("overview", "zzzz", "--csv").stdout.startswith(b"by,label,quotes,")
    assert run("overview", "--csv", "--json").returncode == 2


def test_an_empty_library(run: Run) -> None:
    assert run("overview").returncode == 1
