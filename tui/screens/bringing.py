"""Where articles are from: fetching them and the feeds anew, opening them in a browser, what is known of them."""

from __future__ import annotations

from textual import work
from textual.message import Message

from newsreader.tui.screens.annotating import Annotating
from newsreader.tui.subjects import Subject


class Bringing(Annotating):
    """What `x`, `R`, `o`, `i` and `X` do."""

    class FullText(Message):
        """The page of an article is wanted, whose text takes the place of what is there."""

        def __init__(self, article_id: str, address: str) -> None:
            super().__init__()
            self.article_id, self.address = article_id, address

    class Refresh(Message):
        """The feeds are wanted anew."""

    class Stop(Message):
        """Whatever goes on in the background is to end."""

    def action_stop_work(self) -> None:
        """Stop loading, fetching and analysing."""
        self.post_message(self.Stop())

    def action_full_text(self) -> None:
        """Fetch the whole text of the article."""
        if subject := self.subject:
            self._fetch_page(subject)

    def action_browser(self) -> None:
        """Open the article's page in the browser."""
        if subject := self.subject:
            self._browse(subject)

    @work(group="feeds", exclusive=True)
    async def action_refresh(self) -> None:
        """Fetch the feeds."""
        feeds = await self._desk.ask(lambda library: len(library.feeds.all()))
        if feeds:
            self.status.say("Fetching the feeds…")
            self.post_message(self.Refresh())
        elif feeds is not None:
            self.status.say("No feeds yet; add one with L, then: feed https://…")

    @work(group="web", exclusive=True)
    async def action_about(self) -> None:
        """Show where the article is from."""
        from newsreader.tui.screens.about import about, known_of  # not needed for the first paint
        from newsreader.tui.screens.page import Page

        if subject := self.subject:
            known = await self._desk.ask(lambda library: known_of(library, subject.id))
            if known is not None:
                self.app.push_screen(Page("About this article", about(known)))

    @work(group="web")
    async def _fetch_page(self, subject: Subject) -> None:
        if address := await self._address(subject):
            self.status.say(f"Fetching {address}")
            self.post_message(self.FullText(subject.id, address))

    @work(group="web")
    async def _browse(self, subject: Subject) -> None:
        if not (address := await self._address(subject)):
            return
        from newsreader.core.errors import SourceError
        from newsreader.core.web import open_in_browser

        try:
            open_in_browser(address)
        except SourceError as error:
            self.banner.say(str(error))
        else:
            self.status.say(f"Opened in the browser · {address}")

    async def _address(self, subject: Subject) -> str | None:
        """Where the article stands on the web; says so where nobody knows."""
        row = await self._desk.ask(lambda library: library.row(subject.id))
        if row is None:
            return None
        if not row.url:
            self.status.say(f"No web address is known · {subject.title}")
        return row.url
