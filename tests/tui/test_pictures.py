"""Pictures of the screens, compared to the ones that were looked at and kept.

After a change that is meant to be seen: `pytest tests/tui/test_pictures.py --snapshot-update`, then look at each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from textual.pilot import Pilot

from newsreader.tui.app import NewsreaderApp
from newsreader.tui.widgets.status_line import StatusLine

Compare = Callable[..., bool]
NEXT = "right_square_bracket"


def settled(*keys: str, rows: bool = False) -> Callable[[Pilot[int]], Any]:
    """Waits for the first article, presses keys, and waits for the search's results if there is a search."""

    async def prepare(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app, NewsreaderApp)
        while not any(line.place for line in pilot.app.query(StatusLine)):
            await pilot.pause(0.05)
        await pilot.press(*keys)
        while rows and not pilot.app.screen.results.rows:  # type: ignore[attr-defined]
            await pilot.pause(0.05)
        await pilot.pause(0.2)

    return prepare


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "gruvbox"])
def test_reader(snap_compare: Compare, make_app: Callable[[], NewsreaderApp], size: Sequence[int], theme: str) -> None:
    app = make_app()
    app.theme = theme
    assert snap_compare(app, terminal_size=size, run_before=settled(NEXT, NEXT))


def test_reader_without_colour(
    snap_compare: Compare, make_app: Callable[[], NewsreaderApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(make_app(), terminal_size=(120, 40), run_before=settled(NEXT, NEXT))


def test_folded_panel_comes_forward(snap_compare: Compare, make_app: Callable[[], NewsreaderApp]) -> None:
    assert snap_compare(make_app(), terminal_size=(60, 20), run_before=settled("p", "enter"))


def test_find(snap_compare: Compare, make_app: Callable[[], NewsreaderApp]) -> None:
    # Enter, so that the blinking cursor of the input is not in the picture.
    assert snap_compare(make_app(), terminal_size=(80, 24), run_before=settled("slash", *"tram", "enter", "n"))


def test_help(snap_compare: Compare, make_app: Callable[[], NewsreaderApp]) -> None:
    assert snap_compare(make_app(), terminal_size=(80, 40), run_before=settled("question_mark"))


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_search(snap_compare: Compare, make_app: Callable[[], NewsreaderApp], size: Sequence[int]) -> None:
    prepare = settled("ctrl+f", *"fery sailed", rows=True)

    async def without_cursor(pilot: Pilot[int]) -> None:
        await prepare(pilot)
        pilot.app.screen.query_one("#query").cursor_blink = False  # type: ignore[attr-defined]
        await pilot.pause(0.3)

    assert snap_compare(make_app(), terminal_size=size, run_before=without_cursor)
