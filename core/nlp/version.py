"""The version of rules and weights, known without loading any of them."""

from __future__ import annotations

import hashlib
from importlib.resources import files

_RULES = "1"


def _fingerprint() -> str:
    digest = hashlib.sha256()
    folder = files("newsreader.core.nlp.data")
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith((".json", ".txt")):
            digest.update(entry.name.encode() + entry.read_bytes())
    return f"{_RULES}-{digest.hexdigest()[:8]}"


ENGINE = _fingerprint()
"""Changes with the rules, word lists or weights; a stored analysis with another one is out of date."""
