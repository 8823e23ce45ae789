"""Which format some bytes are in: by what they are, and only where that is open by the name they came with."""

from __future__ import annotations

import io
import os
import re
from enum import StrEnum

from newsreader.core.errors import SourceError


class Format(StrEnum):
    """The formats that can be read; the values are modules of `newsreader.core.sources.formats`."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    EPUB = "epub"
    DOCX = "docx"  # and .odt
    MAIL = "mail"  # and saved pages, .mht
    MAILBOX = "mailbox"
    RECORD = "record"
    RECORDS = "records"
    FEED = "feed"
    OPML = "opml"
    ARCHIVE = "archive"
    GZIP = "gzipped"
    OURS = "ours"


CONTAINERS: frozenset[Format] = frozenset(
    {
        Format.EPUB,
        Format.MAILBOX,
        Format.RECORDS,
        Format.FEED,
        Format.OPML,
        Format.ARCHIVE,
        Format.GZIP,
        Format.OURS,
    }
)
"""Those that hold several things; the others are one article."""

SUFFIXES: dict[str, Format] = {
    ".txt": Format.PLAIN,
    ".text": Format.PLAIN,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
    ".epub": Format.EPUB,
    ".docx": Format.DOCX,
    ".odt": Format.DOCX,
    ".eml": Format.MAIL,
    ".mht": Format.MAIL,
    ".mhtml": Format.MAIL,
    ".mbox": Format.MAILBOX,
    ".json": Format.RECORD,
    ".jsonl": Format.RECORDS,
    ".ndjson": Format.RECORDS,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".rdf": Format.FEED,
    ".xml": Format.FEED,
    ".opml": Format.OPML,
    ".zip": Format.ARCHIVE,
    ".gz": Format.GZIP,
}
"""How the names of what can be read end, in lower case, and what is then most likely in it."""

_MEDIA = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "text/markdown": Format.MARKDOWN,
    "application/json": Format.RECORD,
    "application/ld+json": Format.RECORD,
    "application/x-ndjson": Format.RECORDS,
    "application/jsonl": Format.RECORDS,
    "message/rfc822": Format.MAIL,
    "multipart/related": Format.MAIL,
    "application/mbox": Format.MAILBOX,
    "application/pdf": Format.PDF,
}

WRAPPERS = (
    "articles", "items", "results", "docs", "documents", "entries", "records", "stories", "posts", "news", "data",
    "value", "hits", "response", "@graph",
)  # fmt: skip
"""Names under which JSON files keep their list of articles."""

_NO_ARTICLES_BY_NAME = tuple(
    re.findall(
        r"\.\w+",
        """.png .jpg .jpeg .gif .webp .avif .svg .ico .bmp .tif .tiff .css .js .mjs .map .woff .woff2 .ttf .otf .eot
        .mp3 .m4a .ogg .oga .wav .flac .mp4 .m4v .ogv .webm .avi .mov .mkv .exe .dll .so .dylib .class .jar .pyc .py .c
        .h .sh .bat .db .sqlite .sqlite3 .csv .tsv .xls .xlsx .ods .ppt .pptx .ini .toml .yaml .yml
        .lock .bin .dat""",
    )
)

MOST_FILES = 100_000
"""Files in an archive; the list of very many alone would fill the memory."""

_HEAD = 65_536
"""Bytes that are looked at; what is told later in a file is told wrong."""

_NO_ARTICLES = (
    (b"{\\rtf", "an RTF document; save it as .docx or text"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as .docx or text"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data"),
    (b"%!PS", "a PostScript file"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"RIFF", "a picture, a sound or a film"),
    (b"OggS", "a sound or a film"),
    (b"ID3", "a sound"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"AT&TFORM", "a DjVu document"),
    (b"!<arch>\n", "a library or a package"),
    (b"\0asm", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"MZ\x90\0", "a program"),
)
_AT = ((257, b"ustar", "a tar archive"), (60, b"BOOKMOBI", "a Kindle book"), (4, b"ftyp", "a film or a picture"))

_PROLOGUE = re.compile(r"\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE(?:[^<>\[]|\[[^\]]*\])*>", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
_ROOTS = {
    "html": Format.HTML, "rss": Format.FEED, "feed": Format.FEED, "rdf": Format.FEED, "opml": Format.OPML,
}  # fmt: skip
_FRAGMENT = frozenset(
    re.findall(
        r"\w+",
        """a abbr article aside b base blockquote body br center dd div dl dt em figcaption figure font footer form
        frameset h1 h2 h3 h4 h5 h6 head header hr i iframe img li link main meta nav noscript ol p pre script section
        small span strong style table tbody td template th title tr u ul""",
    )
)
_OF_PAGES = frozenset({"article", "body", "div", "frameset", "head", "link", "main", "meta", "section", "table", "ul"})
"""Tags that nobody begins a text with that is no page."""
_OURS = re.compile(r'\{\s*"newsreader"\s*:\s*"export"\s*,')
_OBJECT = re.compile(r'\{\s*(?:"(?:[^"\\\n]|\\.){0,200}"\s*:|\}\s*\Z)')
_ARRAY = re.compile(r'\[\s*(?:\{\s*["}]|\]\s*\Z)')
_SECOND = re.compile(r'\s*\{\s*"')
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
_LIST = re.compile(rb'"(?:' + "|".join(WRAPPERS).encode() + rb')"\s*:\s*\[\s*\{')
_HEADER = re.compile(r"([!-9;-~]+):(?:[ \t]|$)")
_OF_MAIL = frozenset(["from", "to", "subject", "date", "received", "message-id", "mime-version", "return-path"])
_ONLY_OF_MAIL = frozenset(["subject", "received", "message-id", "mime-version", "return-path"])
_MBOX = re.compile(r"From [^\n]*\d{4}[^\n]*\r?\n(?:>?From |[!-9;-~]+:)")


def is_no_article(path: str) -> bool:
    """Whether a file in an archive or a folder is hidden, or by its name a picture, a style, a script or the like."""
    parts = path.replace("\\", "/").split("/")
    hidden = any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in parts)
    return hidden or parts[-1].lower().endswith(_NO_ARTICLES_BY_NAME)


def format_of(raw: bytes, source: str, media: str = "") -> Format:
    """The format of some bytes. media: the media type that a server gave, "" where none did.

    Raises SourceError for what is known to be no article.
    """
    named = SUFFIXES.get(os.path.splitext(source)[1].lower())
    given = _MEDIA.get(media.partition(";")[0].strip().lower())
    hint = given if given is not None and named not in (Format.FEED, Format.OPML, Format.MARKDOWN) else named
    if (binary := _binary(raw, source, hint)) is not None:
        return binary
    text = _text(raw)
    if text[:1] in ("{", "["):
        format = _json(raw, text, hint)
    elif text[:1] == "<":
        format = _markup(text, source, hint)
    else:
        format = _mail(text, hint)
    if format is not None:
        return format
    if hint is Format.FEED:
        if named is Format.FEED and text[:1] == "<":
            raise SourceError(source, "an XML file that is no feed")
        return Format.PLAIN
    # What only a mark at the start of the file can make so is none.
    return hint if hint in (Format.MARKDOWN, Format.HTML, Format.MAIL, Format.RECORD, Format.RECORDS) else Format.PLAIN


def _binary(raw: bytes, source: str, hint: Format | None) -> Format | None:
    """The formats that have a mark. SourceError for those that cannot be read and are not told by `decode`."""
    start = raw[:1024]
    if start.lstrip(b"\xef\xbb\xbf\r\n\t \0").startswith(b"%PDF-") or (hint is Format.PDF and b"%PDF-" in start):
        return Format.PDF
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK")):
        return _zipped(raw, source, hint)
    if start.startswith(b"\x1f\x8b"):
        return Format.GZIP
    for magic, what in _NO_ARTICLES:
        if start.startswith(magic):
            raise SourceError(source, f"not a text file ({what})")
    for at, magic, what in _AT:
        if start.startswith(magic, at):
            raise SourceError(source, f"not a text file ({what})")
    return None


def _zipped(raw: bytes, source: str, hint: Format | None) -> Format:
    """What kind of zip archive it is: books and office documents are some."""
    mimetype = raw[38:120] if raw[30:38] == b"mimetype" else b""
    if mimetype.startswith(b"application/epub+zip"):
        return Format.EPUB
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return Format.DOCX
    if raw.count(b"PK\x01\x02") > MOST_FILES:
        return hint if hint in (Format.EPUB, Format.DOCX) else Format.ARCHIVE  # they say what is wrong
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(io.BytesIO(raw)) as archive:
            names = frozenset(archive.NameToInfo)
    except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError, OverflowError):
        return hint if hint in (Format.EPUB, Format.DOCX) else Format.ARCHIVE
    for name, format in (("META-INF/container.xml", Format.EPUB), ("word/document.xml", Format.DOCX)):
        if name in names:
            return format
    for name, what in (("xl/workbook.xml", "a spreadsheet"), ("ppt/presentation.xml", "a presentation")):
        if name in names:
            raise SourceError(source, f"not a text file ({what})")
    return Format.ARCHIVE


def _text(raw: bytes) -> str:
    """The beginning of what may be a text, without mark and leading space; marks and names are ASCII in any of them."""
    head = raw[:_HEAD]
    if head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        text = head.decode("utf-32", "replace")
    elif head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", "replace")
    elif head[1:2] == b"\0" != head[:1]:
        text = head.decode("utf-16-le", "replace")
    elif head[:1] == b"\0" != head[1:2]:
        text = head.decode("utf-16-be", "replace")
    else:
        text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    return text.lstrip("\ufeff \t\r\n\f\v")


def _json(raw: bytes, text: str, hint: Format | None) -> Format | None:
    certain = hint in (Format.RECORD, Format.RECORDS)
    if text[0] == "[":
        return Format.RECORDS if certain or _ARRAY.match(text) else None
    if _OURS.match(text):
        return Format.OURS
    if not certain and not _OBJECT.match(text):
        return None
    if b"\0" in raw[:4]:  # two bytes a character: the beginning must do
        raw = text.encode("latin-1", "replace")
    if _JSON_FEED.search(raw):
        return Format.FEED
    first = text.find("\n") + 1
    lines = first > 0 and '"' in text[:first] and _SECOND.match(text, first)
    return Format.RECORDS if hint is Format.RECORDS or lines or _LIST.search(raw) else Format.RECORD


def _markup(text: str, source: str, hint: Format | None) -> Format | None:
    at = 0
    html = False
    while match := _PROLOGUE.match(text, at):
        html = html or match[0][:14].lower() == "<!doctype html"
        at = match.end()
    root = _ROOT.match(text, at)
    name = root[1].lower() if root else ""
    if html or name == "html":
        return Format.HTML
    if name in _ROOTS:
        return _ROOTS[name]
    if hint is Format.MARKDOWN:  # which may begin with a piece of HTML
        return None
    if name in _FRAGMENT and (hint is Format.HTML or _is_used(name, text.lower())):
        return Format.HTML
    if text.startswith("<?xml"):
        what = {"svg": "a picture", "urlset": "a list of pages", "sitemapindex": "a list of pages"}.get(name)
        raise SourceError(source, f"not a text file ({what})" if what else "an XML file that is no feed")
    return None


def _is_used(tag: str, text: str) -> bool:
    """Whether a text that begins with a tag is marked up with it, and does not only speak of it."""
    return tag in _OF_PAGES or f"</{tag}" in text or text.count(f"<{tag}") > 2


def _mail(text: str, hint: Format | None) -> Format | None:
    if text.startswith("From ") and (hint is Format.MAILBOX or _MBOX.match(text)):
        return Format.MAILBOX
    found: set[str] = set()
    for line in text.splitlines():
        if not line or line.isspace():
            break
        if line[0] in " \t":  # goes on from the line above
            continue
        header = _HEADER.match(line)
        if header is None:
            break
        found.add(header[1].lower())
    return Format.MAIL if len(found & _OF_MAIL) >= 2 and found & _ONLY_OF_MAIL else None
