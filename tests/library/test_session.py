"""A reader gets a library in any case, and is told where it will not last."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from newsreader.core import locations
from newsreader.core.cli import kept
from newsreader.core.errors import LibraryError
from newsreader.core.library import Library
from newsreader.core.library.migrations import VERSION
from newsreader.core.model import Article

AsReader = Callable[[], AbstractContextManager[None]]


def works(library: Library, articles: int) -> None:
    """It holds so many articles, can be written, says so in a line, and leaves nothing behind."""
    assert library.notice
    assert "\n" not in library.notice
    assert len(library) == articles
    assert library.add(Article(text="Written in this session."))
    assert len(library) == articles + 1
    library.close()
    assert not library.path.parent.exists()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_place_that_can_be_written_is_used(tmp_path: Path) -> None:
    with Library.open_for_session(tmp_path / "library.db") as library:
        assert library.notice == ""
        assert library.path == tmp_path / "library.db"
    assert (tmp_path / "library.db").exists()


@pytest.mark.parametrize("folder_mode, file_mode", [(0o555, 0o444), (0o555, 0o666), (0o777, 0o444)])
def test_a_read_only_library_is_copied(
    public_folder: Path, as_reader: AsReader, folder_mode: int, file_mode: int
) -> None:
    path = public_folder / "library.db"
    with Library(path) as library:
        library.add(Article(text="There before."))
    path.chmod(file_mode)
    public_folder.chmod(folder_mode)
    before = contents(public_folder)
    with as_reader():
        with pytest.raises(LibraryError, match="read-only"):
            Library(path)
        session = Library.open_for_session(path)
        assert "read-only" in session.notice
        works(session, articles=1)
    assert contents(public_folder) == before


def test_what_is_only_in_the_log_of_a_read_only_library_is_copied_too(public_folder: Path, as_reader: AsReader) -> None:
    """As after a crash: the write-ahead log was never merged, and nobody has the file open."""
    with tempfile.TemporaryDirectory() as elsewhere, Library(Path(elsewhere) / "library.db") as library:
        library.add(Article(text="There before."))
        for suffix in ("", "-wal"):
            shutil.copy(f"{library.path}{suffix}", public_folder)
    for path in public_folder.iterdir():
        path.chmod(0o444)
    public_folder.chmod(0o555)
    with as_reader():
        works(Library.open_for_session(public_folder / "library.db"), articles=1)


def test_a_read_only_library_that_somebody_writes_is_copied(public_folder: Path, as_reader: AsReader) -> None:
    path = public_folder / "library.db"
    with Library(path) as library:
        library.add(Article(text="There before."))
        for file in public_folder.iterdir():
            file.chmod(0o444)
        public_folder.chmod(0o555)
        with as_reader():
            works(Library.open_for_session(path), articles=1)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, not a folder")
    path = tmp_path / "file" / "newsreader" / "library.db"
    with pytest.raises(LibraryError, match="file"):
        Library(path)
    works(Library.open_for_session(path), articles=0)


@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_folder_that_must_not_be_entered(
    public_folder: Path, as_reader: AsReader, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    monkeypatch.setattr(locations, "library_file", lambda: public_folder / "newsreader" / "library.db")
    monkeypatch.setattr(kept, "library_file", locations.library_file)
    with Library() as library:
        library.add(Article(text="There before."))
    (public_folder / "newsreader").chmod(mode)
    with as_reader():
        with pytest.raises(LibraryError, match="Permission denied"):
            Library()
        with pytest.raises(LibraryError, match="Permission denied"):
            kept.users_library()
        assert kept.library_for_reuse() is None
        works(Library.open_for_session(), articles=0)


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "library.db").mkdir()
    with pytest.raises(LibraryError, match="is a folder"):
        Library(tmp_path / "library.db")
    works(Library.open_for_session(tmp_path / "library.db"), articles=0)


def test_another_kind_of_file_in_the_place_of_the_library(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_text("Dear diary" * 1000)
    session = Library.open_for_session(tmp_path / "library.db")
    assert "not a newsreader library" in session.notice
    works(session, articles=0)
    assert contents(tmp_path) == {"library.db": b"Dear diary" * 1000}


def test_a_newer_library(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Library(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = contents(tmp_path)
    session = Library.open_for_session(path)
    assert "newer" in session.notice
    works(session, articles=0)
    assert contents(tmp_path) == before


def test_a_damaged_library(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library(path) as library:
        library.add(Article(text="Soon to be lost."))
    damaged = path.read_bytes()[:100] + os.urandom(8_000)
    path.write_bytes(damaged)
    works(Library.open_for_session(path), articles=0)
    assert path.read_bytes() == damaged


def test_no_place_at_all_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(LibraryError, match="temporary"):
        Library.open_for_session(tmp_path / "file" / "library.db")
