"""The schema moves forward in named steps, whole or not at all, and never touches what is not its own."""

from __future__ import annotations

import sqlite3
import sys
import threading
from pathlib import Path

import pytest

from newsreader.core.errors import LibraryError
from newsreader.core.library import Added, Library
from newsreader.core.library.connection import Database
from newsreader.core.library.migrations import APPLICATION_ID, VERSION, migrate, writing
from newsreader.core.library.migrations.intake import INTAKE
from newsreader.core.library.migrations.schema import SCHEMA
from newsreader.core.library.migrations.step import Migration
from newsreader.core.library.migrations.steps import MIGRATIONS
from newsreader.core.model import Article


def test_a_new_file_is_marked_and_durable(tmp_path: Path) -> None:
    with Library(tmp_path / "deep" / "er" / "library.db") as library:
        assert library.database.row("PRAGMA application_id") == (APPLICATION_ID,)
        assert library.database.row("PRAGMA user_version") == (len(MIGRATIONS),)
        assert library.database.row("PRAGMA journal_mode") == ("wal",)
        assert library.database.row("PRAGMA synchronous") == (2,)
        assert library.database.row("PRAGMA foreign_keys") == (1,)
        assert library.notice == ""


def test_a_file_of_no_bytes_becomes_a_library(tmp_path: Path) -> None:
    (tmp_path / "library.db").touch()
    with Library(tmp_path / "library.db") as library:
        assert library.articles() == []


def test_a_newer_library_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Library(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="newer newsreader"):
        Library(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipe (name)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="another program's"):
        Library(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(b"Dear diary, " * 500)
    with pytest.raises(LibraryError, match="not a newsreader library"):
        Library(path)
    assert path.read_bytes() == b"Dear diary, " * 500


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library(path) as library:
        library.add(Article(text="Kept."))
    broken = Migration("broken", ("CREATE TABLE half_done (a)", "NOT SQL"))
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, path, (*MIGRATIONS, broken))
    assert connection.execute("SELECT * FROM sqlite_schema WHERE name = 'half_done'").fetchall() == []
    connection.close()
    with Library(path) as library:
        assert len(library) == 1


def test_a_migration_keeps_a_copy_of_the_library_before_it(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library(path) as library:
        library.add(Article(text="Kept."))
        step = Migration("colours", ("CREATE TABLE colour (name)", "INSERT INTO colour VALUES ('red')"))
        connection = sqlite3.connect(path, isolation_level=None)  # while the library is open: its log is not yet merged
        migrate(connection, path, (*MIGRATIONS, step))
        migrate(connection, path, (*MIGRATIONS, step))
        assert connection.execute("SELECT * FROM colour").fetchall() == [("red",)]
        connection.close()
    with Library(tmp_path / f"library.db.before-{len(MIGRATIONS) + 1}") as before:
        assert before.articles()[0].words == 1
    with pytest.raises(LibraryError, match="newer newsreader"):
        Library(path)


def test_articles_of_before_the_intake_get_versions_and_copies(tmp_path: Path) -> None:
    """Absolute paths and addresses are places; what is relative may be another file by now."""
    path = tmp_path / "library.db"
    before = MIGRATIONS[: MIGRATIONS.index(INTAKE)]
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, path, before)
    text = " ".join(f"word{number}" for number in range(200))
    sources = ("/news/ferry.txt", "ferry.txt", "https://example.org/ferry", "samples/ferry.txt")
    for number, source in enumerate(sources, 1):
        own = Article(text=f"{text} {source}")
        connection.execute(
            "INSERT INTO article (number, id, title, added, words, starred) VALUES (?, ?, 'Ferry', '2025', 201, 1)",
            (number, own.id),
        )
        connection.execute("INSERT INTO source VALUES (?, ?)", (number, source))
        connection.execute("INSERT INTO original VALUES (?, '[]', NULL)", (number,))
        connection.execute("INSERT INTO passage (article, start, kind, words) VALUES (?, 0, '', ?)", (number, own.text))
    connection.close()
    with Library(path) as library:
        rows = library.articles()
        assert [(row.source, row.starred, row.copies, row.url) for row in rows] == [
            (source, True, 0, None) for source in sources
        ]
        added = [library.add(Article(text=f"Changed: {source}", source=source)) for source in sources]
        assert added == [Added.VERSION, Added.NEW, Added.VERSION, Added.NEW]
        assert library.find_copies() == 0
        assert [row.copies for row in library.articles()] == [0, 1, 0, 1, 0, 0]
    assert (tmp_path / f"library.db.before-{len(before) + 1}").exists()


def test_a_new_library_is_what_all_steps_come_to() -> None:
    assert writing.SCHEMA.read_text(encoding="utf-8") == writing.made(), (
        "run python -m newsreader.core.library.migrations.writing"
    )
    made = []
    for statements in (SCHEMA, [statement for step in MIGRATIONS for statement in step.statements]):
        connection = sqlite3.connect(":memory:")
        for statement in statements:
            connection.execute(statement)
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name != 'sqlite_sequence'"
        ).fetchall()
        assert not any(connection.execute(f'SELECT 1 FROM "{name}"').fetchone() for (name,) in tables)
        made.append(set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")))
        connection.close()
    assert made[0] == made[1]
    assert len(MIGRATIONS) == VERSION


def test_several_can_make_the_same_library_at_once(tmp_path: Path) -> None:
    wrong = list[str]()

    def make(path: Path, together: threading.Barrier) -> None:
        together.wait()
        try:
            Database(path).close()
        except LibraryError as error:
            wrong.append(str(error))

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for number in range(60):
            together = threading.Barrier(4)
            path = tmp_path / str(number) / "library.db"
            threads = [threading.Thread(target=make, args=(path, together)) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    finally:
        sys.setswitchinterval(before)
    assert wrong == []
