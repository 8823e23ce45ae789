"""From the open article to the list of all marks, to where one of them is, and back."""

from __future__ import annotations

from textual import work

from newsreader.core.model import Span
from newsreader.tui.reading import Reading
from newsreader.tui.screens.correcting import Correcting
from newsreader.tui.wording import shortened


class Listing(Correcting):
    """What `*` does."""

    _spot: tuple[str, int, int] = ("", 0, 0)
    _arrived: tuple[object, ...] | None = None  # where a mark of the list was shown

    def open_article(self, article_id: str, *, span: Span | None = None) -> None:
        """Open an article, at some words of it."""
        raise NotImplementedError

    async def action_marks(self) -> None:
        """List everything that the reader has marked; one of it is gone to, Esc changes nothing."""
        from newsreader.tui.screens.marks import Chosen, MarksScreen, Spot
        from newsreader.tui.widgets.mark_list import Entry

        def gone_to(entry: Entry | None) -> None:
            self._spot = screen.spot
            if entry is not None:
                self.open_article(entry.article_id, span=entry.span)
                self.pane.focus()
            if screen.changed:
                self._read_all()

        reading, chosen = self._reading, None
        if reading is not None and (quote := reading.quote) is not None:
            words = reading.article.text[quote.start : quote.end]
            chosen = Chosen(reading.article.id, (quote.start, quote.end), words)
        screen = MarksScreen(self._desk, self._notes, self._palette, Spot(*self._spot), chosen)
        await self.app.push_screen(screen, gone_to)
        screen.set_focus(screen.input)  # what is typed meanwhile belongs to the list

    @work(group="annotations")
    async def _read_all(self) -> None:
        """Show what may have changed in the list of articles and in the open one."""
        rows = await self._notes.ask(self.listed)
        if rows is not None:
            self.articles.fill(rows)
        if self._reading:
            await self.read_again(self._reading)

    async def come_back(self) -> bool:
        """Back to the list, if the reader still is where one of its marks was shown; whether that is so."""
        arrived, self._arrived = self._arrived, None
        if arrived is None or arrived != self._here:
            return False
        await self.action_marks()
        return True

    @property
    def _here(self) -> tuple[object, ...]:
        reading = self._reading
        return (reading, self.focused, *((reading.chosen, tuple(reading.hits)) if reading else ()))

    def show_span(self, reading: Reading, span: Span) -> None:
        """Show some words of the open article: the quote that they are, else the words themselves."""
        index = next((i for i, one in enumerate(reading.quotes) if (one.start, one.end) == span), -1)
        if index >= 0:
            self.forget_hits()
            self.choose(index)
            self._arrived = self._here
            return
        reading.mark([span])
        self.pane.walk(None)
        self.pane.mark_hits(reading.hits, reading.hit)
        marks = [mark for mark in reading.marks if mark.span == span]
        said = " · ".join(f"{mark.what} {mark.value}".strip() for mark in marks)
        self.status.say(f"{shortened(f'“{reading.article.text[slice(*span)]}”')} · {said}")
        self._arrived = self._here

    def choose(self, quote: int) -> None:
        """Choose a quote of the open article, by its index."""
        raise NotImplementedError

    def forget_hits(self) -> None:
        """Neither hits nor a walk."""
        raise NotImplementedError
