"""One article as a JSON object: of schema.org, NewsAPI, the Guardian, news-please, ourselves, or whoever names fields.

A text comes out exactly as it is given, only sanitised. A field of HTML, by its name or its tags, is read as markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from newsreader.core.errors import SourceError
from newsreader.core.model import Article, BlockKind
from newsreader.core.sources.decoding import words_of
from newsreader.core.sources.document import Document
from newsreader.core.sources.fields import address, day, has_words, language, one_line
from newsreader.core.sources.formats.markup import article_of, parts_of
from newsreader.core.text import article_from_text, sanitise

Json = Mapping[str, Any]

MOST_PARTS = 3_000_000
"""Objects and lists in one JSON value."""

_FEED = "_feed"
"""Under which an entry of a feed, kept by itself, has the feed that it is of."""

_TEXT = ("text", "maintext", "fulltext", "articlebody", "articletext", "bodytext", "plaintext", "content", "body",
         "contenttext", "story", "transcript")  # fmt: skip
_HTML = ("contenthtml", "bodyhtml", "articlehtml", "html")
_SUMMARY = ("description", "summary", "abstract", "leadparagraph", "snippet", "trailtext", "excerpt", "teaser")
_TITLE = ("title", "headline", "webtitle", "heading", "name")
_AUTHOR = ("author", "authors", "byline", "creator", "writer", "by")
_DATE = ("published", "publishedat", "datepublished", "publicationdate", "webpublicationdate", "pubdate", "datepublish",
         "date", "firstpublished", "datecreated", "created", "createdat", "datetime", "timestamp", "time")  # fmt: skip
_OUTLET = ("outlet", "publisher", "publication", "newspaper", "sitename", "site", "sourcename", "source",
           "sourcedomain", _FEED)  # fmt: skip
_URL = ("url", "link", "canonical", "canonicalurl", "weburl", "permalink", "externalurl", "mainentityofpage")
_LANGUAGE = ("language", "lang", "inlanguage")
_INNER = ("_source", "article", "fields", "attributes", "document", "data")
"""Under which some services put the article itself."""

_WORDS = (
    "rendered",
    "main",
    "text",
    "value",
    "plain",
    "original",
    "content",
    "name",
    "title",
    "@value",
    "#text",
    "@id",
)
"""Under which a field that is an object has its words."""

_MARKUP = re.compile(r"</(?:p|div|h[1-6]|li|blockquote|figure|section)\s*>|<br\s*/?>|<p>", re.IGNORECASE)
_BY = re.compile(r"by\s+(?=\S)", re.IGNORECASE)


class NoText(ValueError):
    """The object has no text. The message is one line, to be read after its name."""


def document(raw: bytes, source: str) -> Document:
    """The article of a JSON object. Raises SourceError where it is none or has no text."""
    text, note = words_of(raw, source)
    try:
        value = loads(text)
        if not isinstance(value, dict):
            raise NoText("it is JSON, but no object with fields")
        return Document(raw, article(value, sanitise(source)), note)
    except ValueError as error:
        raise SourceError(source, str(error)) from None


def loads(text: str) -> Any:
    """A JSON value. Raises ValueError, whose message is one plain line, where it is none, too deep or too large."""
    if text.count("[") + text.count("{") > MOST_PARTS:
        raise ValueError("there are too many things in it")
    try:
        return _DECODER.decode(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise ValueError(f"it is no JSON: {_reason(error)}") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _reason(error: json.JSONDecodeError) -> str:
    where = f" in line {error.lineno:,}" if error.lineno > 1 else ""
    return f"{error.msg[:1].lower()}{error.msg[1:]}{where}"


def _number(digits: str) -> int | None:
    return int(digits) if len(digits) < 40 else None  # Python refuses very long ones, and no field has them


_DECODER = json.JSONDecoder(strict=False, parse_int=_number, parse_constant=lambda _: None)


def next_value(text: str, at: int) -> tuple[Any, int]:
    """The JSON value at a place in a text, and the place after it. Raises ValueError as `loads` does."""
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise ValueError(f"it is no JSON: {_reason(error)}") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def dumped(value: Any) -> bytes:
    """A JSON value as bytes again."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def article(record: Json, source: str) -> Article:
    """The article that an object's fields make. Raises NoText where none of them holds a text."""
    fields = _fields(record)
    words, is_markup = _text(fields)
    if words is None:
        raise NoText(_told(record))
    title = _first(fields, _TITLE)
    if is_markup:
        made = article_of(parts_of(words).blocks, source, title=title)
    elif _FEED in record:  # several entries may say the same under their headlines: those belong to their texts
        parts = [(BlockKind.BODY, part.strip()) for part in sanitise(words).split("\n\n")]
        made = article_of(parts, source, title=title)
    else:
        made = article_from_text(sanitise(words), source=source, title=title)
    return replace(
        made,
        author=_author(fields) or made.author,
        published=next(filter(None, (day(_plain(fields.get(key))) for key in _DATE)), None) or made.published,
        outlet=_outlet(fields, record) or made.outlet,
        language=next(filter(None, (language(_plain(fields.get(key))) for key in _LANGUAGE)), None),
        url=next(filter(None, (address(_plain(fields.get(key))) for key in _URL)), None),
    )


