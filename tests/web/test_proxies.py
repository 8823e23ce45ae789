"""Proxies that the environment names are used, and those that cannot be are named."""

from __future__ import annotations

import socket
import threading

import pytest

from newsreader.core.web import FetchError, get
from tests.web.server import STORY, BadServer, Turn, serve


def proxy(turn: Turn) -> None:
    turn.answer(b"through the proxy: " + turn.target.encode())


class Catching(dict):  # type: ignore[type-arg]
    """Answers every target in the same way, as a proxy does."""

    def get(self, key: object, default: object = None) -> object:
        return proxy


@pytest.fixture
def through() -> BadServer:
    return BadServer(Catching())


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"])
def test_http_goes_through_the_proxy(through: BadServer, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, through.url().replace("://", "://me:pass@"))
    with through:
        assert get("http://news.example/story", typed=False, seconds=2).raw == (
            b"through the proxy: http://news.example/story"
        )
    headers = through.turns[0].headers
    assert headers["host"] == "news.example"
    assert headers["proxy-authorization"] == "Basic bWU6cGFzcw=="


def test_https_asks_for_a_tunnel(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(turn: Turn) -> None:
        turn.answer(b"", "407 \x1b[31mNo")

    with serve({"news.example:443": refuses}) as server:
        monkeypatch.setenv("HTTPS_PROXY", f"127.0.0.1:{server.port}")
        with pytest.raises(FetchError, match="the proxy says 407"):
            get("https://news.example/story", typed=False, seconds=2)
        assert (server.turns[0].method, server.turns[0].target) == ("CONNECT", "news.example:443")


def test_no_proxy(server: BadServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "example.org,127.0.0.1")
    assert get(server.url("/story"), typed=True, seconds=2).raw == STORY


def test_socks(server: BadServer, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []

    def serve_socks(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with connection:
            connection.recv(100)
            connection.sendall(b"\x05\x00")
            asked.append(connection.recv(300))
            connection.sendall(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50")
            connection.recv(10_000)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nsocks")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=serve_socks, args=(listening,), daemon=True).start()
        monkeypatch.setenv("ALL_PROXY", f"socks5h://127.0.0.1:{listening.getsockname()[1]}")
        assert get("http://news.example/story", typed=False, seconds=2).raw == b"socks"
    assert b"news.example" in asked[0]


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ("http://127.0.0.1:9", r"the proxy cannot be reached \(connection refused\)"),
        ("ftp://127.0.0.1:9", "the proxy that the environment names is no http, https or socks5 address"),
        ("http://127.0.0.1:x", "the proxy that the environment names has no valid address"),
        ("http://pröxy:1", "the proxy that the environment names has no valid address"),
    ],
)
def test_a_proxy_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, named: str, reason: str) -> None:
    monkeypatch.setenv("HTTP_PROXY", named)
    with pytest.raises(FetchError, match=reason):
        get("http://news.example/story", typed=False, seconds=2)


def test_no_private_name_is_asked_of_a_proxy(through: BadServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", through.url())
    with through, pytest.raises(FetchError, match="it is on a private network"):
        get("http://localhost/story", typed=False, seconds=2)
    assert through.turns == []
