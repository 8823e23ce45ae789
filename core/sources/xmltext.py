"""XML as feeds have it, broken more often than not, to a tree: no entity is expanded, nothing is loaded, all is kept.

libxml2 is asked to go on after errors, and what it would stop at or drop is mended before: names of HTML's characters
that XML does not know, bare ampersands and less-than signs, references to characters that XML forbids, a wrong or
unknown encoding.
"""

from __future__ import annotations

import codecs
import re
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING

from newsreader.core.errors import SourceError
from newsreader.core.text import decode, sanitise
from newsreader.core.text.decoding import NotText

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_MARKS = 2_000_000
"""Characters "<" outside CDATA: twice as many as tags, which are 100 bytes each in a tree."""

_DECLARED = re.compile(rb"\s*<\?xml[^<>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_CLOSED = re.compile(r"\]\s*>")
_EBCDIC = b"\x4c\x6f\xa7\x94"  # "<?xm"
_REFERENCE = re.compile(r"&(?:#([0-9]{1,10}|[xX][0-9A-Fa-f]{1,8});|([A-Za-z][A-Za-z0-9]{0,40});)?")
_NO_TAG = re.compile(r"<(?=[\s\d=<>\"'&.,;-]|\Z)")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def tree_of(raw: bytes, source: str, charset: str = "") -> _Element:
    """The root element of an XML text. charset: the encoding that a server gave.

    Raises SourceError where the bytes are no text, hold no element, or more than can be read.
    """
    from lxml import etree  # 20 ms

    text = _mended(_without_doctype(_decoded(raw, source, charset)), source)
    parser = etree.XMLParser(
        recover=True,
        huge_tree=True,  # without it all that comes after ten megabytes of text or at depth 256 is silently lost
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise SourceError(source, "there is no XML in it that can be read")
    for error in parser.error_log:
        if "depth" in error.message.lower() or "too many" in error.message.lower() or "memory" in error.message.lower():
            raise SourceError(source, "its XML is nested too deeply")
    return root


def words_of(element: _Element) -> str:
    """All text in an element, with that of the elements in it."""
    return "".join(str(words) for words in element.itertext())


def _decoded(raw: bytes, source: str, charset: str) -> str:
    """The words: by mark, by what the file says of itself, by what the server says, else as any other text."""
    marked = raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    head = raw[:1000].decode("cp037").encode() if raw.startswith(_EBCDIC) else raw[:1000].replace(b"\0", b"")
    declared = _DECLARED.match(head)
    names = [declared[1].decode("ascii")] if declared else []
    for name in [] if marked else [*names, charset]:
        try:
            known = codecs.lookup(name).name
            wide = known.startswith(("utf-16", "utf-32"))
            if known in ("utf-8", "ascii") or wide != (b"\0" in raw[:200]):
                continue  # what says ASCII is often more, and what says UTF-16 is none without a zero byte
            return sanitise(raw.decode("cp1252" if known == "iso8859-1" else known))
        except (LookupError, UnicodeError, ValueError):
            continue  # there is no such encoding, or it is none for text, or it does not fit
    try:
        return sanitise(decode(raw).text)
    except NotText as error:
        raise SourceError(source, str(error)) from None


def _without_doctype(text: str) -> str:
    """The text from its root element on: without the declarations of encodings and entities before it."""
    at = 0
    while True:
        at += len(text[at:]) - len(text[at:].lstrip()) if text[at : at + 1].isspace() else 0
        if text.startswith("<?", at):
            end = text.find("?>", at) + 1
        elif text.startswith("<!--", at):
            end = text.find("-->", at) + 2
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            end, inner = text.find(">", at), text.find("[", at)
            if 0 <= inner < end:
                close = _CLOSED.search(text, inner)
                end = close.end() - 1 if close else -1
        else:
            return text[max(at, text.find("<", at)) :]
        if end < at:
            return text[at:]
        at = end + 1


def _mended(text: str, source: str) -> str:
    """Well-formed as to references, outside CDATA. What is no reference is an ampersand."""
    parts: list[str] = []
    at = marks = 0
    while True:
        start = text.find("<![CDATA[", at)
        outside = text[at:] if start < 0 else text[at:start]
        marks += outside.count("<")
        if marks > MOST_MARKS:
            raise SourceError(source, "there are more tags in it than can be read")
        outside = _REFERENCE.sub(_reference, outside) if "&" in outside else outside
        parts.append(_NO_TAG.sub("&lt;", outside))
        if start < 0:
            return "".join(parts)
        end = text.find("]]>", start)
        if end < 0:  # it is never closed: what comes is text
            parts.append(text[start + 9 :].translate(_MARKUP))
            return "".join(parts)
        parts.append(text[start : end + 3])
        at = end + 3


def _reference(match: re.Match[str]) -> str:
    number, name = match[1], match[2]
    if number:
        return sanitise(unescape(f"&#{number};")).translate(_MARKUP) or "\N{REPLACEMENT CHARACTER}"
    if name in _OF_XML:
        return match[0]
    known = html5.get(f"{name};") if name else None
    return known.translate(_MARKUP) if known else "&amp;" + match[0][1:]
