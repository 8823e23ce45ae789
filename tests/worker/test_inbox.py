"""The child's queue: urgent articles first, the latest of them before the others."""

from __future__ import annotations

import threading

from newsreader.core.worker.inbox import Inbox, ToLoad


def emptied(inbox: Inbox) -> list[str]:
    out = []
    while (asked := inbox.next_article(wait=False, urgent=True)) is not None:
        out.append(asked[0])
    return out


def test_urgent_articles_overtake() -> None:
    inbox = Inbox()
    inbox.put_articles(["a", "b", "c"], urgent=False)
    inbox.put_articles(["x", "y"], urgent=True)
    inbox.put_articles(["c"], urgent=True)
    assert emptied(inbox) == ["c", "x", "y", "a", "b"]


def test_asked_twice_is_done_once() -> None:
    inbox = Inbox()
    inbox.put_articles(["a", "a"], urgent=True)
    inbox.put_articles(["a", "b", "b"], urgent=False)
    assert emptied(inbox) == ["a", "b"]


def test_a_batch_can_leave_the_urgent_ones_alone() -> None:
    inbox = Inbox()
    inbox.put_articles(["a"], urgent=False)
    inbox.put_articles(["x"], urgent=True)
    assert inbox.next_article(wait=False, urgent=False) == ("a", False)
    assert inbox.next_article(wait=False, urgent=False) is None
    assert inbox.next_article(wait=False, urgent=True) == ("x", True)


def test_a_waiting_thread_is_woken() -> None:
    inbox = Inbox()
    got: list[object] = []
    threads = [
        threading.Thread(target=lambda: got.append(inbox.next_load(wait=True)), daemon=True),
        threading.Thread(target=lambda: got.append(inbox.next_article(wait=True, urgent=True)), daemon=True),
    ]
    for thread in threads:
        thread.start()
    inbox.put_articles(["a"], urgent=False)
    inbox.put_loads([ToLoad("file", "file")])
    for thread in threads:
        thread.join(5)
    assert len(got) == 2 and ("a", False) in got and ToLoad("file", "file") in got


def test_emptied_it_keeps_what_is_urgent() -> None:
    inbox = Inbox()
    inbox.put_articles(["a"], urgent=False)
    inbox.put_articles(["x"], urgent=True)
    inbox.put_loads([ToLoad("file", "file")])
    inbox.empty()
    assert emptied(inbox) == ["x"]
    assert inbox.next_load(wait=False) is None
    assert inbox.emptied == 1
