"""Feeds from a real server: what is new comes once, what fails is named and tried again later."""

from __future__ import annotations

import threading
import time
from datetime import datetime

import pytest

from newsreader.core.feeds.refreshing import Refresher
from newsreader.core.library import Library
from newsreader.core.sources.document import Piece, Refusal
from tests.feeds.conftest import Refresh, gives, rss
from tests.web.server import BadServer, Manner, Turn


def texts(library: Library) -> list[str]:
    return [library.article(row.id).text.strip() for row in library.articles()]


def test_what_is_new_comes_once(
    library: Library, server: BadServer, manners: dict[str, Manner], refresh: Refresh
) -> None:
    manners["/feed"] = gives(rss("2: The ferry is late.", "1: The harbour is shut."))
    library.feeds.subscribe(server.url("/feed"), typed=True)
    [first] = refresh()
    assert (len(first.new), first.updated, first.error, first.refused) == (2, [], "", [])
    assert ["harbour" in text for text in texts(library)] == [True, False]  # the older one first
    row = library.articles()[0]
    assert (row.source, row.url, row.outlet) == ("https://lantern.example/1",) * 2 + ("The Lantern",)
    assert b'"id": "1"' in library.raw(row.id)
    feed = library.feeds[server.url("/feed")]
    assert (feed.title, feed.site, feed.unread, feed.total) == ("The Lantern", "https://lantern.example/", 2, 2)
    manners["/feed"] = gives(rss("3: The gulls have gone.", "2: The ferry is late."))
    [second] = refresh()
    assert (len(second.new), second.updated) == (1, [])
    assert len(library) == 3
    [third] = refresh()
    assert (third.new, third.updated) == ([], [])


def test_an_entry_that_says_something_else_is_a_new_version(
    library: Library, server: BadServer, manners: dict[str, Manner], refresh: Refresh
) -> None:
    manners["/feed"] = gives(rss("1: The harbour is shut."))
    library.feeds.subscribe(server.url("/feed"), typed=True)
    refresh()
    manners["/feed"] = gives(rss("1: The harbour is open again."))
    [outcome] = refresh()
    assert (outcome.new, len(outcome.updated)) == ([], 1)
    assert len(library.articles()) == 1
    assert "open again" in texts(library)[0]
    assert [version.words for version in library.versions(outcome.updated[0])] != []


def test_what_the_reader_removed_does_not_come_back(
    library: Library, server: BadServer, manners: dict[str, Manner], refresh: Refresh
) -> None:
    manners["/feed"] = gives(rss("1: The harbour is shut."))
    library.feeds.subscribe(server.url("/feed"), typed=True)
    [outcome] = refresh()
    library.remove(outcome.new[0])
    manners["/feed"] = gives(rss("1: The harbour is open again."))
    refresh()
    assert len(library) == 0


def test_the_server_is_asked_for_what_is_new_only(
    library: Library, server: BadServer, manners: dict[str, Manner], refresh: Refresh
) -> None:
    def once(turn: Turn) -> None:
        if turn.headers.get("if-none-match") == '"7"' and turn.headers.get("if-modified-since") == "Mon":
            turn.answer(b"", "304 Not Modified")
        else:
            turn.answer(rss("1: The harbour is shut."), ETag='"7"', Last_Modified="Mon")

    manners["/feed"] = once
    library.feeds.subscribe(server.url("/feed"), typed=True)
    assert [outcome.unchanged for outcome in refresh()] == [False]
    assert [outcome.unchanged for outcome in refresh()] == [True]
    assert [outcome.unchanged for outcome in refresh()] == [True]
    assert library.feeds[server.url("/feed")].etag == '"7"'


