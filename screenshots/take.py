"""Take the pictures in this folder from the real program on its sample articles.

    python screenshots/take.py

Each picture is the program's own screen as SVG, made in a new home folder so that they come out the same everywhere.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.pilot import Pilot

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Picture:
    """A picture: its name, the size of the terminal, the keys pressed before it is taken, the theme."""

    name: str
    size: tuple[int, int] = (120, 40)
    keys: Sequence[str] = ()
    theme: str = "newsreader-dark"
    no_color: bool = False


NEXT = "right_square_bracket"
PICTURES = (
    Picture("reader", keys=[NEXT] * 4),
    Picture("search", keys=["ctrl+f", *"cautiosly optimistic"]),
    Picture("people", keys=["J", "J", "p", "w", "w"]),
    Picture("person", keys=["O", "enter"]),
    Picture("travels", keys=["J", "J", NEXT, NEXT, NEXT, "V"]),
    Picture("overview", keys=["O"]),
    Picture("find", keys=["slash", *"missile", "enter", "n"]),
    Picture("narrow", size=(80, 24), keys=[NEXT] * 6),
    Picture("very-narrow", size=(60, 20), keys=[NEXT, "p"]),
    Picture("light", keys=["J", NEXT, NEXT], theme="newsreader-light"),
    Picture("no-colour", keys=[NEXT] * 4, no_color=True),
    Picture("keys", keys=["question_mark"]),
    Picture("manual", keys=["question_mark", "tab", "tab"]),
)


async def take(picture: Picture) -> str:
    """The SVG of one picture."""
    from newsreader.core.library import Library
    from newsreader.core.library.samples import add_samples
    from newsreader.tui.app import NewsreaderApp

    with Library() as library:
        add_samples(library)
        while library.identities.catch_up() or library.travels.catch_up():  # the program's child would, a moment later
            pass
        app = NewsreaderApp(library)
        app.theme = picture.theme
        async with app.run_test(size=picture.size) as pilot:
            await settled(pilot)
            for key in picture.keys:
                await pilot.press("space" if key == " " else key)
                await settled(pilot)
            await pilot.pause(0.2)
            return app.export_screenshot(title="newsreader")


async def settled(pilot: Pilot[int]) -> None:
    """Wait until the screen has answered the last key."""
    from newsreader.tui.screens.across import AcrossScreen
    from newsreader.tui.screens.help import HelpScreen
    from newsreader.tui.screens.search import SearchScreen
    from newsreader.tui.widgets.status_line import StatusLine

    while True:
        await pilot.pause(0.05)
        screen = pilot.app.screen
        if isinstance(screen, SearchScreen):
            screen.input.cursor_blink = False
            if screen.settled and (screen.preview.border_title or not screen.results.rows):
                return
        elif isinstance(screen, HelpScreen):
            return
        elif isinstance(screen, AcrossScreen):
            if getattr(screen, "settled", True):
                await pilot.pause(0.3)  # the article beside the list
                return
        elif all(line.place.startswith(("Quote", "Found")) or " · " in line.place for line in screen.query(StatusLine)):
            return


def main() -> None:
    """Take all pictures."""
    for picture in PICTURES:
        with tempfile.TemporaryDirectory() as home:
            os.environ.update({"HOME": home, "XDG_DATA_HOME": home, "XDG_STATE_HOME": home, "XDG_CONFIG_HOME": home})
            os.environ.pop("NO_COLOR", None)
            if picture.no_color:
                os.environ["NO_COLOR"] = "1"
            (HERE / f"{picture.name}.svg").write_text(asyncio.run(take(picture)), encoding="utf-8")
            print(picture.name)


if __name__ == "__main__":
    main()
