"""The child's thread for the network: pages, and the feeds when they are asked for or due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from newsreader.core.errors import LibraryError, SourceError
from newsreader.core.intake import Intake
from newsreader.core.intake.feeds import refresher
from newsreader.core.intake.things import Page
from newsreader.core.library import Library
from newsreader.core.web.addresses import parse
from newsreader.core.worker.inbox import Inbox, ToLoad, ToRefresh, ToSubscribe
from newsreader.core.worker.loader import Loading
from newsreader.core.worker.say import Say

PAGES_AT_ONCE = 4


def fetch_forever(library_path: Path, inbox: Inbox, say: Say) -> None:
    """Do what comes."""
    with Library(library_path) as library, Intake(library, jobs=PAGES_AT_ONCE) as intake:
        while True:
            match inbox.next_fetch(wait=True):
                case ToLoad() as load:
                    Loading(intake, say).load(_pages(load, inbox, library))
                case ToRefresh(all):
                    _refresh(library, all, inbox, say)
                case ToSubscribe(address):
                    _subscribe(library, address, inbox, say)


def _pages(load: ToLoad | None, inbox: Inbox, library: Library) -> Iterator[ToLoad]:
    """The pages that wait, side by side; a refresh waits for its turn."""
    while load is not None:
        page = load.thing
        assert isinstance(page, Page)
        yield replace(load, thing=replace(page, typed=page.typed or _is_typed(page.address, library)))
        load = inbox.next_page()


def _is_typed(address: str, library: Library) -> bool:
    """Whether an address leads to a host that the user typed, as that of a feed: such a host may be one nearby."""
    try:
        host = parse(address).host
        return any(parse(feed.url).host == host for feed in library.feeds.all() if feed.typed)
    except (SourceError, LibraryError):
        return False  # fetching it says what is wrong


def _subscribe(library: Library, address: str, inbox: Inbox, say: Say) -> None:
    """Look for the feed, and fetch it where there is one."""
    from newsreader.core.feeds.discovering import discover

    try:
        found = discover(address)
        library.feeds.subscribe(found.url, found.feed.title, typed=found.typed)
    except (SourceError, LibraryError) as error:
        source, reason = (error.source, error.reason) if isinstance(error, SourceError) else (address, str(error))
        say("loaded", items=[["", "refused", source, reason]])
    else:
        _refresh(library, False, inbox, say)


def _refresh(library: Library, all: bool, inbox: Inbox, say: Say) -> None:
    """Fetch the feeds, and tell of each that could not be had and of every article that is new."""
    emptied = inbox.emptied
    try:
        feeds = library.feeds.all() if all else library.feeds.due()
        say("refreshing", done=0, total=len(feeds))
        with refresher(library) as work:
            for done, outcome in enumerate(work.refresh(feeds), 1):
                name = outcome.feed.title or outcome.feed.url
                articles = [["", "taken", id, name, True, "", None] for id in (*outcome.new, *outcome.updated)]
                refused = [["", "refused", error.source, error.reason] for error in outcome.refused]
                if outcome.error:
                    refused.append(["", "refused", name, outcome.error])
                if articles or refused:
                    say("loaded", items=articles + refused)
                if inbox.emptied != emptied:  # the others are not wanted any more
                    say("refreshing", done=0, total=0)
                    return
                say("refreshing", done=done, total=len(feeds))
    except LibraryError as error:
        say("loaded", items=[["", "refused", "feeds", str(error)]])
        say("refreshing", done=0, total=0)
