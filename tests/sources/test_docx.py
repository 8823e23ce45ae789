"""Office documents: words as they stand after all changes, paragraphs by their styles."""

from __future__ import annotations

import pytest

from newsreader.core.errors import SourceError
from newsreader.core.sources import Document, parse
from tests.sources.making import zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {W}><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Own"><w:name w:val="Our own"/><w:basedOn w:val="Quote"/></w:style>
<w:style w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>
<w:style w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style></w:styles>"""
CORE = """<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="t">
<dc:title>Bridge</dc:title><dc:creator>Ann Tolland</dc:creator><dcterms:created>2025-10-27T09:00:00Z</dcterms:created>
</cp:coreProperties>"""


def p(text: str, style: str = "", more: str = "") -> str:
    mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{mark}{more}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def docx(body: str, **files: str) -> bytes:
    document = f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>'
    given = {"word/document.xml": document, "word/styles.xml": STYLES, "docProps/core.xml": CORE}
    return zipped({**given, **{f"word/{name}.xml": text for name, text in files.items()}})


def read(raw: bytes, name: str = "story.docx") -> Document:
    [document] = parse(raw, name)
    return document


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind.value, document.article.text[b.start : b.end]) for b in document.article.blocks]


def test_paragraphs_by_style() -> None:
    document = read(
        docx(
            p("Bridge opens", "Title") + p("Two years late", "Subtitle") + p("It opened on Monday.")
            + p("Reactions", "berschrift1") + p("“Yes.”", "Own") + p("one", "ListBullet") + p("The bridge", "Caption")
            + '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t>two</w:t></w:r></w:p>'
            + p("round and round", "A") + p("  ") + "<w:p/>"
        )
    )  # fmt: skip
    assert kinds(document) == [
        ("headline", "Bridge opens"), ("standfirst", "Two years late"), ("body", "It opened on Monday."),
        ("subheading", "Reactions"), ("blockquote", "“Yes.”"), ("item", "one"), ("caption", "The bridge"),
        ("item", "two"), ("body", "round and round"),
    ]  # fmt: skip
    about = document.article
    assert (about.title, about.author, about.published) == ("Bridge opens", "Ann Tolland", "2025-10-27")
    assert document.note == ""


def test_tracked_changes_breaks_and_hidden_words() -> None:
    body = (
        "<w:p><w:r><w:t>It </w:t></w:r><w:del><w:r><w:delText>never </w:delText><w:t>x</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>at last </w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>opened</w:t><w:br/><w:t>on</w:t><w:tab/><w:t>a ferry</w:t>'
        "<w:noBreakHyphen/><w:t>boat</w:t><w:softHyphen/><w:t>s day.</w:t><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert read(docx(body)).article.text == "It at last opened\non a ferry-boats day."


def test_boxes_are_read_once_and_notes_come_last() -> None:
    box = "<w:pict><w:txbxContent>{}</w:txbxContent></w:pict>"
    body = (
        '<w:p><w:r><w:t>Around it.</w:t><mc:AlternateContent xmlns:mc="m"><mc:Choice>'
        + box.format(p("In the box."))
        + "</mc:Choice><mc:Fallback>"
        + box.format(p("In the box."))
        + '</mc:Fallback></mc:AlternateContent><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    notes = f"<w:footnotes {W}><w:footnote><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote>{p('A note.')}"
    document = read(docx(body, footnotes=notes + "</w:footnote></w:footnotes>"))
    assert document.article.text == "In the box.\n\nAround it.\n\nA note."


def test_rows_of_a_table_are_paragraphs() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    body = "<w:tbl>" + row(p("Bridge"), p("9m")) + row(p("a") + p("b"), p("c")) + row(p("x" * 501), p("d"))
    inner = row("<w:tbl>" + row(p("e"), p("f")) + "</w:tbl>", p("g"))
    assert read(docx(body + inner + "</w:tbl>")).article.text.split("\n\n") == [
        "Bridge\t9m", "a", "b", "c", "x" * 501, "d", "e\tf\tg",
    ]  # fmt: skip


ODT = """<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:table="b">
<office:automatic-styles><style:style style:name="P1" style:parent-style-name="Quotations"/></office:automatic-styles>
<office:body><office:text><text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes>
<text:p text:style-name="Title">Bridge opens</text:p><text:h>Reactions</text:h>
<text:p>It <text:span>op</text:span>ened<text:s text:c="3"/>on
Monday<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body
></text:note>.<text:line-break/>Yes.</text:p><text:p text:style-name="P1">“No.”</text:p>
<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p>
</table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>"""
META = """<office:document-meta xmlns:office="o" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>
<dc:creator>Ann Tolland</dc:creator><dc:date>2025-10-27T09:00:00</dc:date><dc:language>en-GB</dc:language>
</office:meta></office:document-meta>"""


def test_opendocument() -> None:
    raw = zipped({"content.xml": ODT, "meta.xml": META}, "application/vnd.oasis.opendocument.text")
    document = read(raw, "story.odt")
    assert kinds(document) == [
        ("headline", "Bridge opens"), ("subheading", "Reactions"), ("body", "A note."),
        ("body", "It opened on Monday."), ("body", "Yes."), ("blockquote", "“No.”"), ("item", "one"), ("body", "a\tb"),
    ]  # fmt: skip
    about = document.article
    assert (about.title, about.author, about.published, about.language) == (
        "Bridge opens", "Ann Tolland", "2025-10-27", "en-GB",
    )  # fmt: skip


def test_what_is_left_of_a_damaged_document_is_read() -> None:
    document = read(docx(p("It opened.") + "<w:p><w:r><w:t>On Mon</w:p>"))
    assert document.article.text == "It opened.\n\nOn Mon"
    assert document.note == "The document is damaged; this is what could be read of it."


def test_nothing_is_loaded_from_elsewhere() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    document = f"{bomb}<w:document {W}><w:body>{p('It &a;&b; opened &amp; shut.')}</w:body></w:document>"
    assert read(zipped({"word/document.xml": document})).article.text == "It ha opened & shut."


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (docx(p("It opened."))[:-50], "the zip archive is damaged"),
        (zipped({"word/document.xml": "nothing"}), "the document is damaged"),
        (docx(p(" ")), "there are no words in it"),
        (docx(p("x" * 100_000_000)), "it is too large when it is unpacked"),
        (
            zipped({"content.xml": "x", "META-INF/manifest.xml": '<m xmlns:e="e"><e:encryption-data/></m>'},
                   "application/vnd.oasis.opendocument.text"),
            "it is protected by a password",
        ),
    ],
    ids=["cut", "no xml", "empty", "bomb", "password"],
)  # fmt: skip
def test_what_cannot_be_read_is_said(raw: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as raised:
        parse(raw, "story.docx")
    assert raised.value.reason == reason
