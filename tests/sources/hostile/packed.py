"""Archives, books and office documents: bombs of every build, damage at every place, names that lead elsewhere."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import zipfile
import zlib

from tests.sources.hostile.cases import PROSE, case, same, sized
from tests.sources.hostile.markups import BODY, LAUGHS, OUTSIDE
from tests.sources.making import zipped

STORY = PROSE.encode() * 4


def packed(size: int, level: int = 9) -> bytes:
    """Raw deflate data of as many zeros."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return b"".join(packer.compress(b"a" * 1_000_000) for _ in range(size // 1_000_000)) + packer.flush()


def raw_zip(
    entries: list[tuple[bytes, bytes, int]], *, method: int = 8, flags: int = 0, offsets: list[int] | None = None
) -> bytes:
    """A zip archive written by hand. entries: name, compressed data, the size that is said."""
    out = bytearray()
    central = bytearray()
    for i, (name, data, size) in enumerate(entries):
        at = len(out) if offsets is None else offsets[i]
        head = struct.pack("<5H3L2H", 20, flags, method, 0, 33, 0, len(data), size, len(name), 0)
        central += (
            b"PK\x01\x02" + struct.pack("<H", 20) + head[: 24 + 2] + struct.pack("<4H2L", 0, 0, 0, 0, 0, at) + name
        )
        out += b"PK\x03\x04" + head + name + data
    start = len(out)
    count = min(len(entries), 65_535)
    return bytes(out + central) + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(central), start, 0)


def nested(times: int, raw: bytes = b"", name: str = "a.zip") -> bytes:
    raw = raw or zipped({"a.txt": STORY})
    for _ in range(times):
        raw = zipped({name: raw})
    return raw


def overlapping(files: int) -> bytes:
    """Many names for one compressed kernel."""
    kernel = packed(20_000_000)
    base = raw_zip([(b"a", kernel, 20_000_000)])
    start = base.index(b"PK\x01\x02")
    entry = base[start : base.index(b"PK\x05\x06")]
    entries = b"".join(entry[:46] + bytes([97 + i % 26]) for i in range(files))
    return base[:start] + entries + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, files, files, len(entries), start, 0)


def quine() -> bytes:
    """An archive that says of itself that it lies in itself."""
    inner = zipped({"a.zip": b"PK\x05\x06" + bytes(18)})
    return zipped({"a.zip": inner, "b.zip": inner, "c.txt": STORY})


