"""Stars, tags and notes on quotes and passages, the list of all marks, and undoing them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from newsreader.core.library import Library
from newsreader.core.model import Analysis, Article
from newsreader.tui.reading import Reading
from newsreader.tui.screens.marks import MarksScreen
from newsreader.tui.subjects import Scope, in_text
from tests.tui.conftest import TEXT, span
from tests.tui.test_annotating import article_lines, row_lines, told
from tests.tui.waiting import SIZE, MakeApp, opened, until

NEXT = "right_square_bracket"


async def listed(pilot: Pilot[int]) -> MarksScreen:
    """The list of marks, once it has been read."""
    await pilot.press("asterisk")
    screen: Screen[Any] = pilot.app.screen
    assert isinstance(screen, MarksScreen)
    await until(pilot, lambda: screen.marks.border_subtitle)
    return screen


def lines(screen: MarksScreen) -> list[str]:
    """What the list shows, both lines of a mark as one."""
    drawn = [screen.marks.render_line(y).text.rstrip() for y in range(2 * len(screen.marks.rows))]
    return [f"{a}|{b}" for a, b in zip(drawn[::2], drawn[1::2], strict=True)]


def marks(library: Library) -> list[tuple[str, str, str]]:
    return [(mark.what, mark.value, mark.words) for mark in library.marked()]


# What a key is about


def reading(article: Article, analysis: Analysis) -> Reading:
    made = Reading(article)
    made.analysed(analysis)
    return made


def test_the_chosen_quote_is_meant_while_it_is_seen_then_the_paragraph(article: Article, analysis: Analysis) -> None:
    here = reading(article, analysis)
    seen = in_text(here, "T", 0, len(TEXT))
    assert [one.scope for one in seen] == [Scope.QUOTE, Scope.PASSAGE, Scope.ARTICLE]
    assert seen[0].words == "We start in May,"
    below = in_text(here, "T", TEXT.index("The mayor"), len(TEXT))
    assert [one.scope for one in below] == [Scope.PASSAGE, Scope.QUOTE, Scope.ARTICLE]
    assert below[0].words.startswith("The mayor") and below[0].words.endswith('bridge".')


def test_a_hit_is_meant_with_its_sentence_unless_it_is_in_the_quote(article: Article, analysis: Analysis) -> None:
    here = reading(article, analysis)
    here.find("corner", 0)
    hit = in_text(here, "T", 0, len(TEXT))[0]
    assert (hit.scope, hit.words) == (Scope.PASSAGE, 'Residents spoke of a "tram tax" on every corner')
    here.find("start", 0)
    assert in_text(here, "T", 0, len(TEXT))[0].scope is Scope.QUOTE


def test_an_article_without_quotes_is_meant_as_a_whole(article: Article) -> None:
    here = reading(article, Analysis(article))
    assert [one.scope for one in in_text(here, "T", 0, 9)] == [Scope.ARTICLE, Scope.PASSAGE]
    assert [one.scope for one in in_text(Reading(Article("")), "T", 0, 0)] == [Scope.ARTICLE]


def test_what_is_on_a_quote_stays_on_it_when_its_end_moves(article: Article, analysis: Analysis) -> None:
    here, first = reading(article, analysis), analysis.quotes[0]
    from newsreader.core.library.rows import MarkRow

    here.marks = [MarkRow(article.id, "", (first.start, first.end), "", "star", "", "")]
    shorter = first._replace(content=((first.start, first.end - 4),), marked=())
    here.analysed(replace(analysis, quotes=(shorter, *analysis.quotes[1:])))
    assert [mark.what for mark in here.marks_on(shorter)] == ["star"]
    assert here.marks_on(analysis.quotes[1]) == []


# Keys in the article


async def test_a_star_on_a_quote_shows_in_the_margin_the_list_and_the_status_line(
    library: Library, make_app: MakeApp
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("m")
        await told(pilot, reader, "Starred · “We start in May,”")
        assert marks(library) == [("star", "", "We start in May,")]
        [line] = [line for line in article_lines(reader) if "★" in line]
        assert '★▶ "We start' in line
        assert "★" in reader.quotes.render_line(0).text
        assert "★" not in row_lines(reader, 0)
        await pilot.press(NEXT, "left_square_bracket")
        assert reader.status.place == "Quote 1/5 · Ada Lindqvist · said · sure · ★"
        await pilot.press("m")
        await told(pilot, reader, "No star")
        assert marks(library) == []


async def test_tags_and_notes_go_to_what_the_arrow_keys_say(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("t")
        await until(pilot, lambda: reader.asks)
        assert reader.status.place == "Tags on the quote · ↑ ↓ passage, article · “We start in May,”"
        await pilot.press(*"may", "down", "enter")  # typed words go along
        await told(pilot, reader, "Tagged #may · “Council [sic]")
        await pilot.press("t", *"start", "enter")
        await told(pilot, reader, "Tagged #start · “We start")
        await pilot.press("a", "up", *"dull", "enter")
        await told(pilot, reader, "Noted “dull” · Council")
        assert marks(library) == [
            ("note", "dull", ""),
            ("tag", "may", "Council [sic] votes for the tram"),
            ("tag", "start", "We start in May,"),
        ]
        await pilot.press(NEXT, "left_square_bracket")
        assert reader.status.place.endswith("sure · #start")
        await pilot.press("t", "down")
        assert reader.query_one("#line").value == "may, "  # type: ignore[attr-defined]
        await pilot.press("escape")
        assert reader.status.place.startswith("Quote 1/5")


async def test_the_hit_of_a_find_is_starred_as_a_passage(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("slash", *"corner", "enter", "m")
        await told(pilot, reader, "Starred · “Residents spoke")
        assert marks(library) == [("star", "", 'Residents spoke of a "tram tax" on every corner')]
        assert any("★" in line and "Residents" in line for line in article_lines(reader))


async def test_undo_and_redo_say_what_they_do_and_the_panes_follow(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("M")
        await told(pilot, reader, "Starred")
        await pilot.press(NEXT, "m")
        await told(pilot, reader, "Starred · “Nobody")
        await pilot.press("u")
        await told(pilot, reader, "Undone: Starred “Nobody")
        assert reader.status.place.endswith("U does it again")
        assert not [line for line in article_lines(reader) if "★" in line]
        assert reader._reading and reader._reading.chosen == 1
        await pilot.press("u")
        await told(pilot, reader, "Undone: Starred “Council")
        assert "★" not in row_lines(reader, 0)
        await pilot.press("u")
        await told(pilot, reader, "There is nothing to undo")
        await pilot.press("U", "U")
        await told(pilot, reader, "Done again: Starred “Nobody")
        assert len(marks(library)) == 2
        assert [line for line in article_lines(reader) if "★" in line]


# The list


@pytest.fixture
def marked(library: Library, article: Article) -> Library:
    """The library with a mark of each kind."""
    library.star(article.id)
    library.set_tags(article.id, ["rail [x]"], span(TEXT, "less than a bridge"))
    library.add_note(article.id, "who says?", span(TEXT, "Residents spoke"))
    return library


async def test_all_marks_are_listed_found_as_one_types_and_gone_to(marked: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        screen = await listed(pilot)
        shown = "\n".join(lines(screen))
        assert "★ the whole article" in shown and "✎ who says?  “Residents spoke”" in shown
        assert "# rail [x]  “less than a bridge”" in shown
        await pilot.press(*"rail")
        assert len(screen.marks.rows) == 1
        await pilot.press("enter")
        await until(pilot, lambda: reader.status.place.startswith("Quote 3/5 · Tomás Rey"))
        assert reader.focused == reader.pane
        await pilot.press("escape")
        again: Screen[Any] = pilot.app.screen
        assert isinstance(again, MarksScreen) and again.input.value == "rail"  # where the reader was
        await pilot.press("escape")
        assert pilot.app.screen is reader
        await pilot.press("escape", "escape")
        assert pilot.app.screen is reader
        await listed(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: reader.status.place.startswith("Quote 3/5"))
        await pilot.press(NEXT, "escape")  # who reads on has arrived
        assert pilot.app.screen is reader


async def test_a_mark_on_a_passage_is_shown_there(marked: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await listed(pilot)
        await pilot.press(*"note who", "enter")
        await until(pilot, lambda: "note who says?" in reader.status.place)
        assert reader._reading and list(reader._reading.hits) == [span(TEXT, "Residents spoke")]


async def test_marks_are_taken_away_and_come_back(marked: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        screen = await listed(pilot)
        before = marks(marked)
        for left in (2, 1, 0):
            await pilot.press("delete")
            await until(pilot, lambda left=left: len(screen.marks.rows) == left)  # type: ignore[misc]
        assert marks(marked) == []
        assert "Nothing is marked yet" in screen.marks.render_line(0).text
        for there in (1, 2, 3):
            await pilot.press("ctrl+z")
            await until(pilot, lambda there=there: len(screen.marks.rows) == there)  # type: ignore[misc]
        assert marks(marked) == before
        await pilot.press("delete")
        await until(pilot, lambda: len(screen.marks.rows) == 2)
        await pilot.press("escape")
        await pilot.pause(0.2)
        assert len(reader._reading.marks if reader._reading else ()) == 2  # the article follows


async def test_a_letter_is_deleted_and_no_mark(marked: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        screen = await listed(pilot)
        await pilot.press(*"raill", "left", "delete")
        assert screen.input.value == "rail"
        assert len(screen.marks.rows) == 1
        assert len(marks(marked)) == 3


async def test_kinds_have_their_own_words_when_there_are_none(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        screen = await listed(pilot)
        said = set()
        for _ in range(6):
            said.add(screen.marks.render_line(0).text.strip())
            await pilot.press("tab")
        assert len(said) == 6 and all(said)


async def test_what_lost_its_words_is_listed_and_put_on_the_chosen_quote(
    library: Library, article: Article, analysis: Analysis, make_app: MakeApp
) -> None:
    library.star(article.id, span(TEXT, "less than a bridge"))
    newer = replace(article, text=TEXT.replace("less than a bridge", "more than a house"), blocks=())
    library.add(newer, replaces=article.id)
    [lost] = library.corrections.aside()
    first = analysis.quotes[0]
    library.put_analysis(newer.id, Analysis(newer, (first,), analysis.entities[:1], engine=analysis.engine))
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        screen = await listed(pilot)
        assert "? ★ “less than a bridge”" in lines(screen)[0]
        await pilot.press("f4")
        await until(pilot, lambda: screen.status.place.startswith("Put on “We start in May,”"))
        await pilot.press("escape")
        assert library.corrections.aside() == []
        assert marks(library) == [("star", "", "We start in May,")]
        await until(pilot, lambda: [line for line in article_lines(reader) if "★" in line])
        assert lost.words == "less than a bridge"


@pytest.mark.parametrize("size", [(60, 20), (1, 1)])
async def test_it_can_be_used_on_a_small_screen(marked: Library, make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        reader = await opened(pilot)
        screen = await listed(pilot)
        assert len(screen.marks.rows) == 3
        await pilot.press("tab", "tab", "enter")
        await until(pilot, lambda: reader.status.place.startswith("Quote 3/5"))
