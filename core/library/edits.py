"""What the reader did with a library, newest first: to be taken back, and done again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

# Corrections, identities and removals register with the journal what follows from their rows.
from newsreader.core.library import corrections, identities, journal, removals  # noqa: F401
from newsreader.core.library.connection import Database
from newsreader.core.library.rows import EditRow


class Edits:
    """Stars, tags, notes, corrections, removals and what was said of people, step by step.

    They are those of the library, whoever made them and whenever: they outlive the program.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def last(self) -> str | None:
        """What `undo` would take back, in words; None where there is nothing."""
        return journal.last(self._database)

    def undo(self) -> str | None:
        """Take back the newest step that has not been; what it was, in words, None where there is none.

        Raises LibraryError where something else has changed what it was about; it is forgotten then, and the step
        before it is the next.
        """
        return journal.undo(self._database)

    def redo(self) -> str | None:
        """Do again the step that was undone last; None where there is none, or something was done since.

        Raises LibraryError as `undo`.
        """
        return journal.redo(self._database)

    @contextmanager
    def step(self, words: str) -> Iterator[None]:
        """Whatever is done inside is one step, all of it or, after an exception, nothing.

        words: what it is, for the reader, such as `Starred 12 articles`.
        """
        with journal.recording(self._database, words) as edit:
            yield
            edit.words = words

    def mark_opened(self, article_ids: Iterable[str], opened: bool = True) -> int:
        """Mark articles as read, or as unread, in one step; how many were not so before. Unknown ones are passed over.

        `Library.mark_opened` notes that an article has been on the screen, which is no step.
        """
        changed = 0
        with journal.recording(self._database, "") as edit:
            for article_id in article_ids:
                row = self._database.row("SELECT number FROM article WHERE id = ?", article_id)
                changed += row is not None and edit.update("article", row[0], {"opened": int(opened)})
            edit.words = f"Marked {changed:,} article{'s' * (changed != 1)} as {'read' if opened else 'unread'}"
        return changed

    def list(self) -> list[EditRow]:
        """All steps that are kept (see `journal.KEPT`), the newest first."""
        rows = self._database.rows("SELECT number, at, words, undone FROM edit ORDER BY number DESC")
        return [EditRow(number, at, words, bool(undone)) for number, at, words, undone in rows]
