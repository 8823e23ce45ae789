"""Web addresses: what is one, one spelling for each, and which of them lead into a private network."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from newsreader.core.errors import SourceError
from newsreader.core.text.clean import sanitise

LONGEST = 8_000
"""Characters of an address; servers take no more either."""

PORTS = {"http": 80, "https": 443}

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_DEFAULT_IGNORABLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_KEPT = "!$&'()*+,;=:@/~"  # in a path; beside letters, digits and "-._"
_PRIVATE_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa")
"""Endings of names that are given out in private networks only (RFC 6761, 6762, 8375, ICANN's refusals)."""

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_GLOBAL = ipaddress.IPv6Network("2000::/3")
_COMPATIBLE = ipaddress.IPv6Network("::/96")


@dataclass(frozen=True, slots=True)
class Address:
    """A web address in its parts. host: in lower case, IDNA for names, no brackets around IPv6. path: with the query.

    login: user name and password, each decoded, where the address has them. fragment: with its "#", or "".
    """

    scheme: str
    host: str
    port: int
    path: str
    fragment: str = ""
    login: tuple[str, str] | None = None

    @property
    def origin(self) -> str:
        """Scheme, host and, where it is not the usual one, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The address without the login and the fragment: what a server is asked for, and what may be shown."""
        return self.origin + self.path

    @property
    def full(self) -> str:
        """The address with all that belongs to it."""
        if self.login is None:
            return self.url + self.fragment
        user, password = (quote(part, safe="") for part in self.login)
        scheme, rest = self.url.split("://", 1)
        return f"{scheme}://{user}{':' + password if password else ''}@{rest}{self.fragment}"


def is_address(text: str) -> bool:
    """Whether some text says that it is a web address, by its first characters. It may still be a wrong one."""
    return _ADDRESS.match(text.strip()) is not None


def normalise(text: str) -> str:
    """The one spelling of a web address: host in lower case and IDNA, usual port left out, odd characters as %XX.

    The login, where there is one, and the fragment are kept. Raises SourceError for what is no http or https address.
    """
    return parse(text).full


def shown(text: str) -> str:
    """An address as it may be shown and kept beside an article: normalised, without login. Raises SourceError."""
    address = parse(text)
    return address.url + address.fragment


def parse(text: str, base: Address | None = None) -> Address:
    """The parts of a web address; base: what it is relative to. Raises SourceError for what is none.

    Whatever programs read differently is refused or written so that all read the same: controls, backslashes before
    the path, numbers that stand for an IPv4 address (2130706433, 0x7f.1).
    """
    text = text.strip(" \t\r\n\f")
    try:
        return _parsed(text, base)
    except _WrongError as error:
        raise SourceError(_said(text), str(error)) from None


class _WrongError(Exception):
    """A text is no address; why, in words."""


def _parsed(text: str, base: Address | None) -> Address:
    if len(text) > LONGEST:
        raise _WrongError(f"the address is longer than {LONGEST:,} characters")
    if base is not None:
        text = _joined(base, text)
    scheme = _SCHEME.match(text)
    if scheme is None:
        raise _WrongError("not a web address (http:// or https://)")
    if scheme[1].lower() not in PORTS:
        raise _WrongError(f"not a web address but a {scheme[1].lower()[:20]}: one; only http and https are opened")
    try:
        parts = urlsplit(re.sub("[\t\r\n]", "", text))
        port = parts.port
    except ValueError:
        raise _WrongError("not a valid web address") from None
    if not text[scheme.end() :].startswith("//") or not parts.hostname:
        raise _WrongError("the address has no host")
    if "\\" in parts.netloc or any(c <= " " or c == "\x7f" for c in parts.netloc):
        raise _WrongError("not a valid web address")
    if port == 0:
        raise _WrongError("not a valid port")
    login = None
    if "@" in parts.netloc:
        from urllib.parse import unquote

        login = unquote(parts.username or ""), unquote(parts.password or "")
    name = parts.scheme.lower()
    return Address(
        name,
        _host(parts.hostname),
        port or PORTS[name],
        _escaped(parts.path or "/", _KEPT) + (f"?{_escaped(parts.query, _KEPT + '?')}" if parts.query else ""),
        f"#{_escaped(parts.fragment, _KEPT + '?')}" if parts.fragment else "",
        login if login and any(login) else None,
    )


def is_private(host: str) -> bool:
    """Whether a host, by name or by IP address, belongs to this machine or a private network, not to the internet.

    A name that says nothing may still lead to a private address: what it resolves to must be looked at too.
    """
    ip = _ip(host)
    if ip is not None:
        return _is_private_ip(ip)
    name = host.lower().rstrip(".")
    return "." not in name or any(name == ending or name.endswith("." + ending) for ending in _PRIVATE_NAMES)


def _joined(base: Address, text: str) -> str:
    try:
        return urljoin(base.url, text)
    except ValueError:
        raise _WrongError("not a valid web address") from None


def _said(text: str) -> str:
    """The address as an error names it: harmless, of readable length, without a login."""
    bare = re.sub(r"(?<=://)[^/?#]*@", "", text[:LONGEST])
    clean = sanitise(" ".join(bare.split()))
    return clean if len(clean) <= 200 else clean[:199] + "…"


def _escaped(text: str, kept: str) -> str:
    """Text with everything but the plain characters as %XX; what is %XX already stays."""
    return quote(re.sub("%(?![0-9A-Fa-f]{2})", "%25", text), safe=kept + "%", errors="surrogatepass")


def _host(host: str) -> str:
    """One spelling of a host. Raises SourceError for what cannot be one."""
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError:
            raise _WrongError("not a valid host in the address") from None
    if "%" in host:
        from urllib.parse import unquote

        host = unquote(host)
    if not host.isascii():
        host = _idna(_DEFAULT_IGNORABLE.sub("", host))
    host = host.lower().rstrip(".")
    if not _NAME.fullmatch(host) or len(host) > 253:
        raise _WrongError("not a valid host in the address")
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        return _ipv4(host)
    return host


def _idna(host: str) -> str:
    import idna  # 10 ms, seldom needed

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise _WrongError("not a valid host in the address") from None


def _ipv4(host: str) -> str:
    """The usual spelling of an IPv4 address in any that the C library takes: decimal, octal, hexadecimal, shortened."""
    parts = host.split(".")
    try:
        numbers = [int(p, 16) if p.startswith("0x") and p != "0x" else int(p, 8 if p[0] == "0" else 10) for p in parts]
        if len(parts) > 4 or any(n > 255 for n in numbers[:-1]) or numbers[-1] >= 256 ** (5 - len(parts)):
            raise ValueError
    except ValueError:
        raise _WrongError("not a valid host in the address") from None
    value = numbers[-1] + sum(n << (8 * (3 - i)) for i, n in enumerate(numbers[:-1]))
    return str(ipaddress.IPv4Address(value))


def _ip(host: str) -> IP | None:
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        pass
    if _NUMBER.fullmatch(host.lower().rstrip(".").rpartition(".")[2]):
        try:
            return ipaddress.IPv4Address(_ipv4(host.lower().rstrip(".")))
        except _WrongError:
            return None
    return None


def _is_private_ip(ip: IP) -> bool:
    if isinstance(ip, ipaddress.IPv6Address):
        # An IPv4 address in the clothes of IPv6 is reached all the same: mapped, 6to4, NAT64, Teredo.
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64 or ip in _COMPATIBLE:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(_is_private_ip(v4) for v4 in inner if v4 is not None):
            return True
        if ip.ipv4_mapped is not None or ip in _NAT64:
            return False
        if ip not in _GLOBAL:
            return True
    # Python's is_global knows loopback, RFC 1918, link-local, ULA and CGNAT.
    return not ip.is_global or ip.is_multicast or ip.is_reserved or ip.is_unspecified
