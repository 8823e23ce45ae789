"""The index beside the library: derived, kept in step, made anew when it cannot be trusted."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsreader.core.library import Library
from newsreader.core.model import Article
from newsreader.core.search import bring_up_to_date, search, waiting, within
from newsreader.core.search.index import upkeep
from newsreader.core.search.index.files import Folder
from newsreader.core.search.index.merging import merged
from newsreader.core.search.index.segment import Document, Kind, Segment, segment
from newsreader.core.search.index.upkeep import index_of

SUBJECTS = ["the harbour", "a crane", "one mayor", "this lantern", "an archipelago", "her council", "no budget"]
DEEDS = ["collapsed", "was opened", "cost a fortune", "pleased nobody", "burnt", "is under water", "was sold"]
TIMES = ["in spring", "on Monday", "again", "at last", "for the third time", "without a word", "in Vellmouth"]


def text(number: int) -> str:
    chance = random.Random(number)
    lines = [f"{chance.choice(SUBJECTS)} {chance.choice(DEEDS)} {chance.choice(TIMES)}." for _ in range(6)]
    return "\n\n".join([*lines, f"Story number{number}."])


def fill(path: Path, first: int, count: int) -> None:
    with Library(path) as library, library.batch():
        for number in range(first, first + count):
            library.add(Article(text=text(number), title=f"Title{number}"))


def stories(*numbers: int) -> str:
    """The query for some of the articles."""
    return " | ".join(f'"number{number}"' for number in numbers)


def found(library: Library, query: str) -> set[str]:
    return {library.article(hit.article_id).title for hit in search(library, query, limit=None)}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Forty articles, their index written."""
    fill(tmp_path / "library.db", 0, 40)
    with Library(tmp_path / "library.db") as opened:
        assert bring_up_to_date(opened.database)
        yield opened


def another(library: Library) -> Library:
    """The same library as another program has it open."""
    return Library(library.path)


def index_folder(library: Library) -> Path:
    return Folder(library.path).path


def test_written_changes_are_found_without_reading_them_again(library: Library) -> None:
    assert waiting(library.database) == 0
    assert library.database.rows("SELECT * FROM change") == []
    with another(library) as other:
        assert found(other, stories(7)) == {"Title7"}
        assert len(index_of(other.database).segments) == 1


def test_the_index_follows_whatever_happens(library: Library) -> None:
    ids = {row.title: row.id for row in library.articles()}
    library.remove(ids["Title7"])
    fill(library.path, 40, 5)
    assert found(library, stories(7)) == set()
    assert found(library, stories(41)) == {"Title41"}
    bring_up_to_date(library.database)
    assert found(library, stories(7)) == set()
    assert found(library, stories(41)) == {"Title41"}
    with another(library) as other:
        assert found(other, stories(7)) == set()
        assert found(other, stories(41, 3)) == {"Title41", "Title3"}


def test_notes_and_tags_are_found_and_forgotten(library: Library) -> None:
    id = library.articles()[3].id
    added = library.add_note(id, "Ask the xylophonist about this.")
    library.set_tags(id, ["follow-up", "Zanzibar"])
    note, tag = search(library, "xylofonist")[0], search(library, "zanzibar")[0]
    assert (note.kind, note.article_id, note.text) == ("note", id, "Ask the xylophonist about this.")
    assert [note.text[start:end] for start, end in note.shown] == ["xylophonist"]
    assert (tag.kind, tag.text, tag.articles) == ("tag", "Zanzibar", 1)
    library.change_note(added.number, "Nothing.")
    library.set_tags(id, [])
    assert not search(library, "xylophonist")
    assert not search(library, "zanzibar")


def cut(folder: Path, name: str, size: int) -> None:
    """Leave so many bytes of a file, or all but so many."""
    for file in folder.rglob(name):
        os.truncate(file, size if size >= 0 else file.stat().st_size + size)


def without_segments(folder: Path) -> None:
    for part in folder.iterdir():
        if part.is_dir():
            shutil.rmtree(part)


