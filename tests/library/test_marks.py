"""Stars, tags, notes and corrections on words: listed, found, moved with their words, or set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library, backups
from newsreader.core.library.health import MARKS, Cure, examine
from newsreader.core.library.mending import clear, mend
from newsreader.core.model import Analysis, Article, Quote, QuoteKind, Span
from newsreader.core.search import search

FIRST = (
    "The ferry sails at noon.\n\n“The tide was late,” the harbour master said, “and so were we.”\n\n"
    "It sails again at two. It sails again at two, he said.\n"
)
SECOND = FIRST.replace("The ferry", "On Monday the ferry").replace("at noon", "at one").replace("again at two. ", "")


def version(text: str, source: str = "/news/ferry.txt") -> Article:
    return Article(text, "The ferry", source=source)


def at(words: str, text: str = FIRST) -> Span:
    start = text.index(words)
    return start, start + len(words)


@pytest.fixture
def ferry(library: Library) -> str:
    article = version(FIRST)
    library.add(article)
    quote = Quote((at("The tide was late,"), at("and so were we.")), QuoteKind.DIRECT, speaker_name="nobody")
    library.put_analysis(article.id, Analysis(article, (quote,), engine="test 1"))
    return article.id


def test_words_are_marked_and_listed(library: Library, ferry: str) -> None:
    words = at("The tide was late")
    library.star(ferry, words, at="2025")
    library.star(ferry, words)
    library.star(ferry)
    assert library.set_tags(ferry, ["#sea", "Sea", "late"], words) == library.tags_of(ferry, words) == ("sea", "late")
    library.set_tags(ferry, ["sea"])
    note = library.add_note(ferry, "why?", words, written="2024")
    (quote,) = (library.analysis(ferry) or Analysis(version(""))).quotes
    number = library.corrections.correct(ferry, quote._replace(speaker_name="Ada"), quote)
    assert library.tags() == {"late": 1, "sea": 1}
    (row,) = library.articles()
    assert (row.tags, row.note, library.tags_of(ferry)) == (("sea",), "", ("sea",))
    rows = [(row.what, row.value, row.span, row.words, row.at) for row in library.marked(ferry)]
    whole = quote.content[0][0], quote.content[1][1]
    assert rows[:6] == [
        ("star", "", None, "", ""),
        ("tag", "sea", None, "", ""),
        ("star", "", words, "The tide was late", "2025"),
        ("tag", "sea", words, "The tide was late", ""),
        ("tag", "late", words, "The tide was late", ""),
        ("note", "why?", words, "The tide was late", "2024"),
    ]
    assert rows[6][:4] == ("correction", "Ada", whole, FIRST[slice(*whole)])
    assert [row.number for row in library.marked()][-2:] == [note.number, number]
    assert library.marked("0123") == []
    assert library.edits.list()[-1].words == "Starred “The tide was late”"
    library.unstar(ferry, words)
    assert "star" not in {row.what for row in library.marked() if row.span}
    assert library.starred() == [ferry]


@pytest.mark.parametrize("span", [(0, 0), (5, 3), (-1, 4), (0, len(FIRST) + 1)])
def test_what_is_not_in_the_text_cannot_be_marked(library: Library, ferry: str, span: Span) -> None:
    for mark in (
        lambda: library.star(ferry, span),
        lambda: library.unstar(ferry, span),
        lambda: library.set_tags(ferry, ["sea"], span),
        lambda: library.add_note(ferry, "why?", span),
    ):
        with pytest.raises(LibraryError, match="not in the text"):
            mark()
    assert library.marked() == []


def test_marks_on_words_are_found_where_they_are(library: Library, ferry: str) -> None:
    library.add(version("Nothing else.", "/news/other.txt"))
    words = at("and so were we")
    library.set_tags(ferry, ["rueful"], words)
    library.star(ferry, words)
    (hit,) = search(library, "kind:tag rueful")
    assert (hit.article_id, hit.start, hit.end, hit.articles) == (ferry, *words, 1)
    assert {hit.article_id for hit in search(library, "tag:rueful")} == {ferry}
    assert {hit.article_id for hit in search(library, "is:starred")} == {ferry}
    library.edits.undo()
    library.edits.undo()
    assert not search(library, "kind:tag rueful") and not search(library, "is:starred")


def test_marks_go_with_their_words_or_aside(library: Library, ferry: str) -> None:
    there, gone, twice = at("The tide was late"), at("noon"), at("It sails again at two")
    for span in (there, gone, twice):
        library.star(ferry, span)
        library.set_tags(ferry, ["sea"], span)
    library.set_tags(ferry, ["whole"])
    (quote,) = (library.analysis(ferry) or Analysis(version(""))).quotes
    library.corrections.correct(ferry, quote._replace(speaker_name="Ada"), quote)
    lost = Quote((gone,), QuoteKind.SCARE, (gone,))
    library.corrections.correct(ferry, lost, None)
    new = version(SECOND)
    library.add(new)
    moved = at("The tide was late", SECOND)
    marks = [row for row in library.marked(new.id) if row.what != "correction"]
    assert {(row.what, row.span) for row in marks} == {("tag", None), ("star", moved), ("tag", moved)}
    (kept,) = library.corrections.of(new.id)
    assert kept.quote is not None
    assert kept.quote.content == (at("The tide was late,", SECOND), at("and so were we.", SECOND))
    assert kept.was == kept.quote.content
    aside = library.corrections.aside()
    assert sorted((row.what, row.value, row.words) for row in aside) == sorted(
        [
            *(("star", "", words) for words in ("noon", "It sails again at two")),
            *(("tag", "sea", words) for words in ("noon", "It sails again at two")),
            ("correction", "unknown", "noon"),
        ]
    )
    noon = next(row for row in aside if row.words == "noon")
    assert (noon.article_id, noon.title) == (new.id, "The ferry")
    assert (noon.before, noon.after) == ("The ferry sails at ", FIRST[gone[1] :][:32])
    library.put_analysis(new.id, Analysis(new, engine="test 1"))
    found = library.analysis(new.id)
    assert found is not None and [q.speaker_name for q in found.quotes] == ["Ada"]
    assert library.database.row("PRAGMA foreign_key_check") is None
    with pytest.raises(LibraryError, match="can no longer be undone"):
        library.edits.undo()
    assert {hit.start for hit in search(library, "kind:tag sea")} == {moved[0]}


def test_a_mark_that_comes_where_another_was_stays(library: Library) -> None:
    old = version("one two three four five six seven eight nine ten, said the man at the quay.")
    library.add(old)
    library.star(old.id, (0, 24))
    library.star(old.id, (24, 48))
    pad = "x" * 23 + " "
    library.add(version(pad + old.text))
    assert [row.span for row in library.marked()] == [(24, 48), (48, 72)]


def test_what_is_aside_is_put_on_other_words(library: Library, ferry: str) -> None:
    gone = at("noon")
    library.star(ferry, gone)
    library.set_tags(ferry, ["sea"], gone)
    note = library.add_note(ferry, "sharp", gone)
    library.corrections.correct(ferry, Quote((gone,), QuoteKind.DIRECT, (gone,), speaker_name="Ada"), None)
    new = version(SECOND)
    library.add(new)
    library.put_analysis(new.id, Analysis(new, engine="test 1"))
    assert [one.words for one in library.notes(new.id)] == ["“noon” sharp"]
    span = at("one", SECOND)
    rows = library.corrections.aside()
    assert {row.what: row.value for row in rows} == {"star": "", "tag": "sea", "note": "sharp", "correction": "Ada"}
    for row in rows:
        with pytest.raises(LibraryError, match="not in the text"):
            library.corrections.attach(row.number, (0, 1_000))
        library.corrections.attach(row.number, span)
    assert library.corrections.aside() == []
    assert sorted((row.what, row.value, row.span) for row in library.marked()) == [
        ("correction", "Ada", span),
        ("note", "sharp", span),
        ("star", "", span),
        ("tag", "sea", span),
    ]
    assert library.notes(new.id)[0].number == note.number
    for _ in rows:
        library.edits.undo()
    assert library.corrections.aside() == rows
    assert [one.words for one in library.notes(new.id)] == ["“noon” sharp"]
    for row in rows:
        library.corrections.forget(row.number)
    assert library.corrections.aside() == []
    with pytest.raises(LibraryError, match="no longer set aside"):
        library.corrections.attach(rows[0].number, span)
    assert library.edits.undo() == "Forgot what was set aside"
    assert library.corrections.aside() == rows[-1:]


def test_a_note_that_is_removed_is_not_aside(library: Library, ferry: str) -> None:
    library.add_note(ferry, "sharp", at("noon"))
    library.add(version(SECOND))
    (note,) = library.notes(version(SECOND).id)
    library.remove_note(note.number)
    assert library.corrections.aside() == []
    library.edits.undo()
    assert len(library.corrections.aside()) == 1


def test_a_dismissal_is_put_on_a_quote_only(library: Library) -> None:
    old = version("He said “noon” to her, and nothing else was said by him.")
    library.add(old)
    was = Quote((at("noon", old.text),), QuoteKind.SCARE)
    library.corrections.dismiss(old.id, was)
    new = version("He said “one” to him.")
    library.add(new)
    (row,) = library.corrections.aside()
    assert (row.what, row.value, row.words) == ("correction", "no quote", "noon")
    span = at("one", new.text)
    with pytest.raises(LibraryError, match="no quote at these words"):
        library.corrections.attach(row.number, span)
    library.put_analysis(new.id, Analysis(new, (Quote((span,), QuoteKind.SCARE, (span,)),), engine="test 1"))
    library.corrections.attach(row.number, span)
    assert library.analysis(new.id) == Analysis(new, engine="test 1")


def test_two_articles_that_become_one_have_what_was_on_both(library: Library) -> None:
    place = "https://example.org/ferry"
    library.add(version(FIRST))
    library.add(version(FIRST, place))
    library.add(version(SECOND))  # the first source has another text: an article of its own
    first, second = version(FIRST).id, version(SECOND).id
    library.put_analysis(second, Analysis(version(SECOND), engine="test 1"))
    for id_, text in ((first, FIRST), (second, SECOND)):
        library.star(id_, at("The tide was late", text))
        library.set_tags(id_, ["sea"], at("The tide was late", text))
    quote = Quote((at("and so were we."),), QuoteKind.DIRECT, speaker_name="Ada")
    library.corrections.correct(first, quote, None)
    library.add(version(SECOND, place))
    assert [row.id for row in library.articles()] == [second]
    assert [(row.what, row.value) for row in library.marked()] == [("star", ""), ("tag", "sea"), ("correction", "Ada")]
    found = library.analysis(second)
    assert found is not None and [q.speaker_name for q in found.quotes] == ["Ada"]
    assert library.quotes()[0].words == "and so were we."
    assert library.corrections.aside() == []


def test_marks_beyond_the_text_are_found_and_set_aside(library: Library, ferry: str) -> None:
    (quote,) = (library.analysis(ferry) or Analysis(version(""))).quotes
    library.corrections.correct(ferry, quote._replace(speaker_name="Ada"), quote)
    library.star(ferry, at("noon"))
    library.set_tags(ferry, ["sea"], at("noon"))
    for table in ("star", "tag", "correction"):
        library.database.rows(f'UPDATE {table} SET "end" = 100000')
        assert [one.cure for one in examine(library.path) if not one.ok] == [Cure.CLEARING]
        clear(library)
        assert all(one.ok for one in examine(library.path))
        assert library.corrections.aside()[0].what == table
    assert library.marked() == []


@pytest.mark.parametrize("whole", [True, False])
def test_a_backup_gives_back_what_was_on_words(library: Library, ferry: str, tmp_path: Path, whole: bool) -> None:
    """Of articles that are there still, and of those that have to be brought back, too."""
    (quote,) = (library.analysis(ferry) or Analysis(version(""))).quotes
    library.corrections.correct(ferry, quote._replace(speaker_name="Ada"), quote)
    library.star(ferry, at("noon"))
    library.set_tags(ferry, ["sea"], at("noon"))
    library.set_tags(ferry, ["late"])
    library.add_note(ferry, "sharp", at("noon"))
    marks, analysis = library.marked(), library.analysis(ferry)
    copy = tmp_path / "copy.db"
    backups.copy_whole(library.path, copy)
    if whole:
        library.remove(ferry)
    for table in MARKS:
        library.database.rows(f"DELETE FROM {table}")
    mend(library, dict.fromkeys((*MARKS, "article"), 1), copy, [], [])
    assert library.marked() == marks
    assert library.analysis(ferry) == analysis
    assert [row.speaker for row in library.quotes()] == ["Ada"]
    mend(library, dict.fromkeys((*MARKS, "article"), 1), copy, [], [])
    assert library.marked() == marks
