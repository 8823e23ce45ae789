"""The child's thread for the network: pages, and the feeds when they are asked for or due."""

from __future__ import annotations

from pathlib import Path

from newsreader.core.intake import Intake
from newsreader.core.library import Library
from newsreader.core.worker.inbox import Inbox, ToLoad
from newsreader.core.worker.loader import Loading
from newsreader.core.worker.say import Say

PAGES_AT_ONCE = 4


def fetch_forever(library_path: Path, inbox: Inbox, say: Say) -> None:
    """Do what comes."""
    with Library(library_path) as library, Intake(library, jobs=PAGES_AT_ONCE) as intake:
        while True:
            match inbox.next_fetch(wait=True):
                case ToLoad() as load:
                    Loading(intake, say).load(iter([load]))