def of_another_version(folder: Path) -> None:
    manifest = folder / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "version": "0"}))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "all is gone": shutil.rmtree,
    "no manifest": lambda folder: (folder / "manifest.json").unlink(),
    "no JSON": lambda folder: (folder / "manifest.json").write_text("{"),
    "another's JSON": lambda folder: (folder / "manifest.json").write_text('{"token": 1}'),
    "another version": of_another_version,
    "no segments": without_segments,
    "a short file": lambda folder: cut(folder, "postings.npy", 40),
    "the end is missing": lambda folder: cut(folder, "tokens.npy", -4),
    "empty files": lambda folder: cut(folder, "*.npy", 0),
    "no sizes": lambda folder: cut(folder, "sizes.json", 3),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_missing_or_damaged_index_is_made_anew(library: Library, damage: Callable[[Path], object]) -> None:
    damage(index_folder(library))
    with another(library) as other:
        assert found(other, stories(7)) == {"Title7"}
        bring_up_to_date(other.database)
        assert waiting(other.database) == 0
    with another(library) as other:
        assert len(index_of(other.database).segments) == 0
        assert found(other, stories(7, 33)) == {"Title7", "Title33"}
        assert len(index_of(other.database).segments) == 1


def test_numbers_that_point_nowhere_make_it_anew(library: Library) -> None:
    for file in index_folder(library).rglob("postings.npy"):
        raw = file.read_bytes()
        file.write_bytes(raw[:128] + b"\x7f" * (len(raw) - 128))
    with another(library) as other:
        assert found(other, stories(7)) == {"Title7"}


