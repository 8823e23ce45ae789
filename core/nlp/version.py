"""The version of rules and weights, known without loading any of them."""

from __future__ import annotations

import hashlib
from importlib.resources import files


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for package in ("newsreader.core.nlp", "newsreader.core.nlp.data", "newsreader.core.text"):
        for entry in sorted(files(package).iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith((".py", ".json", ".txt")):
                digest.update(entry.name.encode() + entry.read_bytes())
    return f"1-{digest.hexdigest()[:8]}"


ENGINE = _fingerprint()
"""Changes with any source, word list or weight; a stored analysis with another one is out of date."""
