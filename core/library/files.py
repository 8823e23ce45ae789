"""Files that have been taken in, so that the same import again does nothing; and the folders that are watched."""

from __future__ import annotations

from newsreader.core.library.connection import Database, utf8


class Files:
    """What is known of paths. Every method raises LibraryError where the file cannot be read or written."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stamp(self, path: str) -> str | None:
        """What was set for a path when all that is in it had been taken in; None where nothing was."""
        row = self._database.row("SELECT stamp FROM file WHERE path = CAST(? AS TEXT)", utf8(path))
        return None if row is None else str(row[0])

    def set(self, path: str, stamp: str) -> None:
        """Set what the file system says of a path now, such as its size and time of change."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO file VALUES (CAST(? AS TEXT), CAST(? AS TEXT))", (utf8(path), utf8(stamp))
            )

    def forget(self, path: str) -> None:
        """Forget what was set for a path: it is to be read again. Nothing happens where nothing was."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM file WHERE path = CAST(? AS TEXT)", (utf8(path),))

    def watched(self) -> list[str]:
        """The paths that are watched, in alphabetical order."""
        return [row[0] for row in self._database.rows("SELECT path FROM watched ORDER BY path")]

    def watch(self, path: str) -> None:
        """Watch a path from now on."""
        with self._database.writing() as connection:
            connection.execute("INSERT OR IGNORE INTO watched VALUES (CAST(? AS TEXT))", (utf8(path),))

    def unwatch(self, path: str) -> None:
        """Watch a path no longer; nothing happens where it is not watched."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM watched WHERE path = CAST(? AS TEXT)", (utf8(path),))
