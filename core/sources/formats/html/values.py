"""What pages give for an address, a date or a name, as the program has them."""

from __future__ import annotations

import re
from datetime import date, datetime
from html import unescape
from urllib.parse import urlsplit, urlunsplit

from newsreader.core.text import furniture, sanitise

_BY = re.compile(
    r"^(?:(?:view all |all )?posts by|(?:written|posted|reported|words|story|published) by|geschrieben von"
    r"|by|von|par|por|di|da|autor|author)\b[:\s]+",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"((?:1[6-9]|20)\d\d)-(\d\d?)-(\d\d?)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s*(Z|[+-]\d\d:?\d\d)?)?"
)
_PACKED = re.compile(r"((?:19|20)\d\d)[/._]?(\d\d)[/._]?(\d\d)(?!\d)")
_REFERENCE = re.compile(
    "&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|amp|quot|apos|lt|gt|nbsp|[lr][sd]quo|[nm]dash|hellip);", re.IGNORECASE
)
BAD_NAME = re.compile(r"https?:|www\.|@|\d{4}", re.IGNORECASE)
"""What stands in no name of a person or an outlet."""


def as_url(value: str) -> str | None:
    """An address of the web, http or https, written anew; None where it is none."""
    value = value.strip()
    if not value or len(value) > 2000 or not value.isprintable() or " " in value:
        return None
    try:
        parts = urlsplit(value)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or parts.username:
        return None
    url = sanitise(urlunsplit((parts.scheme.lower(), parts.netloc, parts.path, parts.query, "")))
    return url if "\ufffd" not in url else None


def as_date(value: str) -> str | None:
    """A day or a moment as ISO 8601 has it: YYYY-MM-DD, with the time where that is given; None where it is none."""
    if match := _ISO.search(value[:80]):
        day = day_of(match[1], match[2], match[3])
        if day is None or not match[4]:
            return day
        moment = f"{day}T{match[4]}{match[5] or ''}"
        try:
            datetime.fromisoformat(moment)
        except ValueError:
            return day
        return moment
    if match := _PACKED.match(value):
        return day_of(match[1], match[2], match[3])
    return furniture.date(value)


def clean_author(value: str) -> str | None:
    """A name without "By" and the like; None where it is no name."""
    name = _BY.sub("", one_line(value)).strip(" ,;|•·-–—")
    if not name or len(name) > 100 or BAD_NAME.search(name) or not any(c.isalpha() for c in name):
        return None
    return None if name.lower() in ("admin", "administrator", "unknown", "editor", "none", "null", "staff") else name


def day_of(year: str, month: str, day: str) -> str | None:
    """A day as YYYY-MM-DD; None where there is no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def one_line(value: str) -> str:
    """In one line, sanitised; character references that were written twice (`&amp;#039;`) are read."""
    value = value[:2000]
    if _REFERENCE.search(value):
        value = unescape(value)
    return " ".join(sanitise(value).split())
