"""A page's bytes to its characters: by mark, by what the server said, by what the page says of itself, by a guess."""

from __future__ import annotations

import codecs
import re

from newsreader.core.errors import SourceError
from newsreader.core.text import NotText, decode

HEAD = 4096
"""Bytes at the beginning in which a page says its encoding."""

_META = re.compile(rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]{2,40})")
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_AS_BROWSERS_DO = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "big5": "big5hkscs",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac-cyrillic",
    "utf-16": "utf-8",  # who could read the label has not got it in UTF-16
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "unicode": "utf-8",
    "utf8": "utf-8",
}
_MULTIBYTE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def characters(raw: bytes, source: str, charset: str = "") -> tuple[str, str]:
    """The characters of a page, not sanitised, and a note where some were lost. charset: what a server said.

    Raises SourceError where the bytes are no text.
    """
    if 0 < raw.count(0) * 10 < len(raw) and not raw.startswith(_BOMS):
        raw = raw.replace(b"\0", b"\x7f")  # as forbidden, and nobody takes a page with a few for something else
    if not raw.startswith(_BOMS):
        head = raw[:HEAD]
        said = [charset] if charset else []
        said += [match[1].decode("ascii") for pattern in (_XML, _META) if (match := pattern.search(head))]
        for name in said:
            if (text := _as_said(raw, name)) is not None:
                return text, ""
    try:
        decoded = decode(raw)
    except NotText as error:
        raise SourceError(source, str(error)) from None
    return decoded.text, decoded.note


def _as_said(raw: bytes, name: str) -> str | None:
    """The characters in the encoding of that name; None where there is no such one or the bytes are in another."""
    name = name.strip().strip("\"'").lower()
    name = _AS_BROWSERS_DO.get(name, name)
    try:
        if not codecs.lookup(name)._is_text_encoding:
            return None
        if name != "utf-8" and (text := _as_utf8(raw, 1 if name.startswith(("cp", "iso")) else 8)) is not None:
            return text
        text = raw.decode(name)
    except UnicodeDecodeError:
        return _nearly(raw, name)
    except (LookupError, ValueError):
        return None
    return text


def _as_utf8(raw: bytes, least: int) -> str | None:
    """The characters where all bytes are UTF-8: a program saved the page again and left its label.

    least: how many characters beyond ASCII there must be; in encodings of two bytes a few may look like UTF-8.
    """
    if sum(1 for _ in zip(range(least), _MULTIBYTE.finditer(raw), strict=False)) < least:
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _nearly(raw: bytes, name: str) -> str | None:
    """Where a few bytes fit nowhere (cp1252 has five holes), the rest of the page is still in that encoding."""
    if name == "utf-8":
        return None  # `decode` counts what is lost
    try:
        text = raw.decode(name, "replace")
    except UnicodeError:  # idna and the like replace nothing
        return None
    return text if text.count("\ufffd") * 500 <= len(text) else None
