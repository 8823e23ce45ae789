"""What the head of a mail says, however damaged it is."""

from __future__ import annotations

import re
from binascii import Error as Base64Error
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from newsreader.core.sources import fields

LONGEST = 5_000
"""Characters of a header that are looked at."""

_LIST = re.compile(r"""\s*"?([^"<>]*?)"?\s*<([^<>]*)>""")


class Headers:
    """The first header of each name, decoded, in one clean line."""

    def __init__(self, message: Message) -> None:
        self._values: dict[str, str] = {}
        for name, value in message.raw_items():
            self._values.setdefault(name.lower(), str(value)[:LONGEST])

    def first(self, name: str) -> str | None:
        """The header of that name, which is in lower case; None where there is none, or no words in it."""
        value = self._values.get(name)
        return fields.one_line(_decoded(value)) if value is not None else None

    def sender(self) -> str | None:
        """The name of who wrote the mail, else the address."""
        value = self._values.get("from") or self._values.get("sender") or ""
        try:
            name, at = parseaddr(_as_text(value))
        except RecursionError:  # comments in comments
            return self.first("from")
        return fields.one_line(_decoded(name)) or fields.one_line(at) or self.first("from")

    def list_name(self) -> str | None:
        """The name of the mailing list, else its identifier."""
        value = self.first("list-id")
        match = _LIST.match(value) if value else None
        return (fields.one_line(match[1]) or fields.one_line(match[2])) if match else value

    def address(self, name: str) -> str | None:
        """The address on the web that a header holds."""
        return fields.address((self.first(name) or "").strip("<> "))


def _as_text(value: str) -> str:
    """A header whose bytes beyond ASCII stand in it as they were, in UTF-8 or Windows-1252."""
    raw = value.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _decoded(value: str) -> str:
    """A header without the disguise of its words (RFC 2047)."""
    value = " ".join(_as_text(value).split())
    try:
        pieces = decode_header(value)
    except (MessageError, Base64Error, ValueError):
        return value
    out: list[str] = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            out.append(piece)
            continue
        try:
            out.append(piece.decode(charset or "utf-8", "replace"))
        except (LookupError, ValueError):
            out.append(piece.decode("utf-8", "replace"))
    return "".join(out)