GOOD = zipped({"a.txt": STORY, "b.md": STORY, "c.html": BODY})
same(
    "zip",
    ".zip",
    {
        **{f"cut at {part} of 9": GOOD[: len(GOOD) * part // 9] for part in range(1, 9)},
        "cut by one": GOOD[:-1],
        "head cut": GOOD[10:],
        "nested": nested(9),
        "nested wide": nested(2, zipped({f"{i}.zip": nested(2) for i in range(9)})),
        "quine": quine(),
        "empty": zipped({}),
        "nothing": b"PK\x05\x06" + bytes(18),
        "names": zipped(
            dict.fromkeys(
                [
                    "../../etc/passwd",
                    "/etc/passwd",
                    "C:\\x.txt",
                    "..\\..\\x.txt",
                    "a\x1b]0;x\x07.txt",
                    "\u202etxt.md",
                    "CON.txt",
                    "a\nb.txt",
                    "a/../b.txt",
                    "x" * 9000 + ".txt",
                    " .txt",
                    "-rf.txt",
                    "$(reboot).txt",
                    "a?b=c#d.txt",
                ],
                STORY,
            )
        ),
        "junk": zipped({"__MACOSX/._a.txt": STORY, ".DS_Store": b"x", "a.png": b"\x89PNG", "a.txt": STORY}),
        "comment": GOOD[:-2] + b"\xff\xff" + b"PK\x05\x06" * 9,
        "fake count": GOOD[:-14] + b"\xff\xff\xff\xff" + GOOD[-10:],
        "offset beyond": GOOD[:-6] + b"\xff\xff\xff\x7f" + GOOD[-2:],
        "zip64 lie": GOOD[:-12] + b"\xff" * 8 + GOOD[-4:],
        "wrong sum": GOOD.replace(STORY[:4], b"xxxx").replace(b"PK\x01\x02\x14\x03", b"PK\x01\x02\x14\x03", 1),
        "unknown method": raw_zip([(b"a.txt", STORY, len(STORY))], method=99),
        "protected": raw_zip([(b"a.txt", STORY, len(STORY))], flags=1),
        "strongly protected": raw_zip([(b"a.txt", STORY, len(STORY))], flags=0x41),
        "size lie": raw_zip([(b"a.txt", packed(2_000_000), 5)]),
        "size lie up": raw_zip([(b"a.txt", packed(1_000_000), 90_000_000)]),
        "huge size": raw_zip([(b"a.txt", packed(1_000_000), 0xFFFFFFFE)]),
        "not deflated": raw_zip([(b"a.txt", b"\xff" * 99, 99)]),
        "no name": raw_zip([(b"", zlib.compress(STORY)[2:-4], len(STORY))]),
        "zero in name": raw_zip([(b"a\0b.txt", zlib.compress(STORY)[2:-4], len(STORY))]),
        "no unicode name": raw_zip([(b"\xff\xfe.txt", zlib.compress(STORY)[2:-4], len(STORY))], flags=0x800),
        "same names": raw_zip([(b"a.txt", zlib.compress(STORY)[2:-4], len(STORY))] * 9),
        "with a page before": b"<html><body>" + BODY.encode() + GOOD,
        "with a pdf before": b"%PDF-1.4\n" + GOOD,
        "spreadsheet": zipped({"xl/workbook.xml": "<x/>"}),
        "presentation": zipped({"ppt/presentation.xml": "<x/>"}),
        "directories": zipped({"d/" * i: b"" for i in range(1, 99)}),
        "offsets back": raw_zip([(b"a.txt", STORY, len(STORY)), (b"b.txt", STORY, len(STORY))], offsets=[50, 0]),
        "offset at end": raw_zip([(b"a.txt", STORY, len(STORY))], offsets=[2**31]),
    },
)
sized(
    "zip",
    ".zip",
    {
        "bomb": lambda n: raw_zip([(b"a.txt", packed(50_000_000 * n), 50_000_000 * n)]),
        "bombs": lambda n: raw_zip([(b"%d.txt" % i, packed(20_000_000), 20_000_000) for i in range(2 * n)]),
        "overlapping": lambda n: overlapping(3_000 * n),
        "many files": lambda n: raw_zip([(b"%d.png" % i, b"\x03\0", 0) for i in range(6_000 * n)]),
        "too many files": lambda n: GOOD[:-22] + b"PK\x01\x02" * 100_001 + GOOD[-22:],
        "many small": lambda n: zipped({f"{i}.txt": f"Number {i} spoke." for i in range(300 * n)}),
        "nested bomb": lambda n: nested(2, zipped({"a.txt": b"a" * (30_000_000 * n)})),
        "bomb of spaces": lambda n: zipped({"a.txt": b" " * (30_000_000 * n)}),
        "bomb of newlines": lambda n: zipped({"a.txt": b"\n" * (10_000_000 * n) + b"a"}),
    },
)


@case("zip/lzma.zip")
def _lzma(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", b"a" * (5_000_000 * size))
    return out.getvalue()


@case("zip/bzip2.zip")
def _bzip2(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.txt", b"a" * (5_000_000 * size))
    return out.getvalue()


same(
    "gzip",
    ".txt.gz",
    {
        **{
            f"cut at {part} of 4": gzip.compress(STORY)[: len(gzip.compress(STORY)) * part // 4] for part in range(1, 4)
        },
        "wrong sum": gzip.compress(STORY)[:-8] + bytes(8),
        "members": gzip.compress(STORY) * 9,
        "rubbish after": gzip.compress(STORY) + b"rubbish",
        "rubbish": b"\x1f\x8b" + b"rubbish" * 9,
        "empty": gzip.compress(b""),
        "twice": gzip.compress(gzip.compress(STORY)),
        "many times": gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(STORY)))))),
        "tar": gzip.compress(b"a.txt" + bytes(252) + b"ustar\x0000" + bytes(999)),
        "name with controls": b"\x1f\x8b\x08\x08\0\0\0\0\0\x03\x1b]0;x\x07\0" + gzip.compress(STORY)[10:],
        "bzip2": bz2.compress(STORY),
        "xz": lzma.compress(STORY),
        "flags": b"\x1f\x8b\x08\xff" + gzip.compress(STORY)[4:],
    },
)
sized(
    "gzip",
    ".txt.gz",
    {
        "bomb": lambda n: gzip.compress(b"a" * (60_000_000 * n)),
        "bomb of bombs": lambda n: gzip.compress(gzip.compress(b"a " * (10_000_000 * n))),
        "very many members": lambda n: gzip.compress(b"") * (20_000 * n) + gzip.compress(STORY),
    },
)


