"""The child process: requests come in on standard input, answers go out on standard output, a JSON object a line.

One thread hears, and others load files, use the network, watch folders, analyse, keep the search index and back the
library up, so that none waits for another. Those that load and analyse say what they take in hand before they do, so
that the parent knows what the child died of. Whatever reads somebody else's bytes, and whatever analyses, does so in
processes of its own.

    in   {"do": "load", "paths": [...]}                        files and folders
         {"do": "load", "key": ..., "name": ..., "media": ..., "bytes": n}   and n bytes after the line
         {"do": "load", "key": ..., "address": ..., "typed": bool, "replaces": id or null}
         {"do": "analyse", "ids": [...], "urgent": bool}
         {"do": "refresh", "all": bool}
    out  {"event": "begin", "task": "load", "keys": [...], "names": [...], "folder": bool}
         {"event": "begin", "task": "analyse", "keys": [...], "names": [...], "size": characters}
         {"event": "files", "key": folder, "files": [...], "more": bool}   which the parent then asks for
         {"event": "changed", "files": [...]}                  of watched folders, which the parent then asks for
         {"event": "loaded", "items": [[key, "taken", id, source, new, note, replaced id or null],
          [key, "refused", source, reason], [key, "done"], ...]}
         {"event": "failed", "task": ..., "key": ..., "source": ..., "reason": ...}
         {"event": "ready", "engine": version}, {"event": "no model", "reason": ...}, {"event": "analysed", "id": ...}
         {"event": "indexing" | "refreshing", "done": n, "total": n}
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
from newsreader.core.intake.things import Page, Raw
from newsreader.core.worker.analyst import analyse_forever, help_forever, helpers
from newsreader.core.worker.fetcher import fetch_forever
from newsreader.core.worker.inbox import Inbox, ToLoad, ToRefresh, ToSubscribe
from newsreader.core.worker.indexer import index_forever
from newsreader.core.worker.keeper import keep_forever
from newsreader.core.worker.loader import load_forever
from newsreader.core.worker.say import Say
from newsreader.core.worker.watcher import watch_forever

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
    for work in (load_forever, fetch_forever, analyse_forever, *[help_forever] * helpers()):
        threading.Thread(target=_or_die, args=(work, library, inbox, say), daemon=True).start()
    for aside in (index_forever, watch_forever, keep_forever):
        threading.Thread(target=aside, args=(library, say), daemon=True).start()
    _hear(sys.stdin.buffer, inbox)
    os._exit(0)  # at once: what is being analysed is not wanted any more, and what is being written is rolled back


def _hear(requests: IO[bytes], inbox: Inbox) -> None:
    for line in requests:
        request: dict[str, Any] = json.loads(line)
        if request["do"] == "analyse":
            inbox.put_articles(request["ids"], request["urgent"])
        elif request["do"] == "empty":
            inbox.empty()
        elif request["do"] == "subscribe":
            inbox.put_refresh(ToSubscribe(request["feed"]))
        elif request["do"] == "refresh":
            inbox.put_refresh(ToRefresh(request["all"]))
        elif "paths" in request:
            inbox.put_loads(ToLoad(path, path) for path in request["paths"])
        elif "address" in request:
            page = Page(request["address"], request["typed"], request["replaces"])
            inbox.put_loads([ToLoad(request["key"], page)])
        else:
            raw = Raw(request["name"], requests.read(request["bytes"]), request["media"])
            inbox.put_loads([ToLoad(request["key"], raw)])


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
