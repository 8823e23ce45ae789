"""One thing done to all articles that the list shows, as a limit has narrowed it; one step for undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual import work

from newsreader.core.library import ArticleRow, Library
from newsreader.tui.errand import Errand
from newsreader.tui.remapping import with_keys
from newsreader.tui.screens.removing import Removing
from newsreader.tui.wording import count

Deed = Callable[[Library, str], object]
"""What is done to an article, by its id."""


class AllShown(Removing):
    """What `&` does: it offers what can be done, by its name."""

    def action_all_shown(self) -> None:
        """Offer what can be done to all articles shown."""
        ids = [row.id for row in self.articles.rows]
        if not ids:
            self.status.say("The list shows no article")
            return
        them = "the only article shown" if len(ids) == 1 else f"all {len(ids):,} articles shown"
        offers = (
            (f"Mark {them} as read", partial(self._count, ids, True)),
            (f"Mark {them} as unread", partial(self._count, ids, False)),
            (f"Star {them}", partial(self._to_all, ids, Library.star, "Starred")),
            (f"Take the stars from {them}", partial(self._to_all, ids, Library.unstar, "Took the stars from")),
            (f"Tag {them} …", partial(self._ask_tags, ids)),
            (f"Remove {them}", partial(self._to_all, ids, Library.remove, "Removed")),
        )
        self.app.search_commands(offers, placeholder=f"What is to be done to {them}?")

    async def _ask_tags(self, ids: Sequence[str]) -> None:
        self.action_pane("list")  # where it is folded away, it has to be seen what the line is about
        await self.ask_line(self.articles, "", TagAll(self, ids))

    def tag_all(self, ids: Sequence[str], tags: Sequence[str]) -> None:
        """Give articles tags beside those that they have."""
        self._to_all(ids, lambda library, one: library.set_tags(one, [*library.tags_of(one), *tags]), "Tagged")

    def _count(self, ids: Sequence[str], opened: bool) -> None:
        self._do(lambda library: library.edits.mark_opened(ids, opened))

    def _to_all(self, ids: Sequence[str], deed: Deed, done: str) -> None:
        def do(library: Library) -> None:
            with library.edits.step(f"{done} {count(len(ids), 'article')}"):
                for one in ids:
                    deed(library, one)

        self._do(do)

    @work(group="annotations")
    async def _do(self, deed: Callable[[Library], object]) -> None:
        def do(library: Library) -> tuple[list[ArticleRow], str]:
            before = library.edits.list()[:1]
            deed(library)
            newest = library.edits.list()[:1]
            return self.listed(library), newest[0].words if newest != before else ""

        self.status.say("One moment …")
        done = await self._notes.ask(do)
        if done is None:
            self.say_quote()
            return
        rows, words = done
        await self.show_library(rows)
        await self.read_marks()
        undo = with_keys("{edit.undo} undoes it", self.app)
        self.status.say(f"{words} · {undo}" if words else "They were so already")


class TagAll(Errand):
    """Tags, with commas between them."""

    placeholder = "Tags for all of them, with commas between"

    def __init__(self, screen: AllShown, ids: Sequence[str]) -> None:
        self._screen, self._ids = screen, ids

    def keep(self, text: str) -> None:
        """Give them."""
        self._screen.say_quote()
        if tags := [tag for tag in text.split(",") if tag.strip()]:
            self._screen.tag_all(self._ids, tags)

    def give_up(self) -> None:
        """The status line says where the reader is again."""
        self._screen.say_quote()