CONTAINER = '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'


def epub(files: dict[str, str | bytes]) -> bytes:
    return zipped({"META-INF/container.xml": CONTAINER, **files}, "application/epub+zip")


def opf(items: str, spine: str, more: str = "", doctype: str = "") -> str:
    return f'<?xml version="1.0"?>{doctype}<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{more}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>'


def book(count: int) -> bytes:
    items = "".join(f'<item id="i{i}" href="{i}.xhtml" media-type="application/xhtml+xml"/>' for i in range(count))
    files: dict[str, str | bytes] = {
        f"{i}.xhtml": f"<html><body><p>{i}: {PROSE}</p></body></html>" for i in range(count)
    }
    return epub({"a.opf": opf(items, "".join(f'<itemref idref="i{i}"/>' for i in range(count))), **files})


ITEM, REF = '<item id="i" href="a.xhtml" media-type="application/xhtml+xml"/>', '<itemref idref="i"/>'
PAGE = f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{BODY}</body></html>'
NCX = '<item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
same(
    "epub",
    ".epub",
    {
        "no container": zipped({"a.xhtml": PAGE}, "application/epub+zip"),
        "no package": epub({"a.xhtml": PAGE}),
        "broken package": epub({"a.opf": "<package><manifest>" + ITEM, "a.xhtml": PAGE}),
        "no chapters": epub({"a.opf": opf("", "")}),
        "missing chapter": epub({"a.opf": opf(ITEM, REF)}),
        "no toc": epub({"a.opf": opf(ITEM, REF), "a.xhtml": PAGE}),
        "container to itself": zipped(
            {"META-INF/container.xml": CONTAINER.replace("a.opf", "META-INF/container.xml")}, "application/epub+zip"
        ),
        "package outside": zipped(
            {"META-INF/container.xml": CONTAINER.replace("a.opf", "../../../../etc/passwd")}, "application/epub+zip"
        ),
        "chapter outside": epub({"a.opf": opf(ITEM.replace("a.xhtml", "file:///etc/passwd"), REF)}),
        "chapter on the web": epub({"a.opf": opf(ITEM.replace("a.xhtml", "http://127.0.0.1:9/x"), REF)}),
        "toc of itself": epub(
            {
                "a.opf": opf(ITEM + NCX, REF),
                "a.xhtml": PAGE,
                "toc.ncx": "<ncx><navMap>"
                + "<navPoint><navLabel><text>x</text></navLabel><content src='toc.ncx'/>" * 200
                + "</navPoint>" * 200
                + "</navMap></ncx>",
            }
        ),
        "chapter is the package": epub({"a.opf": opf(ITEM.replace("a.xhtml", "a.opf"), REF)}),
        "chapter is a book": epub({"a.opf": opf(ITEM, REF), "a.xhtml": book(1)}),
        "chapter is binary": epub({"a.opf": opf(ITEM, REF), "a.xhtml": bytes(range(256)) * 9}),
        "laughs": epub(
            {
                "a.opf": opf(ITEM, REF, "<dc:title>&l9;</dc:title>", f"<!DOCTYPE p [{LAUGHS}]>"),
                "a.xhtml": f"<?xml version='1.0'?><!DOCTYPE html [{LAUGHS}]><html><body>{BODY}&l9;</body></html>",
            }
        ),
        "outside": epub(
            {
                "a.opf": opf(ITEM, REF, "<dc:title>&f;</dc:title>", f"<!DOCTYPE p [{OUTSIDE}]>"),
                "a.xhtml": f"<?xml version='1.0'?><!DOCTYPE html [{OUTSIDE}]><html><body>{BODY}&f;&h;</body></html>",
            }
        ),
        "controls": epub(
            {
                "a.opf": opf(
                    ITEM,
                    REF,
                    "<dc:title>&#x9b;2J&#x202e;x</dc:title><dc:creator>a&#x85;b</dc:creator><dc:language>\u202e</dc:language><dc:date>&#x9b;</dc:date>",
                ),
                "a.xhtml": PAGE,
            }
        ),
        "raw controls": epub(
            {"a.opf": opf(ITEM, REF, "<dc:title>\x1b]0;x\x07</dc:title>"), "a.xhtml": PAGE.replace("<p>", "<p>\x1b[2J")}
        ),
        "encrypted": epub(
            {
                "a.opf": opf(ITEM, REF),
                "a.xhtml": b"\x93\x12" * 99,
                "META-INF/encryption.xml": "<e><c><CipherReference URI='a.xhtml'/></c></e>",
            }
        ),
        "same chapter": epub({"a.opf": opf(ITEM, REF * 999), "a.xhtml": PAGE}),
        "cut": book(9)[:-99],
        "no words": epub({"a.opf": opf(ITEM, REF), "a.xhtml": "<html><body><img src='x'/></body></html>"}),
        "name with controls": epub(
            {"a.opf": opf(ITEM.replace("a.xhtml", "%1b%5d0;x%07.xhtml"), REF), "\x1b]0;x\x07.xhtml": PAGE}
        ),
    },
)
sized(
    "epub",
    ".epub",
    {
        "chapters": lambda n: book(150 * n),
        "deep chapter": lambda n: epub(
            {"a.opf": opf(ITEM, REF), "a.xhtml": "<html><body>" + "<div>" * (20_000 * n) + BODY}
        ),
        "bomb": lambda n: epub({"a.opf": opf(ITEM, REF), "a.xhtml": b"<html><body>" + b" " * (30_000_000 * n) + b"x"}),
        "items": lambda n: epub({"a.opf": opf(ITEM * (10_000 * n), REF * (10_000 * n)), "a.xhtml": PAGE}),
        "creators": lambda n: epub(
            {"a.opf": opf(ITEM, REF, "<dc:creator>Ann</dc:creator>" * (10_000 * n)), "a.xhtml": PAGE}
        ),
        "toc": lambda n: epub(
            {
                "a.opf": opf(ITEM + NCX, REF),
                "a.xhtml": PAGE,
                "toc.ncx": "<ncx><navMap>"
                + "<navPoint><navLabel><text>x</text></navLabel><content src='b.xhtml'/></navPoint>" * (10_000 * n)
                + "</navMap></ncx>",
            }
        ),
        "links": lambda n: epub(
            {"a.opf": opf(ITEM, REF), "a.xhtml": "<html><body>" + "<a href='x'>" * (20_000 * n) + BODY}
        ),
    },
)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, doctype: str = "", **files: str) -> bytes:
    return zipped(
        {
            "word/document.xml": f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
            **{f"word/{k}.xml": v for k, v in files.items()},
        }
    )


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


