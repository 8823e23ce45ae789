"""People, organisations and places of the whole library."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.core.library import PersonRow
from newsreader.core.model import EntityKind
from newsreader.tui.cells import pad
from newsreader.tui.widgets.row_list import RowList, Runs
from newsreader.tui.wording import count

KINDS = {
    EntityKind.PERSON: "Person",
    EntityKind.ORG: "Organisation",
    EntityKind.GPE: "Place",
    EntityKind.LOC: "Place",
}


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person, and what the list says of them."""

    person: PersonRow
    about: str


def found(person: PersonRow) -> Somebody:
    """A person as the answer to a name that was typed."""
    said = count(person.quotes, "quote")
    return Somebody(person, f"{KINDS[person.kind].lower()} · {said} · {count(person.articles, 'article')}")


def beside(person: PersonRow, articles: int) -> Somebody:
    """A person as one who is quoted beside another."""
    return Somebody(person, f"in {count(articles, 'article')} of theirs · {count(person.quotes, 'quote')} in all")


class PeopleList(RowList[Somebody]):
    """A line each: the name; what is said of them. Below the name, where there are several, the others."""

    row_height = 2

    def draw(self, row: Somebody, line: int, width: int) -> Runs:
        """The name is bold; a reader's own name is marked as that."""
        palette = self.palette
        if line == 0:
            own = " ✎" if row.person.renamed else ""
            return [(f"{row.person.name}{own}", palette.title)]
        also = [form for form in row.person.forms if form != row.person.name]
        return [(pad("  " + " · ".join([row.about, *also]), width), palette.muted)]
