"""The index on the disk: a folder beside the library with a folder for each segment and a manifest that lists them."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from newsreader.core.search.index import segment as segments
from newsreader.core.search.index import vocabulary as vocabularies
from newsreader.core.search.index.segment import Segment
from newsreader.core.search.index.vocabulary import Vocabulary

VERSION = f"1 {unicodedata.unidata_version}"
"""Another one wherever words are cut or folded in another way, or arrays mean something else."""


class Damaged(Exception):
    """The files are not those that the manifest speaks of."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the index consists of.

    token: its name, a new one at each change; previous: the one before. covered: the number of the last change of the
    library that it holds. segments: the folders' names, the oldest first.
    """

    token: str = ""
    previous: str = ""
    covered: int = 0
    segments: tuple[str, ...] = ()
    version: str = VERSION

    def next(self, covered: int, names: Sequence[str]) -> Manifest:
        """The manifest to follow this one."""
        return Manifest(secrets.token_hex(8), self.token, covered, tuple(names))


class Folder:
    """The files of the index of one library."""

    def __init__(self, library: Path) -> None:
        self.path = library.with_name(f"{library.name}-search")

    def manifest(self) -> Manifest:
        """The manifest; an empty one where there is none or another version's. Raises Damaged."""
        try:
            record = json.loads((self.path / "manifest.json").read_bytes())
            manifest = Manifest(**{**record, "segments": tuple(record["segments"])})
        except FileNotFoundError:
            return Manifest()
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise Damaged(str(error)) from error
        return manifest if manifest.version == VERSION else Manifest()

    def put_manifest(self, manifest: Manifest) -> None:
        """Put a manifest in place of the one before, and remove the segments that it does not list. Raises OSError."""
        new = self.path / "manifest.new"
        with new.open("w", encoding="utf-8") as file:
            json.dump(asdict(manifest), file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.path / "manifest.json")
        for old in self.path.iterdir():
            if old.is_dir() and old.name not in manifest.segments:
                shutil.rmtree(old, ignore_errors=True)  # whoever reads it keeps it open

    def segment(self, name: str) -> Segment:
        """An open segment; its arrays are read from the disk as they are needed. Raises Damaged."""
        folder = self.path / name
        try:
            sizes = json.loads((folder / "sizes.json").read_bytes())
            # A plain array over the mapped file: slicing a memmap object itself takes ten times as long.
            arrays = {one: np.load(folder / f"{one}.npy", mmap_mode="r").view(np.ndarray) for one in sizes}
            if any(len(arrays[one]) != size for one, size in sizes.items()):
                raise ValueError("another size")
            vocabulary = Vocabulary(**{one: arrays.pop(one) for one in vocabularies.ARRAYS})
            return Segment(vocabulary=vocabulary, **arrays)
        except (OSError, ValueError, TypeError, KeyError, EOFError) as error:
            raise Damaged(f"{name}: {error}") from error

    def put_segment(self, one: Segment) -> str:
        """Write a segment; its name. Raises OSError where there is no place for it."""
        name = secrets.token_hex(8)
        folder = self.path / name
        folder.mkdir(parents=True)
        sizes = {}
        for owner, names in ((one, segments.ARRAYS), (one.vocabulary, vocabularies.ARRAYS)):
            for array_name in names:
                array = getattr(owner, array_name)
                sizes[array_name] = len(array)
                with (folder / f"{array_name}.npy").open("wb") as file:
                    np.save(file, array, allow_pickle=False)
                    file.flush()
                    os.fsync(file.fileno())
        (folder / "sizes.json").write_text(json.dumps(sizes), encoding="utf-8")
        return name

    def clear(self) -> None:
        """Remove everything but the lock."""
        for part in self.path.iterdir() if self.path.is_dir() else ():
            if part.is_dir():
                shutil.rmtree(part, ignore_errors=True)
            elif part.name != "lock":
                part.unlink(missing_ok=True)

    @contextmanager
    def locked(self, wait: bool) -> Iterator[bool]:
        """Hold the right to write, if it can be had: the program that has it may be busy. Raises OSError."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
                return
            yield True  # closing the file gives the lock back
