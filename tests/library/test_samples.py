"""The samples open without a model, with the analysis that came with them."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from newsreader.core.library import Library, samples
from newsreader.core.model import Analysis, Quote, QuoteKind
from newsreader.core.record import analysis_record

ADD = """
import sys
from pathlib import Path
from newsreader.core.library import Library
from newsreader.core.library.samples import add_samples
with Library(Path(sys.argv[1])) as library:
    add_samples(library)
print(" ".join({name.partition(".")[0] for name in sys.modules}))
"""


def test_every_sample_has_a_title_and_is_added_once(library: Library) -> None:
    ids = samples.add_samples(library)
    assert samples.add_samples(library) == ids
    rows = library.articles()
    assert [row.id for row in rows] == ids
    assert len(rows) >= 8
    assert [row.source for row in rows] == [f"samples/{name}" for name in samples.sample_names()]
    assert all(row.title and row.words > 100 for row in rows)
    assert len({row.outlet for row in rows}) > 3


def test_details_are_of_samples_that_exist() -> None:
    folder = files("newsreader.seeds")
    details = json.loads((folder / samples.DETAILS).read_text(encoding="utf-8"))
    assert set(details) == set(samples.sample_names())


def test_an_analysis_is_shown_whatever_engine_made_it(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.txt").write_text("A headline\n\nThe town crier said it was raining, and went home.\n")
    (tmp_path / "two.txt").write_text("Another headline\n\nNobody said anything at all, and it stopped.\n")
    (tmp_path / "README.md").write_text("Not an article.")
    monkeypatch.setattr(samples, "files", lambda package: tmp_path)
    assert len(samples.add_samples(library)) == 2
    first, second = (library.article(row.id) for row in library.articles())
    quote = Quote(content=((32, 46),), kind=QuoteKind.INDIRECT, speaker_name="The town crier")
    record = analysis_record(Analysis(article=first, quotes=(quote,), engine="0.0.1"))
    (tmp_path / samples.ANALYSES).write_text(json.dumps({"engine": "0.0.1", "articles": {"one.txt": record}}))
    samples.add_samples(library)
    shown = library.analysis(first.id)
    assert shown is not None
    assert shown.quotes == (quote,)
    assert library.pending("0.0.2") == [first.id, second.id]

    library.put_analysis(first.id, replace(shown, engine="0.0.2"))
    samples.add_samples(library)
    kept = library.analysis(first.id)
    assert kept is not None
    assert kept.engine == "0.0.2"


def test_samples_need_no_model(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", ADD, str(tmp_path / "library.db")], capture_output=True, text=True, check=True
    )
    assert not {"spacy", "textual", "rapidfuzz", "typer"} & set(run.stdout.split())
