"""The doorway: theme, line filters, signals, the library's three desks, the child process and the first screen."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from textual import events, work
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.command import Provider
from textual.message import Message
from textual.screen import Screen

from newsreader.core.docs import TOPICS
from newsreader.core.library import Library
from newsreader.core.settings import Settings
from newsreader.tui.desk import Desk
from newsreader.tui.keymap import bindings
from newsreader.tui.places import last_article
from newsreader.tui.preferences import Preferences
from newsreader.tui.progress import Background
from newsreader.tui.quiet import LIST_SECONDS, PROGRESS_SECONDS, Seldom, is_quiet
from newsreader.tui.remapping import key_of
from newsreader.tui.screens.adding import Adding
from newsreader.tui.screens.bringing import Bringing
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.shape import SHAPE, Shape
from newsreader.tui.theme import Palette
from newsreader.tui.themes import DEFAULT
from newsreader.tui.tour import OFFERED, TOUR
from newsreader.tui.widgets.key_line import KeyLine
from newsreader.tui.wording import count

if TYPE_CHECKING:  # what is not needed for the first paint is loaded after it
    from newsreader.core.intake.things import Thing
    from newsreader.core.worker import Event, Progress, Worker
    from newsreader.tui.clipboard import Copied

THEME = "theme"  # key of the library's state, in which the theme was kept before there were settings for it
SAMPLES = "samples"  # and the one that says whether they have been there

MODEL = "language model"  # the source of a failure that concerns every article
_COALESCE = 0.2  # seconds between two refreshes of the list while a batch comes in


@runtime_checkable
class Coloured(Protocol):
    """A screen that can change its colours while it is shown."""

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""


def _palette_commands() -> type[Provider]:
    from newsreader.tui.commanding import Commands  # not needed for the first paint

    return Commands


class NewsreaderApp(Preferences):
    """Opens on the article where the reader left off, or on the first of the sources given."""

    CSS_PATH = "app.tcss"
    TITLE = "newsreader"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_palette_commands}
    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("app"))

    class WorkerSaid(Message):
        """The child process has news."""

        def __init__(self, event: Event) -> None:
            super().__init__()
            self.event = event

    def __init__(self, library: Library, sources: Sequence[Thing] = ()) -> None:
        """`library` stays the caller's to close; `sources` are loaded after the first paint."""
        super().__init__()
        self._sources = list(sources)
        self._to_open = bool(sources)
        self._notice = library.notice
        self._desk = Desk(library.path, "library", self._tell)
        self._notes = Desk(library.path, "notes", self._tell)
        self._searches = Desk(library.path, "search", self._tell)
        self._library_path = library.path
        self._rows = library.articles()
        last = last_article(library)
        self._first = next((row.id for row in self._rows if row.id == last), self._rows[0].id if self._rows else None)
        self._background = Background()
        self._added: Counter[str] | None = None  # what has come of the things that the reader asked for
        self._progress = Seldom()
        self._fresh = 0  # articles that have come since the feeds were last asked for
        self._list_is_stale = False
        self._to_analyse: list[str] = []
        self.failures: list[str] = []
        """A line for everything that could not be done."""
        self._offers_tour = library.state(TOUR) == OFFERED
        self._shape = Shape.parse(library.state(SHAPE))
        self._old_theme = library.state(THEME)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is selected somewhere; see `copy_out`."""
        self.run_worker(self.copy_out(text), group="clipboard")

    async def copy_out(self, text: str) -> Copied:
        """Copy a text by every way that there is; Textual's own asks the terminal alone, which tmux does not let it."""
        from newsreader.tui.clipboard import copy  # not needed for the first paint

        self._clipboard = text  # what is pasted inside
        return await copy(text, self._driver.write if self._driver else str, os.environ)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers besides the commands that have a key on the screen."""
        yield SystemCommand("Theme: change the colours", "", self.action_change_theme)
        yield SystemCommand("Load the sample articles", "", partial(self._add_samples, again=True))
        if screen is not self.reader:
            yield SystemCommand("Settings: colours, keys and all the rest", "", self.action_settings)
            yield SystemCommand("Search all loaded articles", "", self.reader.action_search)
            yield SystemCommand("Who is quoted how much", "", self.reader.action_overview)
            yield SystemCommand("Everything you have marked", "", self.reader.action_marks)
            yield SystemCommand("Quit", "", self.action_quit)
        for topic in TOPICS:
            yield SystemCommand(f"Manual: {topic.title}", topic.about, partial(self.open_manual, topic.name))

    def open_manual(self, topic: str) -> None:
        """Show a page of the manual."""
        from newsreader.tui.screens.help import HelpScreen  # not needed for the first paint

        self.push_screen(HelpScreen(topic))

    async def action_tour(self) -> None:
        """Begin the tour, or go on with it."""
        await self.reader.tour_on()

    async def on_key(self, event: events.Key) -> None:
        """Enter in the article goes on with a tour, where there is one."""
        if event.key == "enter" and self.screen is self.reader and self.reader.on_tour:
            await self.reader.tour_on()

    async def action_jump(self) -> None:
        """Show letters over what one can go to."""
        from newsreader.tui.screens.jump import JumpScreen
        from newsreader.tui.spots import Spot, spots_on

        def go(spot: Spot | None) -> None:
            if spot is not None:
                spot.go()

        await self.push_screen(JumpScreen(spots_on(self.screen)), go)  # awaited: the letter may be typed already

    def action_change_theme(self) -> None:
        """Choose among the themes, which are seen while one moves along them."""
        self.action_settings("screen.theme")

    def action_settings(self, key: str = "") -> None:
        """Show all settings, the cursor on one of them."""
        from newsreader.tui.screens.settings import SettingsScreen  # not needed for the first paint

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen(self, key))

    def get_default_screen(self) -> ReaderScreen:
        """The reader is all there is below."""
        first = None if self._to_open else self._first
        self.reader = ReaderScreen(
            self._desk, self._notes, self._searches, self.palette(), self._rows, first, self._notice
        )
        self.reader.shape, self.reader.keep_shape = self._shape, self._keep_shape
        self.reader.column = self.settings.screen.column
        return self.reader

    def on_mount(self) -> None:
        """What can wait until something is on the screen does."""
        self.theme_changed_signal.subscribe(self, lambda _: self._recolour())
        for number in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, self._stop, number)
        self.call_after_refresh(self._start_work)
        self.call_after_refresh(self._tell_mistakes)

    def _tell_mistakes(self) -> None:
        for mistake in self.mistakes:
            self._tell(mistake)

    def use(self, wanted: Settings, mistakes: Sequence[str] = ()) -> None:
        """Go by these settings, what is on the screen too."""
        super().use(wanted, mistakes)
        if self.is_running:
            self.reader.pane.widen(wanted.screen.column)
            for line in (line for screen in self.screen_stack for line in screen.query(KeyLine)):
                line.refresh()

    @cached_property
    def _worker(self) -> Worker:
        from newsreader.core.worker import Worker

        return Worker(self._library_path, self._hear)

    async def _start_work(self) -> None:
        gc.freeze()  # what is there now stays
        gc.enable()
        if not self._rows:
            await self._add_samples()
        if self._offers_tour:
            await self.reader.offer_tour()
        if self._old_theme:
            await self._move_theme(self._old_theme)
        await self._worker.start()
        if self._sources:
            self._worker.load(self._sources)

    async def _move_theme(self, theme: str) -> None:
        """A theme chosen before there were settings for it goes into them, unless they have one by now."""
        self._notes.tell(lambda library: library.set_state(THEME, ""))
        if self.settings.screen.theme == DEFAULT and theme in self.available_themes:
            await self.set("screen.theme", theme)

    async def _add_samples(self, again: bool = False) -> None:
        """Give a new reader something to read. again: who has had the samples before gets them, too."""
        from newsreader.core.library.samples import add_samples

        def fill(library: Library) -> list[str]:
            if not again and library.state(SAMPLES):  # who has removed them all does not want them
                return []
            library.set_state(SAMPLES, "given")
            return add_samples(library)

        added = await self._desk.ask(fill)
        self._read_list()
        if added:
            self._offers_tour = True
            self._notes.tell(lambda library: library.set_state(TOUR, OFFERED))
        if added and not self._to_open:
            self.reader.open_article(added[0])
        elif not self._to_open:
            self.reader.show_nothing()

    async def on_unmount(self) -> None:
        """Note where the reader is, end the child, close the library's desks."""
        self.reader.remember()
        try:
            await self._worker.stop()
        finally:
            for desk in (self._searches, self._notes, self._desk):
                await asyncio.to_thread(desk.close)

    def _hear(self, event: Event) -> None:
        self.post_message(self.WorkerSaid(event))

    def _tell(self, message: str) -> None:
        self.reader.banner.say(message)

    def _stop(self, number: int) -> None:
        """SIGTERM and SIGHUP: leave the terminal as it was, with the exit code that shells expect."""
        self.exit(return_code=128 + number)

    def _keep_shape(self, shape: Shape) -> None:
        self._notes.tell(lambda library: library.set_state(SHAPE, shape.dump()))

    def _recolour(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Coloured):
                screen.recolour(self.palette())

    def on_reader_screen_waiting(self, message: ReaderScreen.Waiting) -> None:
        """What is on the screen is analysed before everything else."""
        self._worker.analyse([message.article_id], urgent=True)

    def on_bringing_full_text(self, message: Bringing.FullText) -> None:
        """Fetch a page. Its address came with an article: it may lead nowhere near this machine."""
        from newsreader.core.intake.things import Page

        self._worker.load([Page(message.address, typed=False, replaces=message.article_id)])

    def on_bringing_refresh(self) -> None:
        """Fetch the feeds."""
        self._worker.refresh()

    def on_adding_load(self, message: Adding.Load) -> None:
        """Load what the reader typed, and open the first article of it."""
        self._to_open, self._added = True, Counter()
        self._worker.load([message.thing])

    def on_adding_subscribe(self, message: Adding.Subscribe) -> None:
        """Subscribe to a feed, and fetch it."""
        self._worker.subscribe(message.address)

    def on_bringing_stop(self) -> None:
        """Give up what has not been begun; what has, is finished. Articles are analysed when they are opened."""
        self._added, self._to_open = None, False  # what is told now is the end of it
        tasks = Counter(job.task for job in self._worker.give_up())
        if self._to_analyse:
            tasks["analyse"] += len(self._to_analyse)
            self._to_analyse = []
        left = [f"{count(tasks['load'], 'file')} not loaded"] if tasks["load"] else []
        if number := tasks["analyse"]:
            them = "it" if number == 1 else "them"
            left.append(f"{count(number, 'article')} not analysed until you open {them} or start anew")
        self.reader.status.say(f"Stopped · {', '.join(left)}" if left else "Nothing waits to be loaded or analysed")

    def on_newsreader_app_worker_said(self, message: WorkerSaid) -> None:
        """Pass the child's news on to the screen. Nothing is waited for here: every key goes through this queue too."""
        from newsreader.core.worker import Analysed, Failed, Loaded, Progress, Ready, Restarted

        match message.event:
            case Loaded(article_id, source, new, note):
                if note:
                    self._tell(f"{source}: {note}")
                if self._added is not None:
                    self._added["new" if new else "known"] += 1
                if self._to_open:
                    self._to_open = False
                    self.reader.open_article(article_id)
                if new:
                    self._to_analyse.append(article_id)
                    self._fresh += 1
                self._refresh_list()
            case Analysed(article_id):
                self.reader.analysed(article_id)
                self._refresh_list()
            case Failed(source, reason, article_id):
                self.failures.append(f"{source}: {reason}")
                self._tell(self.failures[-1])
                if self._added is not None and not article_id:
                    self._added["failed"] += 1
                if article_id or source == MODEL:
                    self.reader.not_analysed(article_id, reason)
                self._open_something()
            case Progress() as progress:
                words = self._background.words(progress, key_of("work.stop", self))
                if self._progress.lets(words, self._pause(0.0, PROGRESS_SECONDS)):
                    self.reader.status.progress(words)
                if progress.task == "load" and progress.done == progress.total:
                    self._all_loaded()
                if progress.task == "refresh":
                    self._refreshed(progress)
            case Restarted(reason):
                self._tell(f"The background process died ({reason}) and was started again")
            case Ready(engine):
                self._analyse_pending(engine)

    def _all_loaded(self) -> None:
        """Say what has come of what the reader asked for."""
        added, self._added = self._added, None
        if added is None:
            return
        self._to_open = False
        parts = [f"{count(added['new'], 'article')} loaded"] if added["new"] or not added else []
        parts += [f"{added['known']:,} known already"] if added["known"] else []
        parts += [f"{added['failed']:,} could not be read"] if added["failed"] else []
        self.reader.status.say(", ".join(parts))

    def _refreshed(self, progress: Progress) -> None:
        if progress.done == 0:
            self._fresh = 0
        elif progress.done == progress.total:
            self.reader.status.say(f"{count(self._fresh, 'new article')} in {count(progress.total, 'feed')}")

    def _open_something(self) -> None:
        """When nothing that was asked for can be opened, there is still the library."""
        rows = self.reader.articles.everything
        if self._to_open and self.reader.current is None and rows:
            self.reader.open_article(self._first or rows[0].id)
        elif self._to_open and self.reader.current is None:
            self.reader.show_nothing()

    @work(exclusive=True, group="pending")
    async def _analyse_pending(self, engine: str) -> None:
        """Articles without analysis, and those of an older engine, whose quotes are shown until then."""
        self._worker.analyse(await self._desk.ask(lambda library: library.pending(engine)) or [])

    def _pause(self, usual: float, quiet: float) -> float:
        return quiet if is_quiet(self) else usual

    def _refresh_list(self) -> None:
        """Read the list of articles again, soon and once for a whole flood of news."""
        if not self._list_is_stale:
            self._list_is_stale = True
            self.set_timer(self._pause(_COALESCE, LIST_SECONDS), self._read_list)

    @work(exclusive=True, group="list")
    async def _read_list(self) -> None:
        self._list_is_stale = False
        if self._to_analyse:
            self._worker.analyse(self._to_analyse)
            self._to_analyse = []
        rows = await self._desk.ask(lambda library: library.articles())
        if rows is None:
            return
        self.reader.show_rows(rows)
        current = self.reader.current
        if current and all(row.id != current for row in rows):  # another version has taken its place
            newest = await self._desk.ask(lambda library: library.current(current))
            if newest and self.reader.current == current:
                self.reader.open_article(newest)
