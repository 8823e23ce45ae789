"""What stands behind a web address, whatever the server on the other side is up to.

One deadline for all of it, redirects included; one cap on the bytes, counted after decompression; http and https only,
at every redirect; no private address that the reader has not typed; no cookies, no other traffic.
"""

from __future__ import annotations

import asyncio
import base64
import re
import threading
from collections.abc import Coroutine
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from newsreader.core.errors import SourceError
from newsreader.core.text.clean import sanitise
from newsreader.core.web.addresses import PORTS, Address, is_private, parse
from newsreader.core.web.fetched import Fetched, FetchError

if TYPE_CHECKING:
    import ssl

    import httpcore

    from newsreader.core.web.connecting import Resolve

SECONDS = 20.0
"""From the first look-up of a name to the last byte."""

MOST_BYTES = 15_000_000
"""Of a body, compressed or not. (miniflux, which has read many a feed, takes as much for as long.)"""

MOST_REDIRECTS = 10

ANYTHING = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"
FEEDS = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8"
"""What is asked for, as Accept headers."""

_T = TypeVar("_T")

_REDIRECTS = {301, 302, 303, 307, 308}
_PERMANENT = {301, 308}
_FIELD = re.compile(r"[\x20-\x7e]{1,1000}")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


async def fetch(
    address: str,
    *,
    typed: bool,
    etag: str | None = None,
    modified: str | None = None,
    accept: str = ANYTHING,
    seconds: float = SECONDS,
    most: int = MOST_BYTES,
    resolve: Resolve | None = None,
    inner: httpcore.AsyncNetworkBackend | None = None,
) -> Fetched:
    """Ask for an address and follow redirects. Raises FetchError, and SourceError for what is no web address.

    typed: the reader gave this very address, so that its host may be a private one; a redirect still may not lead to
    another private host or port. Through a proxy, which looks the names up itself, only the names can be judged.
    etag, modified: of the version that is there already; `status` is 304 where it is still the newest.
    accept: media types. seconds: for all of it. most: bytes. resolve, inner: see `connecting.Guarded`.
    """
    first = parse(address)
    asked = _Asked(first, typed, accept, etag, modified, most)
    try:
        async with asyncio.timeout(seconds):
            return await asked.answer(resolve, inner)
    except TimeoutError:
        raise FetchError(
            first.url, f"the server did not answer in full within {seconds:g} seconds", moved=asked.moved
        ) from None


def get(
    address: str,
    *,
    typed: bool,
    etag: str | None = None,
    modified: str | None = None,
    accept: str = ANYTHING,
    seconds: float = SECONDS,
) -> Fetched:
    """`fetch` for who does not run an event loop, or is inside one, as a notebook is, and waits all the same."""
    return run(fetch(address, typed=typed, etag=etag, modified=modified, accept=accept, seconds=seconds))


