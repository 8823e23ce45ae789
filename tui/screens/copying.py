"""Quotes out of the reader, as evidence: to the clipboard, and into files."""

from __future__ import annotations

from textual import work

from newsreader.tui.desk import Desk
from newsreader.tui.screens.annotating import Annotating
from newsreader.tui.subjects import Scope, Subject
from newsreader.tui.theme import Palette


class Copying(Annotating):
    """What `y`, `Y` and `e` do."""

    _palette: Palette
    _searches: Desk

    def action_copy(self) -> None:
        """Copy the chosen quote or passage with who said it and where; in the list of articles, a citation."""
        if subjects := self.subjects(False):
            self._copy(subjects[0], self._reading.chosen if self._reading else -1)

    def action_cite(self) -> None:
        """Copy a citation of the article."""
        if subject := self.subject:
            self._copy(subject, -1)

    @work(group="clipboard", exclusive=True)
    async def _copy(self, subject: Subject, position: int) -> None:
        from newsreader.tui.offers import of_subject
        from newsreader.tui.taking import Taking

        taking, offer = Taking(self.app, self._desk, self.banner.say), of_subject(subject, position)
        whole = subject.scope is Scope.ARTICLE
        self._said(await (taking.cite(offer) if whole else taking.copy(offer, subject.name)))

    def action_bare(self) -> None:
        """Show nothing but the text, and leave the mouse to the terminal."""
        from newsreader.tui.screens.bare import BareScreen

        if reading := self._reading:

            def came_back(place: int | None) -> None:
                if place is not None and self._reading is reading and place != begun:
                    self.pane.place = place

            screen = BareScreen(reading.article, self.pane.place, self._palette)
            begun = self.pane.place
            self.app.push_screen(screen, came_back)

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
