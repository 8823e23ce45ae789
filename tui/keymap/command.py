"""What a key does, where, and how the help calls it."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """One thing a key does.

    id: stable name (for remapping). keys: Textual key names, comma-separated. action: Textual action.
    label: a word for the footer, "" to leave it out there; shown: how the footer writes the key.
    help: a line for the help screen. group: its heading there. where: the part of the program that has the key.
    priority: whether it comes before the pane that has the keys, so that what is typed right after it is not lost.
    """

    id: str
    keys: str
    action: str
    label: str
    help: str
    group: str
    where: str = "reader"
    shown: str = ""
    priority: bool = False
