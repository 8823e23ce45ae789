"""The people, organisations and places of the article, and the speakers it does not name."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from newsreader.core.model import Analysis, EntityKind
from newsreader.tui.cells import pad
from newsreader.tui.render import speaker_key, speaker_slots
from newsreader.tui.widgets.finding_list import FindingList
from newsreader.tui.widgets.row_list import Runs

_SECTIONS = (
    ("People", {EntityKind.PERSON}),
    ("Organisations", {EntityKind.ORG}),
    ("Places", {EntityKind.GPE, EntityKind.LOC}),
)
_ROOMY = 29  # cells
UNNAMED = "Unnamed speakers"


class EntityRow(NamedTuple):
    """A heading (key None), or an entity or unnamed speaker with its counts; key as in `render.speaker_key`."""

    label: str
    key: int | str | None = None
    mentions: int = 0
    quotes: int = 0
    slot: int | None = None


def entity_rows(analysis: Analysis) -> list[EntityRow]:
    """The panel's rows: sections with a heading each; in a section who speaks most first, then who is named most."""
    said = Counter(speaker_key(quote) for quote in analysis.quotes)
    slots = speaker_slots(analysis)
    rows: list[EntityRow] = []
    for title, kinds in _SECTIONS:
        rows += _section(
            title,
            [
                EntityRow(entity.name, index, len(entity.mentions), said[index], slots.get(index))
                for index, entity in enumerate(analysis.entities)
                if entity.kind in kinds
            ],
        )
    unnamed = [key for key in slots if isinstance(key, str)]
    return rows + _section(UNNAMED, [EntityRow(key, key, 0, said[key], slots[key]) for key in unnamed])


def _section(title: str, rows: list[EntityRow]) -> list[EntityRow]:
    ordered = sorted(rows, key=lambda row: (-row.quotes, -row.mentions))
    return [EntityRow(f"{title} {len(rows)}"), *ordered] if rows else []


class EntityList(FindingList[EntityRow]):
    """Enter walks the mentions of an entity, or the quotes of an unnamed speaker."""

    empty = "Nobody found yet."

    def selectable(self, row: EntityRow) -> bool:
        """Headings are passed over."""
        return row.key is not None

    def draw(self, row: EntityRow, line: int, width: int) -> Runs:
        """A dot in the speaker's colour, the name, how often quoted and mentioned."""
        palette = self.palette
        # Where there is little room, the names need it more than the numbers.
        heading, numbers = (" said named", (5, 6)) if width >= _ROOMY else (" said/named", (3, 4))
        if row.key is None:
            heading = heading if cell_len(row.label + heading) <= width else ""
            return [(pad(row.label, width - len(heading)), palette.title), (heading, palette.muted)]
        counts = "".join(
            f"{number or '':>{cells}}" for number, cells in zip((row.quotes, row.mentions), numbers, strict=True)
        )
        speaks = row.slot is not None
        style = palette.speaker(row.slot) if speaks else palette.base
        name = ("● " if speaks else "  ") + row.label
        return [(pad(name, width - len(counts)), style), (counts, palette.muted)]

    def text(self, row: EntityRow) -> str:
        """The name; headings are not found."""
        return "" if row.key is None else row.label

    def key(self, row: EntityRow) -> int | str | tuple[str]:
        """That of the entity or unnamed speaker; a heading's words."""
        return (row.label,) if row.key is None else row.key

    def headed(self, matches: Sequence[int]) -> Sequence[int]:
        """A heading is shown where something below it is."""
        headings = [index for index, row in enumerate(self.everything) if row.key is None]
        return sorted({*matches, *(headings[bisect_right(headings, match) - 1] for match in matches)})

    def point_at(self, key: int | str | None) -> None:
        """Put the cursor on the row of an entity or unnamed speaker."""
        if key is not None:
            self.point(next((i for i, row in enumerate(self.rows) if row.key == key), self.cursor))
