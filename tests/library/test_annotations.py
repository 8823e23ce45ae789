"""Stars, tags, notes and searches are kept, counted, and go with their article."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library
from newsreader.core.library.annotations import REMEMBERED
from newsreader.core.library.migrations import migrate
from newsreader.core.library.migrations.annotations import ANNOTATIONS
from newsreader.core.library.migrations.steps import MIGRATIONS
from newsreader.core.model import Article


@pytest.fixture
def ids(library: Library, article: Article) -> tuple[str, str]:
    """Two articles of a library."""
    other = Article(text="Nothing happened.", title="A quiet day")
    library.add(article)
    library.add(other)
    return article.id, other.id


def test_a_star_is_given_and_taken(library: Library, ids: tuple[str, str]) -> None:
    library.star(ids[1])
    library.star(ids[1])
    assert library.starred() == [ids[1]]
    assert [row.starred for row in library.articles()] == [False, True]
    library.unstar(ids[1])
    library.unstar(ids[0])
    assert library.starred() == []


def test_an_article_can_be_made_unread_again(library: Library, ids: tuple[str, str]) -> None:
    library.mark_opened(ids[0])
    assert [row.opened for row in library.articles()] == [True, False]
    library.mark_opened(ids[0], opened=False)
    library.mark_opened(ids[1], opened=False)
    assert [row.opened for row in library.articles()] == [False, False]


def test_tags_are_kept_tidy_and_counted(library: Library, ids: tuple[str, str]) -> None:
    kept = library.set_tags(ids[0], [" #Harbour ", "harbour", "two   words", "", "#", "ÉTÉ", "été"])
    assert kept == library.tags_of(ids[0]) == ("Harbour", "two words", "ÉTÉ")
    library.set_tags(ids[1], ["Harbour"])
    assert library.tags() == {"Harbour": 2, "two words": 1, "ÉTÉ": 1}
    assert [row.tags for row in library.articles()] == [kept, ("Harbour",)]
    assert library.set_tags(ids[0], ["new", "two words"]) == ("two words", "new")
    assert library.set_tags(ids[1], []) == ()
    assert library.tags() == {"new": 1, "two words": 1}


def test_a_tag_that_stays_keeps_its_number_and_no_number_comes_back(library: Library, ids: tuple[str, str]) -> None:
    library.set_tags(ids[0], ["one", "two"])
    library.set_tags(ids[0], ["one"])
    library.set_tags(ids[0], ["one", "three"])
    assert library.database.rows("SELECT number, tag FROM tag ORDER BY number") == [(1, "one"), (3, "three")]


def test_notes_are_written_changed_and_removed(library: Library, ids: tuple[str, str]) -> None:
    on_words = library.add_note(ids[0], "who told her?", (10, 20))
    whole = library.add_note(ids[0], "read again in May [sic]")
    assert library.notes(ids[0]) == [whole, on_words]
    assert (on_words.span, whole.span, on_words.article_id) == ((10, 20), None, ids[0])
    assert [row.note for row in library.articles()] == ["read again in May [sic]", ""]
    library.change_note(on_words.number, "the mayor did")
    changed = library.notes(ids[0])[1]
    assert (changed.number, changed.words) == (on_words.number, "the mayor did")
    assert changed.written > on_words.written
    library.remove_note(whole.number)
    library.remove_note(whole.number)
    assert library.notes(ids[0]) == [changed]
    assert library.notes(ids[1]) == library.notes("0123") == []
    with pytest.raises(LibraryError, match="note is no longer"):
        library.change_note(whole.number, "too late")
    assert library.add_note(ids[1], "another").number > whole.number


def test_one_row_is_the_same_as_in_the_list(library: Library, ids: tuple[str, str]) -> None:
    library.set_tags(ids[0], ["b", "a"])
    library.star(ids[0])
    library.add_note(ids[0], "older")
    library.add_note(ids[0], "newer")
    library.add_note(ids[0], "on words", (0, 3))
    assert [library.row(one) for one in ids] == library.articles()
    assert library.row("0123") is None


def test_what_belongs_to_an_article_goes_with_it(library: Library, ids: tuple[str, str], article: Article) -> None:
    for one in ids:
        library.star(one)
        library.set_tags(one, ["harbour"])
        library.add_note(one, "a note", (0, 3))
    library.remove(ids[0])
    assert library.tags() == {"harbour": 1}
    assert library.notes(ids[0]) == []
    library.add(article)
    row = library.row(ids[0])
    assert row is not None
    assert (row.starred, row.tags, row.note) == (False, (), "")


def test_an_unknown_article_cannot_be_annotated(library: Library) -> None:
    for annotate in (
        lambda: library.star("0123"),
        lambda: library.unstar("0123"),
        lambda: library.set_tags("0123", ["tag"]),
        lambda: library.add_note("0123", "words"),
    ):
        with pytest.raises(LibraryError, match="no longer in the library"):
            annotate()
    assert library.tags_of("0123") == ()


@pytest.mark.parametrize("words", ["[/x] \x1b[2J", "'; DROP TABLE note; --", "lone \udcff surrogate", "日本 e\u0301"])
def test_any_words_are_kept_as_they_are(library: Library, ids: tuple[str, str], words: str) -> None:
    library.add_note(ids[0], words)
    assert library.set_tags(ids[0], [words]) == (words,)
    library.save_search(words, words)
    library.remember_query(words)
    assert library.notes(ids[0])[0].words == words
    assert (library.saved_searches(), library.history()) == ({words: words}, [words])
    library.forget_search(words)
    assert (library.set_tags(ids[0], []), library.saved_searches()) == ((), {})


def test_searches_are_saved_under_names(library: Library) -> None:
    library.save_search("mayor", "mayor tram")
    library.save_search("Ferry", "ferry")
    library.save_search("mayor", "mayor bridge")
    assert list(library.saved_searches().items()) == [("Ferry", "ferry"), ("mayor", "mayor bridge")]
    library.forget_search("mayor")
    library.forget_search("mayor")
    assert library.saved_searches() == {"Ferry": "ferry"}


def test_the_history_keeps_the_newest_queries_each_once(library: Library) -> None:
    for query in ("ferry", "tram", "  ", "ferry"):
        library.remember_query(query)
    assert library.history() == ["ferry", "tram"]
    with library.batch():
        for number in range(REMEMBERED):
            library.remember_query(f"query {number}")
    assert library.history() == [f"query {number}" for number in reversed(range(REMEMBERED))]


def test_an_older_library_gains_annotations(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, path, MIGRATIONS[: MIGRATIONS.index(ANNOTATIONS)])
    connection.execute("INSERT INTO article (id, title, added, words, opened) VALUES ('a', 'Kept', '2025', 3, 1)")
    connection.close()
    with Library(path) as library:
        [row] = library.articles()
        assert (row.title, row.opened, row.starred, row.tags) == ("Kept", True, False, ())
        library.star("a")
        assert library.starred() == ["a"]


def test_tags_and_notes_make_the_list_little_slower(library: Library) -> None:
    with library.batch(), library.database.writing() as connection:
        connection.executemany(
            "INSERT INTO article (id, title, added, words) VALUES (?, 'Harbour', '2025', 3)",
            [(str(number),) for number in range(20_000)],
        )

    def listing() -> float:
        start = time.perf_counter()
        library.articles()
        return time.perf_counter() - start

    bare = min(listing() for _ in range(3))
    with library.database.writing() as connection:
        connection.execute("INSERT INTO tag (article, tag) SELECT number, 'one' FROM article")
        connection.execute("INSERT INTO tag (article, tag) SELECT number, 'two' FROM article")
        connection.execute("INSERT INTO note (article, words, written) SELECT number, 'a note', '2025' FROM article")
    assert min(listing() for _ in range(3)) < 4 * bare
    assert library.articles()[-1].tags == ("one", "two")
