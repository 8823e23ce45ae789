"""What comes in, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes that are in no file, such as standard input or a page that was fetched.

    name: stands where a path would. media: their media type, where a server gave one.
    """

    name: str
    data: bytes
    media: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be fetched.

    typed: the user typed the address, which may then be that of a machine nearby. replaces: the id of the article whose
    full text it has.
    """

    address: str
    typed: bool = True
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A file of which all is in the library already, with the ids of its articles."""

    path: str
    article_ids: tuple[str, ...]


Thing = str | Raw | Page
"""The path of a file, bytes, or an address."""


def name_of(thing: Thing | Known) -> str:
    """What a thing is called, to a user."""
    match thing:
        case Raw(name) | Known(name):
            return name
        case Page(address):
            return address
        case _:
            return thing


@dataclass(frozen=True, slots=True)
class Taken:
    """An article is in the library. new: it was not there before. note: something was lost in reading, else ""."""

    article_id: str
    source: str
    new: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Something could not be read. The library keeps its bytes and the reason."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A feed that a list of feeds names. new: it was not subscribed to before."""

    url: str
    title: str
    new: bool


Outcome = Taken | Refused | Subscribed
