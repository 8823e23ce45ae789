"""What an article may take to be analysed."""

from __future__ import annotations

MOST_PARTS = 8
"""Parts of a long article that are analysed, some 150,000 words: half a minute's work. What follows is left unread."""

LONGEST = 800_000
"""Characters that so many parts have at most."""

SECONDS = 30.0
SECONDS_A_CHARACTER = 5e-5
"""What a process may take for a few articles: several times what it takes on a busy machine."""

MEMORY = 700_000_000
"""Bytes of address space that analysing may take besides what the language model takes."""
