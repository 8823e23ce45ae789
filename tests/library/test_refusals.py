"""What could not be read is named and kept, within bounds; files are remembered and watched."""

from __future__ import annotations

import os

import pytest

from newsreader.core.library import Library, refusals


def test_a_refusal_is_kept_with_its_bytes(library: Library) -> None:
    raw = os.urandom(5_000)
    library.refused.put("/news/broken.pdf", "the file is damaged", raw)
    library.refused.put("https://example.org/", "no answer within 20 seconds")
    first, second = library.refused.all()
    assert (first.source, first.reason, first.size, first.kept) == (
        "/news/broken.pdf",
        "the file is damaged",
        5_000,
        True,
    )
    assert (second.source, second.size, second.kept) == ("https://example.org/", 0, False)
    assert first.at <= second.at
    assert library.refused.raw("/news/broken.pdf") == raw
    assert library.refused.raw("https://example.org/") == library.refused.raw("unknown") == b""
    assert len(library.refused) == 2


def test_a_source_is_refused_once_and_forgotten(library: Library) -> None:
    library.refused.put("one", "first reason", b"first")
    library.refused.put("two", "other")
    library.refused.put("one", "second reason", b"second")
    assert [(row.source, row.reason) for row in library.refused.all()] == [("two", "other"), ("one", "second reason")]
    assert library.refused.raw("one") == b"second"
    library.refused.forget("one")
    library.refused.forget("one")
    assert [row.source for row in library.refused.all()] == ["two"]


def test_the_oldest_bytes_are_let_go_first(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "MOST_BYTES", 10_000)
    for number in range(5):
        library.refused.put(str(number), "broken", os.urandom(3_000))
    assert [row.kept for row in library.refused.all()] == [False, False, True, True, True]
    assert [row.size for row in library.refused.all()] == [3_000] * 5
    library.refused.put("too large by itself", "broken", os.urandom(20_000))
    assert [row.kept for row in library.refused.all()] == [False, False, True, True, True, False]


def test_odd_names_are_kept(library: Library) -> None:
    odd = "/odd/\udcff [x] ' \"%?#.txt"
    library.refused.put(odd, "reason \udcff", b"raw")
    library.files.set(odd, "stamp")
    library.files.watch(odd)
    assert [(row.source, row.reason) for row in library.refused.all()] == [(odd, "reason \udcff")]
    assert library.refused.raw(odd) == b"raw"
    assert library.files.stamp(odd) == "stamp"
    assert library.files.watched() == [odd]


def test_stamps_of_files(library: Library) -> None:
    assert library.files.stamp("/news/a.txt") is None
    library.files.set("/news/a.txt", "100 1")
    library.files.set("/news/a.txt", "100 2")
    assert library.files.stamp("/news/a.txt") == "100 2"
    library.files.forget("/news/a.txt")
    library.files.forget("/news/a.txt")
    assert library.files.stamp("/news/a.txt") is None


def test_watched_paths(library: Library) -> None:
    for path in ("/news/b", "/news/a", "/news/b"):
        library.files.watch(path)
    assert library.files.watched() == ["/news/a", "/news/b"]
    library.files.unwatch("/news/b")
    library.files.unwatch("/news/c")
    assert library.files.watched() == ["/news/a"]
