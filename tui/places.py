"""Where the reader left each article, and which one was the last."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsreader.core.later import Later
from newsreader.core.library import Library
from newsreader.tui.desk import Desk

if TYPE_CHECKING:
    import json
else:
    json = Later("json")  # no place is looked up before the first paint

_LAST = "last article"  # keys of the library's state
_PLACE = "place "


class Place(NamedTuple):
    """Where an article was left: the first character on the screen, and where the chosen quote starts (-1: none).

    Characters, since a later analysis may count the quotes differently.
    """

    position: int = 0
    quote: int = -1

    def dump(self) -> str:
        """The place as a short text for the library."""
        return json.dumps([self.position, self.quote])

    @classmethod
    def parse(cls, text: str | None) -> Place | None:
        """The place of a dumped text; None for anything else."""
        try:
            position, quote = json.loads(text or "")
            return cls(int(position), int(quote))
        except (ValueError, TypeError):
            return None


class Places:
    """Places kept in the library, and known at once however long it takes to write them."""

    def __init__(self, notes: Desk) -> None:
        self._notes = notes
        self._newest: dict[str, Place] = {}

    def keep(self, article_id: str, place: Place) -> None:
        """Note the place of an article, which is then the last one that was open."""
        self._newest[article_id] = place

        def write(library: Library) -> None:
            library.set_state(_PLACE + article_id, place.dump())
            library.set_state(_LAST, article_id)

        self._notes.tell(write)

    def of(self, library: Library, article_id: str) -> Place | None:
        """Where an article was left; None where it was never open."""
        return self._newest.get(article_id) or Place.parse(library.state(_PLACE + article_id))


def last_article(library: Library) -> str | None:
    """The id of the article that was open last, which may be gone."""
    return library.state(_LAST)
