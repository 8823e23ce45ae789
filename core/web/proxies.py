"""The proxies that the environment names: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, and NO_PROXY for what goes without."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from newsreader.core.web.addresses import Address

if TYPE_CHECKING:
    import httpcore

_PORTS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}


class ProxyAddressError(Exception):
    """The environment names a proxy that cannot be used. The message is a reason in one line."""


def proxy_for(address: Address) -> httpcore.Proxy | None:
    """The proxy that an address is to be asked for through, None for none. Raises ProxyAddressError."""
    if not any(name.lower().endswith("_proxy") for name in os.environ):
        return None
    from urllib import request  # 20 ms

    proxies = request.getproxies_environment()
    named = proxies.get(address.scheme) or proxies.get("all")
    bypass = request.proxy_bypass_environment  # type: ignore[attr-defined]  # typeshed does not know it
    if not named or bypass(f"{address.host}:{address.port}", proxies):
        return None
    import httpcore

    try:
        parts = urlsplit(named if "://" in named else f"http://{named}")
        port = parts.port
    except ValueError:
        raise ProxyAddressError("the proxy that the environment names has no valid address") from None
    scheme = {"socks": "socks5"}.get(parts.scheme.lower(), parts.scheme.lower())
    if scheme not in _PORTS or not parts.hostname:
        raise ProxyAddressError("the proxy that the environment names is no http, https or socks5 address")
    login = None
    if parts.username is not None:
        login = unquote(parts.username), unquote(parts.password or "")
    try:
        host = parts.hostname.encode("ascii")
        return httpcore.Proxy(httpcore.URL(scheme=scheme.encode(), host=host, port=port or _PORTS[scheme]), login)
    except (UnicodeError, ValueError):  # a name or a password beyond ASCII
        raise ProxyAddressError("the proxy that the environment names has no valid address") from None
