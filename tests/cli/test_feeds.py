"""`newsreader feeds`, as it is installed, against real servers."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.core.library import Library
from tests.feeds.conftest import gives, rss
from tests.web.server import BadServer, Manner, Turn

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

HOSTILE = "\x1b]0;owned\x07\x9b2J\u202e[/x]"


@pytest.fixture
def manners() -> dict[str, Manner]:
    return {"/feed": gives(rss("2: The ferry is late.", "1: The harbour is shut."))}


@pytest.fixture
def server(manners: dict[str, Manner]) -> object:
    with BadServer(manners) as opened:
        yield opened


def lines(output: bytes) -> list[str]:
    return output.decode().splitlines()


def test_from_adding_to_removing(run: Run, server: BadServer, manners: dict[str, Manner]) -> None:
    url = server.url("/feed")
    done = run("feeds", "add", url, "--tag", "sea", "-t", "News")
    assert (done.returncode, done.stdout) == (0, b"")
    assert lines(done.stderr)[0] == "subscribed to The Lantern, 2 entries"
    done = run("feeds", "refresh")
    assert (done.returncode, done.stdout) == (0, b"")
    assert lines(done.stderr) == ["2 new articles, 0 changed, 0 failed"]
    assert lines(run("feeds", "refresh", url).stderr) == ["0 new articles, 0 changed, 0 failed"]
    done = run("feeds", "list")
    assert (done.returncode, done.stderr) == (0, b"")
    assert lines(done.stdout) == ["The Lantern · 2/2 unread · #sea · #News", f"    {url}"]
    [record] = json.loads(run("feeds", "list", "--json").stdout)
    assert (record["url"], record["tags"], record["total"], record["error"]) == (url, ["sea", "News"], 2, "")
    assert json.loads(run("feeds", "list", "--jsonl").stdout) == record
    done = run("feeds", "remove", url)
    assert lines(done.stderr) == ["removed The Lantern; 2 articles stay"]
    assert run("feeds", "list").returncode == 1
    assert len(json.loads(run("search", "harbour ferry", "--json").stdout)) > 0


def test_failures_are_said_one_a_line(run: Run, server: BadServer, manners: dict[str, Manner], tmp_path: Path) -> None:
    manners["/broken"] = lambda turn: turn.answer(b"", "503 \x1b[31mBusy")
    (tmp_path / "urls").write_text(f"{server.url('/broken')} {HOSTILE}\n{server.url('/feed')}\n")
    done = run("feeds", "import", "urls")
    assert (done.returncode, lines(done.stderr)) == (0, ["2 new feeds, 0 failed"])
    done = run("feeds", "refresh")
    assert done.returncode == 2
    assert sorted(lines(done.stderr)) == [
        "2 new articles, 0 changed, 1 failed",
        f"newsreader: {server.url('/broken')}: the server says 503 Service Unavailable",
    ]
    done = run("feeds", "list")
    assert "failed 1 time: the server says 503 Service Unavailable; tried again from 2" in done.stdout.decode()


def test_what_cannot_be_added(run: Run, server: BadServer, manners: dict[str, Manner]) -> None:
    manners["/page"] = lambda turn: turn.answer(f"<html><title>{HOSTILE}</title>".encode())
    done = run("feeds", "add", server.url("/page"), server.url("/missing"), "file:///etc/passwd", HOSTILE)
    assert done.returncode == 2
    assert len(lines(done.stderr)) == 4
    assert lines(done.stderr)[:3] == [
        f"newsreader: {server.url('/page')}: not a feed, and no feed is named there",
        f"newsreader: {server.url('/missing')}: the server says 404 Not Found",
        "newsreader: file:///etc/passwd: not a web address but a file: one; only http and https are opened",
    ]
    assert run("feeds", "list").returncode == 1


def test_a_page_is_said_to_be_one(run: Run, server: BadServer, manners: dict[str, Manner]) -> None:
    manners["/"] = lambda turn: turn.answer(b"<html><link rel=alternate type=application/rss+xml href=/feed>")
    done = run("feeds", "add", server.url("/"))
    assert lines(done.stderr)[0] == f"{server.url('/')} is a page; its feed is {server.url('/feed')}"


def test_what_a_hostile_feed_says_is_harmless(run: Run, server: BadServer, manners: dict[str, Manner]) -> None:
    manners["/feed"] = gives(rss(f"1: {HOSTILE} words.", title=HOSTILE))
    for arguments in (["add", server.url("/feed")], ["refresh"], ["list"], ["list", "--json"], ["export"]):
        assert run("feeds", *arguments).returncode == 0  # `run` looks at what is printed


def test_a_password_is_not_shown(run: Run, server: BadServer, manners: dict[str, Manner]) -> None:
    manners["/feed"] = gives(rss())
    url = server.url("/feed").replace("://", "://me:secret@")
    for arguments in (["add", url], ["refresh"], ["list"], ["list", "--json"], ["remove", url], ["remove", url]):
        done = run("feeds", *arguments)
        assert b"secret" not in done.stdout + done.stderr.replace(url.encode(), b"")


def test_a_list_goes_out_and_comes_in(run: Run, server: BadServer, tmp_path: Path) -> None:
    run("feeds", "add", server.url("/feed"), "-t", "sea & sky")
    done = run("feeds", "export", "list.opml")
    assert (done.returncode, lines(done.stderr)) == (0, ["1 feed written to list.opml"])
    assert run("feeds", "export").stdout == (tmp_path / "list.opml").read_bytes()
    run("feeds", "remove", server.url("/feed"))
    assert run("feeds", "export").returncode == 1
    assert lines(run("feeds", "import", "list.opml").stderr) == ["1 new feed, 0 failed"]
    assert b"#sea & sky" in run("feeds", "list").stdout
    assert lines(run("feeds", "import", "list.opml", "missing").stderr) == [
        "newsreader: missing: no such file or folder",
        "0 new feeds, 1 failed",
    ]


def test_usage(run: Run) -> None:
    assert b"refresh" in run("feeds", "--help").stdout
    assert run("feeds").returncode == 2
    assert run("feeds", "nonsense").returncode == 2
    done = run("feeds", "remove", "https://nobody.example/")
    assert (done.returncode, lines(done.stderr)) == (
        2,
        ["newsreader: https://nobody.example/: not subscribed to; `newsreader feeds list` says what is"],
    )
    assert run("feeds", "refresh").returncode == 1


def test_ctrl_c_keeps_what_is_in(
    run: Run, command: Path, home: Path, tmp_path: Path, server: BadServer, manners: dict[str, Manner]
) -> None:
    manners["/hang"] = Turn.hang
    (tmp_path / "urls").write_text(f"{server.url('/feed')}\n{server.url('/hang')}\n")
    run("feeds", "import", "urls")
    process = subprocess.Popen([command, "feeds", "refresh"], stderr=subprocess.PIPE)
    with Library(home / "data" / "newsreader" / "library.db") as library:
        for _ in range(600):
            if len(library) == 2 and any(turn.target == "/hang" for turn in server.turns):
                break
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr and b"Traceback" not in process.stderr.read()
        process.stderr.close()
        feeds = {feed.url: feed for feed in library.feeds.all()}
    assert feeds[server.url("/feed")].total == 2
    assert feeds[server.url("/hang")].checked is None


_RUN = """
import sys
from newsreader.core.cli import main
main(lambda sources: 0, sys.argv[1:])
print(*sys.modules, file=sys.stderr)
"""


def test_what_a_command_does_not_need_it_does_not_load(home: Path, server: BadServer) -> None:
    def loaded(*arguments: str) -> set[str]:
        done = subprocess.run([sys.executable, "-c", _RUN, "feeds", *arguments], capture_output=True, timeout=60)
        return set(lines(done.stderr)[-1].split())

    never = {"textual", "rich", "spacy", "thinc"}  # what analyses does so in other processes
    for arguments in (["--help"], ["list"], ["export"]):
        assert not loaded(*arguments) & {*never, "httpcore", "lxml", "numpy"}
    modules = loaded("add", server.url("/feed"))
    assert "httpcore" in modules
    assert not modules & never
