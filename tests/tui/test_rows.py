"""Rows of the lists: dates that can be read, numbers to the right, nothing cut without saying so."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from newsreader.core.library import ArticleRow
from newsreader.core.model import Analysis
from newsreader.tui.theme import palette
from newsreader.tui.widgets.article_list import ArticleList
from newsreader.tui.widgets.entity_list import EntityList, entity_rows
from newsreader.tui.wording import day

ROW = ArticleRow(
    id="x", title="The ferry sailed, and nobody was there to see it", source="x.txt", outlet="The Lantern",
    author=None, published="2016-03-02T08:00:00Z", added="", words=100, analysed="1", quotes=27, opened=True,
    starred=False, tags=(), note="", url=None, copies=0,
)  # fmt: skip


@pytest.mark.parametrize(
    ("published", "read"),
    [
        ("2016-03-12", "12 Mar 2016"),
        ("2016-03-02T08:00:00Z", "2 Mar 2016"),
        ("2016-03", "Mar 2016"),
        ("2016", "2016"),
        ("2016-13-01", "2016-13-01"),
        ("yesterday", "yesterday"),
        (None, ""),
    ],
)
def test_a_day_can_be_read(published: str | None, read: str) -> None:
    assert day(published) == read


@pytest.mark.parametrize("width", [20, 24, 29, 34, 60])
def test_an_article_s_number_of_quotes_is_never_cut(width: int) -> None:
    articles = ArticleList(palette({}))
    drawn = "".join(text for text, _ in articles.draw(ROW, 1, width))
    assert cell_len(drawn) == width
    assert drawn.endswith("27 quotes" if width >= 30 else " 27“")
    assert drawn.startswith("  2 Mar 2016")
    assert "Lantern" in drawn or "…" in drawn


def test_an_article_without_date_and_outlet_says_how_many_quotes_in_words() -> None:
    row = ROW._replace(outlet=None, published=None)
    assert [text for text, _ in ArticleList(palette({})).draw(row, 1, 20)] == ["  27 quotes"]


@pytest.mark.parametrize("width", [20, 24, 29, 40])
def test_what_the_numbers_of_people_are_is_said_over_them(analysis: Analysis, width: int) -> None:
    entities = EntityList(palette({}))
    heading, first = ("".join(text for text, _ in entities.draw(row, 0, width)) for row in entity_rows(analysis)[:2])
    assert heading.endswith("said named" if width >= 29 else "said/named")
    assert heading.startswith("People 2")
    assert cell_len(heading) == cell_len(first) == width
    assert first.endswith("3")
