"""Which quote is chosen, in all panes, and what is said of it."""

from __future__ import annotations

import asyncio

from textual import on
from textual.content import Content

from newsreader.tui.remapping import key_of
from newsreader.tui.render import speaker_key
from newsreader.tui.screens.crossing import Crossing
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.wording import reading_status


class Stepping(Crossing):
    """What `]`, `[`, `}`, `{`, a click in the article and the list of quotes do."""

    _hopeless: dict[str | None, str]
    """Why an article (None: any) cannot be analysed."""
    _stepped_at = 0  # the screen's first character at a step

    def choose(self, quote: int, scroll: bool = True) -> None:
        """Choose a quote, by its index."""
        reading = self._reading
        if reading is None or reading.analysis is None:
            return
        reading.chosen, reading.walk = quote, None
        self.pane.walk(None)
        self._mark_chosen(scroll)
        self.say_quote()

    def _mark_chosen(self, scroll: bool) -> None:
        """Show the chosen quote in all panes."""
        if self._reading is None:
            return
        self.pane.choose(self._reading.chosen, scroll)
        self.quotes.point_at(self._reading.chosen)
        if self._reading.quote is not None:
            self.entities.point_at(speaker_key(self._reading.quote))
        self._stepped_at = self.pane.place

    def say_quote(self) -> None:
        """Say in the status line which quote is chosen, or why there is none."""
        if self._reading:
            hopeless = self._hopeless.get(self._reading.article.id) or self._hopeless.get(None)
            self.status.say(reading_status(self._reading, hopeless))

    def say_in_frame(self) -> None:
        """Say in the article's frame what concerns the whole of it: the note on it, what could not be done."""
        if reading := self._reading:
            note = f"Note: {reading.note_on_all.value}" if reading.note_on_all else ""
            way_back = self.trail.last if self.trail.visited == reading.article.id else None
            back = f"{key_of('trail.back', self.app)}: back to {way_back.name}" if way_back else ""
            said = " · ".join(filter(None, (back, note, reading.analysis.note if reading.analysis else "")))
            self.pane.border_subtitle = Content(said) if said else None

    def action_step(self, by: int) -> None:
        """Go to the next or previous quote."""
        reading = self._reading
        if reading is None:
            return
        if reading.quote and self.pane.place != self._stepped_at and not self.pane.shows(reading.quote.start):
            # The reader has gone elsewhere meanwhile: on from there.
            here = reading.hits[reading.hit][0] if reading.hits else self.pane.place
            self.choose(reading.step_from(here, by))
        else:
            self.choose(reading.step(by))

    def action_step_same(self, by: int) -> None:
        """Go to the next or previous quote of the same speaker."""
        if self._reading:
            self.choose(self._reading.step_same(by))

    @on(ArticlePane.Clicked)
    def _clicked(self, message: ArticlePane.Clicked) -> None:
        self.choose(message.quote, scroll=False)
        if message.on_name and self._reading and self._reading.quote:
            self.open_person(speaker_key(self._reading.quote))

    @on(RowList.Moved, "#quotes")
    @on(RowList.Chosen, "#quotes")
    async def _quote_row(self, message: RowList.Moved | RowList.Chosen) -> None:
        self.choose(self.quotes.rows[message.index].quote)
        await asyncio.sleep(0)  # the other panes ask to be drawn: with the cursor, and not a frame after it
        if isinstance(message, RowList.Chosen):
            self.pane.focus()
