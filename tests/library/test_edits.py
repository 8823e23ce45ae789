"""Any edits can be undone and done again, whatever is analysed or opened in between (see `editing`)."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library
from newsreader.core.model import Article
from tests.library.editing import Editing

TestEditing = Editing.TestCase
TestEditing.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@pytest.fixture
def several(library: Library) -> Library:
    """A library of three articles."""
    for number in range(3):
        library.add(Article(f"Report {number}", source=f"{number}.txt"))
    return library


def test_many_things_are_one_step_or_none(several: Library) -> None:
    ids = [row.id for row in several.articles()]
    assert len(ids) > 1
    with several.edits.step("Tagged them"):
        for one in ids:
            several.set_tags(one, ["seen"])
    assert several.edits.last == "Tagged them"
    assert several.edits.undo() == "Tagged them"
    assert not any("seen" in row.tags for row in several.articles())
    before = several.edits.list()
    with pytest.raises(LibraryError), several.edits.step("Starred them"):
        several.star(ids[0])
        several.star("nowhere")
    assert not any(row.starred for row in several.articles()) and several.edits.list() == before


def test_counting_as_read_can_be_undone(several: Library) -> None:
    ids = [row.id for row in several.articles()]
    several.mark_opened(ids[0])
    assert several.edits.mark_opened([*ids, "nowhere"]) == len(ids) - 1
    assert all(row.opened for row in several.articles())
    assert several.edits.mark_opened(ids) == 0  # no step
    assert several.edits.undo() == several.edits.list()[0].words
    assert [row.opened for row in several.articles()] == [True, *[False] * (len(ids) - 1)]
    assert several.edits.mark_opened(ids[:1], False) == 1 and several.edits.last == "Marked 1 article as unread"
