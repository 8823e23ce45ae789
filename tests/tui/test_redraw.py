"""A key repaints the lines that it changes and no others: over a slow link every line is waited for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.widget import Widget

from newsreader.core.library import Library
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.row_list import RowList
from tests.benchmarks.key_to_paint import long_article
from tests.tui.waiting import opened

MakeApp = Callable[[], NewsreaderApp]


@pytest.fixture
def long(library: Library) -> None:
    """The article that is opened fills many screens, with a quote in every paragraph."""
    analysis = long_article(2_000)
    library.add(analysis.article)
    library.put_analysis(analysis.article.id, analysis)
    library.set_state("last article", analysis.article.id)


@contextmanager
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The panes of which lines are drawn, by their names, one for each line."""
    names: list[str] = []
    with monkeypatch.context() as patch:
        for kind in (ArticlePane, RowList):
            draw = kind.render_line

            def counted(self: Widget, y: int, draw: Any = draw) -> Any:
                names.append(str(self.id))
                return draw(self, y)

            patch.setattr(kind, "render_line", counted)
        yield names


@pytest.mark.parametrize(
    ("before", "key", "most"),
    [
        # Two quotes of up to three lines each; two rows of two lines in the list of quotes; two names.
        ([], "right_square_bracket", {"article": 8, "quotes": 4, "entities": 2}),
        (["right_square_bracket"] * 2, "left_square_bracket", {"article": 8, "quotes": 4, "entities": 2}),
        (["slash", *"harbour", "enter"], "n", {"article": 4}),
        (["shift+tab"], "up", {"list": 4}),
    ],
)
async def test_a_key_repaints_what_it_changes(
    long: None, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, before: list[str], key: str, most: dict[str, int]
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        if "list" in most:
            app.reader.articles.focus()
        else:
            await pilot.press(*before)
        await pilot.pause()
        looked = app.export_screenshot()
        with drawn(monkeypatch) as names:
            await pilot.press(key)
            await pilot.pause()
        counts = {name: names.count(name) for name in {*names, *most}}
        assert sum(counts.values()) > 0
        assert all(number <= most.get(name, 0) for name, number in counts.items()), counts
        # What was left as it was looks as it does when all is painted anew.
        partly = app.export_screenshot()
        for pane in app.reader.query(Widget):
            pane.refresh()
        await pilot.pause()
        assert partly != looked and partly == app.export_screenshot()


def test_the_first_paint_does_not_wait_for_what_it_does_not_show(tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from newsreader.core.cli import main
def open_reader(sources):
    from newsreader.core.library import Library
    from newsreader.tui.app import NewsreaderApp
    with Library(Path({str(tmp_path / "library.db")!r})) as library:
        NewsreaderApp(library, sources).get_default_screen()
        print(*sys.modules)
    return 0
from newsreader.core.cli import reader
reader._is_terminal = lambda number: True
sys.exit(main(open_reader, []))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    modules = set(done.stdout.split())
    assert "newsreader.tui.screens.reader" in modules
    core = ("worker", "intake.things", "web", "library.rows", "library.annotations", "library.overlay")
    tui = ("extent", "draft", "trail", "naming", "clipboard", "screens.search", "screens.help", "widgets.line_bar")
    unwanted = {f"newsreader.core.{name}" for name in core} | {f"newsreader.tui.{name}" for name in tui}
    assert not modules & (unwanted | {"numpy", "tomllib", "typer", "spacy"})
