"""`newsreader doctor` says what is wrong, mends what can be mended, and needs neither screen nor model."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.core import locations
from newsreader.core.library import Library
from newsreader.core.model import Article
from newsreader.core.search import bring_up_to_date, search

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

_RUN = """
import sys
from newsreader.core.cli import main
code = main(lambda sources: 0, sys.argv[1:])
print(code, *sys.modules, file=sys.stderr)
"""


@pytest.fixture
def path(home: Path) -> Path:
    """The user's library, with forty articles, a backup, a search index and something that could not be read."""
    path = locations.library_file()
    with Library() as library:
        with library.batch():
            for number in range(40):
                text = f"Report {number} on the harbour. " * 50
                library.add(Article(text=text, title=f"Report {number}", source=f"/news/{number}.txt"))
        library.refused.put("/news/broken \x1b[2J.pdf", "the file is empty")
        bring_up_to_date(library.database)
        library.back_up_daily()
    return path


def checks(run: Run, *more: str) -> tuple[int, dict[str, tuple[bool, str]]]:
    done = run("doctor", "--json", *more)
    return done.returncode, {one["check"]: (one["ok"], one["words"]) for one in json.loads(done.stdout)}


def test_all_is_well(run: Run, path: Path) -> None:
    done = run("doctor")
    out = done.stdout.decode()
    assert done.returncode == 0, out
    assert "WRONG" not in out
    for words in ("40 articles", "sound", "up to date", "1, the newest of", "GB free", "language model", "Python 3"):
        assert words in out
    assert "1 could not be read:" in out and "the file is empty" in out


def test_an_empty_home_is_well(run: Run, home: Path) -> None:
    code, found = checks(run)
    assert code == 0
    assert found["library"] == (True, f"{locations.library_file()}: there is none yet")
    assert not locations.library_file().exists()


def test_a_damaged_library_is_told_and_mended(run: Run, path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(4096 * 12))
    damaged = path.read_bytes()
    assert checks(run)[0] == 2
    assert path.read_bytes() == damaged
    assert "--repair" in run("doctor").stderr.decode()
    done = run("doctor", "--repair")
    assert done.returncode == 0, done.stdout
    assert "40 articles, 0 notes kept" in done.stdout.decode()
    (aside,) = path.parent.glob("library.db.damaged-*")
    assert aside.read_bytes() == damaged
    assert checks(run)[0] == 0
    with Library() as library:
        assert len(library) == 40
        assert len(search(library, "'report 39")) > 0


def test_a_damaged_index_is_told_and_made_anew(run: Run, path: Path) -> None:
    for file in path.with_name("library.db-search").rglob("*.npy"):
        file.write_bytes(b"nonsense")
    code, found = checks(run)
    assert (code, found["search index"][0]) == (2, False)
    code, found = checks(run, "--repair")
    assert (code, found["search index"]) == (0, (True, "up to date"))
    shutil.rmtree(path.with_name("library.db-search"))
    assert checks(run)[1]["search index"][0] is False
    assert checks(run, "--repair")[0] == 0


def test_an_index_that_does_not_fit_is_made_anew(run: Run, path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_schema SET sql = 'CREATE INDEX passage_place ON passage (article, kind)'"
        " WHERE name = 'passage_place'"
    )
    connection.close()
    code, found = checks(run)
    assert (code, found["structure"][0]) == (2, False)
    done = run("doctor", "--repair")
    assert done.returncode == 0, done.stdout
    assert "indexes of the library were made anew" in done.stdout.decode()
    assert list(path.parent.glob("library.db.damaged-*")) == []


def test_rows_of_nobody_are_told_and_cleared(run: Run, path: Path) -> None:
    with Library() as library:
        library.database.rows("PRAGMA foreign_keys = OFF")
        with library.database.writing() as connection:
            connection.execute("INSERT INTO tag (article, tag) VALUES (9999, 'nobody')")
    code, found = checks(run)
    assert (code, found["references"]) == (2, (False, "1 rows belong to no article (tag)"))
    assert checks(run, "--repair")[0] == 0
    assert len(list(path.parent.glob("library.db.before-repair-*"))) == 1


@pytest.mark.parametrize("kind", ["folder", "fifo", "another program's"])
def test_what_is_no_library_is_left_alone(run: Run, home: Path, kind: str) -> None:
    path = locations.library_file()
    path.parent.mkdir(parents=True)
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    else:
        subprocess.run([sys.executable, "-c", _OTHER, str(path)], check=True)
    before = path.stat()
    for more in ([], ["--repair"]):
        code, found = checks(run, *more)
        assert (code, found["library"][0]) == (2, False)
    assert path.stat().st_ino == before.st_ino


_OTHER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA application_id = 7")
connection.execute("CREATE TABLE recipe (name)")
"""


def test_it_loads_neither_screen_nor_model(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _RUN, "doctor"], capture_output=True, text=True, timeout=120)
    code, *modules = done.stderr.splitlines()[-1].split()
    assert code == "0"
    assert not {"textual", "rich", "spacy", "thinc"} & set(modules)


def test_a_mistake_in_the_settings_is_told(path: Path, run: Run) -> None:
    assert checks(run)[1]["settings"] == (True, "none of your own")
    file = locations.settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("[screen]\ncolumn = 7\n")
    code, found = checks(run)
    assert code == 2
    assert found["settings"] == (False, f"{file}: line 2: screen.column must be a whole number from 30 to 160")
