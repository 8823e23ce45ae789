"""EPUB: a chapter is an article, and the book says whose and when."""

from __future__ import annotations

import pytest

from newsreader.core.errors import SourceError
from newsreader.core.sources import Document, Refusal, parse, pieces
from tests.sources.making import zipped

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
OPF = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>The Skelby Post [Mon, 27 Oct 2025]</dc:title><dc:creator>Ann Tolland
</dc:creator><dc:creator>Bo Reed</dc:creator><dc:language>en-GB</dc:language><dc:date>2025-10-27T00:00:00Z</dc:date>
</metadata><manifest>
<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="text/two%20.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="lost" href="text/lost.xhtml" media-type="application/xhtml+xml"/>
</manifest><spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/>
<itemref idref="lost"/><itemref idref="one"/><itemref idref="nothing"/></spine></package>"""
NAV = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><body><nav><ol><li><a href="text/one.xhtml">One</a></li>'
    '<li><a href="text/two%20.xhtml#x">Harbour stays <i>shut</i></a></li></ol></nav></body></html>'
)


def page(body: str) -> str:
    return f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>'


FILES = {
    "META-INF/container.xml": CONTAINER,
    "OEBPS/book.opf": OPF,
    "OEBPS/nav.xhtml": NAV,
    "OEBPS/cover.xhtml": page('<img src="c.png" alt=""/>'),
    "OEBPS/text/one.xhtml": page("<h1>Bridge opens</h1><p>By Cy Moor</p><p>It opened on Monday, she said.</p>"),
    "OEBPS/text/two .xhtml": page("<p>It stays&nbsp;shut.</p><blockquote>“Yes.”</blockquote>"),
}


def documents(files: dict[str, str], mimetype: str = "application/epub+zip") -> tuple[list[Document], list[Refusal]]:
    found = list(pieces(zipped(files, mimetype), "book.epub"))
    return [p for p in found if isinstance(p, Document)], [p for p in found if isinstance(p, Refusal)]


def test_chapters_in_the_order_of_the_spine() -> None:
    chapters, refused = documents(FILES)
    assert [(c.article.source, c.article.title, c.article.author, c.article.text) for c in chapters] == [
        ("book.epub#OEBPS/text/one.xhtml", "Bridge opens", "Cy Moor",
         "Bridge opens\n\nBy Cy Moor\n\nIt opened on Monday, she said."),
        ("book.epub#OEBPS/text/two .xhtml", "Harbour stays shut", "Ann Tolland, Bo Reed",
         "Harbour stays shut\n\nIt stays shut.\n\n“Yes.”"),
    ]  # fmt: skip
    for chapter in chapters:
        about = chapter.article
        assert (about.outlet, about.published, about.language) == ("The Skelby Post", "2025-10-27", "en-GB")
    assert [b.kind.value for b in chapters[1].article.blocks] == ["headline", "body", "blockquote"]
    assert chapters[0].raw == FILES["OEBPS/text/one.xhtml"].encode()
    assert [(r.source, r.reason) for r in refused] == [
        ("book.epub#OEBPS/text/lost.xhtml", "it is missing from the book")
    ]


def test_names_from_the_old_table_of_contents() -> None:
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Two of them</text>'
        '</navLabel><content src="text/two%20.xhtml"/><navPoint><navLabel><text>x</text></navLabel>'
        '<content src="text/two%20.xhtml#b"/></navPoint></navPoint></navMap></ncx>'
    )
    opf = OPF.replace('<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>',
                      '<item id="nav" href="toc.ncx" media-type="application/x-dtbncx+xml"/>')  # fmt: skip
    chapters, _ = documents({**FILES, "OEBPS/book.opf": opf, "OEBPS/toc.ncx": ncx})
    assert [c.article.title for c in chapters] == ["Bridge opens", "Two of them"]


def test_a_list_of_links_is_no_article_and_calibre_says_where_one_is_from() -> None:
    links = page("<h2>News</h2><ul>" + "<li><a href='one.xhtml'>A story that somebody wrote</a></li>" * 9 + "</ul>")
    story = page(
        "<h1>Bridge opens</h1><p>It opened.</p><p>This article was downloaded by <strong>calibre</strong> from "
        '<a href="https://post.example/bridge?a=1&amp;b=2" rel="x">post.example</a></p>'
    )
    chapters, _ = documents({**FILES, "OEBPS/text/one.xhtml": links, "OEBPS/text/two .xhtml": story})
    assert [(c.article.title, c.article.url) for c in chapters] == [
        ("Bridge opens", "https://post.example/bridge?a=1&b=2")
    ]


def test_without_a_package_the_pages_are_read_in_their_order() -> None:
    files = {name: text for name, text in FILES.items() if name != "OEBPS/book.opf"}
    assert [c.article.source for c in documents(files)[0]] == [
        "book.epub#OEBPS/nav.xhtml", "book.epub#OEBPS/text/one.xhtml", "book.epub#OEBPS/text/two .xhtml",
    ][1:]  # fmt: skip


def test_broken_markup_and_hostile_names() -> None:
    opf = OPF.replace("text/one.xhtml", "../../../etc/passwd").replace("text/two%20.xhtml", "a%1b%5d0;x%07.xhtml")
    chapters, refused = documents({**FILES, "OEBPS/book.opf": opf, "OEBPS/a\x1b]0;x\x07.xhtml": "<p>It <b>opened.<p>x"})
    assert [c.article.text for c in chapters] == ["It opened.\n\nx"]
    assert "\x1b" not in chapters[0].article.source
    assert refused[0].source == "book.epub#etc/passwd"


def test_protection_is_said() -> None:
    xml = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns="e"><CipherData>'
        '<CipherReference URI="{}"/></CipherData></EncryptedData></encryption>'
    )
    one = {**FILES, "META-INF/encryption.xml": xml.format("OEBPS/text/one.xhtml")}
    chapters, refused = documents(one)
    assert [c.article.title for c in chapters] == ["Harbour stays shut"]
    assert refused[0].reason == "it is protected against copying"
    opf = OPF.replace('<itemref idref="cover"/>', "").replace('<itemref idref="two"/>', "")
    opf = opf.replace('<itemref idref="lost"/>', "").replace('<itemref idref="nothing"/>', "")
    with pytest.raises(SourceError, match="protected against copying"):
        parse(zipped({**one, "OEBPS/book.opf": opf}), "book.epub")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (zipped(FILES, "application/epub+zip")[:-30], "the zip archive is damaged"),
        (zipped({}, "application/epub+zip"), "there are no chapters in it"),
        (zipped({"cover.xhtml": page("")}, "application/epub+zip"), "there are no articles in it"),
    ],
)
def test_what_cannot_be_read_is_said(raw: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as raised:
        parse(raw, "book.epub")
    assert raised.value.reason == reason
