"""Whether a record of an export of ours is as we would have written it: nothing else may get into the library.

Every check raises `Wrong`, whose message is one line for the user.
"""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar

from newsreader.core.model import Analysis, Article, Block, BlockKind, EntityKind, Quote, Span
from newsreader.core.record import analysis_from
from newsreader.core.sources.document import Kept, KeptHead, KeptText
from newsreader.core.sources.fields import address, has_words, language
from newsreader.core.text import sanitise

LONGEST_TEXT = 20_000_000
"""Characters of a text."""

LONGEST_NAME = 4_096
"""Characters of a source: a path may be so long."""

LONGEST_WORDS = 1_000_000
"""Characters of a note, or of a query."""

ValueT = TypeVar("ValueT")


class Wrong(ValueError):
    """A record is not as we would have written it."""


def checked_head(value: dict[str, Any]) -> KeptHead:
    """What stands before the articles."""
    searches = _of(value.get("searches", {}), dict, "searches")
    people = _of(value.get("people", []), list, "people")
    return KeptHead(
        {_own(name, "a search's name"): _own(query, "a search") for name, query in searches.items()},
        tuple(_person(one) for one in people),
    )


def checked_article(value: Any) -> Kept:
    """One article with all that belongs to it."""
    record = _of(value, dict, "it")
    sources = _sources(record)
    article = _article(record, sources[0]["source"] if sources else "")
    if record.get("id") != article.id:
        raise Wrong("its text is not the one that was exported")
    length = len(article.text)
    return Kept(
        article,
        {
            "sources": sources,
            "added": _moment(record.get("added"), "added"),
            "opened": _of(record.get("opened", False), bool, "opened"),
            "starred": _of(record.get("starred", False), bool, "starred"),
            "analysis": None if record.get("analysis") is None else _analysis(record["analysis"], article),
            "corrections": _each(record, "corrections", lambda one: _correction(one, length)),
            "stars": _each(record, "stars", lambda one: _place(one, length) | {"at": _moment(one.get("at"), "at")}),
            "tags": _each(
                record, "tags", lambda one: _place(one, length, True) | {"tag": _own(one.get("tag"), "a tag")}
            ),
            "notes": _each(record, "notes", lambda one: _note(one, length)),
            "aside": _each(record, "aside", lambda one: _aside(one, len(record.get("notes", ())))),
            "linking": _number(record.get("linking", 0), "linking"),
            "people": _each(record, "people", _link),
            "pins": _each(record, "pins", _pin),
        },
        _raw(record),
        tuple(_each(record, "versions", _version)),
    )


def _article(record: dict[str, Any], source: str) -> Article:
    text = _of(record.get("text"), str, "text")
    if len(text) > LONGEST_TEXT or not has_words(text):
        raise Wrong("its text is too long" if len(text) > LONGEST_TEXT else "there are no words in its text")
    if sanitise(text) != text:
        raise Wrong("there are controls in its text")
    blocks = []
    at = 0
    for one in _of(record.get("blocks", []), list, "blocks"):
        *place, kind = _of(one, list, "a block") or [None]
        start, end = span(place, len(text))
        if start < at:
            raise Wrong("its blocks overlap")
        blocks.append(Block(start, end, _kind(BlockKind, kind)))
        at = end
    url, tag = record.get("url"), record.get("language")
    return Article(
        text,
        _line(record.get("title", ""), "title"),
        tuple(blocks),
        source,
        _maybe(record, "outlet"),
        _maybe(record, "author"),
        _maybe(record, "published"),
        None if tag is None else _good(language(tag), "language"),
        None if url is None else _good(address(url), "url"),
    )


def _analysis(value: Any, article: Article) -> dict[str, Any]:
    """The record of an analysis, which can be read as one, and of which every place is in the text."""
    record = _of(value, dict, "analysis")
    try:
        analysis = analysis_from(record, article)
    except (LookupError, TypeError, ValueError, AttributeError):
        raise Wrong("its analysis is of another shape") from None
    _check_analysis(analysis, len(article.text))
    return record


def _check_analysis(analysis: Analysis, length: int) -> None:
    for words in (analysis.engine, analysis.note):
        _words(words, "its analysis")
    for entity in analysis.entities:
        _words(entity.name, "a name")
        for mention in entity.mentions:
            span((mention.start, mention.end), length)
    for quote in analysis.quotes:
        _quote(quote, length)
        if quote.entity is not None and not (_is_number(quote.entity) and 0 <= quote.entity < len(analysis.entities)):
            raise Wrong("a quote is by nobody who is there")


