"""An article beside a list, as far as the row under the cursor wants to show it."""

from __future__ import annotations

import asyncio

from textual.content import Content

from newsreader.core.library import Library
from newsreader.core.model import Analysis, Article
from newsreader.tui.desk import Desk
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.article_pane import ArticlePane

PAUSE = 0.05
"""Seconds; who runs down a list does not want every article of it."""


class Preview(ArticlePane):
    """Shows articles that others name, and never has the keys."""

    can_focus = False

    def __init__(self, palette: Palette, id: str | None = None) -> None:
        super().__init__(palette, id=id)
        self._article: Article | None = None

    async def open_article(self, desk: Desk, article_id: str, pause: float = PAUSE) -> Article | None:
        """Show an article with its quotes, after a pause unless it is shown already; None where it is gone."""
        if self._article is not None and self._article.id == article_id:
            return self._article
        await asyncio.sleep(pause)

        def fetch(library: Library) -> tuple[Article, Analysis | None]:
            return library.article(article_id), library.analysis(article_id)

        fetched = await desk.ask(fetch)
        if fetched is None:
            self.show_nothing()
            return None
        article, analysis = fetched
        self._article = article
        self.show(article)
        self.border_title = Content(article.title)  # a plain string would be read as markup
        if analysis is not None:
            self.analysed(analysis)
        return article

    def show_nothing(self) -> None:
        """Show nothing."""
        self._article = None
        self.clear()
        self.border_title = ""
