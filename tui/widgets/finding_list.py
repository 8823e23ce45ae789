"""A list in which rows can be found, and which can be limited to some of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from textual.content import Content

from newsreader.tui.cells import clip
from newsreader.tui.matching import matching, plain, words_of
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.row_list import RowList, RowT
from newsreader.tui.wording import count

_SHORTEST = 4  # cells of what the list is limited to that its frame shows in any case


class Spot(NamedTuple):
    """Where a reader is in a list: the row under the cursor, by its key, and the first line on the screen."""

    key: Hashable
    line: float


class FindingList(RowList[RowT]):
    """Finding moves the cursor, a limit narrows: `rows` are those that are shown, `everything` is what there is.

    A limit stays until it is lifted: rows that come later obey it. The frame says what the list is limited to.
    """

    noun = ""
    """What the frame counts where there is no limit; "": nothing."""
    sorted_as = ""
    """What the frame says of the order of the rows; "": nothing."""

    def __init__(self, palette: Palette, id: str | None = None) -> None:
        super().__init__(palette, id=id)
        self.everything: Sequence[RowT] = ()
        self.limited_to = ""
        self.pattern = ""
        """What was looked for last."""
        self._shown: Sequence[int] = ()  # the rows that are shown, as indices of `everything`
        self._texts: list[str] | None = None  # what the rows are found by, once that is asked for
        self._before: Spot | None = None  # where the reader was before the limit
        self._moved = False  # whether the reader has gone elsewhere in the limited list

    def text(self, row: RowT) -> str:
        """What a row is found by; "" for one that is never found, such as a heading."""
        raise NotImplementedError

    def key(self, row: RowT) -> Hashable:
        """What makes two rows the same one, whatever else has changed."""
        raise NotImplementedError

    def headed(self, matches: Sequence[int]) -> Sequence[int]:
        """Indices of the rows that match, with those of the headings they stand under."""
        return matches

    # Rows

    def fill(self, rows: Sequence[RowT], cursor: int | None = None) -> None:
        """Show other rows, as far as they obey the limit. The cursor stays where it is unless one is given."""
        self._take(rows, None, cursor)

    def change(self, row: RowT) -> None:
        """Show a row in another state, in the place of the one with its key; nothing happens where there is none."""
        rows, texts, index = [*self.everything], self._texts, self._index(self.key(row))
        if index >= 0:
            rows[index] = row
            if texts is not None:
                texts[index] = plain(self.text(row))
            self._take(rows, texts, None)

    def beside(self, key: Hashable, by: int) -> RowT | None:
        """The next (1) or previous (-1) row shown, seen from the one with this key, which need not be; None at an end.

        Without a row of this key the next one is the first.
        """
        here = self._index(key)
        beyond = [index for index in self._shown if (index > here if by > 0 else index < here)]
        return self.everything[beyond[0 if by > 0 else -1]] if beyond else None

    def known(self, key: Hashable) -> RowT | None:
        """The row with a key, shown or not; None where there is none."""
        index = self._index(key)
        return None if index < 0 else self.everything[index]

    @property
    def spot(self) -> Spot:
        """Where the reader is in the list."""
        return Spot(self._key, self.scroll_y)

    def go_back(self, spot: Spot) -> None:
        """Go to where the reader was."""
        self._point_at(spot.key)
        self.scroll_line(spot.line)

    def point(self, index: int) -> None:
        """Put the cursor on a row (-1: on none) without saying so."""
        self._moved = True
        super().point(index)

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        self._moved = True
        super().action_choose()

    # The limit

    def limit(self, query: str) -> None:
        """Show only the rows that match; the cursor stays on its row, or goes to the nearest one that is shown.

        A blank query lifts the limit and brings the place before it back; who has gone elsewhere meanwhile stays there.
        """
        if not query.strip():
            self._lift()
            return
        if self._before is None or self._moved:
            self._before = self.spot
        self.limited_to, here = query, self._index(self._before.key)
        self._narrow()
        super().fill(self._rows(), min(bisect_left(self._shown, here), len(self._shown) - 1))
        self._moved = False
        self._caption()

    def _lift(self) -> None:
        if self._before is None:
            return
        here = self._before if not self._moved or self.row is None else self.spot
        self.limited_to, self._before = "", None
        self._shown = range(len(self.everything))
        super().fill(self.everything)
        self.go_back(here)
        self._show_cursor()
        self._caption()

    def _narrow(self) -> None:
        self._shown = self.headed(matching(self._plain, words_of(self.limited_to), range(len(self.everything))))

    # Finding

    def find(self, pattern: str, spot: Spot) -> None:
        """Put the cursor on the next row after a spot that matches, round the end; back there where none does."""
        self.pattern = pattern
        self.go_back(spot)
        if hits := self._hits:
            super().point(next((hit for hit in hits if hit > self.cursor), hits[0]))

    def go_on(self, by: int) -> None:
        """Go to the next or previous row that matches, round the ends."""
        if hits := self._hits:
            beyond = [hit for hit in hits if (hit > self.cursor if by > 0 else hit < self.cursor)]
            self._go((beyond or hits)[0 if by > 0 else -1])

    def stay(self) -> None:
        """Say that the reader has moved to where the cursor is."""
        if self.row is not None:
            self._go(self.cursor)

    @property
    def found(self) -> str:
        """Which of the rows that match the cursor is on, in words."""
        hits = self._hits
        at = bisect_left(hits, self.cursor)
        if at == len(hits) or hits[at] != self.cursor:
            return "nothing"
        return f"{at + 1:,}/{len(hits):,}"

    @property
    def _hits(self) -> Sequence[int]:
        """The rows shown that match what is looked for, as indices of `rows`."""
        if not (words := words_of(self.pattern)):
            return ()
        texts = self._plain if len(self._shown) == len(self.everything) else [self._plain[i] for i in self._shown]
        return matching(texts, words, range(len(texts)))

    # How rows, indices and keys go together

    def _take(self, rows: Sequence[RowT], texts: list[str] | None, cursor: int | None) -> None:
        key, line = self._key, self.cursor * self.row_height - self.scroll_y
        if self._texts is not None and texts is None:
            texts = self._texts_of(rows, self._texts)
        self.everything, self._texts, self._shown = rows, texts, range(len(rows))
        if self.limited_to:
            self._narrow()
            super().fill(self._rows(), cursor)
            if cursor is None:
                self._point_at(key)
        else:
            super().fill(rows, cursor)
            if cursor is None and key is not None and self._key != key and (now := self._index(key)) >= 0:
                super().point(now)  # rows have come above it, or they are in another order
                self.scroll_line(now * self.row_height - line)
        self._caption()

    def _texts_of(self, rows: Sequence[RowT], known: Sequence[str]) -> list[str]:
        """What rows are found by. Most are as before, and comparing two is quicker than making a text."""
        texts, before = list[str](), self.everything
        elsewhere: dict[Hashable, int] = {}
        for index, row in enumerate(rows):
            at = index
            if at >= len(before) or before[at] != row:
                elsewhere = elsewhere or {self.key(one): place for place, one in enumerate(before)}
                at = elsewhere.get(self.key(row), -1)
            texts.append(known[at] if at >= 0 and before[at] == row else plain(self.text(row)))
        return texts

    def _rows(self) -> list[RowT]:
        return [self.everything[index] for index in self._shown]

    @property
    def _plain(self) -> list[str]:
        if self._texts is None:
            self._texts = [plain(self.text(row)) for row in self.everything]
        return self._texts

    @property
    def _key(self) -> Hashable:
        return None if self.row is None else self.key(self.row)

    def _index(self, key: Hashable) -> int:
        """Where a row is in `everything`; -1 where it is not."""
        return next((index for index, row in enumerate(self.everything) if self.key(row) == key), -1)

    def _point_at(self, key: Hashable) -> None:
        """Put the cursor on the row with a key, if it is shown."""
        super().point(next((index for index, row in enumerate(self.rows) if self.key(row) == key), self.cursor))

    # The frame

    @property
    def shown(self) -> str:
        """How many of how many rows are shown, in words."""
        texts = self._plain
        return f"{sum(bool(texts[index]) for index in self._shown):,} of {sum(map(bool, texts)):,}"

    @property
    def nothing(self) -> str:
        """What stands in the place of rows where there are none."""
        return "Nothing matches." if self.limited_to and self.everything else super().nothing

    def on_resize(self) -> None:
        """Another width has room for other words."""
        super().on_resize()
        self._caption()

    def _caption(self) -> None:
        """Say in the frame how many rows there are, and which ones are shown."""
        if not self.limited_to:
            number = count(len(self.everything), self.noun) if self.noun and self.everything else ""
            self.border_subtitle = " · ".join(filter(None, (number, self.sorted_as)))
            return
        how_many = f", {self.shown}"
        room = max(self.size.width - 2 - len("limited to ") - len(how_many), _SHORTEST)
        self.border_subtitle = Content(f"limited to {clip(self.limited_to, room)}{how_many}")
