"""Mailboxes (mbox): many mails, one after the other, each after a line that begins "From "."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from newsreader.core.errors import SourceError
from newsreader.core.sources.document import Member, Piece
from newsreader.core.sources.fields import label

_START = re.compile(rb"From [^\n]*\n")
_HEADER = re.compile(rb"(?:>?From [^\n]*\n)?[!-9;-~]+:")
_YEAR = re.compile(rb"From [^\n]*\b\d{4}\b[^\n]*\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_ID = re.compile(rb"^message-id:\s*<?([^\s<>]{1,300})", re.MULTILINE | re.IGNORECASE)
_HEAD = 65_536
"""Bytes of a mail among which its Message-ID is looked for."""


def members(raw: bytes, source: str) -> Iterator[Member | Piece]:
    """The mails of a mailbox, in their order, without what the mailbox did to them.

    They are called by their Message-ID, or a hash of their bytes where they have none or share it. Raises SourceError
    where there is no mail.
    """
    seen: set[str] = set()
    start = _next(raw, 0)
    if start is None:
        raise SourceError(source, "there are no mails in it")
    while start is not None:
        line_end = raw.find(b"\n", start) + 1
        following = _next(raw, line_end)
        mail = raw[line_end : following if following is not None else len(raw)]
        mail = mail.removesuffix(b"\n").removesuffix(b"\r") if mail.endswith((b"\n\n", b"\n\r\n")) else mail
        if b">From " in mail:
            mail = _ESCAPED.sub(rb"\1", mail)
        yield Member(mail, f"{source}#{_name(mail, seen)}.eml")
        start = following


def _next(raw: bytes, at: int) -> int | None:
    """Where the next mail's first line is: two of a blank line before, a year in it, headers after it."""
    while True:
        if not (at == 0 and raw.startswith(b"From ")):
            found = raw.find(b"\nFrom ", max(0, at - 1))
            if found < 0:
                return None
            at = found + 1
        match = _START.match(raw, at)
        if match is None:
            return None
        blank = at == 0 or raw[max(0, at - 2) : at] == b"\n\n" or raw[max(0, at - 4) : at] == b"\r\n\r\n"
        signs = blank + bool(_HEADER.match(raw, match.end())) + bool(_YEAR.match(raw, at))
        if signs >= 2:
            return at
        at = match.end()


def _name(mail: bytes, seen: set[str]) -> str:
    match = _ID.search(mail[:_HEAD])
    name = label(match[1].decode("utf-8", "replace")) if match else ""
    if not name or name in seen:
        name = f"{name}{'~' if name else ''}{hashlib.sha256(mail).hexdigest()[:16]}"
    seen.add(name)
    return name
