"""How a connection is made: names looked up so that nothing waits for them, addresses checked before they are used."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Awaitable, Callable, Iterable
from ipaddress import ip_address

import httpcore

from newsreader.core.web.addresses import is_private

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""The IP addresses of a host name, the best first. Raises OSError where there are none."""

PATIENCE = 4.0
"""Seconds for each of several addresses of a host but the last."""

_OPTIONS = Iterable[tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]]


class PrivateAddressError(Exception):
    """The host is on a private network, where nobody asked to go."""


async def resolve(host: str, port: int) -> list[str]:
    """Ask the system for a host's addresses.

    In a thread that nobody waits for at the end, unlike those of asyncio's own executor: a name server that does not
    answer must not hold up the program.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(found: list[str] | OSError) -> None:
        if not answer.done():
            if isinstance(found, OSError):
                answer.set_exception(found)
            else:
                answer.set_result(found)

    def look_up() -> None:
        found: list[str] | OSError
        try:
            found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except OSError as error:
            found = error
        except UnicodeError:  # a label that is too long
            found = socket.gaierror(socket.EAI_NONAME, "no such host")
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody wants to know any more
            loop.call_soon_threadsafe(settle, found)

    threading.Thread(target=look_up, name=f"look up {host}", daemon=True).start()
    return await answer


class Guarded(httpcore.AsyncNetworkBackend):
    """Connects to public addresses only, and to the hosts that are named as free.

    What is checked is the very address that is connected to, not the name: a name server that answers differently the
    second time changes nothing. TLS still sees the name.
    """

    def __init__(
        self,
        free: set[tuple[str, int]],
        resolve: Resolve = resolve,
        inner: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        """free: hosts and ports that may be on a private network. inner: makes the connection to an IP address.

        A host that turns out to be public is taken out of `free`: it must not become a private one on the way.
        """
        self._free = free
        self._resolve = resolve
        self._inner = inner or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: _OPTIONS | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of the host that takes one.

        Raises PrivateAddressError, httpcore.ConnectError and OSError (no such host).
        """
        host = host.strip("[]")
        addresses = [host] if _is_ip(host) else list(dict.fromkeys(await self._resolve(host, port)))
        if (host, port) not in self._free:
            addresses = [address for address in addresses if not is_private(address)]
            if not addresses:
                raise PrivateAddressError(host)
        elif not any(map(is_private, addresses)):
            self._free -= {(name, port) for name, port in self._free if name == host}
        for address in addresses[:-1]:
            with contextlib.suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return await self._inner.connect_tcp(address, port, PATIENCE, local_address, socket_options)
        return await self._inner.connect_tcp(addresses[-1], port, timeout, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
