"""Which rows of a list match what a reader types: all its words, anywhere, whatever the case and the accents. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from newsreader.tui.folding import fold

_FOREIGN = re.compile(r"[^\x00-\x7f]+")


def plain(text: str) -> str:
    """`text` as rows and queries are compared: lower case, plain marks, no accents. Offsets do not hold."""
    if text.isascii():
        return text.lower()
    text = _FOREIGN.sub(lambda match: fold(match[0]), text)  # in most rows they are few, and the rest is quick
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in parts if not unicodedata.combining(character))


def words_of(query: str) -> list[str]:
    """The words that a row must have."""
    return plain(query).split()


def matching(texts: Sequence[str], words: Iterable[str], among: Sequence[int]) -> Sequence[int]:
    """Those indices of `among` whose text has every word; the texts are plain already."""
    for word in words:
        among = [index for index in among if word in texts[index]]
    return among
