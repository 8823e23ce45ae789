"""`python -m newsreader.core.intake.apart`: reads files and bytes for another process, within limits.

Pickled requests come in on standard input, pickled answers go out on standard output, a `Wanted` and then its answers:

    ("begins", source)    a member of a container is being read now
    ("found", [piece, ...])
    ("done", None)        nothing more of this request
"""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from newsreader.core.pipe import requests
from newsreader.core.sources.document import Document, Kept, Piece, Refusal
from newsreader.core.sources.feedmodel import Feed

MEMORY = 900_000_000
"""Bytes of address space that reading may take: what needs more is refused."""

KEPT = 50_000_000
"""Bytes of something that could not be read that are kept."""

FLUSH_SECONDS = 0.1
FLUSH_BYTES = 4_000_000
"""After so much the pieces found are handed over."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read.

    raw: None for the file at `source`. spoilt: members to be refused unread, and why. is_feed: what is wanted is not
    the articles but the feed itself; charset: the encoding that a server gave it.
    """

    source: str
    raw: bytes | None = None
    media: str = ""
    is_feed: bool = False
    charset: str = ""
    spoilt: dict[str, str] = field(default_factory=dict)


def main() -> None:
    """Answer until standard input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    _limit_memory()

    def say(what: str, value: Any) -> None:
        pickle.dump((what, value), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()

    for wanted in requests(Wanted):
        _answer(wanted, say)


def _answer(wanted: Wanted, say: Callable[[str, Any], None]) -> None:
    from newsreader.core.errors import SourceError
    from newsreader.core.sources.files import read_bytes
    from newsreader.core.sources.reading import Reader

    found: list[Piece | Feed] = []
    size, since = 0, time.monotonic()

    def hand_over() -> None:
        nonlocal size, since
        say("found", found)
        found.clear()
        size, since = 0, time.monotonic()

    def begins(source: str) -> None:
        if found:
            hand_over()
        say("begins", source)

    raw = b""
    try:
        raw = read_bytes(wanted.source) if wanted.raw is None else wanted.raw
        if wanted.is_feed:
            from newsreader.core.sources.formats import feed

            found.append(feed.read(raw, wanted.source, wanted.charset))
            return
        for piece in Reader(begins, wanted.spoilt).pieces(raw, wanted.source, wanted.media):
            found.append(_light(piece))
            size += _weight(piece)
            if size > FLUSH_BYTES or time.monotonic() - since > FLUSH_SECONDS:
                hand_over()
    except SourceError as error:
        found.append(Refusal(error.source, error.reason, raw))
    except MemoryError:
        found.append(Refusal(wanted.source, "reading it takes too much memory", raw))
    except Exception as error:
        found.append(Refusal(wanted.source, f"it cannot be read ({type(error).__name__})", raw))
    finally:
        if found:
            found[-1] = _light(found[-1])
            hand_over()
        say("done", None)


def _light(piece: Piece | Feed) -> Piece | Feed:
    """A refusal without bytes that are too many to be kept."""
    return replace(piece, raw=b"") if isinstance(piece, Refusal) and len(piece.raw) > KEPT else piece


def _weight(piece: Piece | Feed) -> int:
    if isinstance(piece, Kept):
        return 10 * len(piece.article.text) + len(piece.raw or b"")
    if isinstance(piece, Document):
        return len(piece.raw) + len(piece.article.text)
    return len(piece.raw) if isinstance(piece, Refusal) else 0


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not everywhere
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    except (OSError, ValueError):  # macOS knows the limit and refuses to set it
        return


if __name__ == "__main__":
    main()
