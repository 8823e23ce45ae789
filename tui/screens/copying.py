"""Quotes out of the reader, as evidence: to the clipboard, and into files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual import work

from newsreader.core.library import Library
from newsreader.tui.desk import Desk
from newsreader.tui.screens.annotating import Annotating
from newsreader.tui.subjects import Scope, Subject
from newsreader.tui.theme import Palette
from newsreader.tui.wording import shortened

if TYPE_CHECKING:
    from newsreader.tui.clipboard import Copied

_INITIALS = ("apa", "mla")


@runtime_checkable
class Copies(Protocol):
    """An app that can copy to the clipboard."""

    async def copy_out(self, text: str) -> Copied:
        """Copy a text."""


class Copying(Annotating):
    """What `y`, `Y` and `e` do."""

    _palette: Palette
    _searches: Desk

    def action_copy(self) -> None:
        """Copy the chosen quote or passage with who said it and where; in the list of articles, a citation."""
        if subjects := self.subjects(False):
            if subjects[0].scope is Scope.ARTICLE:
                self._cite(subjects[0])
            else:
                self._copy(subjects[0], self._reading.chosen if self._reading else -1)

    def action_cite(self) -> None:
        """Copy a citation of the article."""
        if subject := self.subject:
            self._cite(subject)

    @work(group="clipboard", exclusive=True)
    async def _copy(self, subject: Subject, position: int) -> None:
        from newsreader.core.export import quote_text
        from newsreader.tui.offers import of_subject

        style = (await self.preferences()).copy.quote

        def fetch(library: Library) -> str:
            portions = of_subject(subject, position).select(library)
            return "\n\n".join(quote_text(one, style) for portion in portions for one in portion.evidence)

        if text := await self._desk.ask(fetch):
            await self._to_clipboard(text, subject.name)

    @work(group="clipboard", exclusive=True)
    async def _cite(self, subject: Subject) -> None:
        from newsreader.core.export import cite
        from newsreader.tui.offers import of_subject

        style = (await self.preferences()).copy.citation

        def fetch(library: Library) -> str:
            whole = replace(subject, scope=Scope.ARTICLE)
            return "\n".join(cite(portion.reference, style) for portion in of_subject(whole, -1).select(library))

        if text := await self._desk.ask(fetch):
            await self._to_clipboard(text, f"the citation, {style.upper() if style in _INITIALS else style}")

    async def _to_clipboard(self, text: str, what: str) -> None:
        assert isinstance(self.app, Copies)
        copied = await self.app.copy_out(text)
        self.status.say(f"Copied {shortened(what)} · {copied}" if copied.ways else str(copied))

    def action_export(self) -> None:
        """Ask what is to be written into a file, and how."""
        from newsreader.tui.offers import of_speaker, of_subject
        from newsreader.tui.screens.export import ExportScreen

        quote = self._reading.quote if self._reading else None
        subjects = [one for one in self.subjects(False) if one.scope is not Scope.PASSAGE]
        offers = [of_subject(one, self._reading.chosen if self._reading else -1) for one in subjects]
        if quote and quote.speaker_name and len(subjects) > 1:
            offers.append(of_speaker(quote.speaker_name, subjects[-1].id, quote.entity))
        self.app.push_screen(ExportScreen(self._searches, offers, self._palette), self._said)

    def _said(self, words: str | None) -> None:
        if words:
            self.status.say(words)
