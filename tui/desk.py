"""The library off the screen's thread: SQLite may wait for another writer, and the screen must not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library

ResultT = TypeVar("ResultT")


class Desk:
    """One thread with its own connection to a library; calls are done in order."""

    def __init__(self, path: Path, name: str, on_error: Callable[[str], None]) -> None:
        """`on_error` is called in the event loop's thread with a line for the reader."""
        self._path = path
        self._on_error = on_error
        self._library: Library | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def ask(self, question: Callable[[Library], ResultT]) -> ResultT | None:
        """The answer to a question about the library, awaited without holding up the loop.

        None where the library cannot answer (the article is gone, the file is locked); the reader has been told then.
        """
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._answer, question)
        except LibraryError as error:
            self._on_error(str(error))
            return None

    def tell(self, order: Callable[[Library], object]) -> None:
        """Have something done, whenever there is time for it; an error is not worth a word to the reader."""
        self._thread.submit(self._answer, order)

    def close(self) -> None:
        """Wait for what is under way and close the connection."""
        self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    def _answer(self, question: Callable[[Library], ResultT]) -> ResultT:
        if self._library is None:
            self._library = Library(self._path)
        return question(self._library)

    def _close(self) -> None:
        if self._library is not None:
            self._library.close()
