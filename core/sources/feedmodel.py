"""What a feed says, whatever kind of feed it is."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import unescape
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from newsreader.core.errors import SourceError
from newsreader.core.text import sanitise
from newsreader.core.web.addresses import Address, is_address, parse

GUID_LENGTH = 400
"""Characters of a guid that are kept; a longer one is kept as its hash."""

_UNSEEN = re.compile(r"<(?:(script|style)\b|(!--)|![a-z])")  # in lower case

_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)

LONGEST_LINE = 1_000
"""Characters of a title or a name."""

_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,5000}>|<!--|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,5000}>")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a feed tells.

    guid: the same whenever the feed is read. url: where it stands on the web, http or https, without login; None where
    there is none. html or text: its content, or where there is none what it has for a summary; teaser: that is so.
    published: ISO 8601 where it can be told, else as it is written.
    """

    guid: str = ""
    url: str | None = None
    title: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None
    html: str = ""
    text: str = ""
    teaser: bool = False
    language: str | None = None

    @property
    def digest(self) -> str:
        """Another one when title or content are others."""
        said = "\0".join((self.title, self.html, self.text)).encode("utf-8", "surrogatepass")
        return hashlib.sha256(said).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, the site that it is of, its language, its entries in its own order."""

    title: str = ""
    site: str | None = None
    language: str | None = None
    entries: tuple[Entry, ...] = ()


def item(entry: Entry, feed: Feed) -> bytes:
    """An entry by itself, to be kept and read again without the feed: an item of a JSON Feed, and whose it is."""
    record: dict[str, Any] = {"id": entry.guid, "url": entry.url, "title": entry.title}
    if entry.authors:
        record["authors"] = [{"name": name} for name in entry.authors]
    record["date_published"] = entry.published
    if entry.html:
        record["content_html"] = entry.html
    else:
        record["content_text"] = entry.text or entry.title
    record["language"] = entry.language or feed.language
    record["_feed"] = {k: v for k, v in (("title", feed.title), ("url", feed.site)) if v}
    return json.dumps({k: v for k, v in record.items() if v}, ensure_ascii=False).encode("utf-8")


def with_guids(entries: list[Entry]) -> tuple[Entry, ...]:
    """Entries that all have a guid, each another one: their own, else their address, else a hash of what they say."""
    seen: set[str] = set()
    found = []
    for entry in entries:
        candidates = (entry.guid, entry.url or "", entry.digest)
        guid = next((bounded for c in candidates if c and (bounded := _bounded(c)) not in seen), None)
        if guid is None:
            continue  # the same guid, address and words: the same entry
        seen.add(guid)
        found.append(entry if entry.guid == guid else replace(entry, guid=guid))
    return tuple(found)


def content(words: str, kind: str = "") -> tuple[str, str]:
    """Content as the html or the text of an entry, the other one "". kind: "html" or "text" where the feed says so.

    RSS never says: what has no tag and no character reference in it is the same in both, but for its line ends.
    """
    words = sanitise(words).strip()
    as_html = kind == "html" or (kind != "text" and _MARKUP.search(words) is not None)
    return (words, "") if as_html else ("", words)


def plain(words: str, kind: str = "") -> str:
    """A title or name on one line, shortened beyond 1,000 characters; no tags and references where it may be HTML."""
    words = words[:20_000]
    if kind != "text" and _MARKUP.search(words):
        words = unescape(_TAG.sub("", _seen(words)))
    return one_line(words)


def link(words: str | None, base: Address | None) -> str | None:
    """A web address that a feed gives; None where it is none, such as a script."""
    words = (words or "").strip()
    if not words or (base is None and not is_address(words)):
        return None
    try:
        address = parse(words, base)
        return address.url + address.fragment
    except SourceError:
        return None


def moment(written: str | None) -> str | None:
    """A time as ISO 8601, where it can be told; else as it is written, in one line."""
    words = one_line(written)
    if not words:
        return None
    words = words[:100]
    try:
        if re.match(r"\d{4}-\d\d-\d\d", words):
            then = datetime.fromisoformat(words)
            return words if len(words) == 10 else then.isoformat(timespec="seconds")
        from email.utils import parsedate_tz

        parts = parsedate_tz(words)
        if parts is None or not 1600 <= parts[0] <= 2200:
            return words
        then = datetime(*parts[:6], tzinfo=UTC)
        if parts[9] is None:
            return then.replace(tzinfo=None).isoformat(timespec="seconds")
        from datetime import timedelta, timezone

        return then.replace(tzinfo=timezone(timedelta(seconds=parts[9]))).isoformat(timespec="seconds")
    except (ValueError, TypeError, IndexError, OverflowError):
        return words


def language(code: str | None) -> str | None:
    """A language code such as "en" or "pt-BR"; None for what is none."""
    code = (code or "").strip()
    return code if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}", code) else None


def _seen(words: str) -> str:
    """Markup without scripts, styles, comments and declarations. What is never closed is left as it is."""
    parts: list[str] = []
    lower = words.translate(_LOWER)  # str.lower may change the length
    never: set[str] = set()
    at = 0
    for match in _UNSEEN.finditer(lower):
        closing = f"</{match[1]}" if match[1] else "-->" if match[2] else ">"
        if match.start() < at or closing in never:
            continue
        end = lower.find(closing, match.end())
        if end < 0:
            never.add(closing)  # nor is it any further on
            continue
        parts.append(words[at : match.start()])
        at = words.find(">", end) + 1 or len(words)
    return "".join(parts) + words[at:]


def one_line(words: str | None) -> str:
    """Words on one line, without controls; "" where there are none."""
    line = " ".join(sanitise((words or "")[:20_000]).split())
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…"


def _bounded(guid: str) -> str:
    guid = " ".join(sanitise(guid).split())
    return guid if len(guid) <= GUID_LENGTH else "sha256:" + hashlib.sha256(guid.encode()).hexdigest()
