"""What documents say of themselves, made fit to show: one clean line, a day, an address on the web."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime

from newsreader.core.text import sanitise

LONGEST = 1000
"""Characters of a title, a name or an address; a longer title is cut and ends in "…", a longer address is none."""

LONGEST_LABEL = 200
"""Characters of a member's name."""

_WORD = re.compile(r"[^\W_]")
_ISO = re.compile(r"([12]\d{3})-?([01]\d)-?([0-3]\d)(?!\d)")
_PART = re.compile(r"[12]\d{3}(?:-[01]\d)?")
_ADDRESS = re.compile(r"https?://[^\s/?#\\@\"<>]+(?:[/?#][^\s\"<>]*)?", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_EARLIEST, _LATEST = 10**8, 5 * 10**9
"""Seconds since 1970 that are taken for a time: 1973 to 2128."""


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in some text."""
    return _WORD.search(text) is not None


def one_line(value: object) -> str | None:
    """Some text without controls and line ends, at most LONGEST characters; None where there are no words."""
    if not isinstance(value, str):
        return None
    words = " ".join(sanitise(value[: 20 * LONGEST]).split())
    if not has_words(words):
        return None
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def label(name: str) -> str:
    """A member's name in its container on one clean line, not too long; other names stay other names.

    For what had to be changed a few digits of its hash say which it was.
    """
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in sanitise(name))
    if clean == name and len(name) <= LONGEST_LABEL:
        return name
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{clean[:LONGEST_LABEL]}~{digest}"


def day(value: object) -> str | None:
    """A date as YYYY-MM-DD where it can be told, else as it is written, in one line.

    Read are ISO 8601, the dates of mails and feeds, dates in English words, and seconds or milliseconds since 1970.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _day_of_seconds(value)
    written = one_line(value)
    if written is None:
        return None
    written = written[:100]
    if (m := _ISO.match(written)) and 1 <= int(m[2]) <= 12 and 1 <= int(m[3]) <= 31:
        return f"{m[1]}-{m[2]}-{m[3]}"
    if _PART.fullmatch(written):
        return written
    if written.isascii() and written.isdigit():
        return _day_of_seconds(int(written)) or written
    from email.utils import parsedate  # only where it is needed: mails and feeds

    try:
        if (parts := parsedate(written)) and 1600 <= parts[0] <= 2200 and 1 <= parts[1] <= 12 and 1 <= parts[2] <= 31:
            return f"{parts[0]}-{parts[1]:02}-{parts[2]:02}"
    except (IndexError, TypeError, ValueError):
        pass
    from newsreader.core.text.furniture import date

    return date(written) or written


def address(value: object) -> str | None:
    """An http or https address that can be opened, without spaces, controls and names of users; else None."""
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    bare = value.strip()
    return bare if bare.isprintable() and sanitise(bare) == bare and _ADDRESS.fullmatch(bare) else None


def language(value: object) -> str | None:
    """A language tag such as "en" or "en-GB"; None for what is none."""
    if not isinstance(value, str) or len(value) > 40 or not _LANGUAGE.fullmatch(value.strip()):
        return None
    tag = value.strip().replace("_", "-")
    return tag if tag.lower() not in ("und", "zxx", "mul", "und-und") else None


def _day_of_seconds(value: float) -> str | None:
    if _EARLIEST * 1000 <= value <= _LATEST * 1000:
        value /= 1000
    if not _EARLIEST <= value <= _LATEST:
        return None
    return datetime.fromtimestamp(value, UTC).strftime("%Y-%m-%d")
