"""What can be set, and what one of it can be set to."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.tui.cells import pad
from newsreader.tui.widgets.row_list import RowList, Runs

_NAME = 14  # cells of a setting's name, as far as there is room


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting, or without a key the heading of a section. own: whether it is another than it comes with."""

    key: str
    name: str
    value: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class ValueRow:
    """What something can be set to, or a command. about: what is told beside it. current: whether it is set so."""

    value: str
    label: str
    about: str = ""
    current: bool = False


class SettingList(RowList[SettingRow]):
    """Settings under the headings of their sections; a dot stands before what the reader has set."""

    def selectable(self, row: SettingRow) -> bool:
        """A heading is none to stand on."""
        return bool(row.key)

    def draw(self, row: SettingRow, line: int, width: int) -> Runs:
        """The name and the value."""
        palette = self.palette
        if not row.key:
            return [(row.name, palette.accent + palette.title)]
        return [
            ("• " if row.own else "  ", palette.accent),
            (pad(row.name, min(_NAME, max(width // 2, 1))), palette.base),
            (row.value, palette.title if row.own else palette.muted),
        ]


class ValueList(RowList[ValueRow]):
    """Values; a triangle stands before the one that is set."""

    def draw(self, row: ValueRow, line: int, width: int) -> Runs:
        """The value, and what is told of it."""
        palette = self.palette
        runs = [
            ("▸ " if row.current else "  ", palette.accent),
            (row.label, palette.title if row.current else palette.base),
        ]
        return [*runs, (f"  {row.about}", palette.muted)] if row.about else runs
