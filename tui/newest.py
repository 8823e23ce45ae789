"""Questions of which only the newest counts: what was typed before is nobody's question any more."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.core.library import Library
from newsreader.tui.desk import Desk, ResultT


class Newest:
    """Asks a desk one kind of question. An older one that has not had its turn yet is never asked."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._number = 0

    async def ask(self, question: Callable[[Library], ResultT]) -> ResultT | None:
        """The answer; None where a newer question has come meanwhile, or where the library cannot answer."""
        mine = self.forget()

        def if_still_wanted(library: Library) -> ResultT | None:
            return question(library) if mine == self._number else None

        answer = await self._desk.ask(if_still_wanted)
        return answer if mine == self._number else None

    def forget(self) -> int:
        """No question counts any more; gives the number of the next one."""
        self._number += 1
        return self._number
