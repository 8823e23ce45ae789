"""Removing articles from the reader, and getting them back."""

from __future__ import annotations

from newsreader.core.library import Library
from newsreader.tui.app import SAMPLES
from tests.tui.waiting import SIZE, MakeApp, opened, until


async def test_the_open_article_is_removed_and_brought_back(library: Library, make_app: MakeApp) -> None:
    tram, quiet = (row.id for row in library.articles())
    library.star(tram, (0, 7))
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("D")
        await until(pilot, lambda: reader.status.place.startswith("Removed · Council [sic]"))
        assert reader.current == quiet and not reader.quotes.rows
        assert [row.id for row in library.articles()] == [quiet]
        await pilot.press("u")
        await until(pilot, lambda: reader.status.place.startswith("Undone: Removed “Council [sic]"))
        assert reader.current == tram and reader.quotes.rows
        assert [row.id for row in reader.articles.rows] == [tram, quiet]
        assert [mark.what for mark in library.marked(tram)] == ["star"]


async def test_in_the_list_the_row_under_the_cursor_goes(library: Library, make_app: MakeApp) -> None:
    tram, _ = (row.id for row in library.articles())
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("l", "j", "delete")
        await until(pilot, lambda: reader.status.place.startswith("Removed · A quiet day"))
        assert [row.id for row in library.articles()] == [tram]
        assert reader.current == tram


async def test_an_empty_library_says_what_can_be_done(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("D")
        await until(pilot, lambda: len(library) == 1)
        await pilot.press("D")
        await until(pilot, lambda: reader._reading is None)
        lines = "\n".join(reader.pane.render_line(y).text for y in range(8))
        assert "Nothing to read yet." in lines and "L  " in lines
        for key in ("D", "y", "m", "c", "]", "}", "n", "space", "x", "i", "z", "z", "V", "P", "slash", "e"):
            await pilot.press(key)
        await pilot.press("escape")
        for key in "miC":
            reader.status.say("")
            await pilot.press(key)
            assert reader.status.place == "No article is open"
        for size in ((60, 20), (1, 1), SIZE):
            await pilot.resize_terminal(*size)
        await pilot.press("u")
        await until(pilot, lambda: reader._reading)
        assert len(library) == 1


async def test_samples_that_were_all_removed_do_not_come_back_by_themselves(
    library: Library, make_app: MakeApp
) -> None:
    for row in library.articles():
        library.remove(row.id)
    library.set_state(SAMPLES, "given")
    async with make_app().run_test(size=SIZE) as pilot:
        app = pilot.app
        await until(pilot, lambda: app.reader.status.place == "Nothing to read yet")  # type: ignore[attr-defined]
        assert len(library) == 0
        commands = {command.title: command.callback for command in app.get_system_commands(app.screen)}
        await commands["Load the sample articles"]()
        await until(pilot, lambda: len(library) > 5)
