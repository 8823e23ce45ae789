"""The language of queries on a page."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from newsreader.core.search.fieldnames import FIELDS

_WORDS = (
    ("tram garden", "these words, misspelt or unfinished ones too"),
    ('"a phrase"', "these words in this order"),
    ('"two words"~10', "no more than ten others between them"),
    ("'letters", "just these letters, inside a word too"),
    ("~nearly", "this word or one spelt nearly so"),
    ("^begins  ends$", "how the passage begins, how it ends"),
    ("!without", "without it; before any of these"),
    ("one | other", "one or the other"),
)


def guide() -> Content:
    """What can be typed, and what it does."""
    rows = [*_WORDS, *((f"{name}:", field.help) for name, field in FIELDS.items())]
    wide = max(cell_len(typed) for typed, _ in rows)
    parts: list[Content | str] = []
    for typed, does in rows:
        parts += [Content.styled(typed, "bold"), " " * (wide - cell_len(typed) + 2), f"{does}\n"]
    return Content.assemble(*parts).rstrip()