@pytest.mark.parametrize(
    ("manner", "error"),
    [
        (lambda turn: turn.answer(b"", "500 No"), "the server says 500 Internal Server Error"),
        (lambda turn: turn.answer(b"<html>Hello</html>"), "not a feed"),
        (lambda turn: turn.answer(b""), "there is no XML in it that can be read"),
        (lambda turn: turn.hang(), "the server did not answer in full within 0.3 seconds"),
        (lambda turn: turn.redirect("file:///etc/passwd"), "it redirects to file:///etc/passwd, not a web address"),
    ],
)
def test_failures_are_named_and_tried_again_ever_later(
    library: Library, server: BadServer, manners: dict[str, Manner], refresh: Refresh, manner: Manner, error: str
) -> None:
    manners["/feed"] = manner
    library.feeds.subscribe(server.url("/feed"), "Mine", typed=True)
    waits = []
    for _ in range(3):
        [outcome] = refresh(seconds=0.3)
        assert outcome.error.startswith(error)
        feed = library.feeds[server.url("/feed")]
        assert feed.error == outcome.error
        assert feed.due and feed.checked
        waits.append((datetime.fromisoformat(feed.due) - datetime.fromisoformat(feed.checked)).total_seconds() / 60)
    assert [round(wait) for wait in waits] == [15, 30, 60]
    assert library.feeds.due() == []
    manners["/feed"] = gives(rss("1: The harbour is shut."))
    assert len(refresh()[0].new) == 1
    assert (library.feeds[feed.number].failures, library.feeds[feed.number].error) == (0, "")


def test_a_wait_ends_within_a_day_and_is_as_long_as_the_server_asks(
    library: Library, server: BadServer, manners: dict[str, Manner], refresh: Refresh
) -> None:
    def hours() -> float:
        refresh()
        feed = library.feeds[server.url("/feed")]
        assert feed.due and feed.checked
        return (datetime.fromisoformat(feed.due) - datetime.fromisoformat(feed.checked)).total_seconds() / 3600

    manners["/feed"] = lambda turn: turn.answer(b"", "429 Too Many", Retry_After="7200")
    library.feeds.subscribe(server.url("/feed"), typed=True)
    assert round(hours()) == 2
    manners["/feed"] = lambda turn: turn.answer(b"", "500 No")
    for _ in range(12):
        last = hours()
    assert round(last) == 24


def test_a_feed_that_is_gone_is_not_asked_for_again(
    library: Library, server: BadServer, manners: dict[str, Manner], refresh: Refresh
) -> None:
    manners["/feed"] = lambda turn: turn.answer(b"", "410 Gone")
    library.feeds.subscribe(server.url("/feed"), typed=True)
    assert refresh()[0].error == "the server says 410 Gone: it will not be asked for again"
    assert library.feeds.all()[0].gone
    assert library.feeds.due(datetime.max.replace(tzinfo=None)) == []


def test_a_feed_that_has_moved_for_good_gets_its_new_address(
    library: Library, server: BadServer, manners: dict[str, Manner], refresh: Refresh
) -> None:
    manners["/old"] = lambda turn: turn.redirect("/new", "301 Moved Permanently")
    manners["/new"] = gives(rss("1: The harbour is shut."))
    manners["/found"] = lambda turn: turn.redirect("/there")
    manners["/there"] = gives(rss("9: The gulls have gone."))
    library.feeds.subscribe(server.url("/old"), typed=True)
    library.feeds.subscribe(server.url("/found"), typed=True)
    refresh()
    assert {feed.url for feed in library.feeds.all()} == {server.url("/new"), server.url("/found")}
    assert len(library) == 2


def test_one_bad_feed_does_not_hold_up_the_others(
    library: Library, server: BadServer, manners: dict[str, Manner], refresh: Refresh
) -> None:
    for i in range(5):
        manners[f"/{i}"] = gives(rss(f"{i}: The harbour has {i} boats.", title=f"Feed {i}"))
        library.feeds.subscribe(server.url(f"/{i}"), typed=True)
    manners["/3"] = Turn.hang
    seen: list[tuple[int, int]] = []
    outcomes = refresh(seconds=0.5, progress=lambda done, total, name: seen.append((done, total)))
    assert sorted(bool(outcome.error) for outcome in outcomes) == [False] * 4 + [True]
    assert len(library) == 4
    assert seen == [(i, 5) for i in range(1, 6)]


