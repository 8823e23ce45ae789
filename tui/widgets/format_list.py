"""The formats of an export, one below the other."""

from __future__ import annotations

from newsreader.core.export import Format
from newsreader.tui.widgets.row_list import RowList, Runs


class FormatList(RowList[tuple[str, Format]]):
    """Its label and the ending of its files."""

    DEFAULT_CSS = "FormatList, FormatList:focus { border: none; scrollbar-gutter: auto; }"

    def draw(self, row: tuple[str, Format], line: int, width: int) -> Runs:
        """A triangle shows which one it is, whether the list has the keys or not."""
        name, format = row
        chosen = self.row is not None and self.row[0] == name
        palette = self.palette
        style = palette.title if chosen else palette.base
        return [
            ("▸ " if chosen else "  ", palette.accent),
            (format.label, style),
            (f"  {format.suffix}", palette.muted),
        ]

    async def action_choose(self) -> None:  # type: ignore[override]
        """Enter is the dialogue's."""
        await self.screen.run_action("write")
