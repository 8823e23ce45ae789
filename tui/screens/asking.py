"""What the parts of the reader's screen have in common."""

from __future__ import annotations

from newsreader.tui.desk import Desk
from newsreader.tui.reading import Reading
from newsreader.tui.screens.lines import AskingLines
from newsreader.tui.screens.panes import FoldingPanes
from newsreader.tui.widgets.article_list import ArticleList
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.banner import Banner
from newsreader.tui.widgets.entity_list import EntityList
from newsreader.tui.widgets.finding_list import FindingList
from newsreader.tui.widgets.quote_list import QuoteList
from newsreader.tui.widgets.status_line import StatusLine

_LETTERS = (
    "find",
    "limit",
    "tags",
    "note",
    "pane",
    "add",
)  # actions of letters that come before the pane with the keys


class Asking(FoldingPanes, AskingLines[None]):
    """What the parts of the reader's screen share: its panes, the open article, one line at a time to type into."""

    articles: ArticleList
    pane: ArticlePane
    entities: EntityList
    quotes: QuoteList
    status: StatusLine
    banner: Banner
    _desk: Desk
    _notes: Desk
    _reading: Reading | None

    def say_quote(self) -> None:
        """Say in the status line which quote is chosen, or why there is none."""
        raise NotImplementedError

    def say_in_frame(self) -> None:
        """Say in the article's frame what concerns the whole of it."""
        raise NotImplementedError

    @property
    def list_in_hand(self) -> FindingList[object] | None:
        """The list that has the keys; None for the article."""
        return self.focused if isinstance(self.focused, FindingList) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the line a slash is a slash, and an l an l."""
        return not (action in _LETTERS and self.asks)
