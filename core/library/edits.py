"""What the reader did with a library, newest first: to be taken back, and done again."""

from __future__ import annotations

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

    def list(self) -> list[EditRow]:
        """All steps that are kept (see `journal.KEPT`), the newest first."""
        rows = self._database.rows("SELECT number, at, words, undone FROM edit ORDER BY number DESC")
        return [EditRow(number, at, words, bool(undone)) for number, at, words, undone in rows]
