"""`newsreader people`: everyone across articles, and what one of them said."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.core.library import Library
from newsreader.core.model import Analysis, Article, Entity, EntityKind, Mention, Quote, QuoteKind

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def add(library: Library, text: str, name: str, published: str) -> None:
    start = text.index(name)
    said = text.index("“") + 1, text.index("”")
    analysis = Analysis(
        Article(text=text, title=f"Title of {published}", outlet="The Lantern", published=published),
        (Quote((said,), QuoteKind.DIRECT, (said,), entity=0, speaker_name=name, basis='cue "said"', confidence=0.9),),
        (Entity(name, EntityKind.PERSON, (Mention(start, start + len(name)),)),),
        engine="test",
    )
    library.add(analysis.article)
    library.put_analysis(analysis.article.id, analysis)


@pytest.fixture
def told(home: Path) -> None:
    with Library(home / "data" / "newsreader" / "library.db") as library:
        add(library, "“Not today,” said Sørby.", "Sørby", "2025-03-02")
        add(library, "“We wait,” Ingrid Sørby said.", "Ingrid Sørby", "2025-03-01")
        add(library, "“I do not,” said Olav Berg.", "Olav Berg", "2025-03-03")


def test_everyone(run: Run, told: None) -> None:
    lines = run("people").stdout.decode().splitlines()
    assert lines[0].split() == ["quotes", "articles", "kind", "name"]
    assert lines[1].split() == ["2", "2", "PERSON", "Ingrid", "Sørby", "(Sørby)"]
    assert len(lines) == 3
    assert len(run("people", "-n", "1").stdout.decode().splitlines()) == 2
    records = [json.loads(line) for line in run("people", "--jsonl").stdout.splitlines()]
    assert [(record["name"], record["quotes"]) for record in records] == [("Ingrid Sørby", 2), ("Olav Berg", 1)]
    assert "said" not in records[0]


def test_what_one_said_by_date(run: Run, told: None) -> None:
    lines = run("people", "ingrid", "sorby").stdout.decode().splitlines()
    assert lines[0] == "Ingrid Sørby · PERSON · 2 quotes · 2 articles"
    assert [line.strip() for line in lines if line.startswith("    ")] == ["We wait,", "Not today,"]
    (record,) = json.loads(run("people", "sørby", "--json").stdout)
    assert [quote["words"] for quote in record["said"]] == ["We wait,", "Not today,"]
    assert record["forms"] == ["Ingrid Sørby", "Sørby"]


def test_nobody(run: Run, home: Path, told: None) -> None:
    done = run("people", "nobody")
    assert done.returncode == 1
    assert "“nobody”" in done.stderr.decode()


def test_an_empty_library(run: Run) -> None:
    done = run("people")
    assert done.returncode == 1
    assert b"the library is empty" in done.stderr