def test_hosts_are_asked_side_by_side_and_each_one_thing_at_a_time(library: Library, refresh: Refresh) -> None:
    lock = threading.Lock()
    now: dict[int, int] = {}
    most: dict[int, int] = {}
    together: list[int] = []

    def polite(turn: Turn) -> None:
        port = turn.server.port
        with lock:
            now[port] = now.get(port, 0) + 1
            most[port] = max(most.get(port, 0), now[port])
            together.append(sum(now.values()))
        turn.server.closing.wait(0.2)
        with lock:
            now[port] -= 1
        turn.answer(rss("1: Gulls."))

    servers = [BadServer({f"/{i}": polite for i in range(3)}) for _ in range(4)]
    for server in servers:
        for i in range(3):
            library.feeds.subscribe(server.url(f"/{i}"), typed=True)
    assert [outcome.error for outcome in refresh(seconds=20)] == [""] * 12
    assert max(together) > 1
    assert set(most.values()) == {1}
    for server in servers:
        server.closing.set()


def test_a_private_feed_that_nobody_typed_is_not_asked(
    library: Library, server: BadServer, manners: dict[str, Manner], refresh: Refresh
) -> None:
    manners["/feed"] = gives(rss("1: Secret."))
    library.feeds.subscribe(server.url("/feed"))
    assert "it is on a private network" in refresh()[0].error
    assert server.turns == []


def test_an_interruption_loses_nothing_and_repeats_nothing(
    library: Library, server: BadServer, manners: dict[str, Manner], refresh: Refresh
) -> None:
    """Stopped inside a large feed: what was kept is known, and the ETag is not, so that the rest still comes."""
    entries = [f"{i}: There are {i} gulls on the roof." for i in range(450)]
    manners["/feed"] = gives(rss(*entries), ETag='"1"')
    library.feeds.subscribe(server.url("/feed"), typed=True)
    count = 0

    def read_item(raw: bytes, source: str) -> list[Piece]:
        nonlocal count
        count += 1
        if count == 300:
            raise KeyboardInterrupt
        return list(pieces(raw, source))

    from newsreader.core.sources import pieces

    with pytest.raises(KeyboardInterrupt):
        list(Refresher(library, read_item=read_item).refresh(library.feeds.all(), pause=0))
    assert len(library) == 200
    assert library.feeds[server.url("/feed")].etag is None
    assert len(refresh()[0].new) == 250
    assert len(library) == 450
    assert library.feeds[server.url("/feed")].etag == '"1"'


def test_an_entry_that_cannot_be_read_is_kept_with_its_reason_and_not_tried_until_it_changes(
    library: Library, server: BadServer, manners: dict[str, Manner]
) -> None:
    manners["/feed"] = gives(rss("1: Words."))
    feed = library.feeds.add(server.url("/feed"), typed=True)

    def fails(raw: bytes, source: str) -> list[Piece]:
        return [Refusal(source, "it takes too long to read", raw)]

    refresher = Refresher(library, read_item=fails)
    [outcome] = refresher.refresh([feed], pause=0)
    assert [str(refused) for refused in outcome.refused] == ["https://lantern.example/1: it takes too long to read"]
    assert [row.reason for row in library.refused.all()] == ["it takes too long to read"]
    [again] = refresher.refresh([feed], pause=0)
    assert again.refused == []
    manners["/feed"] = gives(rss("1: Other words."))
    [changed] = Refresher(library).refresh([feed], pause=0)
    assert len(changed.new) == 1


def test_nothing_to_do(library: Library) -> None:
    assert list(Refresher(library).refresh()) == []


def test_to_stop_does_not_wait_for_servers(library: Library, server: BadServer, manners: dict[str, Manner]) -> None:
    manners.update({"/good": gives(rss("1: Words.")), "/hang": Turn.hang, "/drip": lambda turn: turn.drip(b"x" * 99)})
    with BadServer(manners) as other, BadServer(manners) as third:
        for url in (server.url("/good"), other.url("/hang"), third.url("/drip")):
            library.feeds.subscribe(url, typed=True)
        outcomes = Refresher(library).refresh(library.feeds.all(), pause=0)
        assert next(outcomes).error == ""
        start = time.monotonic()
        outcomes.close()  # type: ignore[attr-defined]
        assert time.monotonic() - start < 1
    assert [thread.name for thread in threading.enumerate() if thread.name == "feeds"] == []