def _quote(quote: Quote, length: int) -> None:
    if not quote.content:
        raise Wrong("a quote has no words")
    for many in (quote.content, quote.marked):
        _pieces(many, length)
    for place in (quote.cue, quote.mention):
        if place is not None:
            span(place, length)
    for words in (quote.speaker_name, quote.runner_up, quote.basis):
        if words is not None:
            _words(words, "a quote")
    confidence = quote.confidence
    if isinstance(confidence, bool) or not isinstance(confidence, (int, float)) or not 0 <= confidence <= 1:
        raise Wrong("a quote's confidence is none")


def _pieces(spans: Iterable[Iterable[Any]], length: int) -> None:
    at = 0
    for one in spans:
        start, end = span(one, length)
        if start < at:
            raise Wrong("the pieces of a quote overlap")
        at = end


def _correction(one: dict[str, Any], length: int) -> dict[str, Any]:
    was, quote = one.get("was"), one.get("quote")
    if was is None and quote is None:
        raise Wrong("a correction says nothing")
    if was is not None:
        _pieces([tuple(_of(piece, list, "a place")) for piece in _of(was, list, "a correction")], length)
    return _place(one, length) | {
        "was": was,
        "quote": None if quote is None else _readers_quote(quote, length),
        "who": _own(one.get("who"), "who"),
        "made": _moment(one.get("made"), "made"),
    }


def _readers_quote(value: Any, length: int | None) -> dict[str, Any]:
    """A quote as the reader wants it. length: None where its places are of another text."""
    record = _of(value, dict, "a correction")
    told: dict[str, Any] = {"entity": None, "basis": "", "confidence": 1.0}
    try:
        article = Article("-")
        analysis = analysis_from({"quotes": [{**record, **told}], "entities": [], "engine": "", "note": ""}, article)
    except (LookupError, TypeError, ValueError, AttributeError):
        raise Wrong("a correction is of another shape") from None
    [quote] = analysis.quotes
    _quote(quote, LONGEST_TEXT if length is None else length)
    if not set(quote.marked) <= set(quote.content):
        raise Wrong("words in quotation marks are not among those of the quote")
    kind = record.get("speaker_kind")
    kept = {key: record[key] for key in ("content", "kind", "marked", "cue", "mention", "speaker_name", "runner_up")}
    return kept | {"speaker_kind": None if kind is None else str(_kind(EntityKind, kind))}


def _place(one: dict[str, Any], length: int, may_be_none: bool = False) -> dict[str, Any]:
    start, end = one.get("start"), one.get("end")
    if may_be_none and start is None and end is None:
        return {"start": None, "end": None}
    start, end = span((start, end), length)
    return {"start": start, "end": end}


def _note(one: dict[str, Any], length: int) -> dict[str, Any]:
    place = _place(one, length, True)
    return place | {"words": _own(one.get("words"), "a note"), "written": _moment(one.get("written"), "written")}


def _aside(one: dict[str, Any], notes: int) -> dict[str, Any]:
    """notes: how many there are on the article."""
    what, was = one.get("what"), _of(one.get("record"), dict, "what is set aside")
    record: dict[str, Any]
    match what:
        case "star":
            record = {"at": _moment(was.get("at"), "at")}
        case "tag":
            record = {"tag": _own(was.get("tag"), "a tag")}
        case "note":
            record = {key: _own(was.get(key), "a note") for key in ("words", "quoting")}
            record["note"] = _number(was.get("note"), "a note")
            if record["note"] >= notes:
                raise Wrong("a note that is set aside is none of the article's")
        case "correction":
            quote = was.get("quote")
            record = {
                "quote": None if quote is None else _readers_quote(quote, None),
                "who": _own(was.get("who"), "who"),
                "made": _moment(was.get("made"), "made"),
            }
        case _:
            raise Wrong("what is set aside is nothing known")
    words = {key: _words(one.get(key), "what is set aside") for key in ("words", "before", "after")}
    return {"what": what, **words, "record": record, "at": _moment(one.get("at"), "at")}


def _person(value: Any) -> dict[str, Any]:
    one = _of(value, dict, "a person")
    merged, name = one.get("merged"), one.get("name")
    return {
        "number": _number(one.get("number"), "a person's number"),
        "kind": str(_kind(EntityKind, one.get("kind"))),
        "first": _words(one.get("first"), "a person's name"),
        "name": None if name is None else _own(name, "a person's name"),
        "merged": None if merged is None else _number(merged, "a person's number"),
    }