def name_of(record: Json) -> str:
    """What an object is called: its identifier, else its address; "" where it has none."""
    fields = _fields(record)
    for key in ("id", "@id", "_id", "guid", "uid", "uuid", "articleid", *_URL):
        value = _plain(fields[key]) if key in fields else None
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return ""


def _fields(record: Json) -> dict[str, Any]:
    """The fields by their names in lower case without dashes; those of an object that holds the article come after."""
    fields: dict[str, Any] = {}
    for one in (record, *(inner for key in _INNER if isinstance(inner := record.get(key), dict))):
        for key, value in one.items():
            if value not in (None, "", [], {}):
                fields.setdefault(key.lower().replace("_", "").replace("-", "") if key[:1] not in "_@" else key, value)
    return fields


def _text(fields: Mapping[str, Any]) -> tuple[str | None, bool]:
    """The words and whether they are markup: a text before HTML, either before a summary."""
    for keys, markup in ((_TEXT, False), (_HTML, True), (_SUMMARY, False)):
        for key in keys:
            words = _joined(fields[key]) if key in fields else None
            if words is not None and has_words(words):
                return words, markup or (key != "text" and _MARKUP.search(words) is not None)
    return None, False


def _joined(value: Any) -> str | None:
    """A text: as it is, or the words of an object, or paragraphs in a list."""
    value = _plain(value)
    if isinstance(value, list):
        parts = [part for part in map(_plain, value) if isinstance(part, str)]
        return "\n\n".join(parts) or None
    return value if isinstance(value, str) else None


def _plain(value: Any) -> Any:
    """What an object is about, where a field is one."""
    for _ in range(3):
        if not isinstance(value, dict):
            break
        value = next((value[key] for key in _WORDS if value.get(key)), None)
    return value


def _first(fields: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    return next(filter(None, (one_line(_plain(fields.get(key))) for key in keys)), None)


def _author(fields: Mapping[str, Any]) -> str | None:
    for key in _AUTHOR:
        value = fields.get(key)
        names = value[:20] if isinstance(value, list) else [value]
        told = one_line(", ".join(filter(None, (one_line(_plain(name)) for name in names))))
        if told:
            return _BY.sub("", told, count=1) if key in ("byline", "by") and _BY.match(told) else told
    return None


def _outlet(fields: Mapping[str, Any], record: Json) -> str | None:
    for key in _OUTLET:
        told = one_line(_plain(fields.get(key)))
        if told is None or (key == "source" and "quotes" in record):  # our own lines: the file that was read
            continue
        if address(told):
            return told.split("/")[2].removeprefix("www.")
        return told
    return None


def _told(record: Json) -> str:
    """Which fields an object has, where none of them is a text."""
    names = [name for key in list(record)[:12] if (name := one_line(key))]
    more = len(record) - len(names)
    listed = ", ".join(name[:40] for name in names) + (f" and {more:,} more" if more > 0 else "")
    return f"there is no text in it; it has the fields {listed}" if names else "there is no text in it"
