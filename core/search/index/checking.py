"""Whether the index on the disk is the library's and whole, looked at without changing it."""

from __future__ import annotations

from newsreader.core.library.connection import Database
from newsreader.core.search.index import feed
from newsreader.core.search.index.files import Damaged, Folder


def trouble(database: Database) -> str:
    """What is wrong with the index, in words; "" where nothing is, or there is none yet."""
    row = database.row("SELECT value FROM state WHERE key = ?", feed.TOKEN)
    if row is None:
        return ""
    folder = Folder(database.path)
    try:
        manifest = folder.manifest()
        if not manifest.token and (folder.path / "manifest.json").exists():
            return ""  # another release's: the next search makes it anew
        for name in manifest.segments:
            folder.segment(name)
    except Damaged as error:
        return f"damaged ({error})"
    if row[0] not in (manifest.token, manifest.previous) or manifest.covered > feed.last_change(database):
        return "missing, or not this library's"
    return ""
