"""Bytes to documents: which format they are in, and whether there is anything to read in them."""

from __future__ import annotations

import os

from newsreader.core.errors import SourceError
from newsreader.core.model import Article
from newsreader.core.sources import plain
from newsreader.core.sources.document import Document
from newsreader.core.sources.files import expand, read_bytes
from newsreader.core.text import NotText, decode, sanitise

_UNREADABLE = {
    ".html": "an HTML page",
    ".htm": "an HTML page",
    ".xhtml": "an HTML page",
    ".xml": "an XML file",
    ".json": "a JSON file",
    ".jsonl": "a JSON file",
    ".eml": "a mail",
}


def read(source: str) -> list[Document]:
    """The articles of a file, or of all files in a folder. Raises SourceError at the first that cannot be read."""
    files, errors = expand([source])
    if errors:
        raise errors[0]
    return [document for file in files for document in parse(read_bytes(file), file)]


def load(source: str) -> list[Article]:
    """The articles of a file or folder, as `read` finds them."""
    return [document.article for document in read(source)]


def parse(raw: bytes, source: str) -> list[Document]:
    """The articles in some bytes. source: their path, or another name; its ending tells the format, plain text if none.

    Raises SourceError when there is no text in them.
    """
    suffix = os.path.splitext(source)[1].lower()
    if suffix in _UNREADABLE:
        raise SourceError(source, f"not plain text or Markdown ({_UNREADABLE[suffix]})")
    if not raw:
        raise SourceError(source, "the file is empty")
    try:
        decoded = decode(raw)
    except NotText as error:
        raise SourceError(source, str(error)) from None
    text = sanitise(decoded.text)
    name = sanitise(source)
    if suffix in (".md", ".markdown"):
        from newsreader.core.sources import markdown  # its parser takes 30 ms to import

        article = markdown.article(text, name)
    else:
        article = plain.article(text, name)
    if not any(c.isalnum() for c in article.text[:100_000]) and not any(c.isalnum() for c in article.text):
        raise SourceError(source, "there are no words in it")
    return [Document(raw, article, decoded.note)]
