"""The doorway: theme, line filters, signals, the library's three desks, the child process and the first screen."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from textual import events, work
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.command import Provider
from textual.screen import Screen

from newsreader.core.library import Library
from newsreader.core.settings import Settings
from newsreader.tui.desk import Desk
from newsreader.tui.keymap import bindings
from newsreader.tui.newsroom import Newsroom
from newsreader.tui.places import last_article
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.screens.touring import OFFERED, TOUR
from newsreader.tui.shape import SHAPE, Shape
from newsreader.tui.theme import Palette
from newsreader.tui.themes import DEFAULT
from newsreader.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:  # what is not needed for the first paint is loaded after it
    from newsreader.core.intake.things import Thing
    from newsreader.tui.clipboard import Copied

THEME = "theme"  # key of the library's state, in which the theme was kept before there were settings for it
SAMPLES = "samples"  # and the one that says whether they have been there


@runtime_checkable
class Coloured(Protocol):
    """A screen that can change its colours while it is shown."""

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""


def _palette_commands() -> type[Provider]:
    from newsreader.tui.commanding import Commands  # not needed for the first paint

    return Commands


class NewsreaderApp(Newsroom):
    """Opens on the article where the reader left off, or on the first of the sources given."""

    CSS_PATH = "app.tcss"
    TITLE = "newsreader"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_palette_commands}
    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("app"))

    def __init__(self, library: Library, sources: Sequence[Thing] = ()) -> None:
        """`library` stays the caller's to close; `sources` are loaded after the first paint."""
        super().__init__(library)
        self._sources = list(sources)
        self._to_open = bool(sources)
        self._notice = library.notice
        self._notes = Desk(library.path, "notes", self._tell)
        self._searches = Desk(library.path, "search", self._tell)
        self._rows = library.articles(self.settings.screen.sort)
        last = last_article(library)
        self._first = next((row.id for row in self._rows if row.id == last), self._rows[0].id if self._rows else None)
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
            yield SystemCommand("Search all loaded articles", "", self.reader.action_search)
            yield SystemCommand("Who is quoted how much", "", self.reader.action_overview)
            yield SystemCommand("Everything you have marked", "", self.reader.action_marks)
            yield SystemCommand("Quit", "", self.action_quit)
        from newsreader.core.docs import TOPICS

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
        self.reader.column, self.reader.order = self.settings.screen.column, self.settings.screen.sort
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
            self.reader.sort_by(wanted.screen.sort)
            for line in (line for screen in self.screen_stack for line in screen.query(KeyLine)):
                line.refresh()

    @work(group="start")
    async def _start_work(self) -> None:
        """All else that a start is for. What can, waits until there is an article to read: they would share a core."""
        if not self._rows:
            await self._add_samples()
        if self.reader.current or (self._first and not self._to_open):
            await self.reader.settled.wait()
        gc.freeze()  # what is there now stays; looking through 100,000 articles takes as long as a frame
        gc.enable()
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

    def _stop(self, number: int) -> None:
        """SIGTERM and SIGHUP: leave the terminal as it was, with the exit code that shells expect."""
        self.exit(return_code=128 + number)

    def _keep_shape(self, shape: Shape) -> None:
        self._notes.tell(lambda library: library.set_state(SHAPE, shape.dump()))

    def _recolour(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Coloured):
                screen.recolour(self.palette())
