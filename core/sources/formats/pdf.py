"""PDF: the words of its pages as paragraphs; title, author and day from the document's own information.

Ligatures are letters again. Page numbers are left out, and running heads are kept once, as boilerplate. The library is
written in C: parse what is not trusted in a process of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from newsreader.core.errors import SourceError
from newsreader.core.model import BlockKind
from newsreader.core.sources.document import Document
from newsreader.core.sources.fields import day, has_words, language, one_line
from newsreader.core.sources.formats import pdf_layout, pdf_lines
from newsreader.core.sources.formats.markup import article_of
from newsreader.core.sources.formats.pdf_streams import has_bomb
from newsreader.core.text import sanitise

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_PAGES = 2000
"""Pages that are read; a note says when there are more."""

MOST_CHARACTERS = 20_000_000
"""Characters that are read, in whole pages."""

_REASONS = {4: "it is protected by a password", 5: "it is protected in a way that cannot be opened"}
_NO_NAMES = frozenset(["unspecified", "anonymous", "unknown", "untitled", "admin", "administrator", "user", "author"])
_NO_TITLE = re.compile(r"microsoft word|.*\.(?:docx?|pdf|indd|qxd|tex|dvi|odt|rtf|txt|html?|pptx?|pages)|\S+", re.I)
_CATALOGUE = re.compile(rb"(\d{1,9})\s+(\d{1,5})\s+obj\s*<<[^<>]{0,2000}?/Type\s*/Catalog\b")
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def document(raw: bytes, source: str) -> Document:
    """The article of a PDF. Raises SourceError where it is protected, damaged, or has no text."""
    import pypdfium2

    if has_bomb(raw):
        raise SourceError(source, "a part of it is too large when it is unpacked")
    notes: list[str] = []
    try:
        pdf = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        mended = _with_trailer(raw)
        if (reason := _REASONS.get(getattr(error, "err_code", 0))) or mended is None:
            raise SourceError(source, reason or "the PDF is damaged") from None
        try:
            pdf = pypdfium2.PdfDocument(mended)
        except pypdfium2.PdfiumError:
            raise SourceError(source, "the PDF is damaged") from None
        notes.append("The PDF is damaged; this is what could be read of it.")
    try:
        pages, problems = _pages(pdf)
        notes += problems
        known = {key.lower(): _told(pdf, key) for key in ("Title", "Author", "CreationDate")}
        tag = _language(pdf)
    finally:
        pdf.close()
    parts = [(kind, words) for kind, text in pdf_layout.parts_of(pages) if (words := sanitise(text).strip())]
    if not any(has_words(words) for _, words in parts):
        raise SourceError(source, "it has no text, only pictures of pages")
    notes += _unreadable(parts)
    title = _title(one_line(known.get("title")), parts)
    made = article_of(parts, source, title=title, language=tag)
    given = one_line(known.get("title"))
    made = replace(
        made,
        title=made.title or (given if given and not _NO_TITLE.fullmatch(given) else ""),
        author=made.author or _name(one_line(known.get("author"))),
        published=made.published or _day(known.get("creationdate", "")),
    )
    return Document(raw, made, " ".join(notes))


def _with_trailer(raw: bytes) -> bytes | None:
    """A PDF whose end was cut off, with another that names its catalogue, so that the library looks for the rest."""
    match = _CATALOGUE.search(raw)
    return raw + b"\ntrailer\n<< /Root %s %s R >>\n%%%%EOF\n" % match.groups() if match else None


def _pages(pdf: PdfDocument) -> tuple[list[list[pdf_lines.Line]], list[str]]:
    """The lines of each page, and what was not read."""
    from pypdfium2 import PdfiumError

    pages: list[list[pdf_lines.Line]] = []
    notes: list[str] = []
    characters = damaged = 0
    for number in range(len(pdf)):
        if number >= MOST_PAGES or characters > MOST_CHARACTERS:
            notes.append(f"Only the first {number:,} of its {len(pdf):,} pages were read.")
            break
        try:
            pages.append(pdf_lines.lines_of(pdf, number))
        except PdfiumError:
            damaged += 1
            pages.append([])
        characters += sum(len(line.text) for line in pages[-1])
    if damaged:
        notes.append(f"{damaged:,} of its pages {'is' if damaged == 1 else 'are'} damaged.")
    return pages, notes


def _title(given: str | None, parts: Sequence[tuple[BlockKind, str]]) -> str | None:
    """The title: the document's own where it stands at the top, else the largest words there are the better ones."""
    top = [words for _, words in parts[:4]]
    if given and any(_letters(words) == _letters(given) for words in top):
        return given
    heading = next((words for kind, words in parts[:4] if kind is BlockKind.SUBHEADING), None)
    return one_line(heading)


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def _told(pdf: PdfDocument, key: str) -> str:
    try:
        return str(pdf.get_metadata_value(key))
    except UnicodeError:
        return ""


def _language(pdf: PdfDocument) -> str | None:
    import ctypes

    from pypdfium2 import raw as pdfium

    buffer = (ctypes.c_ushort * 100)()
    size: int = pdfium.FPDFCatalog_GetLanguage(pdf, buffer, ctypes.sizeof(buffer))  # in bytes, with the final zero
    return language("".join(map(chr, buffer[: size // 2 - 1]))) if 2 < size <= ctypes.sizeof(buffer) else None


def _name(author: str | None) -> str | None:
    return author if author and author.strip("() ").lower() not in _NO_NAMES else None


def _day(written: str) -> str | None:
    match = _DATE.match(written)
    return day(f"{match[1]}-{match[2]}-{match[3]}") if match else None


def _unreadable(parts: Sequence[tuple[BlockKind, str]]) -> list[str]:
    """A note when the fonts do not say which letters they show."""
    text = "".join(words for _, words in parts)[:200_000]
    unknown = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text)
    return ["Many of its letters cannot be told, for its fonts do not name them."] if unknown * 10 > len(text) else []
