"""The line that a query is typed into, with what would complete it shown behind the cursor."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from textual.suggester import Suggester

from newsreader.tui.widgets.typing_line import TypingLine

Complete = Callable[[str], Awaitable[str | None]]
"""Gives the whole query with its unfinished end completed; None where nothing does."""

PATIENCE = 0.3
"""Seconds that a key waits for a completion that has not come yet."""

_BECOMES = "  → "


class QueryLine(TypingLine):
    """An input whose completion may change what was typed: `speaker:put` becomes `speaker:"Vladimir Putin"`."""

    def __init__(self, value: str, complete: Complete, placeholder: str, id: str) -> None:
        """`complete` is asked as one types, and must not hold up the screen."""
        self._complete = complete
        self._completed: tuple[str, str | None] = ("", None)  # a value, and what it becomes
        super().__init__(value, placeholder=placeholder, id=id, suggester=_Behind(self._behind))

    @property
    def is_at_end(self) -> bool:
        """Whether the cursor is behind the last character and nothing is selected."""
        return self.cursor_at_end and self.selection.is_empty

    def say(self, value: str) -> None:
        """Have the line say something else, the cursor at its end."""
        self.value = value
        self.cursor_position = len(value)

    async def take_completion(self) -> bool:
        """Take the completion of what stands in the line; whether there is one."""
        value = self.value
        if not self.is_at_end or not value:
            return False
        if self._completed[0] != value:
            try:
                self._completed = value, await asyncio.wait_for(self._complete(value), PATIENCE)
            except TimeoutError:
                return False
        if (completion := self._completed[1]) is None or self.value != value:
            return False
        self.say(completion)
        return True

    async def action_cursor_right(self, select: bool = False) -> None:  # type: ignore[override]
        """Take the completion where one is shown, else go a character on."""
        if select or not self._suggestion or not await self.take_completion():
            super().action_cursor_right(select)

    async def _behind(self, value: str) -> str | None:
        """What is shown for a value: itself with what completes it behind it."""
        completion = await self._complete(value)
        if value != self.value:
            return None
        self._completed = value, completion
        if completion is None or completion.startswith(value):
            return completion
        # It has other letters or quotation marks in it: they are shown whole, behind what was typed.
        same = value.rfind(" ") + 1
        return value + _BECOMES + completion[same if completion.startswith(value[:same]) else 0 :]


class _Behind(Suggester):
    def __init__(self, ask: Complete) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._ask = ask

    async def get_suggestion(self, value: str) -> str | None:
        """What to show for a value."""
        return await self._ask(value)
