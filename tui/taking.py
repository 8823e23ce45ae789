"""Taking evidence along: to the clipboard as the settings say, wherever in the program the reader is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from newsreader.core.library import Library
from newsreader.tui.desk import Desk
from newsreader.tui.offers import Offer
from newsreader.tui.wording import shortened

if TYPE_CHECKING:
    from newsreader.core.settings import Settings
    from newsreader.tui.clipboard import Copied

_INITIALS = ("apa", "mla")


@runtime_checkable
class Copies(Protocol):
    """An app that can copy to the clipboard."""

    async def copy_out(self, text: str) -> Copied:
        """Copy a text."""


async def settings_of(desk: Desk, complain: Callable[[str], object]) -> Settings:
    """What the reader has set; `complain` is called with each mistake in it."""
    from newsreader.core import settings

    loaded = await desk.ask(lambda library: settings.load())  # it reads a file
    read, mistakes = loaded or (settings.Settings(), ())
    for mistake in mistakes:
        complain(mistake)
    return read


@dataclass(frozen=True, slots=True)
class Taking:
    """Copies what an offer selects. desk: reads. complain: is told of mistakes in the settings."""

    app: object
    desk: Desk
    complain: Callable[[str], object]

    async def copy(self, offer: Offer, words: str) -> str | None:
        """Copy the quotes and passages of an offer with who said them and where; what is to be told the reader.

        words: what it is called then. None where there is nothing to copy, or the library could not be read.
        """
        from newsreader.core.export import quote_text

        style = (await settings_of(self.desk, self.complain)).copy.quote

        def fetch(library: Library) -> str:
            portions = offer.select(library)
            return "\n\n".join(quote_text(one, style) for portion in portions for one in portion.evidence)

        return await self._out(await self.desk.ask(fetch), words)

    async def cite(self, offer: Offer) -> str | None:
        """Copy citations of the articles of an offer; what is to be told the reader, None as for `copy`."""
        from newsreader.core.export import cite

        style = (await settings_of(self.desk, self.complain)).copy.citation

        def fetch(library: Library) -> str:
            return "\n".join(cite(portion.reference, style) for portion in offer.select(library))

        return await self._out(
            await self.desk.ask(fetch), f"the citation, {style.upper() if style in _INITIALS else style}"
        )

    async def _out(self, text: str | None, what: str) -> str | None:
        assert isinstance(self.app, Copies)
        if not text:
            return None
        copied = await self.app.copy_out(text)
        return f"Copied {shortened(what)} · {copied}" if copied.ways else str(copied)
