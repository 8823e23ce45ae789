"""Mails and saved web pages (.mht): the words of the body; subject, sender and date are title, author and day.

Of the same words as text and as HTML the text is read, unless the HTML says much more. The subject is the headline.
Attachments are left out and named in the note.
"""

from __future__ import annotations

import re
from dataclasses import replace
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from newsreader.core.errors import SourceError
from newsreader.core.model import BlockKind
from newsreader.core.sources.document import Document
from newsreader.core.sources.fields import day, language, one_line
from newsreader.core.sources.formats.headers import Headers
from newsreader.core.sources.formats.markup import Part, article_of, parts_of
from newsreader.core.text import decode, sanitise
from newsreader.core.text.decoding import NotText

DEEPEST = 50
"""Parts of a mail in one another."""

_NAMED = 5
"""Attachments that a note names."""

_BLANK = re.compile(r"\n(?:[^\S\n]*\n)+")
_QUOTED = re.compile(r"(?:>[^\n]*(?:\n|\Z))+")
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")


def document(raw: bytes, source: str) -> Document:
    """The article of a mail. Raises SourceError where it is encrypted or its parts are too deep in one another."""
    # Not policy.default: its parser of headers takes minutes on long ones, and fails on damaged ones.
    try:
        message = BytesParser(policy=compat32).parsebytes(raw)
        headers = Headers(message)
        if (page := _page(message)) is not None:
            return _saved(raw, page, headers, source)
        mail = _Mail(source)
        parts = mail.parts(message)
    except RecursionError:
        raise SourceError(source, "its parts are too deep in one another") from None
    except (MessageError, UnicodeError, LookupError):
        raise SourceError(source, "the mail is damaged") from None
    known = headers.first("subject")
    if known and parts and _same(parts[0][1], known):
        parts[0] = (BlockKind.HEADLINE, parts[0][1])
    made = article_of(
        parts,
        source,
        title=known,
        author=headers.sender(),
        published=day(headers.first("date")),
        outlet=headers.list_name() or headers.first("organization") or headers.first("organisation"),
        language=language(headers.first("content-language")),
        url=headers.address("archived-at") or headers.address("x-archived-at"),
    )
    return Document(raw, made, " ".join(mail.notes()))


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


class _Mail:
    """Takes a message apart."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._left_out: list[str] = []
        self._notes: dict[str, None] = {}

    def notes(self) -> list[str]:
        """What was lost, in sentences."""
        notes = list(self._notes)
        if self._left_out:
            more = len(self._left_out) - _NAMED
            names = ", ".join(self._left_out[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")
            notes.append(f"Left out what is attached: {names}.")
        return notes

    def parts(self, message: Message, depth: int = 0) -> list[Part]:
        """The paragraphs of a message or a part of one."""
        if depth > DEEPEST:
            raise SourceError(self._source, "its parts are too deep in one another")
        kind = message.get_content_type()
        if kind in _ENCRYPTED:
            raise SourceError(self._source, "it is encrypted")
        if _is_attached(message) or kind.startswith("message/"):
            self._leave_out(message, kind)
            return []
        payload = message.get_payload()
        if isinstance(payload, list):
            inner = [part for part in payload if isinstance(part, Message)]
            if kind == "multipart/alternative":
                return self._alternative(inner, depth)
            if kind in ("multipart/related", "multipart/signed"):
                inner = inner[:1]  # then follow pictures, or the signature
            return [part for one in inner for part in self.parts(one, depth + 1)]
        if kind == "text/html":
            found = parts_of(_text(message))
            if found.note:
                self._notes[found.note] = None
            return found.blocks
        if kind.startswith("text/") and kind not in ("text/calendar", "text/x-vcard", "text/vcard", "text/css"):
            return _plain(_flowed(sanitise(_text(message)), message))
        if not message.get("content-id"):
            self._leave_out(message, kind)
        return []

    def _alternative(self, inner: list[Message], depth: int) -> list[Part]:
        """The text where it says about as much as the HTML; words are counted by their letters."""
        plain: list[Part] = []
        rich: list[Part] = []
        for part in inner:
            found = self.parts(part, depth + 1)
            if part.get_content_type() == "text/plain":
                plain = plain or found
            else:
                rich = found or rich  # the last is the best
        return rich if _letters(rich) > 1.5 * _letters(plain) + 100 or not plain else plain

    def _leave_out(self, message: Message, kind: str) -> None:
        name = one_line(message.get_filename() or "") if kind != "message/delivery-status" else None
        self._left_out.append(name[:80] if name else one_line(kind) or "something")


def _is_attached(message: Message) -> bool:
    return message.get_content_disposition() == "attachment"


def _letters(parts: list[Part]) -> int:
    return sum(sum(map(str.isalnum, words)) for _, words in parts)


def _text(message: Message) -> str:
    """The words of a part, in the character set that it names, else in a guessed one."""
    payload = message.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    charset = message.get_content_charset() or ""
    if charset and charset not in ("us-ascii", "ascii"):
        # What is said to be Latin-1 is Windows-1252 in practice.
        name = "cp1252" if charset in ("iso-8859-1", "latin-1", "latin1") else charset
        try:
            return raw.decode(name)
        except (LookupError, UnicodeError, ValueError):
            pass  # no such thing, or a lie
    try:
        return decode(raw).text
    except NotText:
        return raw.decode("utf-8", "replace")


def _flowed(text: str, message: Message) -> str:
    """A text in format=flowed (RFC 3676) with its paragraphs on one line each."""
    if str(message.get_param("format", "")).lower() != "flowed":
        return text
    space = "" if str(message.get_param("delsp", "")).lower() == "yes" else " "
    out: list[str] = []
    open_ = False
    for line in text.split("\n"):
        bare = line[1:] if line.startswith(" ") else line
        if open_ and bare != "-- " and not bare.startswith(">"):
            out[-1] = out[-1][:-1] + space + bare
        else:
            out.append(bare)
        open_ = bare.endswith(" ") and bare != "-- " and not bare.startswith(">")
    return "\n".join(out)


def _plain(text: str) -> list[Part]:
    """The paragraphs of a text: what it quotes from another mail, and its signature, are known by their marks."""
    body, mark, signature = text.partition("\n-- \n")
    parts = [
        (BlockKind.BLOCKQUOTE if _QUOTED.fullmatch(words) else BlockKind.BODY, words)
        for block in _BLANK.split(body)
        if (words := block.strip("\n").rstrip())
    ]
    if mark and (rest := signature.strip()):
        parts += [(BlockKind.BOILERPLATE, words) for block in _BLANK.split(rest) if (words := block.strip("\n"))]
    return parts


def _page(message: Message) -> bytes | None:
    """The HTML of a saved web page, in UTF-8 with its mark; None of a mail."""
    if message.get_content_type() != "multipart/related" or message.get("to") or message.get("received"):
        return None
    payload = message.get_payload()
    first = payload[0] if isinstance(payload, list) and payload else None
    if not isinstance(first, Message) or first.get_content_type() != "text/html":
        return None
    return b"\xef\xbb\xbf" + _text(first).encode("utf-8", "surrogatepass")


def _saved(raw: bytes, page: bytes, headers: Headers, source: str) -> Document:
    from newsreader.core.sources.formats import html

    made = html.document(page, source)
    url = made.article.url or headers.address("snapshot-content-location") or headers.address("content-location")
    published = made.article.published or day(headers.first("date"))
    return Document(raw, replace(made.article, url=url, published=published), made.note)
