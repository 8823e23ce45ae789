"""Reads hostile inputs within limits and tells what came of each: a JSON line when it begins and one when it ends.

python -m tests.sources.hostile.child SIZE < names
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator

from newsreader.core.sources import Document, Kept, KeptHead, Piece, Refusal, Subscription, pieces
from newsreader.core.sources.reading import UNFORESEEN, document_of
from newsreader.core.text.clean import FORBIDDEN
from tests.sources.hostile import CASES

MEMORY = 1_000_000_000
"""Bytes of address space."""


def main() -> None:
    size = int(sys.argv[1])
    names = sys.stdin.read().splitlines()
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    for name in names:
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        raw = CASES[name](size)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, most))
        _say(begin=name, bytes=len(raw))
        start = time.perf_counter()
        documents = refused = subscribed = 0
        wrong: list[str] = []
        reason = ""
        try:
            for piece in pieces(raw, name):
                documents += isinstance(piece, Document)
                subscribed += isinstance(piece, Subscription)
                refused += isinstance(piece, Refusal)
                reason = piece.reason if isinstance(piece, Refusal) else reason
                wrong += _faults(piece, name)
        except BaseException as error:
            wrong.append(f"it raised {error!r:.200}")
        if not documents + refused + subscribed:
            wrong.append("nothing was told of it")
        _say(
            end=name,
            seconds=round(time.perf_counter() - start, 3),
            megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000,
            documents=documents,
            refused=refused,
            subscribed=subscribed,
            reason=reason[:200],
            wrong=wrong[:5],
        )


def _faults(piece: Piece, name: str) -> Iterator[str]:
    if isinstance(piece, KeptHead):
        return
    piece = document_of(piece) or piece
    assert not isinstance(piece, Kept)
    if isinstance(piece, Refusal):
        told = {"reason": piece.reason, "source": piece.source.removeprefix(name)}
        if piece.reason.startswith(UNFORESEEN):
            yield piece.reason
        if "\n" in piece.reason or len(piece.reason) > 1_000:
            yield "the reason is not one short line"
    elif isinstance(piece, Subscription):
        told = {"url": piece.url, "title": piece.title, "tags": "".join(piece.tags)}
    else:
        about = piece.article
        told = {"text": about.text, "note": piece.note, "source": about.source}
        lines = {
            "title": about.title,
            "author": about.author,
            "outlet": about.outlet,
            "published": about.published,
            "language": about.language,
            "url": about.url,
        }
        told |= {key: value or "" for key, value in lines.items()}
        if any("\n" in value for key, value in told.items() if key in lines):
            yield "a field has more than one line"
        if about.url and not about.url.lower().startswith(("http://", "https://")):
            yield f"the address is {about.url!r:.100}"
        end = 0
        for block in about.blocks:
            if not end <= block.start < block.end <= len(about.text):
                yield f"a block from {block.start} to {block.end} after {end}"
                break
            end = block.end
    for field, value in told.items():
        if match := FORBIDDEN.search(value):
            yield f"{field} holds {match[0]!r}"
        if "root:x:0" in value:
            yield f"{field} holds a file of this machine"


def _say(**said: object) -> None:
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
