"""The versions of a quote: the mark in the article, the page, the difference, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.core.library import Library
from newsreader.core.people.difference import difference
from newsreader.tui.render import ELSEWHERE
from newsreader.tui.screens.travels import TravelsScreen
from newsreader.tui.widgets.difference_pane import parts
from tests.tui.pages import BARRIER, THERMOS, article, at_quote, copy_of, page, reader_again, shown
from tests.tui.waiting import SIZE, MakeApp, until

SANDBAGS = "I have carried sandbags"


@pytest.fixture
def library(samples_file: Path, tmp_path: Path) -> Library:
    return copy_of(samples_file, tmp_path)


async def test_the_article_says_that_others_have_a_quote(make_app: MakeApp, library: Library) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await at_quote(pilot, library, BARRIER, SANDBAGS)
        assert reader.status.place.endswith("also in 1 other")
        margin = [reader.pane.render_line(y).text.lstrip()[:1] for y in range(reader.pane.size.height)]
        assert ELSEWHERE in margin
        assert any(line.endswith(f"{ELSEWHERE}1") for line in shown(reader.quotes))
        alone = next(i for i in range(len(reader._reading.quotes)) if i not in reader._reading.elsewhere)  # type: ignore[union-attr]
        reader.open_quote(reader.current or "", alone)
        await until(pilot, lambda: "also in" not in reader.status.place)
        await pilot.press("V")
        await until(pilot, lambda: reader.status.place == "No other article has this quote")


async def test_the_page_shows_the_versions_and_how_they_differ(make_app: MakeApp, library: Library) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await at_quote(pilot, library, BARRIER, SANDBAGS)
        await pilot.press("V")
        travels = await page(pilot, TravelsScreen)
        rows = shown(travels.versions)
        assert "first seen" in rows[0]
        assert "the chosen quote" in rows[1]
        assert rows[4].startswith("≠")
        assert "[-eleven.-] {+twelve.+}" in travels.difference.text
        assert "The words in quotation marks differ" in travels.difference.text
        await pilot.press("up")
        assert "This is the chosen quote." in travels.difference.text


async def test_enter_opens_a_version_and_backspace_comes_back(make_app: MakeApp, library: Library) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await at_quote(pilot, library, BARRIER, SANDBAGS)
        await pilot.press("V")
        await page(pilot, TravelsScreen)
        await pilot.press("enter")
        await reader_again(pilot)
        await until(pilot, lambda: reader.current == article(library, THERMOS) and "Goran Lasko" in reader.status.place)
        quote = reader._reading.quote  # type: ignore[union-attr]
        assert quote
        assert SANDBAGS in reader._reading.article.text[quote.start : quote.end]  # type: ignore[union-attr]
        assert "Backspace: back to the versions" in str(reader.pane.border_subtitle)
        await pilot.press("backspace")
        travels = await page(pilot, TravelsScreen)
        assert travels.versions.cursor == 1
        await pilot.press("escape")
        await reader_again(pilot)
        await until(pilot, lambda: reader.current == article(library, BARRIER))
        assert reader.trail.last is None


@pytest.mark.parametrize("size", [(60, 20), (1, 1)])
async def test_at_every_size(make_app: MakeApp, library: Library, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        await at_quote(pilot, library, BARRIER, SANDBAGS)
        await pilot.press("V")
        travels = await page(pilot, TravelsScreen)
        await pilot.press("J", "down", "up", "K")
        assert travels.difference.text


def test_parts_keep_every_word_of_both_versions() -> None:
    one, other = "I shall  never [sic] leave, “ever”.", "We shall never leave this town."
    shown_parts = parts(one, other, difference(one, other))
    added = "".join(words.strip("{+}") for words, kind in shown_parts if kind in ("same", "added"))
    assert added.split() == other.split()
    removed = [words[2:-2] for words, kind in shown_parts if kind == "removed"]
    assert "I" in removed[0]
    assert all(kind in ("same", "removed", "added") for _, kind in shown_parts)
