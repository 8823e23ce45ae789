"""A library anew from what can be read of a damaged one, and of its newest good backup. The damaged file is kept."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from newsreader.core.errors import LibraryError
from newsreader.core.library import backups, mending, pages
from newsreader.core.library.library import Library
from newsreader.core.library.migrations import APPLICATION_ID
from newsreader.core.library.salvage import TABLES, salvage

_SHARED_BYTE = 128  # every connection holds a lock on this byte of the shared memory (SQLite, wal-index format)


@dataclass
class Recovered:
    """What became of a library. aside: where the damaged file is now. backup: the one that was used.

    fewer: articles whose text is there in part only; lost: articles of which nothing is. Both by title, or by id.
    gaps: what else was in rows that could not all be read, such as "notes"; a backup may have had some of it.
    """

    articles: int = 0
    notes: int = 0
    backup: Path | None = None
    aside: Path | None = None
    fewer: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)


_NAMES = {
    "note": "notes",
    "tag": "tags",
    "star": "stars on words",
    "correction": "corrections",
    "aside": "what was set aside",
    "saved_search": "saved searches",
    "source": "sources",
    "version": "earlier versions",
    "refused": "what could not be read",
    "feed": "feeds",
    "watched": "watched folders",
}


def recover(path: Path) -> Recovered:
    """Put a new library in the place of a damaged one, which is set aside.

    Raises LibraryError where another program has it open, it is another program's, or there is no room.
    """
    backup = newest_good(path)
    path = path.resolve()  # SQLite keeps the log beside the file itself, and a symbolic link stays one
    if path.exists() and not path.is_file():
        raise LibraryError(f"{path}: is not a regular file")
    if _is_foreign(path):
        raise LibraryError(f"{path}: is another program's database; it is left as it is")
    with _alone(path), _workshop(path) as work:
        try:
            new, report = _anew(path, work, backup)
            report.aside = set_aside(path, new)
        except sqlite3.Error as error:
            raise LibraryError(f"{path}: could not be recovered: {error}") from error
        except OSError as error:
            raise LibraryError(f"{path}: could not be recovered: {(error.strerror or str(error)).lower()}") from error
    return report


def set_aside(path: Path, new: Path | None = None) -> Path | None:
    """Rename a library and its log to `<name>.damaged-<time>`; gives the new name, None where there is nothing.

    new: takes its place, at once, so that there is a library at any moment.
    """
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    number = 1
    while aside.exists() or Path(f"{aside}-wal").exists():
        aside = path.with_name(f"{path.name}.damaged-{stamp}-{(number := number + 1)}")
    moved = False
    # The log first: it must not be taken for that of the file that comes next.
    for suffix in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            os.rename(f"{path}{suffix}", f"{aside}{suffix}")
            moved = True
    if path.exists():
        try:
            os.link(path, aside)
        except OSError:  # a file system without second names
            os.rename(path, aside)
        moved = True
    if new is not None:
        new.replace(path)
    elif path.exists():
        path.unlink()  # its other name is left
    return aside if moved else None


def keep_before(path: Path) -> Path:
    """Copy a library as it is before something in it is mended; gives the copy."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    copy = path.with_name(f"{path.name}.before-repair-{stamp}")
    backups.copy_whole(path, copy)
    return copy


def newest_good(path: Path) -> Path | None:
    """The newest backup that is whole."""
    for copy in reversed(backups.backups(path)):
        if backups.quick_check(copy) == "ok":
            return copy
    return None


