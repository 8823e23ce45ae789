"""What a reader adds to articles and to words of them: stars, tags, notes; and what counts as read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual import work

from newsreader.core.library import Library
from newsreader.core.model import Quote
from newsreader.tui.errand import Errand
from newsreader.tui.screens.asking import Asking
from newsreader.tui.signs import signs
from newsreader.tui.subjects import Scope, Subject, in_text
from newsreader.tui.widgets.line_pane import LinePane
from newsreader.tui.widgets.quote_list import quote_rows
from newsreader.tui.wording import shortened

if TYPE_CHECKING:
    from newsreader.core.library.rows import MarkRow


class Annotating(Asking):
    """What `m`, `t`, `a` and `r` do, and the capitals of the first three, which are about the whole article.

    The status line tells what has been done once it is kept, and not before.
    """

    def action_star(self, whole: bool = False) -> None:
        """Star what is chosen, or take its star away."""
        if subjects := self.subjects(whole):
            self._star(subjects[0])

    def action_read(self) -> None:
        """Make the article count as unread, or as read."""
        if subject := self.subject:
            self._read(subject)

    async def action_tags(self, whole: bool = False) -> None:
        """Let the reader type the tags of what is chosen."""
        if subjects := self.subjects(whole):
            await self._ask(Tagging(self, subjects))

    async def action_note(self, whole: bool = False) -> None:
        """Let the reader type a note on what is chosen."""
        if subjects := self.subjects(whole):
            await self._ask(Noting(self, subjects))

    async def _ask(self, errand: Marking) -> None:
        pane: LinePane = self.articles if self.list_in_hand is self.articles else self.pane
        await self.ask_line(pane, errand.value, errand)
        errand.tell()

    @work(group="annotations")
    async def tag(self, subject: Subject, tags: Iterable[str]) -> None:
        """Give something these tags and no others."""
        kept = await self._notes.ask(lambda library: library.set_tags(subject.id, tags, subject.span))
        if kept is not None:
            said = " ".join(f"#{tag}" for tag in kept)
            await self._tell(subject, f"Tagged {said}" if kept else "No tags")

    @work(group="annotations")
    async def note(self, subject: Subject, old: MarkRow | None, words: str) -> None:
        """Write a note, or change or remove (no words) the old one."""

        def write(library: Library) -> bool:
            there = old or _note(library.marked(subject.id), subject)
            if words and there:
                library.change_note(there.number, words)
            elif words:
                library.add_note(subject.id, words, subject.span)
            elif there:
                library.remove_note(there.number)
            return True

        if await self._notes.ask(write):
            await self._tell(subject, f"Noted “{words}”" if words else "No note")

    @work(group="annotations")
    async def _star(self, subject: Subject) -> None:
        def toggle(library: Library) -> bool:
            there = any(mark.what == "star" and mark.span == subject.span for mark in library.marked(subject.id))
            (library.unstar if there else library.star)(subject.id, subject.span)
            return not there

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
        """Say what has been done, and show it."""
        self.status.say(f"{done} · {shortened(subject.name)}")
        # Asked of the desk that the whole list is read by: a list that was read before is shown before.
        row = await self._desk.ask(lambda library: library.row(subject.id))
        if row is not None:
            self.articles.change(row)
        await self.read_marks()

    async def read_marks(self) -> None:
        """Show what the reader has put on the open article, as it is in the library now."""
        if (reading := self._reading) is None:
            return
        marks = await self._desk.ask(lambda library: library.marked(reading.article.id))
        if marks is not None and self._reading is reading:
            reading.marks = marks
            self.show_marks()

    def show_marks(self) -> None:
        """Show what the reader has put on the open article: in its margin, in the list of quotes, in its frame."""
        if reading := self._reading:
            on_words: dict[tuple[int, int], list[str]] = {}
            for mark in reading.marks:
                if mark.span:
                    on_words.setdefault(mark.span, []).append(mark.what)
            self.pane.mark_own((span, own) for span, whats in on_words.items() if (own := signs(whats)))
            if reading.analysis:
                self.quotes.fill(quote_rows(reading.analysis, self.signs_of, reading.elsewhere))
            self.say_in_frame()

    def signs_of(self, quote: Quote) -> str:
        """The signs of what the reader has put on a quote of the open article."""
        return signs(mark.what for mark in self._reading.marks_on(quote)) if self._reading else ""

    def opened(self, article_id: str) -> None:
        """An article is on the screen: it has been read."""
        self._notes.tell(lambda library: library.mark_opened(article_id))
        if (row := self.articles.known(article_id)) and not row.opened:
            self.articles.change(row._replace(opened=True))

    # What a key is about

    @property
    def subject(self) -> Subject | None:
        """The article that a key is about: the row under the cursor in the list of articles, elsewhere the open one.

        Says so where there is none.
        """
        if self.list_in_hand is self.articles:
            if row := self.articles.row:
                return Subject(row.id, row.title or row.source)
        elif self._reading is not None:
            article = self._reading.article
            return Subject(article.id, article.title or article.source)
        self.status.say("No article is open")
        return None

    def subjects(self, whole: bool) -> Sequence[Subject]:
        """What a key may be about, the likeliest first; whole: an article and nothing less."""
        article, reading = self.subject, self._reading
        if article is None:
            return ()
        if whole or reading is None or self.list_in_hand is self.articles:
            return (article,)
        if self.list_in_hand is not None:  # whatever the article shows, a row is under the cursor
            return in_text(reading, article.title, 0, len(reading.article.text))
        return in_text(reading, article.title, *self.pane.seen)

    def tags_of(self, subject: Subject) -> Sequence[str]:
        """The tags that something has, as far as it is known without asking the library."""
        if self._reading and self._reading.article.id == subject.id:
            return [mark.value for mark in self._reading.marks if mark.what == "tag" and mark.span == subject.span]
        row = self.articles.known(subject.id)
        return row.tags if row else ()

    def note_of(self, subject: Subject) -> tuple[str, MarkRow | None]:
        """The note that something has, and its row where that is known."""
        if (reading := self._reading) and reading.article.id == subject.id:
            note = reading.note if subject.scope is Scope.QUOTE else _note(reading.marks, subject)
            return (note.value if note else ""), note
        row = self.articles.known(subject.id)
        return (row.note if row else ""), None


def _note(marks: Sequence[MarkRow], subject: Subject) -> MarkRow | None:
    """The newest note on something."""
    return next((mark for mark in reversed(marks) if mark.what == "note" and mark.span == subject.span), None)


class Marking(Errand):
    """A line about one of several things, which the arrow keys go round."""

    anew = False
    noun = ""

    def __init__(self, screen: Annotating, subjects: Sequence[Subject]) -> None:
        self._screen, self._subjects, self._at = screen, subjects, 0
        self.value = self.written()

    @property
    def subject(self) -> Subject:
        """What the line is about."""
        return self._subjects[self._at]

    def written(self) -> str:
        """What is written there already."""
        raise NotImplementedError

    def tell(self) -> None:
        """Say what the line is about, and what else it could be."""
        others = [one.scope for one in self._subjects if one is not self.subject]
        turns = f" · ↑ ↓ {', '.join(others)}" if others else ""
        self._screen.status.say(f"{self.noun} on the {self.subject.scope}{turns} · {shortened(self.subject.name)}")

    def turn(self, by: int, text: str) -> str | None:
        """Be about the next thing; what has been typed goes along, what was written there does not."""
        typed = text != self.value
        self._at = (self._at + by) % len(self._subjects)
        self.value = self.written()
        self.tell()
        return None if typed else self.value

    def leave(self, text: str) -> None:
        """What was typed is kept; a line that was emptied may not have been meant."""
        if text.strip() and text != self.value:
            self.keep(text)
        else:
            self.give_up()

    def give_up(self) -> None:
        """The status line says where the reader is again."""
        self._screen.say_quote()


class Tagging(Marking):
    """Tags, with commas between them."""

    placeholder = "Tags, with commas between them"
    noun = "Tags"

    def written(self) -> str:
        """The tags there are, ready for one more."""
        return "".join(f"{tag}, " for tag in self._screen.tags_of(self.subject))

    def keep(self, text: str) -> None:
        """Those tags and no others."""
        self.give_up()
        self._screen.tag(self.subject, text.split(","))


class Noting(Marking):
    """A note; one without words is removed."""

    placeholder = "A note"
    noun = "A note"
    _old: MarkRow | None = None

    def written(self) -> str:
        """The note there is."""
        words, self._old = self._screen.note_of(self.subject)
        return words

    def keep(self, text: str) -> None:
        """Write it."""
        self.give_up()
        self._screen.note(self.subject, self._old, text.strip())
