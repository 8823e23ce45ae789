"""A server of bad manners: whatever it does, there is an answer or a named error within the deadline."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
import zlib

import pytest

from newsreader.core.errors import SourceError
from newsreader.core.web import Fetched, FetchError, fetch, get
from tests.web.server import STORY, BadServer, Turn, serve

DEADLINE = 1.0


def fetched(server: BadServer, path: str, **options: object) -> Fetched:
    return get(server.url(path), typed=True, seconds=10, **options)  # type: ignore[arg-type]


def failure(server: BadServer, path: str, seconds: float = 10) -> FetchError:
    start = time.monotonic()
    with pytest.raises(FetchError) as raised:
        get(server.url(path), typed=True, seconds=seconds)
    assert time.monotonic() - start < seconds + 0.5
    error = raised.value
    assert error.source == server.url(path)
    assert str(error).isprintable()
    return error


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/drip-head", "the server did not answer in full within 1 seconds"),
        ("/drip-body", "the server did not answer in full within 1 seconds"),
        ("/hang", "the server did not answer in full within 1 seconds"),
        ("/hang-body", "the server did not answer in full within 1 seconds"),
        ("/endless-continue", "the server did not answer in full within 1 seconds"),
        ("/endless", "more than 10 redirects"),
        ("/circle", "the redirects go round in a circle"),
        ("/to-file", "it redirects to file:///etc/passwd, not a web address but a file: one; only http and https are"),
        ("/to-script", "it redirects to javascript:alert(1), not a web address but a javascript: one"),
        ("/to-ftp", "not a web address but a ftp: one"),
        ("/to-data", "not a web address but a data: one"),
        ("/to-nowhere", "it redirects to nowhere"),
        ("/to-rubbish", "not a valid web address"),
        ("/bomb", "it is larger than 15 MB"),
        ("/gzip-bomb-twice", "it is larger than 15 MB"),
        ("/endless-body", "it is larger than 15 MB"),
        ("/huge", "it is larger than 15 MB"),
        ("/slow-gzip", "the gzip data are in too many pieces"),
        ("/gzip-none", "it is said to be gzip data, but it is none or damaged"),
        ("/gzip-cut", "the gzip data end too early"),
        ("/brotli", "it is compressed in a way that was not asked for (br)"),
        ("/layers", "it is compressed too many times over"),
        ("/too-short", "the connection broke off before all of it had come"),
        ("/negative", "the server does not speak proper HTTP"),
        ("/two-lengths", "the server does not speak proper HTTP"),
        ("/cut-chunks", "the connection broke off before all of it had come"),
        ("/bad-chunks", "the server does not speak proper HTTP"),
        ("/bad-status", "the server does not speak proper HTTP"),
        ("/http-0.9", "the server closed the connection without a proper answer"),
        ("/binary", "the server does not speak proper HTTP"),
        ("/big-header", "the server does not speak proper HTTP"),
        ("/nothing", "the server closed the connection without a proper answer"),
        ("/204", "the server sent nothing to read (204 No Content)"),
        ("/206", "the server sent only a part (206 Partial Content)"),
        ("/304", "the server says 304 Not Modified"),
        ("/401", "the server says 401 Unauthorized"),
        ("/404", "the server says 404 Not Found"),
        ("/410", "the server says 410 Gone"),
        ("/500", "the server says 500 Internal Server Error"),
        ("/999", "the server says 999"),
    ],
)
def test_bad_manners(server: BadServer, path: str, reason: str) -> None:
    late = reason.startswith("the server did not answer")
    assert reason in failure(server, path, DEADLINE if late else 10).reason


@pytest.mark.parametrize(
    "path",
    [
        *("/story", "/gzip", "/gzip-twice", "/gzip-in-two", "/deflate", "/deflate-bare"),
        *("/no-length", "/odd-type", "/many-headers"),
    ],
)
def test_what_can_be_had_is_had(server: BadServer, path: str) -> None:
    assert fetched(server, path).raw == STORY


def test_a_length_that_is_too_small_gives_what_the_server_calls_all(server: BadServer) -> None:
    assert fetched(server, "/too-long").raw == STORY[:10]


def test_what_the_server_says_of_it(server: BadServer) -> None:
    answer = fetched(server, "/story")
    assert (answer.media, answer.charset, answer.etag, answer.status) == ("text/html", "utf-8", '"1"', 200)
    assert (answer.url, answer.moved) == (server.url("/story"), None)
    assert (fetched(server, "/odd-type").media, fetched(server, "/odd-type").charset) == ("", "")


def test_when_to_come_back(server: BadServer) -> None:
    assert failure(server, "/429").retry_after == 120
    late = failure(server, "/503")
    assert late.status == 503
    assert late.retry_after == 30 * 86_400
    assert failure(server, "/500").retry_after is None


def test_only_the_permanent_redirects_at_the_beginning_move_an_address(server: BadServer) -> None:
    answer = fetched(server, "/moved")
    assert (answer.url, answer.moved) == (server.url("/story"), server.url("/then-found"))
    assert fetched(server, "/to-story").moved is None


def test_what_is_sent_is_little_and_no_cookies_are_kept() -> None:
    def bakes(turn: Turn) -> None:
        turn.answer(b"", "302 Found", Location="/there", Set_Cookie="id=1; Path=/")

    with serve({"/": bakes, "/there": lambda turn: turn.answer()}) as server:
        get(server.url(), typed=True, etag='"7"', modified="Mon, 01 Jan 2024 00:00:00 GMT\r\nX: y", seconds=DEADLINE)
        first, second = (turn.headers for turn in server.turns)
    assert set(first) == {"host", "accept", "accept-encoding", "user-agent", "if-none-match"}
    assert first == second
    assert first["host"] == f"127.0.0.1:{server.port}"
    assert first["user-agent"].startswith("newsreader/")
    assert first["accept-encoding"] == "gzip, deflate"


def test_not_modified() -> None:
    with serve({"/": lambda turn: turn.answer(b"", "304 Not Modified")}) as server:
        answer = get(server.url(), typed=True, modified="Mon, 01 Jan 2024 00:00:00 GMT", seconds=DEADLINE)
        assert (answer.status, answer.raw) == (304, b"")
        assert server.turns[0].headers["if-modified-since"] == "Mon, 01 Jan 2024 00:00:00 GMT"


def test_a_login_goes_to_its_own_host_only_and_into_no_message() -> None:
    with serve({"/": lambda turn: turn.answer()}) as other:
        with serve(
            {"/": lambda turn: turn.redirect("/here"), "/here": lambda turn: turn.answer(b"", "500 No")}
        ) as server:
            with pytest.raises(FetchError) as raised:
                get(f"http://ann:secret@127.0.0.1:{server.port}/", typed=True, seconds=DEADLINE)
            assert "secret" not in str(raised.value)
            assert [turn.headers["authorization"] for turn in server.turns] == ["Basic YW5uOnNlY3JldA=="] * 2
        assert other.turns == []


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(FetchError, match=r"the server cannot be reached \(connection refused\)"):
        get(f"http://127.0.0.1:{port}/", typed=True, seconds=DEADLINE)


@pytest.mark.parametrize("says", [b"", b"HTTP/1.1 200 OK\r\n\r\nplain"], ids=["silence", "plain HTTP"])
def test_https_that_is_none(says: bytes) -> None:
    done = threading.Event()

    def accept(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with connection:
            connection.sendall(says)
            done.wait(10)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=accept, args=(listening,), daemon=True).start()
        start = time.monotonic()
        with pytest.raises(FetchError, match=r"no secure connection can be made|did not answer in full"):
            get(f"https://127.0.0.1:{listening.getsockname()[1]}/", typed=True, seconds=DEADLINE)
        assert time.monotonic() - start < DEADLINE + 0.5
        done.set()


def test_a_name_server_that_hangs_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    held = threading.Event()

    def hangs(*_: object, **__: object) -> list[object]:
        held.wait(30)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hangs)
    start = time.monotonic()
    with pytest.raises(FetchError, match="did not answer in full"):
        get("http://news.example/", typed=False, seconds=0.3)
    assert time.monotonic() - start < 0.8
    held.set()


def test_a_name_that_nobody_has() -> None:
    async def nobody(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.raises(FetchError, match="there is no such host"):
        asyncio.run(fetch("http://news.example/", typed=False, resolve=nobody, seconds=DEADLINE))


def test_inside_an_event_loop(server: BadServer) -> None:
    async def notebook() -> Fetched:
        return get(server.url("/story"), typed=True, seconds=DEADLINE)

    assert asyncio.run(notebook()).raw == STORY


def test_what_is_no_address_is_not_asked_for() -> None:
    with pytest.raises(SourceError, match="only http and https"):
        get("file:///etc/passwd", typed=True)


def test_memory_of_a_bomb_is_bounded(server: BadServer) -> None:
    import tracemalloc

    tracemalloc.start()
    failure(server, "/gzip-bomb-twice")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert zlib.compress(b"")  # the server shares this process: its own bomb is part of the peak
    assert peak < 80_000_000
