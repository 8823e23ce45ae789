"""The child process that reads, keeps and analyses articles, so that the screen never waits.

`Worker` is the side in the screen's process; it imports nothing heavy.
"""

from __future__ import annotations

from newsreader.core.worker.client import Worker
from newsreader.core.worker.events import Analysed, Event, Failed, Loaded, Progress, Ready, Restarted

__all__ = ["Analysed", "Event", "Failed", "Loaded", "Progress", "Ready", "Restarted", "Worker"]