def run(work: Coroutine[Any, Any, _T]) -> _T:
    """Run a coroutine to its end in an event loop of its own, from any thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    outcome: list[_T | BaseException] = []

    def there() -> None:
        try:
            outcome.append(asyncio.run(work))
        except BaseException as error:
            outcome.append(error)

    thread = threading.Thread(target=there, daemon=True)
    thread.start()
    thread.join()
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]


class _Asked:
    """One address on its way through redirects."""

    def __init__(
        self, first: Address, typed: bool, accept: str, etag: str | None, modified: str | None, most: int
    ) -> None:
        self._first = self._at = first
        self._free = {(first.host, first.port)} if typed else set()
        if typed and first.port == 80:
            self._free.add((first.host, 443))  # the usual step from http to https
        self._headers = {"Accept": accept, "Accept-Encoding": "gzip, deflate", "User-Agent": _user_agent()}
        for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)):
            if value and _FIELD.fullmatch(value):
                self._headers[name] = value
        self._conditional = len(self._headers) > 3
        self._most = most
        self.moved: str | None = None

    async def answer(self, resolve: Resolve | None, inner: httpcore.AsyncNetworkBackend | None) -> Fetched:
        seen = {self._at.url}
        permanent = True
        for _ in range(MOST_REDIRECTS + 1):
            found = await self._ask(resolve, inner)
            if isinstance(found, Fetched):
                return found
            permanent = permanent and found[0] in _PERMANENT
            target = self._target(found[1])
            if permanent and not (self._at.scheme == "https" and target.scheme == "http"):
                self.moved = target.url
            self._at = target
            if target.url in seen:
                raise self._error("the redirects go round in a circle")
            seen.add(target.url)
        raise self._error(f"more than {MOST_REDIRECTS} redirects")

    def _target(self, location: str) -> Address:
        if not location:
            raise self._error("it redirects to nowhere")
        try:
            target = parse(location, self._at)
        except SourceError as error:
            raise self._error(f"it redirects to {error.source or 'nothing'}, {error.reason}") from None
        login = self._first.login if target.origin == self._first.origin else None
        return Address(target.scheme, target.host, target.port, target.path, target.fragment, login)

    async def _ask(
        self, resolve: Resolve | None, inner: httpcore.AsyncNetworkBackend | None
    ) -> Fetched | tuple[int, str]:
        """The answer of the server that is asked now; status and place where that is a redirect."""
        import httpcore

        from newsreader.core.web import connecting
        from newsreader.core.web.proxies import ProxyAddressError, proxy_for
        from newsreader.core.web.troubles import in_words
        from newsreader.core.web.unpacking import UnpackingError

        if is_private(self._at.host) and (self._at.host, self._at.port) not in self._free:
            raise self._private()
        try:
            proxy = proxy_for(self._at)
        except ProxyAddressError as error:
            raise self._error(str(error)) from None
        backend = connecting.Guarded(self._free, resolve or connecting.resolve, inner)
        try:
            async with httpcore.AsyncConnectionPool(
                ssl_context=_trust() if self._at.scheme == "https" else None,
                proxy=proxy,
                network_backend=httpcore.AnyIOBackend() if proxy else backend,
            ) as pool:
                host = f"[{self._at.host}]" if proxy and ":" in self._at.host else self._at.host
                url = httpcore.URL(
                    scheme=self._at.scheme.encode(),
                    host=host.encode(),
                    port=None if self._at.port == PORTS[self._at.scheme] else self._at.port,
                    target=self._at.path.encode(),
                )
                async with pool.stream("GET", url, headers=self._headers_now()) as response:
                    return await self._received(response)
        except connecting.PrivateAddressError:
            raise self._private() from None
        except UnpackingError as error:
            raise self._error(str(error)) from None
        except (OSError, httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
            raise self._error(in_words(error, proxy is not None)) from None
        except (httpcore.ProxyError, httpcore.UnsupportedProtocol) as error:
            raise self._error(in_words(error, True)) from None

    def _headers_now(self) -> list[tuple[bytes | str, bytes | str]]:
        """With the host as it is to be named (brackets around IPv6), and the login for who it is meant for."""
        headers = {"Host": self._at.origin.split("://", 1)[1], **self._headers}
        if self._at.login is not None:
            login = ":".join(self._at.login).encode()
            headers["Authorization"] = "Basic " + base64.b64encode(login).decode()
        return list(headers.items())

    async def _received(self, response: httpcore.Response) -> Fetched | tuple[int, str]:
        from newsreader.core.web.troubles import retry_after, status_in_words
        from newsreader.core.web.unpacking import Unpacker, too_large

        headers = {name.decode("latin-1").lower(): _text(value) for name, value in reversed(response.headers)}
        status = response.status
        if status in _REDIRECTS:
            return status, headers.get("location", "").strip()
        etag, modified = _kept(headers.get("etag")), _kept(headers.get("last-modified"))
        if status == 304 and self._conditional:
            return Fetched(self._at.url, status=304, etag=etag, modified=modified, moved=self.moved)
        if status not in (200, 203):
            raise FetchError(
                self._first.url,
                status_in_words(status),
                status=status,
                retry_after=retry_after(headers.get("retry-after", "")),
                moved=self.moved,
            )
        length = headers.get("content-length", "")
        if length.isdecimal() and len(length) < 20 and int(length) > self._most:
            raise too_large(self._most)
        unpacker = Unpacker(headers.get("content-encoding", ""), self._most)
        raw = bytearray()
        async for data in response.aiter_stream():
            for chunk in unpacker.feed(data):
                raw += chunk
        unpacker.finish()
        kind = headers.get("content-type", "")
        charset = _CHARSET.search(kind)
        media = kind.partition(";")[0].strip().lower()
        return Fetched(
            self._at.url,
            bytes(raw),
            media if re.fullmatch(r"[\w.+-]{1,60}/[\w.+-]{1,100}", media, re.ASCII) else "",
            charset[1].lower() if charset else "",
            etag=etag,
            modified=modified,
            moved=self.moved,
        )

    def _private(self) -> FetchError:
        if self._at == self._first:
            return self._error("it is on a private network; only an address that you typed yourself may be")
        return self._error(f"it redirects to {sanitise(self._at.url)}, which is on a private network")

    def _error(self, reason: str) -> FetchError:
        return FetchError(self._first.url, reason, moved=self.moved)


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _kept(value: str | None) -> str | None:
    return value if value and _FIELD.fullmatch(value) else None


@cache
def _trust() -> ssl.SSLContext:
    """The certificates that the system and certifi trust; reading them takes 20 ms."""
    import httpcore

    return httpcore.default_ssl_context()


@cache
def _user_agent() -> str:
    from importlib.metadata import version

    return f"newsreader/{version('newsreader-tui')} (a reader in a terminal)"
