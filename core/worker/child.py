"""The child process: requests come in on standard input, answers go out on standard output, a JSON object a line.

One thread hears, one loads, one analyses, so that loading waits neither for the model nor for a long analysis, and
one keeps the search index. Those that load and analyse say what they take in hand before they do, so that the parent
knows what it died of.

    in   {"do": "load", "paths": [...]}                        files and folders
         {"do": "load", "key": ..., "name": ..., "bytes": n}   and n bytes after the line
         {"do": "analyse", "ids": [...], "urgent": bool}
    out  {"event": "begin", "task": "load" | "analyse", "keys": [...], "names": [...],
          "size": bytes, null of a folder, or characters}
         {"event": "files", "key": folder, "files": [...], "more": bool}   which the parent then asks for
         {"event": "loaded", "items": [[key, [[id, new, note], ...]], ...]}
         {"event": "failed", "task": ..., "key": ..., "source": ..., "reason": ...}
         {"event": "ready", "engine": version}, {"event": "no model", "reason": ...}, {"event": "analysed", "id": ...}
         {"event": "indexing", "done": changes, "total": changes}
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from newsreader.core.errors import NewsreaderError
from newsreader.core.worker.analyst import analyse_forever
from newsreader.core.worker.inbox import Inbox, ToLoad
from newsreader.core.worker.indexer import index_forever
from newsreader.core.worker.loader import load_forever
from newsreader.core.worker.say import Say

NICENESS = 10
"""The screen's process goes first."""


def serve(library: Path) -> None:
    """Work until standard input ends. Does not return."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # whatever a library prints goes to the log, not between the answers
    say = Say(answers)
    inbox = Inbox()
    for work in (load_forever, analyse_forever):
        threading.Thread(target=_or_die, args=(work, library, inbox, say), daemon=True).start()
    threading.Thread(target=index_forever, args=(library, say), daemon=True).start()
    _hear(sys.stdin.buffer, inbox)
    os._exit(0)  # at once: what is being analysed is not wanted any more, and what is being written is rolled back


def _hear(requests: IO[bytes], inbox: Inbox) -> None:
    for line in requests:
        request: dict[str, Any] = json.loads(line)
        if request["do"] == "analyse":
            inbox.put_articles(request["ids"], request["urgent"])
        elif "paths" in request:
            inbox.put_loads(ToLoad(path) for path in request["paths"])
        else:
            raw = requests.read(request["bytes"])
            inbox.put_loads([ToLoad(request["key"], request["name"], raw)])


def _or_die(work: Callable[[Path, Inbox, Say], None], library: Path, inbox: Inbox, say: Say) -> None:
    """Run a thread that must not end with an error: the parent starts another child then."""
    try:
        work(library, inbox, say)
    except NewsreaderError as error:
        print(error, file=sys.stderr, flush=True)
        os._exit(1)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
