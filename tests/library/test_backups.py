"""Backups come by themselves, are whole, go when they are old, and never do harm."""

from __future__ import annotations

import os
import sqlite3
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest

from newsreader.core import locations
from newsreader.core.library import Library, backups
from newsreader.core.model import Article

DAY = date(2026, 3, 2)  # a Monday


def changed_at(library: Library, seconds: float) -> None:
    """Let the library's files be as old as that."""
    for path in library.path.parent.glob("library.db*"):
        if path.is_file():
            os.utime(path, (seconds, seconds))


def test_a_backup_is_a_library_by_itself(library: Library, article: Article) -> None:
    library.add(article, b"raw")
    copy = library.back_up_daily()
    assert copy is not None
    assert copy == library.path.parent / "backups" / f"library-{date.today().isoformat()}.db"
    assert [one.name for one in copy.parent.iterdir()] == [copy.name]
    with Library(copy) as other:
        assert other.article(article.id) == article
        assert other.raw(article.id) == b"raw"


def test_once_a_day_and_only_after_a_change(library: Library, article: Article) -> None:
    library.add(article)
    changed_at(library, 1_000)
    assert backups.back_up_daily(library.path, DAY)
    assert backups.back_up_daily(library.path, DAY) is None
    assert backups.back_up_daily(library.path, DAY + timedelta(1)) is None  # nothing has changed
    library.star(article.id)
    assert backups.back_up_daily(library.path, DAY) is None
    assert backups.back_up_daily(library.path, DAY + timedelta(1))
    assert len(backups.backups(library.path)) == 2


def test_seven_days_and_four_weeks_are_kept(library: Library, article: Article) -> None:
    library.add(article)
    for number in range(60):
        changed_at(library, 1_000 + number)
        assert backups.back_up_daily(library.path, DAY + timedelta(number))
    days = [backups.day_of(copy) for copy in backups.backups(library.path)]
    last = DAY + timedelta(59)
    assert days[-7:] == [last - timedelta(6 - n) for n in range(7)]
    weeks = [day.isocalendar()[:2] for day in days[:-7] if day]
    assert len(weeks) == len(set(weeks)) == 4
    others = backups.folder_of(library.path) / "letters.db"
    others.touch()
    changed_at(library, 2_000)
    backups.back_up_daily(library.path, last + timedelta(1))
    assert others.exists()


def test_others_write_while_a_backup_is_made(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    with library.batch():
        for number in range(300):
            library.add(Article(text=f"Article {number}. " * 200))
    monkeypatch.setattr(backups, "STEP", 5)
    stop = threading.Event()

    def write() -> None:
        with Library(library.path) as other:
            number = 0
            while not stop.is_set():
                other.set_state("number", str(number := number + 1))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copy = library.back_up_daily()
    finally:
        stop.set()
        writer.join()
    assert copy is not None
    with Library(copy) as other:
        assert len(other) == 300
        assert other.database.row("PRAGMA integrity_check") == ("ok",)


def test_a_copy_that_is_damaged_does_not_count(
    library: Library, article: Article, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(locations, "log_file", lambda: tmp_path / "log" / "newsreader.log")
    library.add(article)
    library.close()
    whole = library.path.read_bytes()
    library.path.write_bytes(whole[: 4096 * 3] + os.urandom(4096 * 8) + whole[4096 * 11 :])
    assert backups.back_up_daily(library.path) is None
    assert "no backup" in (tmp_path / "log" / "newsreader.log").read_text()
    assert list(backups.folder_of(library.path).iterdir()) == []


def test_no_room_and_no_right_do_no_harm(
    library: Library, article: Article, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(locations, "log_file", lambda: tmp_path / "log" / "newsreader.log")
    library.add(article)
    monkeypatch.setattr(backups, "SPARE", 1 << 60)
    assert library.back_up_daily() is None
    assert "no room" in (tmp_path / "log" / "newsreader.log").read_text()
    backups.folder_of(library.path).rmdir()
    backups.folder_of(library.path).write_text("a file in its place")
    assert library.back_up_daily() is None
    assert library.add(Article(text="Goes on."))


def test_an_unfinished_copy_goes_after_a_day(library: Library, article: Article) -> None:
    library.add(article)
    folder = backups.folder_of(library.path)
    folder.mkdir()
    old, new = folder / "library-2026-01-01.db.new-1", folder / "library-2026-01-01.db.new-2"
    old.touch()
    new.touch()
    os.utime(old, (1_000, 1_000))
    assert library.back_up_daily()
    assert not old.exists()
    assert new.exists()


def test_a_temporary_library_is_not_backed_up(tmp_path: Path) -> None:
    (tmp_path / "library.db").mkdir()
    with Library.open_for_session(tmp_path / "library.db") as library:
        assert library.back_up_daily() is None


def test_quick_check_tells_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear diary" * 500)
    assert "not a database" in backups.quick_check(tmp_path / "letter")
    sqlite3.connect(tmp_path / "empty.db").close()
    assert backups.quick_check(tmp_path / "empty.db") == "ok"
