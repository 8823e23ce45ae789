"""What a page says of its article in JSON for machines (JSON-LD, with the words of schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LARGEST = 2_000_000
"""Characters of one script that are read."""

_KINDS = re.compile(
    "(?:News|Analysis|Opinion|Reportage|Review|Background|Satirical|Scholarly|Tech|AdvertiserContent|AskPublic)?"
    r"(?:News)?Article|(?:Live)?Blog(?:Posting)?|SocialMediaPosting|Report|DiscussionForumPosting"
)
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", re.DOTALL
)


@dataclass(slots=True)
class Linked:
    """The fields that could be read, each "" where there is none."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    body: str = ""
    free: bool = True


def linked(scripts: list[str]) -> Linked:
    """What the scripts say of the first article among them; of a web page where none is named an article."""
    found = list(_articles(scripts))
    if not found:
        return Linked()
    best = max(found, key=lambda thing: len(_text(thing.get("articleBody"))) > 0)
    names = [name for name in _names(best.get("author")) or _names(best.get("creator")) if name]
    return Linked(
        headline=_text(best.get("headline")) or _text(best.get("name")),
        authors=tuple(dict.fromkeys(names)),
        publisher=next(iter(_names(best.get("publisher"))), ""),
        published=_text(best.get("datePublished")) or _text(best.get("dateCreated")),
        language=_text(best.get("inLanguage")),
        url=_text(best.get("url")) or _address(best.get("mainEntityOfPage")),
        body=_text(best.get("articleBody")),
        free=str(best.get("isAccessibleForFree", True)).lower() != "false",
    )


def _articles(scripts: list[str]) -> Iterator[dict[str, Any]]:
    for script in scripts:
        if len(script) > LARGEST:
            continue
        try:
            data = json.loads(_WRAPPING.sub("", script), strict=False)
        except (ValueError, RecursionError):
            continue
        stack: list[Any] = [data]
        looked = 0
        while stack and looked < 5000:
            thing = stack.pop()
            looked += 1
            if isinstance(thing, list):
                stack.extend(reversed(thing[:500]))
            elif isinstance(thing, dict):
                if any(_KINDS.fullmatch(kind) for kind in _kinds(thing)):
                    yield thing
                stack += [thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in thing]


def _kinds(thing: dict[str, Any]) -> list[str]:
    kind = thing.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return [k.rsplit("/", 1)[-1] for k in kinds if isinstance(k, str)]


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return value.strip() if isinstance(value, str) else ""


def _address(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value.strip() if isinstance(value, str) else ""


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [_text(v.get("name") if isinstance(v, dict) else v) for v in values[:20]]