same(
    "docx",
    ".docx",
    {
        "laughs": docx(p("&l9;") + p(PROSE), f"<!DOCTYPE d [{LAUGHS}]>"),
        "outside": docx(p("&f;&h;") + p(PROSE), f"<!DOCTYPE d [{OUTSIDE}]>"),
        "controls": docx(p(f"&#x9b;2J&#x202e;{PROSE}")),
        "raw controls": docx(p("\x1b]0;x\x07") + p(PROSE)),
        "cut xml": docx(p(PROSE) + "<w:p><w:r><w:t>x").replace(b"x", b"x"),
        "no xml": zipped({"word/document.xml": b"\xff" * 99}),
        "empty xml": zipped({"word/document.xml": b""}),
        "no document": zipped({"[Content_Types].xml": "<x/>", "word/styles.xml": "<x/>"}),
        "ends only": docx("</w:p></w:tr></w:tc></w:tbl>" * 99),
        "cells without rows": docx(f"<w:tc>{p(PROSE)}</w:tc>" * 9),
        "rows in paragraphs": docx(f"<w:p><w:tr><w:tc>{p(PROSE)}</w:tc></w:tr></w:p>"),
        "styles in circles": docx(
            "<w:p><w:pPr><w:pStyle w:val='A'/></w:pPr><w:r><w:t>x y</w:t></w:r></w:p>",
            styles=f'<w:styles xmlns:w="{W}"><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>',
        ),
        "all deleted": docx(f"<w:del>{p(PROSE)}</w:del>"),
        "all hidden": docx("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>"),
        "cut": docx(p(PROSE))[:-40],
        "utf-16": zipped(
            {
                "word/document.xml": f'<?xml version="1.0" encoding="utf-16"?><w:document xmlns:w="{W}">{p(PROSE)}</w:document>'.encode(
                    "utf-16"
                )
            }
        ),
        "properties": zipped(
            {
                "word/document.xml": f'<w:document xmlns:w="{W}">{p(PROSE)}</w:document>',
                "docProps/core.xml": "<c><title>&#x9b;x&#x202e;</title><creator>\x1b</creator><created>&#x85;</created></c>",
            }
        ),
        "odt broken": zipped({"content.xml": "<a><p>x"}, "application/vnd.oasis.opendocument.text"),
        "odt controls": zipped(
            {"content.xml": f"<a><p>&#x9b;{PROSE}</p></a>"}, "application/vnd.oasis.opendocument.text"
        ),
        "odt empty": zipped({}, "application/vnd.oasis.opendocument.text"),
        "odt laughs": zipped(
            {"content.xml": f"<!DOCTYPE a [{LAUGHS}]><a><p>&l9;{PROSE}</p></a>"},
            "application/vnd.oasis.opendocument.text",
        ),
    },
)
sized(
    "docx",
    ".docx",
    {
        "paragraphs": lambda n: docx("<w:p/>" * (150_000 * n) + p(PROSE)),
        "runs": lambda n: docx("<w:p>" + "<w:r><w:t>a </w:t></w:r>" * (50_000 * n) + "</w:p>"),
        "deep tables": lambda n: docx("<w:tbl><w:tr><w:tc>" * (60 * n) + p(PROSE)),
        "deep": lambda n: docx("<w:p>" * (5_000 * n) + PROSE),
        "a long text": lambda n: docx(p("word " * (200_000 * n))),
        "attributes": lambda n: docx("<w:p " + " ".join(f'w:a{i}="b"' for i in range(10_000 * n)) + "/>" + p(PROSE)),
        "rows": lambda n: docx(
            "<w:tbl>" + f"<w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr>" * (5_000 * n) + "</w:tbl>"
        ),
        "bomb": lambda n: docx(p("a" * (40_000_000 * n))),
        "breaks": lambda n: docx("<w:p><w:r><w:t>a</w:t>" + "<w:br/>" * (50_000 * n) + "<w:t>b</w:t></w:r></w:p>"),
        "styles": lambda n: docx(
            p(PROSE),
            styles=f'<w:styles xmlns:w="{W}">'
            + "".join(f'<w:style w:styleId="{i}"><w:basedOn w:val="{i + 1}"/></w:style>' for i in range(5_000 * n))
            + "</w:styles>",
        ),
    },
)
