"""Articles out of the library and back, and what the panes show where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from rich.cells import cell_len
from textual import work
from textual.worker import WorkerError

from newsreader.core.library import ArticleRow, Library
from newsreader.tui.cells import pad
from newsreader.tui.remapping import key_of, with_keys
from newsreader.tui.screens.annotating import Annotating
from newsreader.tui.screens.sorting import Sorting
from newsreader.tui.subjects import Subject
from newsreader.tui.wording import shortened

_WAYS_ON = {
    "load.open": "load a file, a folder or an address",
    "feeds.refresh": "fetch the feeds",
    "palette": "the samples, and everything else by its name",
    "help": "every key",
}
"""What can be done where there is no article, by command."""


class Removing(Annotating, Sorting):
    """What `D` does. Nothing is asked: `u` brings the article back as it was."""

    _wanted: str | None
    _first: str | None

    def open_article(self, article_id: str) -> None:
        """Open an article."""
        raise NotImplementedError

    def action_remove(self) -> None:
        """Remove the article under the cursor of the list, elsewhere the open one."""
        if subject := self.subject:
            self._remove(subject)

    @work(group="annotations")
    async def _remove(self, subject: Subject) -> None:
        def remove(library: Library) -> list[ArticleRow]:
            library.remove(subject.id)
            return self.listed(library)

        rows = await self._notes.ask(remove)
        if rows is not None:
            await self.show_library(rows)
            way = with_keys("{edit.undo} brings it back", self.app)
            self.status.say(f"Removed · {shortened(subject.title)} · {way}")

    async def show_library(self, rows: Sequence[ArticleRow], come_back: bool = False) -> None:
        """Show the list as it is after an article has gone or come back; another one where the open one has gone.

        come_back: one has, and is opened. Returns when that is done: what is said then stays.
        """
        shown, there = {row.id for row in self.articles.everything}, {row.id for row in rows}
        beside = next((row for by in (1, -1) if (row := self.articles.beside(self._wanted, by))), None)
        self.articles.fill(rows)
        back = next((row.id for row in rows if row.id not in shown), None)
        if come_back and back is not None:
            self.open_article(back)
        elif not rows:
            self.show_nothing()
        elif self._wanted not in there:
            self.open_article(beside.id if beside and beside.id in there else rows[0].id)
        for worker in [one for one in self.workers if one.node is self and one.group == "open"]:
            with suppress(WorkerError):  # the reader has gone on to another one
                await worker.wait()

    def show_nothing(self) -> None:
        """There is no article: say what can be done about it."""
        self._reading = self._wanted = None
        self.articles.show_current(None)
        self.pane.clear()
        self.pane.border_title, self.pane.border_subtitle = "Article", None
        keys = {key: words for command, words in _WAYS_ON.items() if (key := key_of(command, self.app))}
        wide = max(map(cell_len, keys), default=0)
        self.pane.nothing = ["Nothing to read yet.", "", *(f"{pad(key, wide)}  {keys[key]}" for key in keys)]
        for rows in (self.entities, self.quotes):
            rows.empty = ""
            rows.limit("")
            rows.fill((), -1)
        self.status.say("Nothing to read yet")
