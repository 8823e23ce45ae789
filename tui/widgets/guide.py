"""What can be typed into the line of a search."""

from __future__ import annotations

from textwrap import wrap

from textual.content import Content
from textual.widgets import Static

from newsreader.core.search.fieldnames import FIELDS

_LEAST = 20  # cells for what it does
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


class Guide(Static):
    """The language of queries on a page."""

    def on_resize(self) -> None:
        """Break its lines anew."""
        self.update(guide(self.content_size.width))


def guide(width: int) -> Content:
    """What can be typed, and what it does, on lines of a width in cells."""
    rows = [*_WORDS, *((f"{name}:", field.help) for name, field in FIELDS.items())]
    column = max(len(typed) for typed, _ in rows) + 2
    parts: list[Content | str] = []
    for typed, does in rows:
        lines = wrap(does, max(width - column, _LEAST))
        parts += [Content.styled(typed, "bold"), " " * (column - len(typed)), f"\n{' ' * column}".join(lines), "\n"]
    return Content.assemble(*parts).rstrip()
