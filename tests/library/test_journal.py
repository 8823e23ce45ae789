"""The journal of what the reader did: undone, done again, and given up where the rows are no longer as they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library, journal
from newsreader.core.library.journal import Change, recording, redo, undo
from newsreader.core.model import Article


@pytest.fixture(autouse=True)
def _loaded(library: Library, article: Article) -> None:
    library.add(article)


def rows(library: Library, table: str = "star") -> list[tuple[object, ...]]:
    return library.database.rows(f"SELECT * FROM {table} ORDER BY number")


def star(library: Library, start: int, words: str = "Starred") -> int:
    with recording(library.database, words) as edit:
        return edit.insert("star", {"article": 1, "start": start, "end": start + 4, "at": "2025"})


def test_a_step_is_undone_and_done_again_with_its_numbers(library: Library) -> None:
    first, second = star(library, 3), star(library, 9, "Starred “\ud800[b]”")
    with recording(library.database, "Unstarred both") as edit:
        assert edit.delete("star", first) and edit.delete("star", second) and not edit.delete("star", 99)
    assert rows(library) == []
    assert undo(library.database) == "Unstarred both"
    both = rows(library)
    assert [row[0] for row in both] == [first, second]
    assert undo(library.database) == "Starred “\ud800[b]”"
    assert undo(library.database) == "Starred"
    assert undo(library.database) is None
    assert rows(library) == []
    assert [redo(library.database) for _ in range(2)] == ["Starred", "Starred “\ud800[b]”"]
    assert rows(library) == both
    assert redo(library.database) == "Unstarred both"
    assert redo(library.database) is None
    assert rows(library) == []


def test_changed_columns_alone_count(library: Library) -> None:
    with recording(library.database, "Starred") as edit:
        assert edit.update("article", 1, {"starred": 1})
        assert not edit.update("article", 1, {"starred": 1})
        with pytest.raises(LibraryError):
            edit.update("article", 2, {"starred": 1})
    library.mark_opened(library.articles()[0].id)  # somebody else's change, of another column
    assert undo(library.database) == "Starred"
    row = library.articles()[0]
    assert not row.starred and row.opened


def test_text_with_lone_surrogates_comes_back(library: Library) -> None:
    words = "\udcff “\0\x1b[31m” ünï \U0001f600"
    with recording(library.database, "Noted") as edit:
        number = edit.insert("note", {"article": 1, "words": words, "written": "2025"})
    with recording(library.database, "Removed") as edit:
        edit.delete("note", number)
    undo(library.database)
    assert [note.words for note in library.notes(library.articles()[0].id)] == [words]


def test_a_new_step_ends_what_could_be_done_again(library: Library) -> None:
    star(library, 3)
    undo(library.database)
    with recording(library.database, "Nothing"):
        pass
    assert redo(library.database) == "Starred"
    undo(library.database)
    star(library, 9)
    assert redo(library.database) is None


def test_what_else_was_changed_is_not_undone_and_forgotten(library: Library) -> None:
    star(library, 0, "Older")
    number = star(library, 3)
    with library.database.writing() as connection:
        connection.execute("UPDATE star SET at = '2026' WHERE number = ?", (number,))
    with pytest.raises(LibraryError, match="Starred: can no longer be undone, what it was about has been changed"):
        undo(library.database)
    assert len(rows(library)) == 2
    assert undo(library.database) == "Older"
    assert redo(library.database) == "Older"
    assert redo(library.database) is None


def test_a_half_undone_step_is_none(library: Library) -> None:
    """The second row can be undone, the first cannot: neither is, not even in a transaction that goes on."""
    with recording(library.database, "Starred two") as edit:
        first, _ = (edit.insert("star", {"article": 1, "start": n, "end": n + 1, "at": "2025"}) for n in (1, 2))
    with library.batch():
        library.database.rows("DELETE FROM star WHERE number = ?", first)
        with pytest.raises(LibraryError, match="removed since"):
            undo(library.database)
    assert len(rows(library)) == 1
    assert rows(library, "edit") == []


def test_a_place_taken_by_another(library: Library) -> None:
    star(library, 3)
    undo(library.database)
    library.database.rows('INSERT INTO star (article, start, "end", at) VALUES (1, 3, 7, 2025)')
    with pytest.raises(LibraryError, match="can no longer be done again"):
        redo(library.database)
    assert len(rows(library)) == 1


def test_an_article_that_went_takes_its_steps_along(library: Library, article: Article) -> None:
    star(library, 3)
    other = replace(article, text="Another text of some words.", blocks=(), source="/news/other.txt")
    library.add(other)
    library.star(other.id)
    library.database.rows("DELETE FROM article WHERE id = ?", article.id)  # as no reader removes one
    library.star(other.id)
    with pytest.raises(LibraryError, match="replaced or removed"):
        while undo(library.database):
            pass
    assert undo(library.database) is None
    assert len(library) == 1


def test_a_place_in_another_text_is_another_place(library: Library, article: Article) -> None:
    number = star(library, 3)
    with recording(library.database, "Unstarred") as edit:
        edit.delete("star", number)
    library.add(replace(article, text="Now " + article.text, blocks=()))
    with pytest.raises(LibraryError, match="text has been replaced"):
        undo(library.database)
    assert rows(library) == []


def test_steps_inside_one_another_are_one(library: Library) -> None:
    with recording(library.database, "Merged") as outer:
        star(library, 3)
        with pytest.raises(ZeroDivisionError), recording(library.database, "Failed") as inner:
            inner.insert("star", {"article": 1, "start": 5, "end": 6, "at": "2025"})
            raise ZeroDivisionError
        star(library, 9)
        assert len(outer.changes) == 2
    assert len(rows(library)) == 2
    assert undo(library.database) == "Merged"
    assert rows(library) == []


def test_an_exception_leaves_nothing(library: Library) -> None:
    with library.batch():
        star(library, 1)
        with pytest.raises(ZeroDivisionError), recording(library.database, "Failed") as edit:
            edit.insert("star", {"article": 1, "start": 3, "end": 4, "at": "2025"})
            raise ZeroDivisionError
        assert undo(library.database) == "Starred"
        assert undo(library.database) is None
    assert rows(library) == []


def test_old_steps_are_let_go(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "KEPT", 3)
    for start in range(5):
        star(library, start)
    assert [undo(library.database) for _ in range(4)] == ["Starred"] * 3 + [None]
    assert len(rows(library)) == 2


def test_what_follows_is_told_of_every_turn(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[bool, bool]] = []

    def follow(_: object, changes: Sequence[Change]) -> None:
        told.extend((change.before is None, change.after is None) for change in changes)

    monkeypatch.setitem(journal._follow, "star", [follow])
    star(library, 3)
    undo(library.database)
    redo(library.database)
    assert told == [(True, False), (False, True), (True, False)]


@pytest.mark.parametrize(
    "damage", ["{", "[[]]", '[["sqlite_schema", 1, null, {"a": 1}, null]]', "[1]", "5", '[["star", 1, null, 5, null]]']
)
def test_a_damaged_record_is_given_up(library: Library, damage: str) -> None:
    star(library, 3)
    library.database.rows("UPDATE edit SET rows = ?", damage)
    with pytest.raises(LibraryError, match="damaged"):
        undo(library.database)
    assert len(rows(library)) == 1


def test_only_known_tables_are_recorded(library: Library) -> None:
    with pytest.raises(ValueError, match="not recorded"), recording(library.database, "Bad") as edit:
        edit.insert("sqlite_schema", {"a": 1})
