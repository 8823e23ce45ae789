"""Which format it is: what the bytes are goes before what they are called."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from newsreader.core.errors import SourceError
from newsreader.core.sources.sniffing import Format, format_of


def zipped(*names: str, mimetype: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


MAIL = b"Received: from a\r\n by b\r\nFrom: Ann <a@b.example>\r\nSubject: Bridge\r\n\r\nIt opened.\r\n"
RSS = b'<?xml version="1.0"?>\n<!-- made by hand -->\n<rss version="2.0"><channel/></rss>'
PROSE = b"It opened on Monday, said Ann Tolland.\n"


@pytest.mark.parametrize(
    ("raw", "name", "media", "format"),
    [
        (PROSE, "story.txt", "", Format.PLAIN),
        (PROSE, "story", "", Format.PLAIN),
        (PROSE, "story.pdf", "", Format.PLAIN),
        (PROSE, "story.rss", "", Format.PLAIN),
        (PROSE, "story.MD", "", Format.MARKDOWN),
        (PROSE, "story", "text/markdown; charset=utf-8", Format.MARKDOWN),
        (PROSE, "story.html", "", Format.HTML),
        (PROSE, "story", "text/html;charset=x", Format.HTML),
        (b"<p>It opened.</p>", "README.md", "", Format.MARKDOWN),
        (b"<!DOCTYPE html><p>It opened.</p>", "README.md", "", Format.HTML),
        (b"\xef\xbb\xbf \n<!-- x --><HTML lang=en>", "story.txt", "", Format.HTML),
        ("<html>".encode("utf-16"), "story.txt", "", Format.HTML),
        ("<html>".encode("utf-16-be"), "story.txt", "", Format.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "b">]><html xmlns="x">', "a.xml", "", Format.HTML),
        (b"<div>It opened.", "story", "", Format.HTML),
        (b"<Applause.> It opened.", "story.txt", "", Format.PLAIN),
        (b"<<< It opened.", "story.txt", "", Format.PLAIN),
        (RSS, "index.html", "text/html", Format.FEED),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "feed", "", Format.FEED),
        (b'<rdf:RDF xmlns="x">', "feed.txt", "", Format.FEED),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1"}]}', "feed.json", "", Format.FEED),
        (b'<?xml version="1.0"?><opml version="2.0">', "subscriptions.xml", "", Format.OPML),
        (b"%PDF-1.4\n%\xff\xff", "story.txt", "", Format.PDF),
        (b"HTTP/1.1 200 OK\n\n%PDF-1.4\n%\xff\xff", "story.pdf", "", Format.PDF),
        (zipped(mimetype="application/epub+zip"), "book.zip", "", Format.EPUB),
        (zipped("META-INF/container.xml"), "book", "", Format.EPUB),
        (zipped("[Content_Types].xml", "word/document.xml"), "story.zip", "", Format.DOCX),
        (zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "story", "", Format.DOCX),
        (zipped("a.txt"), "all.epub", "", Format.ARCHIVE),
        (zipped(), "empty.zip", "", Format.ARCHIVE),
        (zipped("a.txt")[:-9], "broken.zip", "", Format.ARCHIVE),
        (zipped("a.txt")[:-9], "broken.epub", "", Format.EPUB),
        (gzip.compress(PROSE, mtime=0), "story.txt", "", Format.GZIP),
        (MAIL, "story.txt", "", Format.MAIL),
        (b"X-A: b\n\nIt opened.", "story.eml", "", Format.MAIL),
        (b"Title: Bridge\nDate: Monday\nAuthor: Ann\n\nIt opened.", "story.txt", "", Format.PLAIN),
        (b"From: Ann\nDate: Monday\n\nIt opened.", "story.txt", "", Format.PLAIN),
        (b"From ann@b.example Mon Oct 27 08:00:00 2025\n" + MAIL, "box", "", Format.MAILBOX),
        (b"From Moscow, 27 October 2025\n\nIt opened.", "story.txt", "", Format.PLAIN),
        (b'{"title": "Bridge", "text": "It opened."}', "a.txt", "", Format.RECORD),
        (b'{\n "title": "Bridge",\n "about": {\n"name": "x"}}', "a.json", "", Format.RECORD),
        (b'{"title": "a"}\n{"title": "b"}\n', "a.json", "", Format.RECORDS),
        (b'{"title": "a"}\n', "a.jsonl", "", Format.RECORDS),
        (b"broken\n", "a.jsonl", "", Format.RECORDS),
        (b"broken\n", "a.json", "", Format.RECORD),
        (b'{"status": "ok", "articles": [{"title": "a"}]}', "a", "", Format.RECORDS),
        (b'[{"title": "a"}]', "a.txt", "", Format.RECORDS),
        (b"{}", "a", "", Format.RECORD),
        (b"[Editor's note: it opened.]", "a.txt", "", Format.PLAIN),
        (b'["Hello," he said.] {"', "a.txt", "", Format.PLAIN),
        (b"{It opened.}", "a.txt", "", Format.PLAIN),
        (b"", "a.txt", "", Format.PLAIN),
    ],
)  # fmt: skip
def test_formats(raw: bytes, name: str, media: str, format: Format) -> None:
    assert format_of(raw, name, media) is format


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not a text file (an old office document; save it as .docx or text)"),
        (b"{\\rtf1 Hello}", "not a text file (an RTF document; save it as .docx or text)"),
        (zipped("xl/workbook.xml"), "not a text file (a spreadsheet)"),
        (bytes(60) + b"BOOKMOBI", "not a text file (a Kindle book)"),
        (b"\0\0\0\x20ftypisom", "not a text file (a film or a picture)"),
        (b"a.txt" + bytes(252) + b"ustar\x0000", "not a text file (a tar archive)"),
        (b'<?xml version="1.0"?><svg xmlns="x"/>', "not a text file (a picture)"),
        (b'<?xml version="1.0"?><invoice/>', "an XML file that is no feed"),
        (b"<invoice/>", "an XML file that is no feed"),
    ],
)
def test_what_is_no_article_is_named(raw: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as raised:
        format_of(raw, "story.xml")
    assert raised.value.reason == reason


@pytest.mark.parametrize("food", [b"<!--", b"<?", b"<!DOCTYPE [", b"{", b"[", b'{"', b"a:", b"\n", b"From ", b"<"])
def test_food_for_patterns(food: bytes) -> None:
    format_of(food * 1_000_000, "story")