def _anew(path: Path, work: Path, backup: Path | None) -> tuple[Path, Recovered]:
    tried: list[tuple[int, Path, dict[str, int], set[str]]] = []
    for number, damaged in enumerate(_readings(path, work, backup)):
        new = work / f"{number}.db"
        Library(new).close()
        missing, ids = _salvage(new, damaged)
        with Library(new) as library:
            tried.append((len(library), new, missing, ids))
        if "article" not in missing:
            break
    report = Recovered()
    none = (0, work / "library.db", dict[str, int](), set[str]())
    articles, new, missing, ids = max(tried, default=none, key=lambda one: (one[0], -len(one[2])))
    if not articles:
        if backup is not None:
            shutil.copyfile(backup, new)
            report.backup = backup
        missing = {}
    with Library(new) as library:
        with library.batch():
            dealt_with = mending.mend(library, missing, backup, report.fewer, report.lost)
        report.lost += [id_ for id_ in sorted(ids - dealt_with) if id_ not in library]
        report.gaps = [words for table, words in _NAMES.items() if table in missing]
        report.articles = len(library)
        row = library.database.row("SELECT count(*) FROM note")
        report.notes = int(row[0]) if row else 0
        if library.database.row("PRAGMA integrity_check") != ("ok",):
            raise LibraryError(f"{path}: could not be recovered")
        library.database.rows("PRAGMA journal_mode = DELETE")
    handle = os.open(new, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return new, report


def _readings(path: Path, work: Path, backup: Path | None) -> Iterator[Path]:
    """Copies of the damaged file: as it is; then with another first page, where that is what cannot be read."""
    if not path.exists() or not path.stat().st_size:
        return
    damaged = work / "damaged.db"
    for suffix in ("", "-wal"):
        if Path(f"{path}{suffix}").is_file():
            shutil.copyfile(f"{path}{suffix}", f"{damaged}{suffix}")
    yield damaged
    fresh = work / "fresh.db"
    Library(fresh).close()
    # A backup has the same tables at the same pages, a new library perhaps; what does not fit is not readable either.
    for number, other in enumerate([backup, fresh] if backup else [fresh]):
        first = other.read_bytes()[: pages.PAGE]
        for length in (100, pages.PAGE):  # only the header, which says little that differs, or all of the page
            mended = work / f"mended-{number}-{length}.db"
            shutil.copyfile(path, mended)
            with mended.open("r+b") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(0)
                file.write(first[:length])
                file.seek(28)
                file.write((size // pages.PAGE).to_bytes(4, "big"))
                file.write(bytes(8))  # no free pages: whichever they were, they are only read
            yield mended


def _salvage(new: Path, damaged: Path) -> tuple[dict[str, int], set[str]]:
    """Read a damaged file into a new library. Gives what is missing, and the ids that it had by its index of them."""
    ids: set[str] = set()
    connection = sqlite3.connect(new, isolation_level=None)
    try:
        for pragma in ("foreign_keys = OFF", "synchronous = OFF", "journal_mode = MEMORY", "cell_size_check = ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("ATTACH ? AS damaged", (str(damaged),))
        connection.execute("PRAGMA writable_schema = ON")  # a table that is described wrongly does not hide the others
        missing = salvage(connection)
        if missing:
            pages.rescue(connection, damaged, missing)
            with suppress(sqlite3.DatabaseError):
                known = connection.execute("SELECT id FROM damaged.article INDEXED BY sqlite_autoindex_article_1")
                for (id_,) in known:
                    ids.add(id_)
        return missing, ids
    except sqlite3.DatabaseError:
        missing = dict.fromkeys(TABLES, 1)
        pages.rescue(connection, damaged, missing)
        return missing, ids
    finally:
        connection.close()


def _is_foreign(path: Path) -> bool:
    """Whether the file is an SQLite database, and of another program (application id: byte 68 of the header)."""
    if not path.exists():
        return False
    with path.open("rb") as file:
        header = file.read(100)
    return header.startswith(b"SQLite format 3\0") and header[68:72] not in (
        APPLICATION_ID.to_bytes(4, "big"),
        bytes(4),
    )


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Nobody else has the library open, nor opens it in the meantime."""
    memory = Path(f"{path}-shm")
    if not memory.exists():
        yield
        return
    with memory.open("r+b") as shared:
        try:
            fcntl.lockf(shared, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _SHARED_BYTE)
        except OSError:
            raise LibraryError(f"{path}: another program has the library open; close it and try again") from None
        yield


@contextmanager
def _workshop(path: Path) -> Iterator[Path]:
    try:
        folder = Path(tempfile.mkdtemp(prefix=f"{path.name}.recovery-", dir=path.parent))
    except OSError as error:
        raise LibraryError(f"{path.parent}: {(error.strerror or str(error)).lower()}") from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
