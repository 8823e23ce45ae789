"""What became of the things that came in."""

from __future__ import annotations

from dataclasses import dataclass


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
