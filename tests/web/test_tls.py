"""HTTPS: the name is checked and told to the server, though the connection goes to an address that was looked at."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from newsreader.core.web import Fetched, FetchError, fetch, fetching
from tests.web.server import CERTIFICATES, STORY, BadServer, Turn, serve
from tests.web.test_private import Mapped, names


@pytest.fixture
def trust(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The test's authority is one that this process trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "authority.pem"))
    fetching._trust.cache_clear()
    yield
    fetching._trust.cache_clear()


@pytest.fixture
def secure() -> Iterator[BadServer]:
    with serve({"/story": Turn.answer}, tls=True) as server:
        yield server


def asked(address: str, **options: object) -> Fetched:
    return asyncio.run(fetch(address, typed=False, resolve=names, inner=Mapped(), seconds=10, **options))  # type: ignore[arg-type]


def test_a_certificate_that_fits(trust: None, secure: BadServer) -> None:
    assert asked(f"https://news.test:{secure.port}/story").raw == STORY
    assert secure.names == ["news.test"]
    assert secure.turns[0].headers["host"] == f"news.test:{secure.port}"


def test_a_certificate_for_another_name(trust: None, secure: BadServer) -> None:
    with pytest.raises(FetchError, match=r"the server's certificate cannot be trusted \(.*other\.test"):
        asked(f"https://other.test:{secure.port}/story")
    assert secure.turns == []


def test_an_authority_that_nobody_knows(secure: BadServer) -> None:
    with pytest.raises(FetchError, match=r"the server's certificate cannot be trusted \(unable to get local issuer"):
        asked(f"https://news.test:{secure.port}/story")
    assert secure.turns == []


def test_a_permanent_step_down_to_http_is_not_remembered(trust: None) -> None:
    with ExitStack() as stack:
        plain = stack.enter_context(serve({"/x": Turn.answer}))
        to = f"http://news.test:{plain.port}/x"
        secure = stack.enter_context(
            serve({"/down": lambda turn: turn.redirect(to, "301 Moved Permanently")}, tls=True)
        )
        answer = asked(f"https://news.test:{secure.port}/down")
        assert (answer.raw, answer.url, answer.moved) == (STORY, to, None)


def test_through_the_tunnel_of_a_proxy(trust: None, secure: BadServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy sees a host and a port, and after that only what it cannot read."""
    seen: list[bytes] = []

    def tunnel(turn: Turn) -> None:
        turn.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with socket.create_connection(("127.0.0.1", secure.port)) as inner:
            back = threading.Thread(target=pump, args=(inner, turn.connection), daemon=True)
            back.start()
            pump(turn.connection, inner, seen)
            back.join(5)

    target = f"news.test:{secure.port}"
    with serve({target: tunnel}) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url())
        assert asked(f"https://{target}/story").raw == STORY
        assert (proxy.turns[0].method, proxy.turns[0].target) == ("CONNECT", target)
    assert secure.names == ["news.test"]
    assert b"/story" not in b"".join(seen)


def pump(source: socket.socket, to: socket.socket, seen: list[bytes] | None = None) -> None:
    try:
        while data := source.recv(65_536):
            if seen is not None:
                seen.append(data)
            to.sendall(data)
        to.shutdown(socket.SHUT_WR)
    except OSError:
        return
