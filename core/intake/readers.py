"""Several files read side by side, each in a process of its own, and handed over in the order in which they came."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from newsreader.core.errors import SourceError
from newsreader.core.intake.parser import SECONDS, Parser
from newsreader.core.intake.things import Known, Page, Raw, Thing, name_of
from newsreader.core.sources.document import Piece, Refusal

AHEAD = 16
"""Things that are begun, for each process, before those that came before them are finished."""

PIECES = 64
"""Pieces of one thing that may wait to be taken."""

NAP = 0.1
"""Seconds after which somebody who waits is told that there is nothing yet."""


PATIENCE = 2.0
"""Seconds that a thread gets to end: it may be waiting for a server."""


@dataclass(frozen=True, slots=True)
class End:
    """Nothing more of a thing."""


@dataclass(eq=False, slots=True)
class _Turn:
    thing: Thing | Known
    dropped: bool = False
    pieces: queue.Queue[Piece | End] = field(default_factory=lambda: queue.Queue(PIECES))


class Readers:
    """Threads that read, a process each. To be stopped when it is no longer needed."""

    def __init__(self, jobs: int = 1, seconds: float = SECONDS) -> None:
        """seconds: what reading one article may take before it is refused."""
        self._turns: queue.SimpleQueue[_Turn | None] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._parsers = [Parser(seconds) for _ in range(jobs)]
        self._threads = [threading.Thread(target=self._work, args=(parser,), daemon=True) for parser in self._parsers]
        for thread in self._threads:
            thread.start()

    def pieces(self, things: Iterable[Thing | Known]) -> Iterator[tuple[Thing | Known, Piece | End] | None]:
        """The pieces of all things in order, each thing with an `End`; None after a while in which nothing came.

        What is known already has only its end.
        """
        source = iter(things)
        turns: deque[_Turn] = deque()
        try:
            while True:
                while len(turns) < AHEAD * len(self._threads) and (thing := next(source, None)) is not None:
                    turns.append(_Turn(thing))
                    if isinstance(thing, Known):
                        turns[-1].pieces.put(End())
                    else:
                        self._turns.put(turns[-1])
                if not turns:
                    return
                try:
                    piece = turns[0].pieces.get(timeout=NAP)
                except queue.Empty:
                    yield None
                    continue
                yield turns[0].thing, piece
                if isinstance(piece, End):
                    turns.popleft()
        finally:
            for turn in turns:  # nobody waits for these any more
                turn.dropped = True

    def stop(self) -> None:
        """End the processes, whatever they are doing."""
        self._stopped.set()
        for _ in self._threads:
            self._turns.put(None)
        for parser in self._parsers:
            parser.interrupt()
        for thread in self._threads:
            thread.join(PATIENCE)

    def _work(self, parser: Parser) -> None:
        while (turn := self._turns.get()) is not None and not self._stopped.is_set():
            if turn.dropped:
                continue
            for piece in self._read(parser, turn.thing):
                if not self._hand_over(turn, piece):
                    break
            self._hand_over(turn, End())
        parser.stop()

    def _read(self, parser: Parser, thing: Thing | Known) -> Iterator[Piece]:
        try:
            match _fetched(thing) if isinstance(thing, Page) else thing:
                case Raw(name, data, media):
                    yield from parser.pieces(name, data, media)
                case str(path):
                    yield from parser.pieces(path)
        except SourceError as error:
            yield Refusal(error.source, error.reason)
        except Exception as error:  # or the thing would be waited for without end
            yield Refusal(name_of(thing), f"{type(error).__name__}: {error}")

    def _hand_over(self, turn: _Turn, piece: Piece | End) -> bool:
        while not self._stopped.is_set() and not turn.dropped:
            try:
                turn.pieces.put(piece, timeout=NAP)
                return True
            except queue.Full:
                continue
        return False


def _fetched(page: Page) -> Raw:
    from newsreader.core.web import get  # loads an HTTP client

    fetched = get(page.address, typed=page.typed)
    return Raw(fetched.url, fetched.raw, fetched.content_type)
