"""What can come in: files, bytes, and pages of the web."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from newsreader.core.errors import SourceError


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes that are in no file, such as standard input or a page that was fetched.

    name: stands where a path would. media: their media type, as `newsreader.core.sources.pieces` takes it.
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


def things_of(paths: Iterable[str], left_out: Counter[str] | None = None) -> tuple[list[Thing], list[SourceError]]:
    """What some paths and addresses stand for, in their order and each once, and what stands for nothing.

    A folder stands for the files in it that may be articles. Nothing is opened or fetched. left_out: as `expand` says.
    """
    from newsreader.core.sources.files import expand
    from newsreader.core.web.addresses import is_address

    things: dict[Thing, None] = {}
    errors: list[SourceError] = []
    for path in paths:
        if is_address(path):
            things[Page(path)] = None
            continue
        files, unreadable = expand([path], left_out)
        things.update(dict.fromkeys(files))
        errors += unreadable
    return list(things), errors
