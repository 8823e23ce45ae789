"""What a source gives."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.core.model import Article


@dataclass(frozen=True, slots=True)
class Document:
    """An article and the bytes it was made from. note: a sentence for the reader when something was lost, else ""."""

    raw: bytes
    article: Article
    note: str = ""
