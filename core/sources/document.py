"""What a source gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from newsreader.core.model import Article


@dataclass(frozen=True, slots=True)
class Document:
    """An article and the bytes it was made from. note: a sentence for the reader when something was lost, else ""."""

    raw: bytes
    article: Article
    note: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that is no article. source: its name; reason: why, in one line after it; raw: its bytes, to be kept."""

    source: str
    reason: str
    raw: bytes = b""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that a list of feeds names. title and tags: what the list calls it, where it does."""

    url: str
    title: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One of several things in a container: a message of a mailbox, a file of an archive, an entry of a feed.

    source: the container's name, "#" and the member's own: the same when the container is read again, whatever came
    before it. The bytes can be read without the container.
    """

    raw: bytes
    source: str


@dataclass(frozen=True, slots=True)
class KeptHead:
    """What an export of ours says besides its articles, checked.

    searches: saved queries by their names. people: records of those whom the reader has named, merged or told apart.
    """

    searches: dict[str, str] = field(default_factory=dict)
    people: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class KeptText:
    """An earlier text of an article. raw: the bytes it was read from, None where they are not there or are itself."""

    article: Article
    replaced: str
    raw: bytes | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An article of an export of ours with all that belongs to it, checked: every place in it is one of the text.

    record: the values of the export by their names there, but for those that have a field here.
    """

    article: Article
    record: dict[str, Any]
    raw: bytes | None = None
    versions: tuple[KeptText, ...] = ()


Piece = Document | Refusal | Subscription | KeptHead | Kept
