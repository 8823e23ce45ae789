"""Watched folders: files that come or change are loaded while the reader is open, and only once."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path
from typing import Any

from newsreader.core.library import Library
from newsreader.core.worker import Loaded
from newsreader.core.worker.watcher import look


def write(file: Path, text: str, age: float = 10.0) -> None:
    """A file that was written a while ago."""
    file.write_text(text)
    os.utime(file, (time.time() - age, time.time() - age))


async def test_what_comes_into_a_watched_folder_is_loaded(tmp_path: Path, watched: Any) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    write(folder / "1.txt", "Story one.\n")
    with Library(watched.library) as library:
        library.files.watch(str(folder))
        await watched.until(lambda: len(watched.told(Loaded)) == 1)
        write(folder / "2.txt", "Story two.\n")
        await watched.until(lambda: len(watched.told(Loaded)) == 2)
        await asyncio.sleep(2.5)  # another look
        assert [Path(event.source).name for event in watched.told(Loaded)] == ["1.txt", "2.txt"]
        assert [row.source for row in library.articles()] == [str(folder / "1.txt"), str(folder / "2.txt")]


def test_a_file_is_told_once_it_has_settled(tmp_path: Path) -> None:
    seen: dict[str, str] = {}
    told: dict[str, str] = {}
    file = tmp_path / "folder" / "story.txt"
    file.parent.mkdir()
    with Library(tmp_path / "library.db") as library:
        assert look(library, seen, told) == []
        library.files.watch(str(file.parent))
        write(file, "Half a sto")
        assert look(library, seen, told) == []
        write(file, "Half a story.\n", age=9)
        assert look(library, seen, told) == []
        assert look(library, seen, told) == [str(file)]
        assert look(library, seen, told) == []  # whatever became of it
        write(file, "A whole story.\n", age=8)
        assert [look(library, seen, told) for _ in range(3)] == [[], [str(file)], []]
        library.files.unwatch(str(file.parent))
        write(file, "Another story.\n", age=7)
        assert [look(library, seen, told) for _ in range(3)] == [[]] * 3


def test_a_folder_that_is_gone_is_no_trouble(tmp_path: Path) -> None:
    with Library(tmp_path / "library.db") as library:
        library.files.watch(str(tmp_path / "gone"))
        assert look(library, {}, {}) == []
