"""What the worker tells the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Task = Literal["load", "analyse"]
Work = Literal["load", "analyse", "index", "refresh"]


@dataclass(frozen=True, slots=True)
class Ready:
    """The language model is loaded; articles are analysed at once from now on, by this version of the engine."""

    engine: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article is in the library. `new` is False when it was there before; `note`: something was lost in reading.

    replaces: the id of the article whose full text was asked for.
    """

    article_id: str
    source: str
    new: bool
    note: str = ""
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """Something could not be done; `reason` is for the user's eyes.

    source: the path that could not be loaded, the title of the article that could not be analysed, or what
        else is out of order ("language model", "background process").
    article_id: the article that could not be analysed.
    """

    source: str
    reason: str
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class Analysed:
    """The library now has the analysis of this article."""

    article_id: str


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` files or articles asked for since the worker was last idle; equal when it is idle again.

    Of "index", the changes of the library that are being written to the search index; of "refresh", feeds.
    """

    task: Work
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Restarted:
    """The child process died and another has taken over its work."""

    reason: str


Event = Ready | Loaded | Failed | Analysed | Progress | Restarted
