"""The index of a library: open for searching, and kept up to date with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from weakref import WeakKeyDictionary

from newsreader.core.library.connection import Database
from newsreader.core.search.index import feed
from newsreader.core.search.index.files import Damaged, Folder, Manifest
from newsreader.core.search.index.merging import Alive, alive, merged
from newsreader.core.search.index.segment import Segment, segment

AT_HAND = 2_000
"""Changes that a search takes in by itself, in memory: less than a tenth of a second's work."""

CHUNK = 50_000
"""Changes that go into one new segment; bounds the memory that indexing takes."""

Progress = Callable[[int, int], object]
"""Called with how many changes are taken in and how many there are in all."""


class Index:
    """The segments of a library's index as one connection sees them.

    segments: those of the disk and then those in memory; living: which of their documents count (None: all).
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._folder = Folder(database.path)
        self._manifest = Manifest()
        self._kept: dict[str, Segment] = {}
        self._fresh: list[Segment] = []
        self._covered = 0
        self._version: tuple[int, int] | None = None
        self._memory_only = False
        self.segments: list[Segment] = []
        self.living: list[Alive | None] = []
        self.waiting = 0
        """Changes that the next search will not know of."""

    def look(self, everything: bool) -> None:
        """Come up to what the library holds now.

        What changed since the files were written is taken in in memory where it is little. Where it is much, it is
        written first if `everything` must be found; else it waits for `bring_up_to_date`.
        """
        if self._database.version() == self._version and not (everything and self.waiting):
            return
        self._open()
        self.waiting = feed.waiting(self._database, self._covered)
        if everything and self.waiting > AT_HAND:
            self.bring_up_to_date()
        version = self._database.version()
        self._take_in()
        self._version = version

    def unwritten(self) -> int:
        """How many changes are not in the files."""
        self._open()
        return feed.waiting(self._database, self._manifest.covered)

    def bring_up_to_date(self, progress: Progress | None = None, wait: bool = True) -> bool:
        """Write all that changed to the disk; a missing, damaged or stale index is made anew.

        wait: let another program that is at it finish first; else False is given at once. Where nothing can be written,
        the index stays in memory.
        """
        try:
            with self._folder.locked(wait) as mine:
                if not mine:
                    return False
                self._write(progress)
        except OSError:
            self._memory_only = True
            self._fill_memory(progress)
        self._version = None
        return True

    def discard(self) -> None:
        """Forget the files: they have turned out to be damaged. The next look begins anew."""
        try:
            with self._folder.locked(wait=True):
                self._folder.clear()
        except OSError:
            self._memory_only = True
        self._version = None
        self._manifest, self._kept, self._fresh, self._covered = Manifest(), {}, [], 0
        self._arrange()
        feed.note_all(self._database)

    def _open(self) -> None:
        """Open the segments that the manifest lists, unless they are open."""
        if self._memory_only:
            return
        manifest = self._trusted()
        if manifest is None:
            feed.note_all(self._database)
            manifest = Manifest()
        elif manifest == self._manifest:
            return  # what is in memory goes on from there
        try:
            self._kept = {name: self._kept.get(name) or self._folder.segment(name) for name in manifest.segments}
        except Damaged:
            if self._trusted() != manifest:  # another program has just put newer ones in their place
                return self._open()
            feed.note_all(self._database)
            self._kept, manifest = {}, Manifest()
        self._manifest, self._covered, self._fresh = manifest, manifest.covered, []
        self._arrange()

    def _trusted(self) -> Manifest | None:
        """The manifest; an empty one where the library knows of no index, all its documents being noted as changed.

        None where it knows of one and this is not it, or is damaged: the index must be made anew.
        """
        row = self._database.row("SELECT value FROM state WHERE key = ?", feed.TOKEN)
        if row is None:
            return Manifest()
        try:
            manifest = self._folder.manifest()
        except Damaged:
            return None
        # The previous one: a program may be between the writing of the manifest and that of the library.
        in_step = row[0] in (manifest.token, manifest.previous)
        return manifest if in_step and manifest.covered <= feed.last_change(self._database) else None

    def _take_in(self) -> None:
        """Take in memory what is not in the files, as long as it is little."""
        room = self.waiting if self._memory_only else AT_HAND - sum(map(len, self._fresh))
        if room <= 0:
            return
        found = feed.changes(self._database, self._covered, room)
        if found.last == self._covered:
            return
        self._fresh.append(segment(found.documents, found.gone))
        while len(self._fresh) > 1 and len(self._fresh[-2]) <= 2 * len(self._fresh[-1]):
            last_two = self._fresh[-2:]
            self._fresh[-2:] = [merged(last_two, keep_gone=True)]
        self._covered = found.last
        self.waiting = feed.waiting(self._database, self._covered)
        self._arrange()

    def _fill_memory(self, progress: Progress | None) -> None:
        while (left := feed.waiting(self._database, self._covered)) > 0:
            self.waiting = min(left, CHUNK)
            self._take_in()
            if progress:
                progress(0, left)

    def _arrange(self) -> None:
        self.segments = [*self._kept.values(), *self._fresh]
        self.living = alive(self.segments)

    def _write(self, progress: Progress | None) -> None:
        manifest = self._trusted()
        kept: dict[str, Segment] = {}
        try:
            kept = {name: self._folder.segment(name) for name in manifest.segments} if manifest else {}
        except Damaged:
            manifest = None
        if manifest is None:
            self._folder.clear()
            feed.note_all(self._database)
            manifest = Manifest()
        total = feed.waiting(self._database, manifest.covered)
        left = total
        while left:
            found = feed.changes(self._database, manifest.covered, CHUNK)
            kept |= self._put(segment(found.documents, found.gone))
            left = feed.waiting(self._database, found.last)
            kept = self._merge(kept, last=not left)
            manifest = manifest.next(found.last, list(kept))
            self._folder.put_manifest(manifest)
            feed.taken_in(self._database, found.last, manifest.token)
            if progress:
                progress(total - left, total)
        self._open()

    def _merge(self, kept: dict[str, Segment], last: bool) -> dict[str, Segment]:
        """Merge the newest segments while they are of a size, so that each document is merged a few times at most.

        last: no more are to come for now, so a search is to find few of them.
        """
        names = list(kept)
        while len(names) > 1 and (_is_due(kept[names[-2]], kept[names[-1]]) or (last and _are_small(kept, names))):
            # Not kept in a variable: the next merge needs the memory.
            new = self._put(merged([kept[name] for name in names[-2:]], keep_gone=len(names) > 2))
            names = names[:-2]
            kept = {name: kept[name] for name in names} | new
            names += new
        return kept

    def _put(self, one: Segment) -> dict[str, Segment]:
        name = self._folder.put_segment(one)
        return {name: self._folder.segment(name)}


def _is_due(older: Segment, newer: Segment) -> bool:
    return len(older) <= 2 * len(newer)


def _are_small(kept: dict[str, Segment], names: Sequence[str]) -> bool:
    """Whether all but the first segment hold little together, or the first little more than they do."""
    rest = sum(len(kept[name]) for name in names[1:])
    return len(names) > 2 or 16 * rest > len(kept[names[0]])


_indexes: WeakKeyDictionary[Database, Index] = WeakKeyDictionary()


def index_of(database: Database) -> Index:
    """The index of a library as this connection has it open."""
    if database not in _indexes:
        _indexes[database] = Index(database)
    return _indexes[database]


def bring_up_to_date(database: Database, progress: Progress | None = None, wait: bool = True) -> bool:
    """Write what changed in a library into its index, as `Index.bring_up_to_date` does."""
    return index_of(database).bring_up_to_date(progress, wait)


def waiting(database: Database) -> int:
    """How many changes of a library are not in the files of its index, all of them where there are none."""
    return index_of(database).unwritten()
