"""What a reader adds to the articles: stars, tags, notes, and what counts as read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from textual import work

from newsreader.core.library import Library, Note
from newsreader.core.model import Span
from newsreader.tui.errand import Errand
from newsreader.tui.screens.asking import Asking
from newsreader.tui.widgets.line_pane import LinePane


class Subject(NamedTuple):
    """The article that a key is about: the row under the cursor in the list of articles, elsewhere the open one."""

    id: str
    title: str
    tags: tuple[str, ...] = ()
    note: str = ""


class Annotating(Asking):
    """What `m`, `t`, `a` and `r` do. The status line tells what has been done once it is kept, and not before."""

    def action_star(self) -> None:
        """Star the article, or take its star away."""
        if subject := self.subject:
            self._star(subject)

    def action_read(self) -> None:
        """Make the article count as unread, or as read."""
        if subject := self.subject:
            self._read(subject)

    async def action_tags(self) -> None:
        """Let the reader type the article's tags."""
        if subject := self.subject:
            await self.ask_line(self._subject_pane, "".join(f"{tag}, " for tag in subject.tags), Tagging(self, subject))

    async def action_note(self) -> None:
        """Let the reader type a note: on the chosen quote; where none is, and in the list, on the article."""
        if not (subject := self.subject):
            return
        reading = self._reading
        if self.list_in_hand is self.articles or reading is None or reading.quote is None:
            await self.ask_line(self._subject_pane, subject.note, Noting(self, subject))
        else:
            note, span = reading.note, (reading.quote.start, reading.quote.end)
            await self.ask_line(self._subject_pane, note.words if note else "", Noting(self, subject, span, note))

    @work(group="annotations")
    async def tag(self, subject: Subject, tags: Iterable[str]) -> None:
        """Give an article these tags and no others."""
        kept = await self._notes.ask(lambda library: library.set_tags(subject.id, tags))
        if kept is not None:
            said = " ".join(f"#{tag}" for tag in kept)
            await self._tell(subject, f"Tagged {said}" if kept else "No tags")

    @work(group="annotations")
    async def note(self, subject: Subject, span: Span | None, note: Note | None, words: str) -> None:
        """Write or change a note on a quote (None: on the article); without words, remove it."""

        def write(library: Library) -> list[Note]:
            there = [one for one in library.notes(subject.id) if one.span == span]
            old = note or (there[-1] if there else None)
            if words and old:
                library.change_note(old.number, words)
            elif words:
                library.add_note(subject.id, words, span)
            elif old:
                library.remove_note(old.number)
            return library.notes(subject.id)

        notes = await self._notes.ask(write)
        if notes is None:
            return
        if self._reading and self._reading.article.id == subject.id:
            self._reading.notes = notes
            self.show_notes()
        await self._tell(subject, f"Noted “{words}”" if words else "No note")

    def show_notes(self) -> None:
        """Show where the notes on the open article are, and the one on the whole of it."""
        if reading := self._reading:
            self.pane.mark_own([(note.span, "✎") for note in reading.notes if note.span])
            self.say_in_frame()

    def opened(self, article_id: str) -> None:
        """An article is on the screen: it has been read."""
        self._notes.tell(lambda library: library.mark_opened(article_id))
        if (row := self.articles.known(article_id)) and not row.opened:
            self.articles.change(replace(row, opened=True))

    @work(group="annotations")
    async def _star(self, subject: Subject) -> None:
        def toggle(library: Library) -> bool:
            row = library.row(subject.id)
            if row and row.starred:
                library.unstar(subject.id)
                return False
            library.star(subject.id)
            return True

        starred = await self._notes.ask(toggle)
        if starred is not None:
            await self._tell(subject, "Starred" if starred else "No star")

    @work(group="annotations")
    async def _read(self, subject: Subject) -> None:
        def toggle(library: Library) -> bool:
            row = library.row(subject.id)
            opened = row is None or not row.opened
            library.mark_opened(subject.id, opened)
            return opened

        opened = await self._notes.ask(toggle)
        if opened is not None:
            await self._tell(subject, "Read" if opened else "Unread")

    async def _tell(self, subject: Subject, done: str) -> None:
        """Say what has been done to an article, and show it in the list."""
        self.status.say(f"{done} · {subject.title}")
        # Asked of the desk that the whole list is read by: a list that was read before is shown before.
        row = await self._desk.ask(lambda library: library.row(subject.id))
        if row is not None:
            self.articles.change(row)

    @property
    def subject(self) -> Subject | None:
        """The article that a key is about."""
        if self.list_in_hand is self.articles:
            row = self.articles.row
        elif self._reading is None:
            return None
        else:
            article = self._reading.article
            row = self.articles.known(article.id)
            if row is None:  # it has come in since the list was read
                return Subject(article.id, article.title or article.source)
        return Subject(row.id, row.title or row.source, row.tags, row.note) if row else None

    @property
    def _subject_pane(self) -> LinePane:
        return self.articles if self.list_in_hand is self.articles else self.pane


class Tagging(Errand):
    """The tags of an article, with commas between them."""

    placeholder = "Tags, with commas between them"
    anew = False

    def __init__(self, screen: Annotating, subject: Subject) -> None:
        self._screen, self._subject = screen, subject

    def keep(self, text: str) -> None:
        """Those tags and no others."""
        self._screen.tag(self._subject, text.split(","))

    def leave(self, text: str) -> None:
        """What was typed is kept; a line that was emptied may not have been meant."""
        if text.strip():
            self.keep(text)


class Noting(Errand):
    """A note on a quote (without a span: on the article as a whole); one without words is removed."""

    anew = False

    def __init__(
        self, screen: Annotating, subject: Subject, span: Span | None = None, note: Note | None = None
    ) -> None:
        self._screen, self._subject, self._span, self._note = screen, subject, span, note
        self.placeholder = "A note on this quote" if span else "A note on this article"

    def keep(self, text: str) -> None:
        """Write it."""
        self._screen.note(self._subject, self._span, self._note, text.strip())

    def leave(self, text: str) -> None:
        """What was typed is kept; a line that was emptied may not have been meant."""
        if text.strip():
            self.keep(text)
