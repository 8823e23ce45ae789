"""What the commands print, for people and for scripts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from newsreader.core.library import Library

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

STORY = """Harbour stays shut

“Nobody is going out today,” said Ann Tolland, the harbour master.

Bo Reed said the gale would last until Monday.
"""
OTHER = """Goats stay in

"They do not mind," Ann Tolland said of the goats.
"""


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "2.md").write_text(OTHER)
    (folder / "10.txt").write_text(STORY)
    return folder


def test_help_and_version(run: Run) -> None:
    done = run("--help")
    assert done.returncode == 0
    for word in (b"import", b"quotes", b"speakers", b"entities", b"search", b"130"):
        assert word in done.stdout
    assert run("--version").stdout.decode() == f"newsreader {version('newsreader-tui')}\n"
    assert b"usage: newsreader [options] [path" in run("./x", "--help").stdout.lower()


def test_an_empty_library_is_said_to_be_empty_and_none_is_made(run: Run, home: Path) -> None:
    for arguments in (["search", "goats"], ["quotes"], ["speakers", "--json"]):
        done = run(*arguments)
        assert done.returncode == 1
        assert b"the library is empty" in done.stderr
    assert list(home.iterdir()) == []


@pytest.mark.model
def test_quotes_as_json_lines(run: Run, stories: Path, home: Path) -> None:
    done = run("quotes", stories, "--jsonl")
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["id"] for record in records] == ["2", "10"]
    assert records[1]["source"] == str(stories / "10.txt")
    assert records[1]["title"] == "Harbour stays shut"
    assert records[1]["text"] == STORY
    quote = records[1]["quotes"][0]
    assert set(quote) == {
        "content", "kind", "marked", "cue", "speaker", "speaker_name", "basis", "confidence", "runner_up",
        "corrected_by",
    }  # fmt: skip
    assert [STORY[start:end] for start, end in quote["content"]] == ["Nobody is going out today,"]
    assert quote["kind"] == "direct"
    assert quote["speaker_name"] == "Ann Tolland"
    assert STORY[slice(*quote["speaker"])] == "Ann Tolland"
    assert STORY[slice(*quote["cue"])] == "said"
    assert 0 <= quote["confidence"] <= 1
    assert list(home.iterdir()) == []  # looking at files leaves nothing behind
    assert json.loads(run("quotes", stories, "--json").stdout) == records


@pytest.mark.model
def test_quotes_for_people(run: Run, stories: Path) -> None:
    done = run("quotes", stories / "10.txt")
    text = done.stdout.decode()
    assert done.returncode == 0
    assert text.startswith("Harbour stays shut · ")
    assert "Ann Tolland · direct · said · " in text
    assert "    “Nobody is going out today,”\n" in text
    assert "Bo Reed · indirect" in text
    assert "\x1b" not in text


@pytest.mark.model
def test_standard_input_and_pipes(run: Run, tmp_path: Path) -> None:
    done = run("quotes", "-", "--jsonl", stdin=STORY.encode())
    assert json.loads(done.stdout)["text"] == STORY
    os.mkfifo(tmp_path / "pipe")
    writer = subprocess.Popen(["sh", "-c", "cat > pipe"], cwd=tmp_path, stdin=subprocess.PIPE)
    assert writer.stdin is not None
    writer.stdin.write(STORY.encode())
    writer.stdin.close()
    done = run("quotes", "pipe", "--jsonl")
    writer.wait(10)
    assert json.loads(done.stdout)["text"] == STORY


@pytest.mark.model
def test_import_adds_once_and_analyses(run: Run, stories: Path) -> None:
    done = run("import", stories, stories / "10.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"2 new, 0 already there, 0 failed\n")
    done = run("import", stories)
    assert (done.returncode, done.stderr) == (0, b"0 new, 2 already there, 0 failed\n")

    records = [json.loads(line) for line in run("speakers", "--jsonl").stdout.splitlines()]
    assert records[0]["speaker_name"] == "Ann Tolland"
    assert records[0]["articles"] == 2
    assert records[0]["quotes"] == 2
    table = run("speakers").stdout.decode().splitlines()
    assert table[0].split() == ["quotes", "articles", "speaker_name"]
    assert table[1].split() == ["2", "2", "Ann", "Tolland"]

    names = {record["name"]: record for record in json.loads(run("entities", "--json").stdout)}
    assert names["Ann Tolland"]["kind"] == "PERSON"
    assert names["Ann Tolland"]["quotes"] == 2

    assert {json.loads(line)["source"] for line in run("quotes", "--jsonl").stdout.splitlines()} == {
        str(stories / "2.md"),
        str(stories / "10.txt"),
    }


@pytest.mark.model
def test_an_analysis_that_cannot_be_read_is_made_anew_and_kept(run: Run, stories: Path, home: Path) -> None:
    run("import", stories)
    before = run("quotes", "--jsonl").stdout
    with Library(home / "data" / "newsreader" / "library.db") as library:
        with library.database.writing() as connection:
            connection.execute("UPDATE analysis SET record = '{}'")
        assert run("quotes", "--jsonl").stdout == before
        assert [library.analysis(row.id) is None for row in library.articles()] == [False, False]


@pytest.mark.model
def test_search(run: Run, stories: Path) -> None:
    run("import", stories)
    done = run("search", "nobdy", "going")
    assert done.returncode == 0
    assert "*Nobody*" in done.stdout.decode()
    hits = json.loads(run("search", "goats", "--json").stdout)
    for hit in hits:
        assert {"article_id", "title", "kind", "start", "end", "marks", "speaker"} <= set(hit)
    assert len(run("search", "goats", "-n", "1", "--jsonl").stdout.splitlines()) == 1
    done = run("search", "xylophone")
    assert (done.returncode, done.stdout) == (1, b"")
    assert (run("search", "xylophone", "--json").returncode, run("search", "xylophone", "--json").stdout) == (
        1,
        b"[]\n",
    )


@pytest.mark.model
def test_nothing_found(run: Run, tmp_path: Path) -> None:
    (tmp_path / "dull.txt").write_text("The weather stayed the same in the valley and on the hill.\n")
    done = run("quotes", "dull.txt")
    assert (done.returncode, done.stdout) == (1, b"")
    assert run("quotes", "dull.txt", "--jsonl").returncode == 1


@pytest.mark.model
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_a_signal_in_the_middle_of_an_analysis(
    run: Run, command: Path, home: Path, tmp_path: Path, number: signal.Signals
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for i in range(20):
        (folder / f"{i}.txt").write_text(STORY * (i + 1))
    (folder / "long.txt").write_text("\n\n".join(f'"It is {i} o\'clock," said Ann Tolland.' for i in range(60_000)))
    process = subprocess.Popen(
        [command, "import", "folder"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with Library(home / "data" / "newsreader" / "library.db") as library:
        while not any(row.analysed for row in library.articles()):  # those before the long one
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out) == (128 + number, b"")
        said = b"interrupted; 21 new, 0 already there, 0 failed: what is in stays, the same command goes on from here"
        assert err.splitlines() == [said]
        assert len(library) == 21
    assert run("search", "59999").returncode == 0  # what was added is found, too


@pytest.mark.model
def test_import_tells_of_each_article_in_json(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, text in (("one", '"Fog," Ada Vell said.'), ("same", '"Fog," Ada Vell said.'), ("two", "No quotes here.")):
        (folder / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")
    first = run("import", "--jsonl", str(folder))
    records = [json.loads(line) for line in first.stdout.splitlines()]
    assert [(record["new"], record["quotes"]) for record in records] == [(True, 1), (True, 0)]
    again = json.loads(run("import", "--json", str(folder)).stdout)
    assert [record["new"] for record in again] == [False, False]
