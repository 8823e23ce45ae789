"""What is removed comes back as it was, with all that the reader and the machine had put on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsreader.core.errors import LibraryError
from newsreader.core.library import Added, Library, removals
from newsreader.core.library.health import examine
from newsreader.core.library.samples import add_samples
from newsreader.core.model import Article

DERIVED = {"change", "edit", "removed", "removed_rows", "sqlite_sequence", "name", "name_key"}


def everything(library: Library) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables but those that only grow; passages without the numbers that nobody knows them by."""
    tables = [name for (name,) in library.database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    rows = {}
    for table in set(tables) - DERIVED:
        columns = [row[1] for row in library.database.rows(f"PRAGMA table_info({table})")]
        left_out = {"passage": {"number"}, "article": {"linked", "gathered"}}.get(table, set())
        names = ", ".join(f'"{name}"' for name in columns if name not in left_out)
        rows[table] = sorted(library.database.rows(f"SELECT {names} FROM {table}"), key=repr)
    return rows


@pytest.fixture
def samples(library: Library) -> Library:
    """The samples, linked and gathered, one of them with something of every sort."""
    ids = add_samples(library)
    while library.identities.catch_up() or library.travels.catch_up():
        pass
    span = (0, 7)
    library.star(ids[1])
    library.star(ids[1], span)
    library.set_tags(ids[1], ["sea"], span)
    library.add_note(ids[1], "Ask again \ud800", span)
    analysis = library.analysis(ids[1])
    assert analysis is not None
    quote = analysis.quotes[0]
    library.corrections.correct(ids[1], quote._replace(entity=None, speaker_name="Nobody"), quote)
    feed = library.feeds.add("https://example.org/feed")
    library.feeds.link(feed.number, "g", ids[1], "digest")
    return library


def test_a_removed_article_comes_back_whole(samples: Library) -> None:
    before, ids = everything(samples), [row.id for row in samples.articles()]
    samples.remove(ids[1])
    assert [row.id for row in samples.articles()] == [ids[0], *ids[2:]]
    assert "Removed" in (samples.edits.last or "")
    assert samples.database.rows("SELECT * FROM quote WHERE article = 2") == []
    samples.identities.catch_up()  # whoever is named nowhere any more is forgotten
    assert samples.edits.undo()
    after = everything(samples)
    assert {table: rows for table, rows in after.items() if rows != before[table]} == {}
    assert samples.edits.redo()
    assert ids[1] not in samples
    assert samples.edits.undo()
    assert samples.edits.undo() and samples.edits.undo()  # and what was done before it can be undone, too
    assert not [finding for finding in examine(samples.path) if not finding.ok]


def test_every_table_of_an_article_goes_along(library: Library) -> None:
    tables = [name for (name,) in library.database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    belong = {"article"}
    while True:
        more = {
            table
            for table in tables
            for row in library.database.rows(f"PRAGMA foreign_key_list({table})")
            if row[2] in belong and row[6] == "CASCADE"
        }
        if more <= belong:
            break
        belong |= more
    assert belong - {"article"} == set(removals._OF_ARTICLE)


def test_its_number_is_not_given_to_another(library: Library, article: Article) -> None:
    library.add(article)
    library.star(article.id)
    library.remove(article.id)
    other = replace(article, text="Another text of some words.", blocks=(), source="/news/other.txt")
    assert library.add(other) is Added.NEW
    library.edits.undo()
    assert len(library) == 2
    library.edits.undo()
    assert not any(row.starred for row in library.articles())


def test_one_that_was_loaded_again_stays_as_it_is(library: Library, article: Article) -> None:
    library.add(article)
    library.remove(article.id)
    assert library.add(article) is Added.NEW
    library.star(article.id)
    library.edits.undo()
    with pytest.raises(LibraryError, match="come back since"):
        library.edits.undo()
    assert len(library) == 1
    assert library.edits.undo() is None


def test_after_a_month_it_is_thrown_away(library: Library, article: Article) -> None:
    library.add(article)
    library.remove(article.id)
    long_ago = datetime.now(UTC) - timedelta(days=removals.DAYS, hours=1)
    library.database.rows("UPDATE removed SET at = ?", long_ago.isoformat())
    other = replace(article, text="Another text of some words.", blocks=(), source="/news/other.txt")
    library.add(other)
    library.remove(other.id)
    assert library.database.row("SELECT count(*) FROM removed_rows") == (1,)
    assert library.edits.undo()
    with pytest.raises(LibraryError, match="can no longer be undone"):
        library.edits.undo()
    assert [row.id for row in library.articles()] == [other.id]
