"""`newsreader export`, as it is typed."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.core import nlp
from newsreader.core.cli import exporting
from newsreader.core.cli.console import Console
from newsreader.core.cli.exporting import Choice, Output
from newsreader.core.errors import NewsreaderError
from newsreader.core.export.filing import new_file
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
            article, analysis = article_of(name, words, nlp.ENGINE, outlet="The Lantern", published="2025-03-01")
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
    for arguments in ([], ["--all", "--starred"]):
        done = run("export", *arguments)
        assert (done.returncode, done.stdout) == (2, b"")


def _run(choice: Choice, output: Output) -> tuple[int, str, str]:
    """The exit code and what is on standard output and standard error, without a process."""
    out, err = io.StringIO(newline=""), io.StringIO()
    return exporting.run(choice, output, Console(out, err)), out.getvalue(), err.getvalue()


def test_what_can_be_chosen(articles: list[str]) -> None:
    def exact(choice: Choice) -> list[str]:
        code, out, _ = _run(choice, Output("jsonl"))
        assert code == 0
        return [json.loads(line)["exact"] for line in out.splitlines()]

    gales, goats = "=Nobody goes out", "They do not mind the gale"
    assert exact(Choice()) == [gales, goats]
    assert exact(Choice((articles[0],))) == [gales]
    assert exact(Choice(("/news/goats.txt", articles[0]))) == [goats, gales]
    assert exact(Choice(person="ann tolland")) == exact(Choice(person="tolland")) == [gales, goats]
    assert exact(Choice(search="speaker:tolland mind")) == [goats]
    assert exact(Choice(tag="sea")) == [gales]
    assert exact(Choice(starred=True)) == [goats]
    for choice in (Choice(tag="land"), Choice(person="Nobody At All"), Choice(search="zzzzzzzzzz")):
        code, out, err = _run(choice, Output())
        assert (code, out) == (1, "") and "nothing found" in err
    with pytest.raises(NewsreaderError, match="no article of the library"):
        _run(Choice(("nowhere.txt",)), Output())
    with pytest.raises(NewsreaderError, match="no format of ours; there are json, "):
        _run(Choice(), Output("docx"))


def test_a_name_that_several_have(articles: list[str]) -> None:
    with Library(library_file()) as library:
        [ann] = library.identities.search("tolland")
        places = [(one.article_id, one.position) for one in library.identities.appearances(ann.number)]
        other = library.identities.split(ann.number, places[1:])
    with pytest.raises(NewsreaderError, match=rf"#{other} Ann Tolland \(1\)"):
        _run(Choice(person="ann tolland"), Output())
    assert "They do not mind" in _run(Choice(person=f"#{other}"), Output())[1]


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


def test_where_nobody_is_quoted_there_is_no_file(articles: list[str], tmp_path: Path) -> None:
    with Library(library_file()) as library:
        article, analysis = article_of("silence", "Nothing", nlp.ENGINE)
        library.add(article)
        library.put_analysis(article.id, replace(analysis, quotes=()))
    code, _, err = _run(Choice((article.id,)), Output(file=str(tmp_path / "out.csv")))
    assert code == 1 and "nobody is quoted" in err and not list(tmp_path.glob("*out*"))
    assert _run(Choice((article.id,)), Output("ris"))[0] == 0


def test_a_file_that_comes_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    place = tmp_path / "out.csv"
    with pytest.raises(FileExistsError), new_file(str(place), force=False) as (stream, keep):
        stream.write("ours")
        place.write_text("theirs")
        keep()
    assert place.read_text() == "theirs" and [path.name for path in tmp_path.iterdir()] == ["out.csv"]
    with pytest.raises(KeyboardInterrupt), new_file(str(place), force=True) as (stream, keep):
        stream.write("half of it")
        raise KeyboardInterrupt
    assert place.read_text() == "theirs" and [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_raw_cells_and_no_mark_on_standard_output(command: Path, articles: list[str]) -> None:
    done = subprocess.run([command, "export", "--all", "-f", "csv", "--raw-cells"], capture_output=True, check=True)
    assert done.stdout.startswith(b"kind,") and b",=Nobody goes out," in done.stdout and done.stdout.endswith(b"\r\n")


def test_the_settings_say_the_format(home: Path, articles: list[str]) -> None:
    folder = home / "config" / "newsreader"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('[export]\nformat = "ris"\nshape = 1\n')
    code, out, err = _run(Choice(), Output())
    assert code == 0 and out.startswith("TY  - NEWS") and "line 3: export.shape is no setting" in err


def test_no_terminal_is_driven(articles: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(out, "isatty", lambda: True)
    with Library(library_file()) as library:
        library.add_note(articles[0], "turned \u202e round\x1b[2J")
    exporting.run(Choice(), Output("markdown"), Console(out, io.StringIO()))
    assert "Note: turned" in out.getvalue() and not {"\x1b", "\u202e", "\r"} & set(out.getvalue())


def test_export_and_import_again(run: Run, home: Path, articles: list[str], tmp_path: Path) -> None:
    assert run("export", "--all", "-o", tmp_path / "all.json").returncode == 0
    library_file().unlink()
    with Library(library_file()) as library:
        assert len(library) == 0
    done = run("import", tmp_path / "all.json", "--json")
    assert [record["id"] for record in json.loads(done.stdout)] == articles
    again = run("export", "--all", "-f", "json")
    was, now = json.loads((tmp_path / "all.json").read_text()), json.loads(again.stdout)
    del was["exported"], now["exported"]
    assert was == now
