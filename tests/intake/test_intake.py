"""Things through the one door: kept before they are told, in order, and each by itself."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import pytest

from newsreader.core.errors import LibraryError
from newsreader.core.intake import Intake, Outcome, Raw, Refused, Subscribed, Taken, Thing
from newsreader.core.library import Library


def taken(library: Library, things: Iterable[Thing], jobs: int = 2, seconds: float = 20.0) -> list[Outcome]:
    """What became of some things, each of which must have come to its end."""
    things = list(things)
    with Intake(library, jobs, seconds) as intake:
        told = list(chain.from_iterable(intake.take(things)))
    assert [thing for thing, outcome in told if outcome is None] == things
    return [outcome for _, outcome in told if outcome is not None]


def write(path: Path, text: str, age: float = 10.0) -> str:
    """A file that was written a while ago."""
    path.write_text(text)
    os.utime(path, (time.time() - age, time.time() - age))
    return str(path)


def test_many_files_come_in_order_and_are_not_read_again(tmp_path: Path, library: Library) -> None:
    files = [write(tmp_path / f"{i}.txt", f"Story number {i}.\n" * (1 + 50 * (i % 7))) for i in range(300)]
    first = taken(library, files)
    assert [(o.source, o.new) for o in first if isinstance(o, Taken)] == [(file, True) for file in files]
    assert [row.source for row in library.articles()] == files

    Path(files[7]).write_text("Story number seven, and new.\n")  # looked at so soon, it is read once more
    for file in files[:3]:
        os.chmod(file, 0)
    again = taken(library, files)
    assert [o.new for o in again if isinstance(o, Taken)] == [i == 7 for i in range(300)]


def test_what_is_told_is_kept(tmp_path: Path, library: Library) -> None:
    files = [write(tmp_path / f"{i}.txt", f"Story number {i}.\n") for i in range(1500)]
    with Library(library.path) as other, Intake(library, 2) as intake:
        for told in intake.take(files):
            for _, outcome in told:
                assert not isinstance(outcome, Taken) or outcome.article_id in other


@pytest.mark.usefixtures("faults")
def test_what_hangs_crashes_or_eats_memory_is_named_and_kept_and_the_rest_comes(
    tmp_path: Path, library: Library
) -> None:
    bad = {
        "HANG": "longer than 2 seconds",
        "CRASH": "crashed (SIGSEGV)",
        "GREED": "memory",
        "FAULT": "ZeroDivisionError",
    }
    files = []
    for i, word in enumerate(bad):
        files += [write(tmp_path / f"{i}-good.txt", f"Good story {i}.\n"), write(tmp_path / f"{i}.txt", f"A {word}.\n")]
    outcomes = taken(library, files, seconds=2.0)
    assert [o.source for o in outcomes if not isinstance(o, Subscribed)] == files
    for file, outcome, word in zip(files[1::2], outcomes[1::2], bad, strict=True):
        assert isinstance(outcome, Refused) and bad[word] in outcome.reason, outcome
        assert library.refused.raw(file) == f"A {word}.\n".encode()
    assert all(isinstance(outcome, Taken) for outcome in outcomes[::2])

    write(Path(files[1]), "No such word any more.\n")
    [outcome] = taken(library, [files[1]])
    assert isinstance(outcome, Taken)
    assert [row.source for row in library.refused.all()] == files[3::2]


def test_bytes_without_a_file(library: Library) -> None:
    good, bad = Raw("-", b"A story.\n"), Raw("nothing", b"")
    outcomes = taken(library, [good, good, bad])
    assert [o.new for o in outcomes if isinstance(o, Taken)] == [True, False]
    assert outcomes[2] == Refused("nothing", "the file is empty")


def test_a_library_that_cannot_be_written_ends_it_and_leaves_what_was_told(tmp_path: Path, library: Library) -> None:
    files = [write(tmp_path / f"{i}.txt", f"Story number {i}.\n") for i in range(40)]
    with Library(library.path) as blocker, Intake(library, 1) as intake:
        library.database.rows("PRAGMA busy_timeout = 50")
        with blocker.database.writing(), pytest.raises(LibraryError, match="another program is writing"):
            list(intake.take(files))
        assert len(list(chain.from_iterable(intake.take(files)))) == 80  # the same door, once it is free


def test_stopping_does_not_wait(tmp_path: Path, library: Library, faults: None) -> None:
    files = [write(tmp_path / "hang.txt", "HANG"), *(write(tmp_path / f"{i}.txt", f"Story {i}.\n") for i in range(90))]
    start = time.monotonic()
    with Intake(library, 2) as intake:
        for _ in intake.take([files[1], *files]):
            break
    assert time.monotonic() - start < 10
