"""How a process hears what another one wants of it: pickles on standard input."""

from __future__ import annotations

import os
import pickle
import queue
import sys
import threading
from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T")


def requests(kind: type[T]) -> Iterator[T]:
    """The requests on standard input, as they come. Ends the process at once when whoever made them is gone.

    kind: what they are; the one who asks is trusted.
    """
    heard: queue.SimpleQueue[T | None] = queue.SimpleQueue()

    def hear() -> None:
        try:
            while True:
                heard.put(pickle.load(sys.stdin.buffer))
        except (EOFError, pickle.UnpicklingError):
            os._exit(0)  # whatever is being done, nobody waits for it

    threading.Thread(target=hear, daemon=True).start()  # now, and not when the first is asked for
    return iter(heard.get, None)
