"""Loading through the real child process; it does not wait for the language model."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsreader.core.intake import Raw
from newsreader.core.library import Library
from newsreader.core.worker import Event, Failed, Loaded, Progress, Ready


def write_articles(folder: Path, count: int) -> None:
    folder.mkdir()
    for i in range(count):
        (folder / f"{i}.txt").write_text(f'Story number {i}\n\n"The {i} goats are well," said Ann Tolland.\n')


async def test_a_folder_is_loaded_in_order_and_once(tmp_path: Path, watched: Any) -> None:
    write_articles(tmp_path / "folder", 1000)
    watched.worker.load([str(tmp_path / "folder")])
    await watched.until_idle("load")
    loaded = watched.told(Loaded)
    assert [Path(event.source).name for event in loaded] == [f"{i}.txt" for i in range(1000)]
    assert all(event.new for event in loaded)
    assert [event for event in watched.told(Progress) if event.task == "load"][-1] == Progress("load", 1000, 1000)
    assert watched.told(Failed) == []
    with Library(watched.library) as library:
        rows = library.articles()
        assert [row.id for row in rows] == [event.article_id for event in loaded]
        assert library.raw(rows[7].id) == (tmp_path / "folder" / "7.txt").read_bytes()

    watched.events.clear()
    watched.worker.load([str(tmp_path / "folder")])
    await watched.until_idle("load")
    assert [event.new for event in watched.told(Loaded)] == [False] * 1000


async def test_events_of_a_large_folder_come_as_a_stream(tmp_path: Path, watched: Any) -> None:
    write_articles(tmp_path / "folder", 3000)
    watched.worker.load([str(tmp_path / "folder")])
    await watched.until(lambda: watched.told(Loaded))
    assert len(watched.told(Loaded)) < 3000
    await watched.until_idle("load")
    assert len(watched.told(Loaded)) == 3000


async def test_bytes_from_standard_input_and_six_megabytes(tmp_path: Path, watched: Any) -> None:
    long = ("“Well,” she said. " * 300_000).encode()
    (tmp_path / "long.txt").write_bytes(long)
    watched.worker.load([Raw("-", long + b"More.\n"), str(tmp_path / "long.txt"), Raw("-", b"Short and sweet.\n")])
    await watched.until_idle("load")
    assert [event.source for event in watched.told(Loaded)].count("-") == 2
    with Library(watched.library) as library:
        assert len(library) == 3
        assert {len(library.raw(event.article_id)) for event in watched.told(Loaded)} == {len(long), len(long) + 6, 17}


async def test_what_cannot_be_loaded_is_told_and_the_rest_is_loaded(tmp_path: Path, watched: Any) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.md").write_bytes(bytes(range(256)))
    (tmp_path / "nothing").mkdir()
    (tmp_path / "good\x1b[31m\udcff.txt").write_text("A perfectly good article.\n")
    names = ["missing.txt", "empty.txt", "binary.md", "nothing", "good\x1b[31m\udcff.txt"]
    watched.worker.load([str(tmp_path / name) for name in names])
    await watched.until_idle("load")
    assert {(Path(event.source).name, event.reason) for event in watched.told(Failed)} == {
        ("missing.txt", "no such file or folder"),
        ("empty.txt", "the file is empty"),
        ("binary.md", "not a text file (binary data)"),
        ("nothing", "no articles in this folder"),
    }
    assert len(watched.told(Loaded)) == 1
    assert watched.told(Progress)[-1] == Progress("load", 5, 5)


async def test_lost_bytes_are_noted(tmp_path: Path, watched: Any) -> None:
    watched.worker.load([Raw("-", "Ærø, åh ja, æøå, said Zoë. ".encode() * 3 + b"\xff is broken.")])
    await watched.until_idle("load")
    assert "1 unreadable byte" in watched.told(Loaded)[0].note


async def test_files_in_the_current_folder_cannot_pose_as_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, watched: Any
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('gotcha')")
    (tmp_path / "story.txt").write_text("A story.\n")
    await watched.worker.stop()
    monkeypatch.chdir(tmp_path)
    watched.worker.load(["story.txt"])  # while there is no child
    await watched.worker.start()
    await watched.until_idle("load")
    assert [event.source for event in watched.told(Loaded)] == [str(tmp_path / "story.txt")]


async def test_without_a_model_articles_load_and_one_line_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, watched: Any
) -> None:
    await watched.worker.stop()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "spacy.py").write_text("raise ImportError('spaCy is not well')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "broken"))
    watched.worker.load([Raw("-", b"A story.\n")])
    await watched.worker.start()
    await watched.until(lambda: watched.told(Loaded) and watched.told(Failed))
    watched.worker.analyse([watched.told(Loaded)[0].article_id])
    [failed] = watched.told(Failed)
    assert failed.source == "language model"
    assert "spaCy is not well" in failed.reason
    assert "\n" not in failed.reason
    assert watched.told(Ready) == []


async def test_a_child_that_cannot_live_is_given_up(tmp_path: Path, watched: Any) -> None:
    await watched.worker.stop()
    watched.library.unlink(missing_ok=True)
    watched.library.mkdir()  # no library can be opened there
    watched.worker.load([Raw("-", b"A story.\n")])
    await watched.worker.start()
    await watched.until(lambda: watched.told(Failed))
    [failed] = watched.told(Failed)
    assert failed.source == "background process"
    assert "is a folder" in failed.reason
    assert "; 1 file is not loaded" in failed.reason
    assert watched.worker.pid is None
    watched.library.rmdir()
    watched.worker.load([Raw("-", b"Another story.\n")])  # a new request is a new try
    await watched.until(lambda: watched.told(Loaded))


async def test_the_log_is_written_only_when_there_is_something_to_write(tmp_path: Path, watched: Any) -> None:
    watched.worker.load([Raw("-", b"A story.\n")])
    await watched.until_idle("load")
    assert not (tmp_path / "state").exists()


async def test_stopping_leaves_no_process(watched: Any) -> None:
    await watched.until(lambda: watched.worker.pid)
    pid = watched.worker.pid
    await watched.worker.stop()
    assert watched.worker.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    await watched.worker.stop()


async def test_a_screen_that_fails_to_hear_leaves_no_process(tmp_path: Path, watched: Any) -> None:
    pids: list[int] = []

    def deaf(event: Event) -> None:
        if isinstance(event, Loaded):
            pids.append(watched.worker.pid)
            raise KeyError("a fault of the screen")

    await watched.restart(on_event=deaf)
    write_articles(tmp_path / "folder", 500)
    watched.worker.load([str(tmp_path / "folder")])
    await watched.until(lambda: pids and watched.worker.pid is None)
    with pytest.raises(ProcessLookupError):
        os.kill(pids[0], 0)
    await watched.worker.stop()
    assert "a fault of the screen" in (tmp_path / "state" / "newsreader" / "newsreader.log").read_text()


def test_a_child_whose_parent_is_gone_ends(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "newsreader.core.worker", str(tmp_path / "library.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(10) == 0


def test_the_parents_side_imports_nothing_heavy() -> None:
    code = "import newsreader.core.worker, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"spacy", "numpy", "textual", "rich", "typer", "rapidfuzz", "sqlite3"} & set(loaded)


async def test_a_long_load_can_be_stopped_and_another_one_begun(tmp_path: Path, watched: Any) -> None:
    write_articles(tmp_path / "folder", 3000)
    watched.worker.load([str(tmp_path / "folder")])
    await watched.until(lambda: watched.told(Loaded))
    assert watched.worker.give_up()
    await watched.until_idle("load")
    watched.worker.load([str(tmp_path / "folder" / "2999.txt")])
    await watched.until(lambda: any(event.source.endswith("2999.txt") for event in watched.told(Loaded)))
    assert watched.told(Loaded)[-1].new  # it was never come to
    with Library(watched.library) as library:
        assert len(library) == len(watched.told(Loaded)) < 3000
