"""What went wrong on the network, in words."""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpcore

from newsreader.core.text.clean import sanitise

LONGEST_WAIT = 30 * 86_400.0
"""Seconds that a server may ask to be left alone."""


def status_in_words(status: int) -> str:
    """What a server says by a status that brings nothing to read."""
    try:
        phrase = f" {HTTPStatus(status).phrase}"  # never the server's own words
    except ValueError:
        phrase = ""
    if status == 206:
        return "the server sent only a part (206 Partial Content)"
    if 200 <= status < 300:
        return f"the server sent nothing to read ({status}{phrase})"
    return f"the server says {status}{phrase}"


def retry_after(value: str) -> float | None:
    """Seconds from now, of a Retry-After header: a number of them or a date. None for what is neither."""
    value = value.strip()
    if value.isdecimal() and value.isascii():
        return min(float(value[:12]), LONGEST_WAIT)
    with suppress(ValueError, TypeError, OverflowError):
        then = parsedate_to_datetime(value)
        if then.tzinfo is None:
            then = then.replace(tzinfo=UTC)
        return min(max(0.0, (then - datetime.now(UTC)).total_seconds()), LONGEST_WAIT)
    return None


def in_words(error: BaseException, through_proxy: bool) -> str:
    """A failure of the connection. through_proxy: there is a proxy that it may be the fault of."""
    whom = "the proxy" if through_proxy else "the server"
    chain = list(_chain(error))
    for cause in chain:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"the server's certificate cannot be trusted ({_line(cause.verify_message or 'no reason given')})"
    for cause in chain:
        if isinstance(cause, socket.gaierror):
            temporary = cause.errno == getattr(socket, "EAI_AGAIN", None)
            return "the name cannot be looked up; is there a network?" if temporary else "there is no such host"
        if isinstance(cause, ssl.SSLError):
            return f"no secure connection can be made ({_line(cause.reason or 'TLS failed').replace('_', ' ').lower()})"
    for cause in chain:
        if isinstance(cause, httpcore.ProxyError):
            words = _line(str(cause))
            status = words.split(" ", 1)[0]
            return f"the proxy says {status}" if status.isdecimal() else "the proxy refuses to connect"
        if isinstance(cause, httpcore.RemoteProtocolError):
            return _protocol(str(cause))
        if isinstance(cause, ConnectionRefusedError):
            return f"{whom} cannot be reached (connection refused)"
    for cause in chain:
        if isinstance(cause, OSError) and cause.strerror:
            return f"{whom} cannot be reached ({_line(cause.strerror).lower()})"
    if isinstance(error, httpcore.ReadError | httpcore.WriteError):
        return "the connection broke off"
    if isinstance(error, httpcore.ConnectError | httpcore.ConnectTimeout):
        return f"{whom} cannot be reached"
    return f"the connection failed ({_line(str(error)) or type(error).__name__})"


def _protocol(words: str) -> str:
    """h11's complaints: the usual ones plainly, the others as they are."""
    if "without sending complete message body" in words:
        return "the connection broke off before all of it had come"
    if "without sending a response" in words:
        return "the server closed the connection without a proper answer"
    plain = words.partition(": bytearray(")[0]  # what came instead is nothing to show
    return f"the server does not speak proper HTTP ({_line(plain).lower()})"


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in found and len(found) < 10:
        found.append(at)
        at = at.__cause__ or at.__context__
    return found


def _line(text: str) -> str:
    return " ".join(sanitise(text).split())[:120]
