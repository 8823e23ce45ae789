"""A full disk is one plain error; nothing that was kept is lost, and all goes on when there is room again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library, backups
from newsreader.core.search import bring_up_to_date, search
from tests.library.killing import Killed, analysis_of, article_of, raw_of

SIZE = 6_000_000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of six megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mount.returncode != 0:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(library: Library, killed: Killed, least: int = 10) -> str:
    """Add articles until that fails; gives the error."""
    number = max(killed.added | {0})
    try:
        while number < 10_000:
            number += 1
            library.add(article_of(number), raw_of(number))
            killed.added.add(number)
            library.put_analysis(article_of(number).id, analysis_of(article_of(number)))
            killed.analysed.add(number)
    except LibraryError as error:
        assert len(killed.added) >= least
        return str(error)
    raise AssertionError("it never came to be full")


def test_a_small_disk_fills_up(small_disk: Path) -> None:
    path, ballast = small_disk / "library.db", small_disk / "ballast"
    killed = Killed()
    ballast.write_bytes(bytes(1_000_000))
    with Library(path) as library:
        error = fill(library, killed)
        assert error == f"{path}: the disk is full"
        assert library.back_up_daily() is None
        try:
            bring_up_to_date(library.database)  # in memory, where nothing can be written
        except LibraryError as error_of_index:
            assert "disk is full" in str(error_of_index)
        assert search(library, f"'unique{min(killed.added)}x")
        assert len(library.articles()) >= len(killed.added)
        assert library.database.row("PRAGMA integrity_check") == ("ok",)
    with Library(path) as library:  # opening needs no room
        assert len(library.articles()) >= len(killed.added)
        assert "disk is full" in fill(library, killed)  # the log is gone, so there was a little
    ballast.unlink()
    with Library(path) as library:
        number = max(killed.added) + 1
        library.add(article_of(number), raw_of(number))
        killed.added.add(number)
    killed.check(path, killed.added)


def test_a_disk_that_is_full_from_the_start_gives_a_session(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    with ballast.open("wb") as file, pytest.raises(OSError, match="space"):
        file.write(bytes(SIZE * 2))
    with pytest.raises(LibraryError, match=r"disk is full|cannot be"):
        Library(small_disk / "library.db")
    with Library.open_for_session(small_disk / "library.db") as library:
        assert library.notice
        assert library.add(article_of(1))


LIMITED = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))
from newsreader.core.errors import LibraryError
from newsreader.core.library import Library
from tests.library.killing import article_of, raw_of
with Library(Path(sys.argv[1])) as library:
    for number in range(1, 10_000):
        try:
            library.add(article_of(number), raw_of(number))
        except LibraryError as error:
            sys.exit(str(error))
        print("added", number, flush=True)
"""


def test_files_that_must_not_grow(tmp_path: Path) -> None:
    """Stands in for a full disk where none can be made."""
    path = tmp_path / "library.db"
    killed = Killed()
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)],
        capture_output=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
    )
    killed.hear(done.stdout.splitlines(keepends=True))
    assert done.returncode == 1
    assert done.stderr.decode().startswith(f"{path}: the disk ")
    assert done.stderr.count(b"\n") == 1
    assert len(killed.added) > 10
    killed.check(path, killed.added)
    assert backups.back_up_daily(path)
