"""`newsreader feeds`: what is subscribed to, what is new there, and lists of feeds in and out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from newsreader.core.cli.console import Console, one_line
from newsreader.core.cli.kept import users_library
from newsreader.core.cli.pace import Pace
from newsreader.core.errors import SourceError
from newsreader.core.library import FeedRow, Library

if TYPE_CHECKING:
    from newsreader.core.cli.inputs import Inputs

_NONE = "no feeds yet; add one with `newsreader feeds add URL`"


def add(urls: Sequence[str], tags: Sequence[str], console: Console) -> int:
    """Subscribe to feeds, each after a look at it. Gives the exit code: 2 when one of them is none."""
    from newsreader.core.feeds.discovering import discover

    failed = 0
    with Library() as library:
        for url in urls:
            console.progress(f"asking {url}")
            try:
                found = discover(url)
            except SourceError as error:
                failed += 1
                console.complain(str(error))
                continue
            new = library.feeds.subscribe(found.url, found.feed.title, tags, typed=found.typed)
            row = library.feeds[found.url]
            if found.page:
                console.say(f"{found.page} is a page; its feed is {_shown(row)}")
            done = "subscribed to" if new else "already there:"
            console.say(f"{done} {row.title or _shown(row)}, {_counted(len(found.feed.entries), 'entry', 'entries')}")
    if failed < len(urls):
        console.say("`newsreader feeds refresh` fetches the articles")
    return 2 if failed else 0


def list_(form: str, console: Console) -> int:
    """Print the feeds. Gives the exit code: 1 when there are none."""
    library = users_library()
    if library is None:
        feeds = []
    else:
        with library:
            feeds = library.feeds.all()
    if form != "text":
        console.records(map(_record, feeds), lines=form == "jsonl")
    for feed in feeds if form == "text" else ():
        about = [console.style(one_line(feed.title or _shown(feed)), "bold"), f"{feed.unread:,}/{feed.total:,} unread"]
        about += [console.style(f"#{one_line(tag)}", "cyan") for tag in feed.tags]
        console.print(" · ".join(about))
        console.print("    " + console.style(_shown(feed), "dim"))
        if feed.error:
            again = "" if feed.gone else f"; tried again from {_local(feed.due)}"
            times = _counted(feed.failures, "time", "times")
            console.print(f"    failed {times}: {one_line(feed.error)}{again}")
    if not feeds:
        console.complain(_NONE)
    return 0 if feeds else 1


def remove(urls: Sequence[str], console: Console) -> int:
    """Unsubscribe; the articles stay. Gives the exit code: 2 when one of the addresses is not subscribed to."""
    from newsreader.core.cli.inputs import Inputs

    inputs = Inputs((), console)
    with Library() as library:
        for feed in filter(None, (_feed(library, url, inputs) for url in urls)):
            library.feeds.remove(feed.number)
            kept = _counted(feed.total, "article stays", "articles stay")
            console.say(f"removed {feed.title or _shown(feed)}; {kept}")
    return 2 if inputs.failed else 0


def refresh(urls: Sequence[str], jobs: int | None, console: Console) -> int:
    """Fetch what is new in these feeds, or in all, and analyse it. Gives the exit code: 2 when something failed.

    jobs: processes that analyse at once, None for as many as are of use.
    """
    from newsreader.core.cli.analysing import analyse
    from newsreader.core.cli.inputs import Inputs
    from newsreader.core.intake.feeds import refresher

    inputs = Inputs((), console)
    new: list[str] = []
    updated: list[str] = []
    with Library() as library:
        feeds = list(filter(None, (_feed(library, url, inputs) for url in urls)))
        if not urls:
            feeds = [feed for feed in library.feeds.all() if not feed.gone]
        if not feeds:
            if not urls:
                console.complain(_NONE)
            return 2 if urls else 1
        pace = Pace(console, "refreshing", len(feeds), "feeds", len(feeds))
        with refresher(library) as work:
            for outcome in work.refresh(feeds):
                new += outcome.new
                updated += outcome.updated
                if outcome.error:
                    inputs.fail(f"{_shown(outcome.feed)}: {outcome.error}")
                for refused in outcome.refused:
                    inputs.fail(str(refused))
                pace.step(1, outcome.feed.title or _shown(outcome.feed))
        if new or updated:
            from newsreader.core.search import bring_up_to_date

            analyse(library, [*new, *updated], jobs, console, inputs.not_analysed)
            bring_up_to_date(library.database)
    counts = _counted(len(new), "new article", "new articles")
    console.say(f"{counts}, {len(updated):,} changed, {inputs.failed:,} failed")
    return 2 if inputs.failed else 0


def import_(files: Sequence[str], console: Console) -> int:
    """Subscribe to the feeds of lists, and take the articles of newsboat's cache. Gives the exit code."""
    from newsreader.core.feeds.importing import import_list
    from newsreader.core.sources import Subscription

    failed = feeds = articles = 0
    with Library() as library:
        for file in files:
            try:
                for step in import_list(library, file):
                    if isinstance(step, SourceError):
                        failed += 1
                        console.complain(str(step))
                    elif isinstance(step, Subscription):
                        feeds += 1
                    else:
                        articles += 1
                        console.progress(f"{articles:,} articles")
            except SourceError as error:
                failed += 1
                console.complain(str(error))
    counts = [_counted(feeds, "new feed", "new feeds")]
    if articles:
        counts.append(_counted(articles, "new article", "new articles"))
    console.say(", ".join([*counts, f"{failed:,} failed"]))
    return 2 if failed else 0


def export(file: str, console: Console) -> int:
    """Write the feeds as OPML into a file, or with "-" to standard output. Gives the exit code: 1 without feeds."""
    from newsreader.core.feeds.opml import dump

    library = users_library()
    feeds = []
    if library is not None:
        with library:
            feeds = library.feeds.all()
    if not feeds:
        console.complain(_NONE)
        return 1
    if file == "-":
        console.print(dump(feeds).rstrip("\n"))
    else:
        with open(file, "w", encoding="utf-8") as out:
            out.write(dump(feeds))
        console.say(f"{_counted(len(feeds), 'feed', 'feeds')} written to {file}")
    return 0


def _feed(library: Library, url: str, inputs: Inputs) -> FeedRow | None:
    """The feed of an address as it was typed; said where there is none."""
    from newsreader.core.web.addresses import normalise

    try:
        row = library.feeds.get(normalise(url))
    except SourceError as error:
        inputs.fail(str(error))
        return None
    if row is None:
        inputs.fail(f"{url}: not subscribed to; `newsreader feeds list` says what is")
    return row


def _record(feed: FeedRow) -> dict[str, object]:
    record = feed._asdict()
    for key in ("etag", "modified", "typed"):
        del record[key]
    return {**record, "url": _shown(feed)}


def _shown(feed: FeedRow) -> str:
    """The address without the login in it."""
    from newsreader.core.web.addresses import shown

    return shown(feed.url)


def _local(moment: str | None) -> str:
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M") if moment else "now on"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
