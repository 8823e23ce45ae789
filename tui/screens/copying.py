"""Quotes out of the reader, as evidence: to the clipboard, and into files."""

from __future__ import annotations

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
        from newsreader.core import settings
        from newsreader.core.export.gathering import evidence
        from newsreader.core.export.quoting import quote_text

        def fetch(library: Library) -> tuple[str, str]:
            article, style = library.article(subject.id), settings.load()[0].copy.quote
            if subject.scope is Scope.QUOTE:
                found = evidence(library, article, [position], ())
            else:
                found = evidence(library, article, (), [subject.span] if subject.span else ())
            return (quote_text(found[0], style), style) if found else ("", style)

        if (fetched := await self._desk.ask(fetch)) and fetched[0]:
            await self._to_clipboard(fetched[0], subject.name)

    @work(group="clipboard", exclusive=True)
    async def _cite(self, subject: Subject) -> None:
        from newsreader.core import settings
        from newsreader.core.export.citing import cite
        from newsreader.core.export.gathering import reference

        def fetch(library: Library) -> tuple[str, str]:
            style = settings.load()[0].copy.citation
            return cite(reference(library, library.article(subject.id)), style), style

        if fetched := await self._desk.ask(fetch):
            await self._to_clipboard(fetched[0], f"the citation, {fetched[1].upper()}")

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
            offers.append(of_speaker(quote.speaker_name))
        self.app.push_screen(ExportScreen(self._searches, offers, self._palette), self._said)

    def _said(self, words: str | None) -> None:
        if words:
            self.status.say(words)
