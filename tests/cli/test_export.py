"""`newsreader export`, as it is typed."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.core.library import Library
from newsreader.core.locations import library_file
from tests.export.conftest import article_of

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def articles(home: Path) -> list[str]:
    """A library of two articles, as somebody without a language model has it."""
    ids = []
    with Library(library_file()) as library:
        for name, words in (("gales", "=Nobody goes out"), ("goats", "They do not mind the gale")):
            article, analysis = article_of(name, words, outlet="The Lantern", published="2025-03-01")
            library.add(article)
            library.put_analysis(article.id, analysis)
            ids.append(article.id)
        library.set_tags(ids[0], ["sea"])
        library.star(ids[1])
    return ids


def test_a_library_that_is_empty(run: Run) -> None:
    done = run("export", "--all")
    assert (done.returncode, done.stdout) == (1, b"") and b"the library is empty" in done.stderr


def test_one_thing_must_be_named(run: Run) -> None:
    for arguments in ([], ["--all", "--starred"], ["--all", "--format", "docx"]):
        done = run("export", *arguments)
        assert (done.returncode, done.stdout) == (2, b"")


def test_what_can_be_chosen(run: Run, articles: list[str]) -> None:
    def exact(*arguments: str) -> list[str]:
        done = run("export", *arguments, "--format", "jsonl")
        assert done.returncode == 0, done.stderr
        return [json.loads(line)["exact"] for line in done.stdout.splitlines()]

    gales, goats = "=Nobody goes out", "They do not mind the gale"
    assert exact("--all") == [gales, goats]
    assert exact("--article", articles[0]) == [gales]
    assert exact("-a", "/news/goats.txt", "-a", articles[0]) == [goats, gales]
    assert exact("--person", "ann tolland") == exact("--person", "tolland") == [gales, goats]
    assert exact("--search", "speaker:tolland mind") == [goats]
    assert exact("--tag", "sea") == [gales]
    assert exact("--starred") == [goats]
    for arguments in (["--tag", "land"], ["--person", "Nobody At All"], ["--search", "zzzzzzzzzz"]):
        done = run("export", *arguments)
        assert (done.returncode, done.stdout) == (1, b"") and b"nothing found" in done.stderr
    assert run("export", "--article", "nowhere.txt").returncode == 2


def test_a_name_that_several_have(run: Run, articles: list[str]) -> None:
    with Library(library_file()) as library:
        [ann] = library.identities.search("tolland")
        places = [(one.article_id, one.position) for one in library.identities.appearances(ann.number)]
        other = library.identities.split(ann.number, places[1:])
    done = run("export", "--person", "ann tolland")
    assert done.returncode == 2 and f"#{other} Ann Tolland (1)".encode() in done.stderr
    assert b"They do not mind" in run("export", "--person", f"#{other}").stdout


def test_a_file_by_the_end_of_its_name(run: Run, articles: list[str], tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    done = run("export", "--all", "--output", file)
    assert (done.returncode, done.stdout) == (0, b"") and b"2 records of 2 articles" in done.stderr
    assert file.read_bytes()[:3] == b"\xef\xbb\xbf"
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    assert [row["exact"] for row in rows] == ["'=Nobody goes out", "They do not mind the gale"]
    assert oct(file.stat().st_mode & 0o777) == oct(0o666 & ~_umask())
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.csv"]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_file_is_not_overwritten_unasked(run: Run, articles: list[str], tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    file.write_text("mine")
    file.chmod(0o600)
    done = run("export", "--all", "-o", file)
    assert done.returncode == 2 and b"--force" in done.stderr and file.read_text() == "mine"
    assert run("export", "--tag", "land", "-o", file, "--force").returncode == 1 and file.read_text() == "mine"
    link = tmp_path / "link.md"
    link.symlink_to(file)
    assert run("export", "--all", "-o", link, "--force").returncode == 0
    assert file.read_text().startswith("# Everything") and link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o600
    assert run("export", "--all", "-o", tmp_path / "no" / "such.md").returncode == 2


def test_raw_cells_and_no_mark_on_standard_output(run: Run, articles: list[str]) -> None:
    done = run("export", "--all", "-f", "csv", "--raw-cells")
    assert done.stdout.startswith(b"kind,") and b",=Nobody goes out," in done.stdout and done.stdout.endswith(b"\r\n")


def test_the_settings_say_the_format(run: Run, home: Path, articles: list[str]) -> None:
    folder = home / "config" / "newsreader"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('[export]\nformat = "ris"\nshape = 1\n')
    done = run("export", "--all")
    assert done.stdout.startswith(b"TY  - NEWS") and b"line 3: export.shape is no setting" in done.stderr


def test_export_and_import_again(run: Run, home: Path, articles: list[str], tmp_path: Path) -> None:
    assert run("export", "--all", "-o", tmp_path / "all.json").returncode == 0
    library_file().unlink()
    with Library(library_file()) as library:
        assert len(library) == 0
    done = run("import", tmp_path / "all.json", "--json", PATH=os.environ["PATH"])
    assert [record["id"] for record in json.loads(done.stdout)] == articles
    again = run("export", "--all", "-f", "json")
    was, now = json.loads((tmp_path / "all.json").read_text()), json.loads(again.stdout)
    del was["exported"], now["exported"]
    assert was == now