def _link(one: dict[str, Any]) -> dict[str, Any]:
    link, why = one.get("link"), one.get("why")
    if link is not None and (isinstance(link, bool) or not isinstance(link, (int, float)) or not 0 <= link <= 1):
        raise Wrong("how sure it is who somebody is, is none")
    return {
        "entity": _number(one.get("entity"), "an entity"),
        "name": _words(one.get("name"), "a name"),
        "found": _number(one.get("found"), "a person's number"),
        "held": _number(one.get("held"), "a person's number"),
        "link": link,
        "why": None if why is None else _words(why, "why"),
    }


def _pin(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": _words(one.get("name"), "a name"),
        "kind": str(_kind(EntityKind, one.get("kind"))),
        "person": _number(one.get("person"), "a person's number"),
    }


def _version(one: dict[str, Any]) -> KeptText:
    article = _article(one, _of(one.get("source", ""), str, "a source")[:LONGEST_NAME])
    if one.get("id") != article.id:
        raise Wrong("an earlier text of it is not the one that was exported")
    return KeptText(article, _moment(one.get("replaced"), "replaced"), _raw(one))


def _sources(record: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for value in _of(record.get("sources", []), list, "sources"):
        one = _of(value, dict, "a source")
        source = _of(one.get("source"), str, "a source")
        if not 0 < len(source) <= LONGEST_NAME or "\0" in source:
            raise Wrong("a source is none")
        found.append({"source": source} | {key: _of(one.get(key, False), bool, key) for key in ("placed", "behind")})
    return found


def _raw(record: dict[str, Any]) -> bytes | None:
    raw = record.get("raw")
    if raw is None:
        return None
    try:
        return b64decode(_of(raw, str, "raw"), validate=True)
    except (binascii.Error, ValueError):
        raise Wrong("the bytes that it was read from are no base64") from None


def _each(record: dict[str, Any], key: str, check: Callable[[dict[str, Any]], ValueT]) -> list[ValueT]:
    return [check(_of(one, dict, key)) for one in _of(record.get(key, []), list, key)]


def span(value: Iterable[Any], length: int) -> Span:
    """A place in a text of so many characters that is not empty."""
    try:
        start, end = value
    except (TypeError, ValueError):
        raise Wrong("a place is none") from None
    if not _is_number(start) or not _is_number(end) or not 0 <= start < end <= length:
        raise Wrong("a place is not in its text")
    return start, end


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: Any, what: str) -> int:
    if not _is_number(value) or not 0 <= value < 2**53:
        raise Wrong(f"{what} is none")
    return int(value)


def _of(value: Any, kind: type[ValueT], what: str) -> ValueT:
    if not isinstance(value, kind):
        raise Wrong(f"{what} is of another shape")
    return value


def _kind(kinds: type[ValueT], value: Any) -> ValueT:
    try:
        return kinds(value)  # type: ignore[call-arg]
    except (TypeError, ValueError):
        raise Wrong("something is of an unknown kind") from None


def _good(value: str | None, what: str) -> str:
    if value is None:
        raise Wrong(f"its {what} is none")
    return value


def _maybe(record: dict[str, Any], key: str) -> str | None:
    return None if record.get(key) is None else _line(record[key], key)


def _line(value: Any, what: str) -> str:
    """A line of words; a name may be that of a file, with a byte that is no character."""
    words = _of(value, str, what)
    plain = words.encode("utf-8", "replace").decode()
    if len(words) > LONGEST_NAME or "\n" in words or sanitise(plain) != plain:
        raise Wrong(f"{what} is no line of words")
    return words


def _words(value: Any, what: str) -> str:
    words = _of(value, str, what)
    plain = words.encode("utf-8", "replace").decode()
    if len(words) > LONGEST_WORDS or sanitise(plain) != plain:
        raise Wrong(f"{what} has controls in it, or is too long")
    return words


def _own(value: Any, what: str) -> str:
    """What a reader has typed, with whatever was pasted along: without controls, no longer than is kept of a note."""
    words = sanitise(_of(value, str, what))
    if len(words) > LONGEST_WORDS:
        raise Wrong(f"{what} is too long")
    return words


def _moment(value: Any, what: str) -> str:
    words = _of(value, str, what)
    try:
        if words:
            datetime.fromisoformat(words)
    except ValueError:
        raise Wrong(f"{what} is no moment") from None
    return words
