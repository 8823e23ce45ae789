"""A server of bad manners: real sockets on the loopback, and behind each path another way of misbehaving."""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import threading
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

CERTIFICATES = Path(__file__).with_name("certificates")
"""An authority (authority.pem), and a server's key and certificate by it (server.pem), good for a hundred years."""

STORY = b"<p>The harbour stays shut, said Ann Tolland.</p>"


class Turn:
    """One request: its target and headers (lower case), and the socket to answer on."""

    def __init__(self, server: BadServer, connection: socket.socket, head: bytes) -> None:
        lines = head.decode("latin-1").split("\r\n")
        self.server = server
        self.connection = connection
        self.method, self.target = [*lines[0].split(" "), "", ""][:2]
        pairs = [line.split(":", 1) for line in lines[1:] if ":" in line]
        self.headers = {name.strip().lower(): value.strip() for name, value in pairs}

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def answer(self, body: bytes = STORY, status: str = "200 OK", **headers: str) -> None:
        """A proper answer; an underscore in the name of a header stands for a dash, None leaves it out."""
        lines = {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}
        head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())
        self.send(f"HTTP/1.1 {status}\r\n{head}Connection: close\r\n\r\n".encode("latin-1") + body)

    def redirect(self, place: str, status: str = "302 Found") -> None:
        self.answer(b"", status, Location=place)

    def hang(self) -> None:
        """Say nothing more until the server is closed."""
        self.server.closing.wait(30)

    def drip(self, data: bytes) -> None:
        """A byte each fifth of a second, as long as anybody listens."""
        for byte in data:
            if self.server.closing.wait(0.2):
                return
            self.send(bytes([byte]))


Manner = Callable[[Turn], None]


class BadServer:
    """Listens on a free port until it is closed. manners: what to do at which path; the rest is 404.

    tls: it speaks HTTPS, with a certificate for news.test; `names` are the hosts that it was asked for.
    """

    def __init__(self, manners: dict[str, Manner] | None = None, tls: bool = False) -> None:
        self.manners = MANNERS if manners is None else manners
        self.names: list[str | None] = []
        self._tls = self._context() if tls else None
        self.closing = threading.Event()
        self.turns: list[Turn] = []
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATES / "server.pem")
        context.sni_callback = lambda connection, name, _: self.names.append(name)
        return context

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _listen(self) -> None:
        while not self.closing.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(30)
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                data = connection.recv(65_536)
                if not data:
                    return
                head += data
            turn = Turn(self, connection, head.split(b"\r\n\r\n")[0])
            self.turns.append(turn)
            path = turn.target.split("?")[0]
            manner = self.manners.get(path)
            if manner is None:
                turn.answer(b"", "404 Not Found")
            else:
                manner(turn)


