"""Word documents (.docx) and OpenDocument texts (.odt): paragraphs by their styles, tables row by row, then notes.

What was deleted while changes were tracked is left out, what was inserted is kept; hidden text, comments, headers and
footers are left out. Documents are read as a stream: a small file can hold a very large one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from newsreader.core.errors import SourceError
from newsreader.core.sources.document import Document
from newsreader.core.sources.fields import day, language, one_line
from newsreader.core.sources.formats.markup import Part, article_of
from newsreader.core.sources.formats.office import Odt, Styles, Word
from newsreader.core.sources.formats.zipped import Zipped

MOST_CHARACTERS = 50_000_000
MOST_ELEMENTS = 4_000_000
"""What is read of a document; ten times what a thick book has."""

_DAMAGED = "The document is damaged; this is what could be read of it."
_TOO_LONG = "The document is too long; this is its beginning."


def document(raw: bytes, source: str) -> Document:
    """The article of a document. Raises SourceError where it is damaged or protected."""
    archive = Zipped(raw, source)
    if archive.has("content.xml"):
        if archive.has("META-INF/manifest.xml") and _is_encrypted(archive):
            raise SourceError(source, "it is protected by a password")
        parts, note = _parts(archive, "content.xml", Odt())
        notes: list[Part] = []
        properties = "meta.xml"
    else:
        styles = Styles(archive.xml("word/styles.xml"))
        parts, note = _parts(archive, "word/document.xml", Word(styles))
        notes = []
        for name in ("word/footnotes.xml", "word/endnotes.xml"):
            if archive.has(name):
                notes += _parts(archive, name, Word(styles))[0]
        properties = "docProps/core.xml"
    if not parts and note:
        raise SourceError(source, "the document is damaged")
    known = _known(archive, properties)
    made = article_of([*parts, *notes], source, language=language(known("language")))
    made = replace(
        made,
        title=made.title or one_line(known("title")) or "",
        author=made.author or one_line(known("creator")),
        published=made.published or day(known("created") or known("date")),
    )
    return Document(raw, made, note)


def _parts(archive: Zipped, name: str, reader: Word | Odt) -> tuple[list[Part], str]:
    """The paragraphs of one file of the archive, and a note where that is not all of it."""
    from lxml import etree

    info = archive.find(name)
    if info is None:
        return [], _DAMAGED
    target: Any = reader
    parser: Any = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False)
    note = ""
    try:
        for chunk in archive.chunks(info):
            parser.feed(chunk)
            if reader.characters > MOST_CHARACTERS or reader.elements > MOST_ELEMENTS:
                return reader.finished(), _TOO_LONG
        parser.close()
    except (etree.XMLSyntaxError, ValueError, SourceError) as error:
        if isinstance(error, SourceError) and not reader.parts:
            raise
        note = _DAMAGED
    return reader.finished(), note


def _is_encrypted(archive: Zipped) -> bool:
    root = archive.xml("META-INF/manifest.xml")
    return root is not None and next(root.iter("{*}encryption-data"), None) is not None


def _known(archive: Zipped, name: str) -> Callable[[str], str | None]:
    root = archive.xml(name)
    nodes: Iterable[Any] = root.iter("{*}*") if root is not None else ()
    found: dict[str, str | None] = {}
    for node in nodes:
        found.setdefault(node.tag.rpartition("}")[2], node.text)
    return found.get
