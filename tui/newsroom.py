"""The child process behind the screen: what the reader asks of it, and what becomes of its news."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from newsreader.core.library import Library
from newsreader.tui.desk import Desk
from newsreader.tui.preferences import Preferences
from newsreader.tui.progress import Background
from newsreader.tui.quiet import LIST_SECONDS, PROGRESS_SECONDS, Seldom, is_quiet
from newsreader.tui.remapping import key_of
from newsreader.tui.screens.adding import Adding
from newsreader.tui.screens.bringing import Bringing
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.wording import count

if TYPE_CHECKING:  # what is not needed for the first paint is loaded after it
    from newsreader.core.worker import Event, Progress, Worker

MODEL = "language model"  # the source of a failure that concerns every article
_COALESCE = 0.2  # seconds between two refreshes of the list while a batch comes in


class Newsroom(Preferences):
    """An app with a child process that loads and analyses. Its news is shown on the reader's screen."""

    reader: ReaderScreen
    _first: str | None
    """The article to open where nothing else can be."""
    _to_open = False
    """Whether the next article that comes is opened."""

    class WorkerSaid(Message):
        """The child process has news."""

        def __init__(self, event: Event) -> None:
            super().__init__()
            self.event = event

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library_path = library.path
        self._desk = Desk(library.path, "library", self._tell)
        self._background = Background()
        self._added: Counter[str] | None = None  # what has come of the things that the reader asked for
        self._progress = Seldom()
        self._fresh = 0  # articles that have come since the feeds were last asked for
        self._list_is_stale = False
        self._to_analyse: list[str] = []
        self.failures: list[str] = []
        """A line for everything that could not be done."""

    @cached_property
    def _worker(self) -> Worker:
        from newsreader.core.worker import Worker

        return Worker(self._library_path, self._hear)

    def _hear(self, event: Event) -> None:
        self.post_message(self.WorkerSaid(event))

    def _tell(self, message: str) -> None:
        self.reader.banner.say(message)

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

    def on_newsroom_worker_said(self, message: WorkerSaid) -> None:
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
        rows = await self._desk.ask(self.reader.listed)
        if rows is None:
            return
        self.reader.show_rows(rows)
        current = self.reader.current
        if current and all(row.id != current for row in rows):  # another version has taken its place
            newest = await self._desk.ask(lambda library: library.current(current))
            if newest and self.reader.current == current:
                self.reader.open_article(newest)
