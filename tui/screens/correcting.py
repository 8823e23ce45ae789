"""Correcting the quotes of the open article, and undoing whatever the reader did last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from textual import work

from newsreader.core.library import Library
from newsreader.core.model import Analysis, BlockKind, EntityKind, Quote, Span
from newsreader.tui.reading import Reading
from newsreader.tui.remapping import with_keys
from newsreader.tui.render import speaker_slots
from newsreader.tui.screens.all_shown import AllShown
from newsreader.tui.subjects import passage
from newsreader.tui.theme import Palette
from newsreader.tui.wording import shortened

if TYPE_CHECKING:
    from newsreader.core.library.rows import ArticleRow, CorrectionRow, MarkRow
    from newsreader.tui.screens.correction import Verdict

_SAID_IN = (BlockKind.BODY, BlockKind.ITEM, BlockKind.BLOCKQUOTE)  # where a quote is looked for that was missed


class Machines(NamedTuple):
    """What the machine says of a quote, and the reader's correction of it, if there is one."""

    found: Quote | None
    correction: CorrectionRow | None


class Correcting(AllShown):
    """What `c`, `C`, `u` and `U` do. The panes follow, and the reader stays where he is."""

    _palette: Palette

    def show_analysis(self, reading: Reading, analysis: Analysis, at: int = -1) -> None:
        """Show who said what in the open article, and choose the quote at a character."""
        raise NotImplementedError

    def action_correct(self) -> None:
        """Correct the chosen quote."""
        reading = self._reading
        if reading is None or reading.analysis is None or reading.quote is None:
            self.status.say(with_keys("No quote is chosen; {quote.add} adds one that was missed", self.app))
        else:
            self._correct(reading, reading.analysis, reading.quote)

    def action_add_quote(self) -> None:
        """Add a quote that was missed: the sentence of the hit, or the first one on the screen, to begin with."""
        reading = self._reading
        if reading is not None and reading.analysis is not None:
            self._correct(reading, reading.analysis, None)
        elif reading is None:
            self.status.say("No article is open")
        else:
            self.status.say("Quotes can be added once the article has been looked through")

    @work(group="correcting", exclusive=True)
    async def _correct(self, reading: Reading, analysis: Analysis, quote: Quote | None) -> None:
        from newsreader.tui.draft import Draft, draft_of, guessed_kind
        from newsreader.tui.naming import Names
        from newsreader.tui.screens.correction import HEIGHT, Case, CorrectionScreen

        text, entities = reading.article.text, analysis.entities
        machine = await self._desk.ask(lambda library: machines(library, reading.article.id, quote))
        if machine is None or self._reading is not reading:
            return
        if quote is not None:
            draft = draft_of(quote)
        elif (span := self._sentence(reading)) is not None:
            draft = Draft("", guessed_kind(text, span), span)
        else:
            return
        here = sorted((e for e in entities if e.kind is EntityKind.PERSON), key=lambda e: -len(e.mentions))
        said = Counter(one.speaker_name for one in analysis.quotes if one.speaker_name)
        names = [name for name, _ in said.most_common()] + [e.name for e in here]
        names += [e.name for e in entities if e.kind is not EntityKind.PERSON]
        place = self.pane.place

        others = replace(analysis, quotes=tuple(one for one in analysis.quotes if one is not quote))
        slots = speaker_slots(analysis)

        def preview(changed: Quote | None) -> None:
            if self._reading is reading:
                self.pane.draft(others, slots, changed)
                if changed is not None:
                    self.pane.reveal((changed.start, changed.end))

        def said_so(verdict: Verdict | None) -> None:
            self.pane.cover(0)
            if verdict is None:
                self._show_again(reading, place)
            else:
                self._keep(reading, quote, verdict, machine.correction, place)

        self.pane.cover(HEIGHT - 3)  # the status line, the keys and the frame are below the article
        screen = CorrectionScreen(
            Case(reading.article, entities, quote, machine.found, draft), Names(names), self._palette, preview
        )
        await self.app.push_screen(screen, said_so)
        known = await self._desk.ask(lambda library: Names(names, library.speakers()))
        if known is not None and screen.is_current:
            screen.know(known)

    def _sentence(self, reading: Reading) -> Span | None:
        from newsreader.tui.extent import surroundings

        if 0 <= reading.hit < len(reading.hits):
            return passage(reading, reading.hits[reading.hit], 0)
        first, last = self.pane.seen
        sentences = surroundings(reading.article, first).sentences
        seen = [one for one in sentences if first <= one[0] < last]
        bodies = [one for one in reading.article.blocks if one.kind in _SAID_IN]
        free = (
            one
            for one in seen
            if any(block.start <= one[0] < block.end for block in bodies)
            and all(one[1] <= quote.content[0][0] or quote.content[-1][1] <= one[0] for quote in reading.quotes)
        )
        return next((one for one in (*free, *seen, *sentences)), None)

    @work(group="annotations")
    async def _keep(
        self, reading: Reading, was: Quote | None, verdict: Verdict, before: CorrectionRow | None, place: int
    ) -> None:
        """Write what the reader says of a quote. before: what they said of it earlier. place: where the article was."""
        from newsreader.tui.taking import settings_of

        article_id, quote = reading.article.id, verdict.quote
        name = (await settings_of(self._desk, self.banner.say)).name

        def write(library: Library) -> bool:
            library.reader = name or library.reader
            if verdict.as_found:
                if before is not None:
                    library.corrections.withdraw(before.number)
            elif quote is not None:
                library.corrections.correct(article_id, quote, was)
            elif was is not None:
                library.corrections.dismiss(article_id, was)
            return True

        if not await self._notes.ask(write):
            self._show_again(reading, place)
        else:
            await self.read_again(reading, quote.start if quote else -1, place)
            said = "As it was found" if verdict.as_found else "Corrected" if quote else "No quote"
            about = quote or was
            words = shortened(f"“{reading.article.text[about.start : about.end]}”") if about else ""
            self.status.say(" · ".join(filter(None, (said, words, with_keys("{edit.undo} undoes it", self.app)))))

    def _show_again(self, reading: Reading, place: int) -> None:
        """Show the open article without the quote that was being made."""
        if self._reading is reading and reading.analysis is not None:
            self.show_analysis(reading, reading.analysis)
            self.pane.place = place

    async def read_again(self, reading: Reading, at: int = -1, place: int = -1) -> None:
        """Show the open article's quotes and marks as they are in the library now.

        at: where the quote starts that is to be chosen. place: the first character on the screen; -1: where it is.
        """

        def fetch(library: Library) -> tuple[Analysis | None, list[MarkRow], Mapping[int, int], ArticleRow | None]:
            id = reading.article.id
            return library.analysis(id), library.marked(id), library.travels.counts(id), library.row(id)

        fetched = await self._desk.ask(fetch)
        if fetched is None or self._reading is not reading:
            return
        analysis, reading.marks, reading.elsewhere, row = fetched
        place = self.pane.place if place < 0 else place
        if analysis is not None:
            self.show_analysis(reading, analysis, at)
            self.pane.place = place
            if at >= 0:
                self.pane.reveal((at, at + 1))
        self.show_marks()
        if row is not None:
            self.articles.change(row)

    def action_undo(self) -> None:
        """Undo what the reader did last."""
        self._turn_back(True)

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self._turn_back(False)

    @work(group="annotations")
    async def _turn_back(self, back: bool) -> None:
        def turn(library: Library) -> tuple[str | None, list[ArticleRow], bool]:
            before = len(library)
            words = library.edits.undo() if back else library.edits.redo()
            return words, self.listed(library) if words else [], len(library) > before

        turned = await self._notes.ask(turn)
        if turned is None:
            return
        words, rows, come_back = turned
        if words is None:
            self.status.say("There is nothing to undo" if back else "There is nothing to do again")
            return
        await self.show_library(rows, come_back)
        if self._reading:
            await self.read_again(self._reading)
        way = with_keys("{edit.redo} does it again" if back else "{edit.undo} undoes it", self.app)
        self.status.say(f"{'Undone' if back else 'Done again'}: {words} · {way}")


def machines(library: Library, article_id: str, quote: Quote | None) -> Machines:
    """What the machine says of a quote of an article as the reader sees it now."""
    if quote is None or quote.corrected_by is None:
        return Machines(quote, None)
    rows = library.corrections.of(article_id)
    correction = next((row for row in rows if row.content == quote.content), None)
    was = correction.was if correction else None
    own = library.machine_analysis(article_id) if was else None
    return Machines(next((one for one in own.quotes if one.content == was), None) if own else None, correction)
