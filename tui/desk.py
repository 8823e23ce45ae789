"""The library off the screen's thread: SQLite may wait for another writer, and the screen must not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from newsreader.core.library import Library

ResultT = TypeVar("ResultT")


class Desk:
    """One thread with its own connection to a library; calls are done in order."""

    def __init__(self, path: Path, name: str) -> None:
        self._path = path
        self._library: Library | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def ask(self, question: Callable[[Library], ResultT]) -> ResultT:
        """The answer to a question about the library, awaited without holding up the loop. Raises what it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._answer, question)

    def tell(self, order: Callable[[Library], object]) -> None:
        """Have something done, whenever there is time for it; an error is not worth a word to the reader."""
        self._thread.submit(self._answer, order)

    def close(self) -> None:
        """Wait for what is under way and close the connection."""
        if self._library is not None:
            self._thread.submit(self._library.close)
        self._thread.shutdown(wait=True)

    def _answer(self, question: Callable[[Library], ResultT]) -> ResultT:
        if self._library is None:
            self._library = Library(self._path)
        return question(self._library)