def test_an_older_copy_of_the_library_has_a_new_index_made(library: Library, tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    connection = sqlite3.connect(library.path)
    copy = sqlite3.connect(kept)
    connection.backup(copy)
    copy.close()
    connection.close()
    fill(library.path, 40, 5)
    bring_up_to_date(library.database)
    fill(library.path, 50, 5)
    bring_up_to_date(library.database)
    library.close()
    for suffix in ("-wal", "-shm"):
        Path(f"{library.path}{suffix}").unlink(missing_ok=True)
    kept.replace(library.path)
    fill(library.path, 60, 5)
    with Library(library.path) as old:
        assert found(old, stories(41, 52, 62, 3)) == {"Title62", "Title3"}


def test_where_the_index_cannot_be_written_it_is_kept_in_memory(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(index_folder(library))
    index_folder(library).write_text("in the way")
    monkeypatch.setattr(upkeep, "AT_HAND", 50)
    with another(library) as other:
        assert found(other, stories(7, 33)) == {"Title7", "Title33"}
        fill(library.path, 40, 20)
        assert found(other, stories(7, 55)) == {"Title7", "Title55"}


def test_a_search_that_must_not_wait_says_what_it_does_not_know(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "AT_HAND", 50)
    fill(library.path, 40, 20)
    hasty = search(library, stories(55), everything=False)
    assert hasty.waiting > 0
    assert not hasty
    assert search(library, stories(3), everything=False)
    assert found(library, stories(55)) == {"Title55"}


def test_progress_is_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "CHUNK", 60)
    fill(library.path, 40, 30)
    told: list[tuple[int, int]] = []
    bring_up_to_date(library.database, lambda done, total: told.append((done, total)))
    assert len(told) > 3
    assert told == sorted(told)
    assert told[-1] == (240, 240)
    assert found(library, stories(1, 45, 69)) == {"Title1", "Title45", "Title69"}
    assert len(index_of(library.database).segments) <= 2


def _fill_and_index(path: Path, first: int) -> None:
    for start in range(first, first + 60, 10):
        fill(path, start, 10)
        with Library(path) as library:
            bring_up_to_date(library.database)


def test_two_programs_at_once(library: Library) -> None:
    spawn = multiprocessing.get_context("spawn")
    programs = [spawn.Process(target=_fill_and_index, args=(library.path, first)) for first in (100, 200)]
    for program in programs:
        program.start()
    while any(program.is_alive() for program in programs):
        assert found(library, stories(7)) == {"Title7"}
    for program in programs:
        program.join()
    assert [program.exitcode for program in programs] == [0, 0]
    wanted = {f"Title{number}" for number in (*range(40), *range(100, 160), *range(200, 260))}
    assert found(library, "'number ") == wanted
    with another(library) as other:
        assert found(other, "'number ") == wanted


def test_a_busy_index_is_not_waited_for(library: Library) -> None:
    fill(library.path, 40, 5)
    with Folder(library.path).locked(wait=True) as mine, another(library) as other:
        assert mine
        assert not bring_up_to_date(other.database, wait=False)
        assert found(other, stories(41)) == {"Title41"}


def contents(one: Segment) -> dict[int, tuple[int, int, list[str]]]:
    words = one.vocabulary.words()
    return {
        int(key): (
            int(one.articles[i]),
            int(one.kinds[i]),
            [words[token] for token in one.tokens[one.starts[i] : one.starts[i + 1]]],
        )
        for i, key in enumerate(one.keys)
    }


def holders(one: Segment) -> dict[str, list[int]]:
    return {
        word: sorted(int(one.keys[document]) for document in one.holding(number))
        for number, word in enumerate(one.vocabulary.words())
        if len(one.holding(number))
    }


def test_merged_segments_are_what_one_segment_of_the_latest_documents_is() -> None:
    chance = random.Random(3)
    parts: list[Segment] = []
    latest: dict[int, Document] = {}
    for _ in range(5):
        keys = chance.sample(range(60), 20)
        documents = [
            Document(
                key,
                key % 7,
                Kind.TEXT,
                f"{chance.choice(SUBJECTS)} {chance.choice(DEEDS)}",
                "Ann Lee" if key % 3 else "",
            )
            for key in keys
        ]
        gone = [key for key in chance.sample(range(60), 4) if key not in keys]
        parts.append(segment(documents, gone))
        latest.update({document.key: document for document in documents})
        for key in gone:
            latest.pop(key, None)
    whole = segment(list(latest.values()))
    together = merged(parts, keep_gone=False)
    stepwise = merged([merged(parts[:3], keep_gone=False), merged(parts[3:], keep_gone=True)], keep_gone=False)
    for one in (together, stepwise):
        assert contents(one) == contents(whole)
        assert holders(one) == holders(whole)


def test_within_an_article_every_match_is_told_in_order(library: Library) -> None:
    row = library.articles()[7]
    whole = library.article(row.id).text
    marks = within(library, '"story number7"', row.id)
    assert [whole[start:end] for start, end in marks] == ["Story", "number7"]
    assert marks == sorted(marks)
    assert within(library, '"number8"', row.id) == []
    for file in index_folder(library).rglob("postings.npy"):
        raw = file.read_bytes()
        file.write_bytes(raw[:128] + b"\x7f" * (len(raw) - 128))
    with another(library) as other:
        assert within(other, '"story number7"', row.id) == marks


def test_the_index_of_a_library_that_was_deleted_is_not_believed(library: Library) -> None:
    path = library.path
    library.close()
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    fill(path, 100, 60)
    with Library(path) as new:
        assert found(new, stories(7, 33)) == set()
        assert found(new, stories(107, 159)) == {"Title107", "Title159"}
        bring_up_to_date(new.database)
        assert found(new, stories(7, 107)) == {"Title107"}


@pytest.mark.parametrize("name", ["postings.npy", "manifest.json"])
def test_of_a_damaged_index_all_is_noted_once_however_often_one_looks(library: Library, name: str) -> None:
    cut(index_folder(library), name, 3)
    with another(library) as other:
        search(other, "harbour", everything=False)
        noted = other.database.rows("SELECT number FROM change")
        assert len(noted) > 40
        other.set_state("key", "value")
        search(other, "crane", everything=False)
        assert other.database.rows("SELECT number FROM change") == noted


def test_what_was_taken_in_is_not_read_again(tmp_path: Path) -> None:
    fill(tmp_path / "library.db", 0, 40)
    with Library(tmp_path / "library.db") as small:
        search(small, "harbour")
        before = index_of(small.database).segments[0]
        fill(small.path, 40, 1)
        assert found(small, stories(40)) == {"Title40"}
        assert index_of(small.database).segments[0] is before


def test_a_field_follows_what_the_reader_does(library: Library) -> None:
    id = library.articles()[3].id
    assert not search(library, "is:starred")
    library.star(id)
    assert {hit.article_id for hit in search(library, "is:starred")} == {id}
    library.unstar(id)
    assert not search(library, "is:starred")
