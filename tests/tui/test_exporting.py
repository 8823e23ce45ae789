"""The export dialogue: what, in which format, into which file; asked before anything is overwritten."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from newsreader.core.library import Library
from newsreader.tui.offers import file_name
from newsreader.tui.remapping import with_keys
from newsreader.tui.screens.export import HINT, ExportScreen
from newsreader.tui.screens.person import PersonScreen
from newsreader.tui.screens.search import SearchScreen
from tests.tui.pages import page
from tests.tui.waiting import SIZE, MakeApp, opened, until

NEXT = "right_square_bracket"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the program was started."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


async def dialogue(pilot: Pilot[int], key: str = "e") -> ExportScreen:
    """The dialogue, once it knows the tags and the settings."""
    await pilot.press(key)
    screen: Screen[Any] = pilot.app.screen
    assert isinstance(screen, ExportScreen)
    await until(pilot, lambda: screen.ready)
    return screen


def told(screen: ExportScreen) -> str:
    return str(screen.query_one("#told").render())


async def test_the_chosen_quote_goes_into_a_file_named_after_its_article(make_app: MakeApp, folder: Path) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        screen = await dialogue(pilot)
        assert screen.what.words[:3] == ["this quote", "this article", "Ada Lindqvist"]
        assert screen.file.value == "council-sic-votes-for-the-tram.md"
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is reader)
        path = folder / "council-sic-votes-for-the-tram.md"
        assert reader.status.place == f"Exported 1 record to {path}"
        assert "We start in May," in path.read_text()


async def test_format_and_what_are_chosen_by_keys_and_the_name_follows(make_app: MakeApp, folder: Path) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        screen = await dialogue(pilot)
        await pilot.press("right", "right", "tab", "up")
        assert screen.file.value == "ada-lindqvist.csv"
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is reader)
        with open(folder / "ada-lindqvist.csv", encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.DictReader(file))) == 3
        assert reader.status.place.startswith("Exported 3 records")


async def test_the_ending_of_a_typed_name_tells_the_format(make_app: MakeApp, folder: Path) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        screen = await dialogue(pilot)
        await pilot.press("right", "tab", "tab", "ctrl+u", *"mine.json")
        assert screen.format.label.startswith("JSON, all")
        await pilot.press("shift+tab", "down")  # and the other way round
        assert screen.file.value == "mine.jsonl"
        await pilot.press("up", "enter")
        await until(pilot, lambda: pilot.app.screen is reader)
        assert json.loads((folder / "mine.json").read_text())["newsreader"] == "export"


async def test_nothing_is_overwritten_without_a_second_enter(make_app: MakeApp, folder: Path) -> None:
    path = folder / "council-sic-votes-for-the-tram.md"
    path.write_text("mine")
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        screen = await dialogue(pilot)
        await pilot.press("enter")
        assert "is there already; Enter once more overwrites it" in told(screen)
        await pilot.press("right")
        assert told(screen) == with_keys(HINT, pilot.app)  # something else is asked for now
        await pilot.press("enter")
        assert path.read_text() == "mine"
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is reader)
        assert "We start in May," in path.read_text()
        assert [one.name for one in folder.iterdir()] == [path.name]


async def test_an_error_is_one_line_and_the_dialogue_stays(make_app: MakeApp, folder: Path) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        screen = await dialogue(pilot)
        await pilot.press("tab", "tab", "ctrl+u", "enter")
        assert told(screen) == "The file needs a name"
        await pilot.press(*"no/such/x.md", "enter")
        await until(pilot, lambda: told(screen).startswith("no/such/x.md: No such file"))
        await pilot.press("escape")
        await pilot.pause()
        assert os.listdir(folder) == []


async def test_a_tag_that_nothing_has_any_more_writes_no_file(
    library: Library, make_app: MakeApp, folder: Path
) -> None:
    library.set_tags(library.articles()[0].id, ["rail"])
    async with make_app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        screen = await dialogue(pilot)
        library.set_tags(library.articles()[0].id, [])
        screen.what.point(screen.what.words.index("#rail"))
        await pilot.press("enter")
        await until(pilot, lambda: told(screen) == "There is nothing of it to export")
        assert os.listdir(folder) == []


async def test_what_a_search_found_is_exported(library: Library, make_app: MakeApp, folder: Path) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("ctrl+f", *"ferry sailed")
        search: Screen[Any] = pilot.app.screen
        assert isinstance(search, SearchScreen)
        await until(pilot, lambda: search.settled)
        screen = await dialogue(pilot, "f4")
        assert screen.what.words[0] == "these results"
        assert screen.file.value == "ferry-sailed.md"
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is search)
        assert "the ferry sailed" in (folder / "ferry-sailed.md").read_text()


async def test_all_that_somebody_said_is_exported_from_their_page(make_app: MakeApp, folder: Path) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("P")
        person = await page(pilot, PersonScreen)
        screen = await dialogue(pilot)
        assert screen.what.words[:2] == ["Ada Lindqvist", "this quote"]
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is person)
        assert person.status.place == f"Exported 3 records to {folder / 'ada-lindqvist.md'}"


@pytest.mark.parametrize("size", [(60, 20), (1, 1)])
async def test_it_can_be_used_on_a_small_screen(make_app: MakeApp, folder: Path, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        reader = await opened(pilot)
        await dialogue(pilot)
        await pilot.press("tab", "down", "tab", "enter")
        await until(pilot, lambda: pilot.app.screen is reader)
        assert len(os.listdir(folder)) == 1


def test_names_of_files_are_plain() -> None:
    assert file_name("Bush & Putin: “no”/../deal?", ".md") == "bush-putin-no-deal.md"
    assert file_name("日本 votes", ".csv") == "日本-votes.csv"
    assert file_name("…", ".txt") == "newsreader.txt"
    assert len(file_name("word " * 100, ".md")) <= 63
