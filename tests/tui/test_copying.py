"""y and Y: what is copied, and what the reader is told."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsreader.core import settings
from newsreader.core.library import Library
from newsreader.core.model import Analysis, Article
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens.person import PersonScreen
from tests.tui.pages import page
from tests.tui.waiting import SIZE, MakeApp, opened, until

URL = "https://courier.example/tram"
NEXT = "right_square_bracket"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal and nothing else, whatever machine this is."""
    for name in ("TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSH_CONNECTION", "a b c d")


@pytest.fixture
def article(article: Article) -> Article:
    """One that says where it stands."""
    return replace(article, outlet="The Courier", published="2008-05-01", url=URL, author="Nell Okoro")


def sent(pilot: Pilot[int]) -> list[str]:
    """What the terminal has been asked to copy from now on; filled as the program runs."""
    texts: list[str] = []
    assert isinstance(pilot.app, NewsreaderApp) and pilot.app._driver
    write = pilot.app._driver.write

    def listen(data: str) -> None:
        if data.startswith("\x1b]52;c;"):
            texts.append(base64.b64decode(data[len("\x1b]52;c;") : -1]).decode())
        write(data)

    pilot.app._driver.write = listen  # type: ignore[method-assign]
    return texts


async def test_the_quote_goes_with_who_said_it_where_and_when(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        texts = sent(pilot)
        await pilot.press("y")
        await until(pilot, lambda: reader.status.place.startswith("Copied"))
        assert reader.status.place == "Copied “We start in May,” · by the terminal"
        [text] = texts
        words, source = text.split("\n")
        assert words == "“We start in May,”"
        for part in ("Ada Lindqvist", "The Courier", "1 May 2008", URL, "Council [sic] votes for the tram"):
            assert part in source


async def test_the_citation_is_in_the_style_of_the_settings(make_app: MakeApp, tmp_path: Path) -> None:
    path = tmp_path / "config" / "newsreader" / "settings.toml"
    path.parent.mkdir(parents=True)
    path.write_text('[copy]\ncitation = "mla"\nquote = "markdown"\n')
    assert settings.load()[0].copy.citation == "mla"
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        texts = sent(pilot)
        await pilot.press("Y")
        await until(pilot, lambda: reader.status.place == "Copied the citation, MLA · by the terminal")
        assert texts[0].startswith("Okoro, Nell. “Council [sic]")
        await pilot.press("l", "y")  # in the list of articles there is no quote to copy
        await until(pilot, lambda: len(texts) == 2)
        assert texts[1] == texts[0]
        await pilot.press("escape", "y")
        await until(pilot, lambda: len(texts) == 3)
        assert texts[2].startswith("> “We start in May,”")


async def test_a_hit_is_copied_as_a_passage(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        texts = sent(pilot)
        await pilot.press("slash", *"corner", "enter", "y")
        await until(pilot, lambda: reader.status.place.startswith("Copied “Residents"))
        assert texts[0].startswith('Residents spoke of a "tram tax" on every corner\n— “Council [sic]')


async def test_on_somebodys_page_the_quote_under_the_cursor_is_copied(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        texts = sent(pilot)
        await pilot.press("P")
        person = await page(pilot, PersonScreen)
        await pilot.press("j", "y")
        await until(pilot, lambda: person.status.place.startswith("Copied “Nobody will lose"))
        await pilot.press("Y")
        await until(pilot, lambda: person.status.place.startswith("Copied the citation, APA"))
        assert texts[0].startswith("“Nobody will lose a garden, […] or a shed.”\n— Ada Lindqvist")
        assert texts[1].startswith("Okoro, N. (2008, May 1).")


async def test_what_is_too_long_is_told(library: Library, make_app: MakeApp) -> None:
    words = "long " * 20_000
    text = f"“{words}” said Ann."
    article = Article(text, title="Long", source="long.txt")
    library.add(article)
    from newsreader.core.model import Quote, QuoteKind
    from newsreader.core.nlp import ENGINE

    span = (1, 1 + len(words))
    quote = Quote((span,), QuoteKind.DIRECT, (span,), speaker_name="Ann", confidence=1.0)
    library.put_analysis(article.id, Analysis(article, (quote,), engine=ENGINE))
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        texts = sent(pilot)
        await pilot.press("J", "J")
        await until(pilot, lambda: "Ann" in reader.status.place)
        await pilot.press("y")
        await until(pilot, lambda: reader.status.place == "Not copied: terminals take 74 KB at most")
        assert texts == []


async def test_what_is_selected_in_a_line_is_copied_the_same_way(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        texts = sent(pilot)
        await pilot.press("slash", *"tram", "ctrl+a", "shift+end", "ctrl+c")
        await until(pilot, lambda: texts == ["tram"])
