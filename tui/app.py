"""The doorway: theme, line filters, signals, the library's two desks, the child process and the first screen."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Sequence
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.filter import LineFilter, Monochrome, NoColor
from textual.message import Message

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library
from newsreader.core.worker import Analysed, Event, Failed, Loaded, Progress, Raw, Ready, Restarted, Worker
from newsreader.tui.desk import Desk
from newsreader.tui.guard import Guard
from newsreader.tui.screens.reader import LAST_ARTICLE, ReaderScreen
from newsreader.tui.theme import Palette, palette
from newsreader.tui.wording import count

THEME = "theme"  # key of the library's state

_COALESCE = 0.2  # seconds between two refreshes of the list while a batch comes in


class NewsreaderApp(App[int]):
    """Opens on the article where the reader left off, or on the first of the sources given."""

    CSS_PATH = "app.tcss"
    TITLE = "newsreader"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = []

    class WorkerSaid(Message):
        """The child process has news."""

        def __init__(self, event: Event) -> None:
            super().__init__()
            self.event = event

    def __init__(self, library: Library, sources: Sequence[str | Raw] = ()) -> None:
        """`library` stays the caller's to close; `sources` are loaded after the first paint."""
        super().__init__()
        self._guard, self._no_color = Guard(), NoColor()
        self._sources = list(sources)
        self._to_open = bool(sources)
        self._notice = library.notice
        self._desk = Desk(library.path, "library")
        self._notes = Desk(library.path, "notes")
        self._worker = Worker(library.path, self._hear)
        self._rows = library.articles()
        last = library.state(LAST_ARTICLE)
        self._first = next((row.id for row in self._rows if row.id == last), self._rows[0].id if self._rows else None)
        self._list_is_stale = False
        self.failures: list[str] = []
        """A line for everything that could not be done."""
        if (theme := library.state(THEME)) in self.available_themes:
            self.theme = theme

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, then the guard that lets no control character out.

        Textual answers NO_COLOR with greys, which are colours too: they would be wrong on a light terminal.
        """
        filters = super().get_line_filters()
        if self.no_color:
            filters = [filter for filter in filters if not isinstance(filter, Monochrome)] + [self._no_color]
        return [*filters, self._guard]

    def get_default_screen(self) -> ReaderScreen:
        """The reader is all there is below."""
        first = None if self._to_open else self._first
        self.reader = ReaderScreen(self._desk, self._notes, self._palette(), self._rows, first, self._notice)
        return self.reader

    def on_mount(self) -> None:
        """What can wait until something is on the screen does."""
        self.theme_changed_signal.subscribe(self, lambda _: self._recolour())
        for number in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, self._stop, number)
        self.call_after_refresh(self._start_work)

    async def _start_work(self) -> None:
        gc.freeze()  # what is there now stays
        gc.enable()
        if not self._rows:
            await self._add_samples()
        await self._worker.start()
        if self._sources:
            self._worker.load(self._sources)

    async def _add_samples(self) -> None:
        """Give a new reader something to read."""
        from newsreader.core.library.samples import add_samples

        try:
            self._first = (await self._desk.ask(add_samples))[0]
        except LibraryError as error:
            self.reader.banner.say(str(error))
            return
        await self._read_list()
        if not self._to_open:
            self.reader.open_article(self._first)

    async def on_unmount(self) -> None:
        """Note where the reader is, end the child, close the library's desks."""
        self.reader.remember()
        await self._worker.stop()
        await asyncio.to_thread(self._notes.close)
        await asyncio.to_thread(self._desk.close)

    def _hear(self, event: Event) -> None:
        self.post_message(self.WorkerSaid(event))

    def _stop(self, number: int) -> None:
        """SIGTERM and SIGHUP: leave the terminal as it was, with the exit code that shells expect."""
        self.exit(return_code=128 + number)

    def _palette(self) -> Palette:
        return palette(self.theme_variables, self.no_color)

    def _recolour(self) -> None:
        self.reader.recolour(self._palette())
        theme = self.theme
        self._notes.tell(lambda library: library.set_state(THEME, theme))

    async def on_newsreader_app_worker_said(self, message: WorkerSaid) -> None:
        """Pass the child's news on to the screen."""
        match message.event:
            case Loaded(article_id, source, new, note):
                if note:
                    self.reader.banner.say(f"{source}: {note}")
                self._refresh_list()
                first, self._to_open = self._to_open, False
                if first:
                    self.reader.open_article(article_id)
                if new or first:
                    self._worker.analyse([article_id], urgent=first)
            case Analysed(article_id):
                self._refresh_list()
                await self.reader.analysed(article_id)
            case Failed(source, reason):
                self.failures.append(f"{source}: {reason}")
                self.reader.banner.say(self.failures[-1])
                self._open_something()
            case Progress(task, done, total):
                doing = "Loading" if task == "load" else "Analysing"
                self.reader.status.progress(f"{doing} {done:,}/{count(total, 'article')}" if done < total else "")
            case Restarted(reason):
                self.reader.banner.say(f"The background process died ({reason}) and was started again")
            case Ready(engine):
                # New articles, and those that an older engine has analysed: their quotes are shown until then.
                self._worker.analyse(await self._desk.ask(lambda library: library.pending(engine)))

    def _open_something(self) -> None:
        """When nothing that was asked for can be opened, there is still the library."""
        if self._to_open and self._first and self.reader.current is None:
            self.reader.open_article(self._first)

    def _refresh_list(self) -> None:
        """Read the list of articles again, soon and once for a whole flood of news."""
        if not self._list_is_stale:
            self._list_is_stale = True
            self.set_timer(_COALESCE, self._read_list)

    async def _read_list(self) -> None:
        self._list_is_stale = False
        self.reader.show_rows(await self._desk.ask(lambda library: library.articles()))
