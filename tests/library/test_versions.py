"""A source that changes gives a new version of its article: what the reader added stays, and no text is lost."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.core.errors import LibraryError
from newsreader.core.library import Added, Library
from newsreader.core.library.anchors import moved
from newsreader.core.library.intake import place_of
from newsreader.core.model import Analysis, Article
from newsreader.core.search import search

FIRST = "The ferry sails at noon.\n\nThe harbour master said the tide was late.\n"
SECOND = "The ferry sails at one.\n\nOn Monday the harbour master said the tide was late.\n"
PLACE = "/news/ferry.txt"


def version(text: str, source: str = PLACE, **more: str) -> Article:
    return Article(text=text, title="The ferry", source=source, **more)  # type: ignore[arg-type]


def test_a_changed_source_is_the_same_article_with_another_text(
    library: Library, article: Article, analysis: Analysis
) -> None:
    old = version(FIRST, outlet="The Lantern")
    library.add(old, b"raw \xff")
    library.add(article)
    library.put_analysis(old.id, replace(analysis, article=old, quotes=(), entities=()))
    library.star(old.id)
    library.set_tags(old.id, ["sea"])
    library.mark_opened(old.id)
    new = version(SECOND)
    assert library.add(new, b"new raw") is Added.VERSION
    assert [row.id for row in library.articles()] == [new.id, article.id]
    row = library.row(new.id)
    assert row is not None
    assert (row.starred, row.tags, row.opened, row.analysed, row.outlet) == (True, ("sea",), False, None, "The Lantern")
    assert library.article(new.id) == replace(new, outlet="The Lantern")
    assert library.raw(new.id) == b"new raw"
    assert library.pending("test 1") == [new.id, article.id]
    assert library.sources(new.id) == [PLACE]
    assert old.id not in library
    assert library.current(old.id) == library.current(new.id) == new.id
    (before,) = library.versions(new.id)
    assert (before.id, before.title, before.source, before.words) == (old.id, "The ferry", PLACE, len(FIRST.split()))
    assert library.version(before.number) == old
    assert library.version_raw(before.number) == b"raw \xff"


def test_only_the_current_version_is_found(library: Library) -> None:
    library.add(version(FIRST))
    assert search(library, "noon")
    library.add(version(SECOND))
    assert not search(library, "'noon")
    assert [hit.kind for hit in search(library, "'one")] == ["text"]
    assert len(search(library, "tide")) == 1


def test_an_old_text_that_comes_again_is_current_again(library: Library) -> None:
    third = version("The ferry does not sail.\n")
    for one in (version(FIRST), version(SECOND), third):
        library.add(one)
    assert library.add(version(FIRST)) is Added.VERSION
    (row,) = library.articles()
    assert row.id == version(FIRST).id
    assert [one.id for one in library.versions(row.id)] == [version(SECOND).id, third.id]
    assert library.add(version(FIRST)) is Added.KNOWN


def test_an_article_of_two_sources_parts_when_one_changes(library: Library) -> None:
    library.add(version(FIRST))
    library.add(version(FIRST, "https://example.org/ferry"))
    library.star(version(FIRST).id)
    assert library.add(version(SECOND)) is Added.NEW
    old, new = library.articles()
    assert (old.id, old.starred, old.source) == (version(FIRST).id, True, "https://example.org/ferry")
    assert (new.id, new.starred, new.source) == (version(SECOND).id, False, PLACE)
    assert library.versions(old.id) == library.versions(new.id) == []


def test_they_come_together_when_the_other_changes_too(library: Library) -> None:
    library.add(version(FIRST))
    library.add(version(FIRST, "https://example.org/ferry"))
    library.star(version(FIRST).id)
    library.set_tags(version(FIRST).id, ["sea", "late"])
    note = library.add_note(version(FIRST).id, "when?", (FIRST.index("The harbour"), FIRST.index(" the tide")))
    assert search(library, "kind:tag sea")
    library.add(version(SECOND))
    library.set_tags(version(SECOND).id, ["late"])
    assert library.add(version(SECOND, "https://example.org/ferry")) is Added.VERSION
    (row,) = library.articles()
    assert (row.id, row.starred, set(row.tags)) == (version(SECOND).id, True, {"sea", "late"})
    assert library.sources(row.id) == ["https://example.org/ferry", PLACE]
    assert [one.id for one in library.versions(row.id)] == [version(FIRST).id]
    assert [one.number for one in library.notes(row.id)] == [note.number]
    assert library.database.row("PRAGMA foreign_key_check") is None
    assert [hit.article_id for hit in search(library, "kind:tag sea")] == [row.id]
    assert [hit.article_id for hit in search(library, "kind:note when")] == [row.id]


def test_a_new_copy_of_an_old_text_is_an_article_of_its_own(library: Library) -> None:
    library.add(version(FIRST))
    library.add(version(SECOND))
    assert library.add(version(FIRST, "/elsewhere/ferry.txt")) is Added.NEW
    assert len(library) == 2
    assert len(library.versions(version(SECOND).id)) == 1


@pytest.mark.parametrize("source", ["", "-", "samples/001.txt", "/dev/fd/63", "/proc/self/fd/0"])
def test_what_may_stand_for_anything_has_no_versions(library: Library, source: str) -> None:
    assert library.add(version(FIRST, source)) is Added.NEW
    assert library.add(version(SECOND, source)) is Added.NEW
    assert len(library) == 2


def test_a_relative_path_means_its_folder(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "one")
    assert library.add(version(FIRST, "ferry.txt")) is Added.NEW
    monkeypatch.chdir(tmp_path / "two")
    assert library.add(version(SECOND, "ferry.txt")) is Added.NEW
    monkeypatch.chdir(tmp_path)
    assert library.add(version(FIRST + "Later.", "./one//ferry.txt")) is Added.VERSION
    assert place_of("one/./a.zip#./x") == f"{tmp_path}/one/a.zip#./x"
    assert place_of("one/../two") == f"{tmp_path}/one/../two"
    os.rmdir(tmp_path / "two")


def test_a_teaser_gets_its_whole_text_and_stays_so(library: Library) -> None:
    feed, page = "https://example.org/feed#1", "https://example.org/ferry"
    teaser = version("The ferry sails at noon.", feed)
    library.add(teaser)
    library.mark_opened(teaser.id)
    library.star(teaser.id)
    whole = version(FIRST, page)
    assert library.add(whole, replaces=teaser.id) is Added.VERSION
    (row,) = library.articles()
    assert (row.id, row.starred, row.opened) == (whole.id, True, True)
    assert library.sources(whole.id) == [feed, page]
    assert library.add(teaser) is Added.KNOWN  # the feed gives it again
    assert library.add(version("The ferry sails at one.", feed)) is Added.KNOWN  # and another
    assert [row.id for row in library.articles()] == [whole.id]
    assert [one.words for one in library.versions(whole.id)] == [5, 5]
    assert library.add(version(SECOND, page)) is Added.VERSION
    assert [row.id for row in library.articles()] == [version(SECOND).id]
    assert library.add(version(SECOND, page), replaces=version(FIRST).id) is Added.KNOWN
    with pytest.raises(LibraryError, match="no longer in the library"):
        library.add(version(FIRST), replaces="0123")


def test_a_teaser_whose_whole_text_is_there_becomes_one_with_it(library: Library) -> None:
    teaser = version("The ferry sails at noon.", "https://example.org/feed#1")
    library.add(version(FIRST))
    library.add(teaser)
    library.add_note(teaser.id, "soon", (0, 24))
    assert library.add(version(FIRST, "https://example.org/ferry"), replaces=teaser.id) is Added.VERSION
    (row,) = library.articles()
    assert len(library.sources(row.id)) == 3
    assert library.notes(row.id)[0].span == (0, 24)
    assert library.add(teaser) is Added.KNOWN
    assert len(library) == 1


def test_opened_stays_where_only_the_furniture_changed(library: Library) -> None:
    library.add(version(FIRST))
    library.mark_opened(version(FIRST).id)
    spaced = version(FIRST.replace("\n\n", "\n\n\n"))
    assert library.add(spaced) is Added.VERSION
    assert library.articles()[0].opened


def test_notes_move_with_their_words(library: Library) -> None:
    library.add(version(FIRST))
    start = FIRST.index("the tide was late")
    there = library.add_note(version(FIRST).id, "how late?", (start, start + 17))
    gone = library.add_note(version(FIRST).id, "sharp", (FIRST.index("noon"), FIRST.index("noon") + 4))
    whole = library.add_note(version(FIRST).id, "keep")
    library.add(version(SECOND))
    notes = {note.number: note for note in library.notes(version(SECOND).id)}
    span = notes[there.number].span
    assert span is not None
    assert SECOND[slice(*span)] == "the tide was late"
    assert (notes[gone.number].span, notes[gone.number].words) == (None, "“noon” sharp")
    assert (notes[whole.number].span, notes[whole.number].words) == (None, "keep")
    assert search(library, "kind:note sharp")


@pytest.mark.parametrize(
    "old, new, expected",
    [
        ("He [said] no.", "He said no.", True),
        ("[He said that he would not go.] So.", "New. He said that he would not go. Then.", True),
        ("Ann [said] it. Bob said it, too.", "Bob said it, too.", False),  # only the lookalike is left
        (
            "So long ago Ann was there, so she [said] it. Bob said it.",
            "So long ago Ann was there, so she said no.",
            True,
        ),
        ("x. " * 20 + "[yes]. " + "y. " * 20, "x. " * 20 + "yes. " + "y. " * 20 + "yes.", True),
        ("a [b] c. a b c.", "a b c. a b c. a b c.", False),
        ("It was [late].", "It is late.", False),
        ("[Gone with the wind and all that there was].", "Nothing of it.", False),
        ("An empty [] note", "An empty  note", False),
    ],
)
def test_words_are_never_taken_for_others(old: str, new: str, expected: bool) -> None:
    start, end = old.index("["), old.index("]") - 1
    old = old.replace("[", "").replace("]", "")
    place = moved((start, end), old, new)
    assert (place is not None) == expected
    if place is not None:
        assert new[slice(*place)] == old[start:end]


def test_versions_go_with_their_article(library: Library) -> None:
    library.add(version(FIRST))
    library.add(version(SECOND))
    (before,) = library.versions(version(SECOND).id)
    library.remove(version(SECOND).id)
    assert library.current(version(FIRST).id) is None
    with pytest.raises(LibraryError, match="no longer"):
        library.version(before.number)
    with pytest.raises(LibraryError, match="no longer"):
        library.version_raw(before.number)
    assert library.add(version(FIRST)) is Added.NEW


def test_any_text_is_kept_as_a_version(library: Library) -> None:
    odd = replace(version("nul \0, esc \x1b[2J, a lone \udc80 surrogate\n"), title="\ud800", author="\udfff")
    library.add(odd)
    library.add(version(SECOND))
    assert library.version(library.versions(version(SECOND).id)[0].number) == odd
    assert library.version_raw(1) == odd.text.encode("utf-8", "surrogatepass")
