"""Stars, tags, notes and unread marks: keys in, what is kept and shown out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from newsreader.core.library import Library
from newsreader.core.model import Analysis
from newsreader.tui.screens.reader import ReaderScreen
from tests.tui.waiting import SIZE, MakeApp, opened, until


async def told(pilot: Pilot[int], reader: ReaderScreen, words: str) -> None:
    """The status line says something, and the row in the list follows."""
    await until(pilot, lambda: reader.status.place.startswith(words))
    await pilot.pause(0.1)


def row_lines(reader: ReaderScreen, row: int) -> str:
    """Both lines of a row in the list of articles."""
    return "\n".join(reader.articles.render_line(2 * row + line).text for line in (0, 1))


def article_lines(reader: ReaderScreen) -> list[str]:
    return [reader.pane.render_line(y).text for y in range(reader.pane.size.height)]


async def test_a_star_is_given_and_taken_by_the_same_key(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("M")
        await told(pilot, reader, "Starred · Council [sic] votes for the tram")
        assert library.starred() == [reader.current]
        assert "▸ ★ Council [sic]" in row_lines(reader, 0)
        await pilot.press("l", "j", "m")
        await told(pilot, reader, "Starred · A quiet day")
        assert "★ A quiet day" in row_lines(reader, 1)
        await pilot.press("m")
        await told(pilot, reader, "No star · A quiet day")
        assert "★" not in row_lines(reader, 1)
        assert library.starred() == [reader.current]


async def test_a_star_pressed_twice_at_once_is_none(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("M", "M")
        await told(pilot, reader, "No star")
        assert library.starred() == []
        assert "★" not in row_lines(reader, 0)


async def test_tags_are_typed_kept_shown_and_typed_anew(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        current = reader.current or ""
        await pilot.press("T", *"tram, #[sic], tram", "enter")
        await told(pilot, reader, "Tagged #tram #[sic]")
        assert library.tags_of(current) == ("tram", "[sic]")
        assert "#tram #[sic]" in row_lines(reader, 0)
        assert reader.focused == reader.pane
        await pilot.press("T", *"may", "escape")
        await pilot.pause(0.2)
        assert library.tags_of(current) == ("tram", "[sic]")
        await pilot.press("T", *"may", "enter")
        await told(pilot, reader, "Tagged #tram #[sic] #may")
        await pilot.press("T", "ctrl+u", "enter")
        await told(pilot, reader, "No tags")
        assert library.tags() == {}


async def test_in_the_list_the_row_under_the_cursor_is_tagged(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("l", "j", "t", *"ferries", "enter")
        await told(pilot, reader, "Tagged #ferries · A quiet day")
        assert [row.tags for row in library.articles()] == [(), ("ferries",)]
        assert reader.focused == reader.articles


async def test_a_note_on_a_quote_is_shown_where_the_reader_steps_on_it(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("right_square_bracket", "a", *"who [/x] says?", "enter")
        await told(pilot, reader, "Noted “who [/x] says?”")
        [note] = library.notes(reader.current or "")
        quote = reader._reading.quote if reader._reading else None
        assert quote and note.span == (quote.start, quote.end)
        await pilot.press("left_square_bracket")
        assert "Note" not in reader.status.place
        await pilot.press("right_square_bracket")
        assert reader.status.place.endswith("Note: who [/x] says?")
        [pencil] = [line for line in article_lines(reader) if "✎" in line]
        assert '"Nobody will' in pencil
        await pilot.press("a", *" Nobody", "enter")  # what it says is gone on with
        await told(pilot, reader, "Noted “who [/x] says? Nobody”")
        assert [(one.number, one.words) for one in library.notes(reader.current or "")] == [
            (note.number, "who [/x] says? Nobody")
        ]
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        assert reader.status.place.endswith("says? Nobody")
        await pilot.press("a", "ctrl+u", "enter")
        await told(pilot, reader, "No note")
        assert library.notes(reader.current or "") == []
        assert not [line for line in article_lines(reader) if "✎" in line]


async def test_an_article_without_quotes_gets_a_note_as_a_whole(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("J")
        await until(pilot, lambda: reader.status.place.startswith("No quotes"))
        await pilot.press("a", *"dull [b]", "enter")
        await told(pilot, reader, "Noted “dull [b]” · A quiet day")
        assert [(note.span, note.words) for note in library.notes(reader.current or "")] == [(None, "dull [b]")]
        assert "Note: dull" in str(reader.pane.border_subtitle)
        await pilot.press("l", "a", "ctrl+u", *"duller", "enter")  # in the list the note is the article's
        await told(pilot, reader, "Noted “duller”")
        assert [note.words for note in library.notes(reader.current or "")] == ["duller"]
        assert str(reader.pane.border_subtitle) == "Note: duller"


@pytest.mark.parametrize(("keys", "kept"), [(("tab",), True), (("escape",), False), (("ctrl+u", "tab"), False)])
async def test_a_line_that_is_left_loses_no_words(
    library: Library, make_app: MakeApp, keys: tuple[str, ...], kept: bool
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press("a", *"half a note")
        await pilot.press(*keys)
        await pilot.pause(0.3)
        assert bool(library.notes(reader.current or "")) == kept
        assert not reader.query("#line")


async def test_a_note_stays_with_its_words_when_the_quote_is_found_otherwise(
    library: Library, analysis: Analysis, make_app: MakeApp
) -> None:
    first = analysis.quotes[0]
    library.add_note(analysis.article.id, "keep me", (first.start, first.end))
    shorter = first._replace(content=((first.start, first.end - 5),), marked=((first.start, first.end - 5),))
    library.put_analysis(analysis.article.id, replace(analysis, quotes=(shorter, *analysis.quotes[1:])))
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        assert reader.status.place.endswith("Note: keep me")


async def test_read_and_unread(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        assert "•" not in row_lines(reader, 0)
        assert "• A quiet day" in row_lines(reader, 1)
        await pilot.press("r")
        await told(pilot, reader, "Unread · Council [sic]")
        assert "▸ • Council" in row_lines(reader, 0)
        assert not library.articles()[0].opened
        await pilot.press("l", "j", "r")
        await told(pilot, reader, "Read · A quiet day")
        assert "•" not in row_lines(reader, 1)
        await pilot.press("k", "enter")  # opened again: read
        await until(pilot, lambda: library.articles()[0].opened and "•" not in row_lines(reader, 0))


async def test_an_article_that_is_gone_is_told(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        before = reader.status.place
        library.remove(reader.current or "")
        await pilot.press("m", "t", *"tag", "enter", "a", *"note", "enter")
        await until(pilot, lambda: reader.banner.display)
        await pilot.pause(0.2)
        assert reader.status.place == before


async def test_letters_typed_right_after_the_key_go_into_the_line(library: Library, make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = await opened(pilot)
        await pilot.press(*"tmarqf/", "enter")
        await told(pilot, reader, "Tagged #marqf/")
