"""The command line: `newsreader [PATH...|-]` and its commands."""

from __future__ import annotations

from newsreader.core.cli.entry import main

__all__ = ["main"]
