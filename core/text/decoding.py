"""Bytes to words."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from newsreader.core.text.clean import REPLACEMENT

SAMPLE = 32_768
"""Bytes looked at when the encoding has to be guessed."""

GUESSABLE = 8
"""Bytes beyond ASCII from which on a guess at the alphabet is better than none."""


class NotText(ValueError):
    """The bytes are no text. The message is one line that says why, to be read after the name of the file."""


class Decoded(NamedTuple):
    """Words from bytes. encoding: Python's name for it. note: a sentence for the reader when bytes were lost."""

    text: str
    encoding: str
    note: str = ""


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16: must be tried before it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\0", "xz data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)

_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\b\x1b\x1a")
_HIGH = re.compile(rb"[\x80-\xff]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# What Windows-1252 text has beyond ASCII: letters inside words or before one, and typographic marks.
_WESTERN = re.compile(
    "[A-Za-z][à-öø-üß]|[à-öø-üß][a-z]|[À-ÖØ-ÜŒœŠšŽž][A-Za-z]|[A-Za-z][À-ÖØ-ÜŒœŠšŽž]|[‘’“”–—…•€£§©®°«»„‚\xa0¿¡ªº¼½¾·´™]"
)


def decode(raw: bytes) -> Decoded:
    """The words of a file's bytes: by byte order mark, as UTF-8, as UTF-16 without a mark, or in a guessed encoding.

    A few bytes that fit nowhere become U+FFFD, and the note says how many. The text is not sanitised.
    Raises NotText when the bytes are a known binary format, hold zero bytes, or a third of them are control bytes.
    """
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            raise NotText(f"not a text file ({what})")
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return _replacing(raw[len(bom) :], encoding)
    head = raw[:SAMPLE]
    if b"\0" in head and (wide := _wide(head)):
        return _replacing(raw, wide)
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls * 3 > len(head) or head.count(0) * 1000 > len(head):
        raise NotText("not a text file (binary data)")
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _guess(raw, error.start)


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: in mostly Latin text every second byte is zero."""
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half // 3 and even * 20 < odd:
        return "utf-16-le"
    if even > half // 3 and odd * 20 < even:
        return "utf-16-be"
    return None


def _replacing(raw: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = raw.decode(encoding, "replace")
        return Decoded(text, encoding, _note(text.count(REPLACEMENT)))


def _guess(raw: bytes, first_bad: int) -> Decoded:
    """Text that is no valid UTF-8: damaged UTF-8 when most of what is not ASCII fits, else an older encoding."""
    start = raw.rfind(b"\n", 0, first_bad) + 1
    sample = raw[max(start, first_bad - SAMPLE // 4) :][:SAMPLE]
    high = len(_HIGH.findall(sample))
    fitting = sum(len(m) for m in _MULTIBYTE.findall(sample))
    if fitting * 2 < high and (encoding := _older_encoding(sample, high)):
        return _replacing(raw, encoding)
    if (high - fitting) * 5 > len(sample):
        raise NotText("not a text file (no encoding fits)")
    return _replacing(raw, "utf-8")


def _older_encoding(sample: bytes, high: int) -> str | None:
    western = sample.decode("cp1252", "replace")
    if len(_WESTERN.findall(western)) >= 0.6 * high and high * 3 < len(sample):
        return "cp1252"
    if high < GUESSABLE:
        return None
    import charset_normalizer  # costs 20 ms, seldom needed

    best = charset_normalizer.from_bytes(sample).best()
    if best is None or best.encoding in ("ascii", "utf_8"):
        return None
    letters = sum(c.isalpha() for c in str(best) if ord(c) > 127)
    return best.encoding.replace("_", "-") if letters * 4 > high else None


def _note(bad: int) -> str:
    return f"{bad} unreadable {'byte was' if bad == 1 else 'bytes were'} replaced by \N{REPLACEMENT CHARACTER}."