@cache
def _bomb(size: int) -> bytes:
    """`size` zeros as gzip data; a gigabyte of them is a megabyte. The same ten million over and over, made at once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(10_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return gzip.compress(b"")[:10] + block * (size // 10_000_000)


def _raw(data: bytes) -> Manner:
    return lambda turn: turn.send(data)


def _said(status: str, **headers: str) -> Manner:
    return lambda turn: turn.answer(b"", status, **headers)


def _packed(body: bytes, encoding: str) -> Manner:
    return lambda turn: turn.answer(body, Content_Encoding=encoding)


def _to(place: str, status: str = "302 Found") -> Manner:
    return lambda turn: turn.redirect(place, status)


def _endless(turn: Turn) -> None:
    turn.redirect(f"/endless?{int(turn.target.partition('?')[2] or 0) + 1}")


def _drip_head(turn: Turn) -> None:
    turn.drip(b"HTTP/1.1 200 OK\r\n" + b"X-Slow: yes\r\n" * 1000)


def _drip_body(turn: Turn) -> None:
    turn.send(b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n")
    turn.drip(STORY * 200)


def _hang_body(turn: Turn) -> None:
    turn.send(b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n" + STORY)
    turn.hang()


def _endless_body(turn: Turn) -> None:
    turn.send(b"HTTP/1.1 200 OK\r\n\r\n")
    while not turn.server.closing.is_set():
        turn.send(bytes(1_000_000))


def _endless_continue(turn: Turn) -> None:
    while not turn.server.closing.wait(0.01):
        turn.send(b"HTTP/1.1 100 Continue\r\n\r\n")


def _bomb_body(turn: Turn) -> None:
    turn.answer(_bomb(1_000_000_000), Content_Encoding="gzip")


def _slow_gzip(turn: Turn) -> None:
    turn.answer(gzip.compress(b"") * 500_000, Content_Encoding="gzip")


_OK = b"HTTP/1.1 200 OK\r\n"

MANNERS: dict[str, Manner] = {
    "/story": lambda turn: turn.answer(Content_Type="text/html; charset=UTF-8", ETag='"1"'),
    "/drip-head": _drip_head,
    "/drip-body": _drip_body,
    "/hang": Turn.hang,
    "/hang-body": _hang_body,
    "/endless": _endless,
    "/circle": _to("/circle-2"),
    "/circle-2": _to("/circle"),
    "/to-file": _to("file:///etc/passwd"),
    "/to-script": _to("javascript:alert(1)"),
    "/to-ftp": _to("ftp://127.0.0.1/x"),
    "/to-data": _to("data:text/html,hello"),
    "/to-nowhere": _said("302 Found"),
    "/to-rubbish": _to("http://[::1"),
    "/to-story": _to("/story"),
    "/moved": _to("/moved-2", "301 Moved Permanently"),
    "/moved-2": _to("/then-found", "308 Permanent Redirect"),
    "/then-found": _to("/story"),
    "/bomb": _bomb_body,
    "/endless-body": _endless_body,
    "/endless-continue": _endless_continue,
    "/slow-gzip": _slow_gzip,
    "/gzip": _packed(gzip.compress(STORY), "gzip"),
    "/gzip-twice": _packed(gzip.compress(gzip.compress(STORY)), "gzip, gzip"),
    "/gzip-bomb-twice": _packed(gzip.compress(_bomb(200_000_000)), "gzip, gzip"),
    "/gzip-in-two": _packed(gzip.compress(STORY[:9]) + gzip.compress(STORY[9:]), "x-gzip"),
    "/deflate": _packed(zlib.compress(STORY), "deflate"),
    "/deflate-bare": _packed(zlib.compress(STORY)[2:-4], "deflate"),
    "/gzip-none": _packed(STORY, "gzip"),
    "/gzip-cut": _packed(gzip.compress(STORY * 50)[:-20], "gzip"),
    "/brotli": _packed(b"\x0b\x02\x80", "br"),
    "/layers": _packed(b"", "gzip, gzip, gzip, gzip, gzip"),
    "/too-short": _raw(_OK + b"Content-Length: 1000\r\n\r\n" + STORY),
    "/too-long": _raw(_OK + b"Content-Length: 10\r\n\r\n" + STORY),
    "/negative": _raw(_OK + b"Content-Length: -5\r\n\r\n" + STORY),
    "/two-lengths": _raw(_OK + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\n" + STORY),
    "/huge": _raw(_OK + b"Content-Length: 99999999999\r\n\r\n" + STORY),
    "/cut-chunks": _raw(_OK + b"Transfer-Encoding: chunked\r\n\r\n30\r\n" + STORY[:20]),
    "/bad-chunks": _raw(_OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + STORY + b"\r\n0\r\n\r\n"),
    "/no-length": _raw(b"HTTP/1.0 200 OK\r\n\r\n" + STORY),
    "/bad-status": _raw(b"HTTP/1.1 abc Fine\r\n\r\n" + STORY),
    "/http-0.9": _raw(STORY),
    "/binary": _raw(bytes(range(256)) * 40),
    "/big-header": _raw(_OK + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n"),
    "/many-headers": _raw(_OK + b"X-Many: " + b"a\r\nX-Many: " * 10_000 + b"a\r\n\r\n" + STORY),
    "/nothing": lambda turn: None,
    "/204": _said("204 No Content"),
    "/206": lambda turn: turn.answer(STORY, "206 Partial Content"),
    "/304": _said("304 Not Modified"),
    "/401": _said("401 Unauthorized", WWW_Authenticate="Basic"),
    "/404": _said("404 \x1b]0;owned\x07"),
    "/410": _said("410 Gone"),
    "/429": _said("429 Too Many Requests", Retry_After="120"),
    "/500": _said("500 Internal Server Error"),
    "/503": _said("503 Service Unavailable", Retry_After="Fri, 31 Dec 2100 23:59:59 GMT"),
    "/999": _said("999 Go Away"),
    "/odd-type": lambda turn: turn.answer(Content_Type="\x1b[31m; charset=\x07"),
}


def serve(manners: dict[str, Manner], tls: bool = False) -> BadServer:
    """A server of one's own paths."""
    return BadServer(manners, tls)
