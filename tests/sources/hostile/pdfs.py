"""PDF files: loops, bombs, measures of another world, damage at every place."""

from __future__ import annotations

import re
import zlib

from tests.sources.hostile.cases import PROSE, case, same, sized
from tests.sources.making import column, pdf, pdf_of, stream

GOOD = pdf([column([PROSE[:60], PROSE[60:110]])] * 3, {"Title": "Bridge", "Author": "Ann"})
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
ONE_PAGE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def one(content: bytes, *, box: bytes = b"0 0 595 842", resources: bytes = b"", more: tuple[bytes, ...] = ()) -> bytes:
    """A PDF of one page. content: object 4; its font is object 5, what follows 6 and so on."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s >> >>"
    return pdf_of([CATALOGUE, ONE_PAGE, page % (box, resources), content, FONT, *more])


def shown(words: bytes, at: bytes = b"60 700", size: bytes = b"11") -> bytes:
    return b"BT /F1 %s Tf %s Td (%s) Tj ET\n" % (size, at, words)


SAID = shown(PROSE[:60].encode())
TEXT = stream(SAID)

same(
    "pdf",
    ".pdf",
    {
        **{f"cut at {part} of 12": GOOD[: len(GOOD) * part // 12] for part in range(1, 12)},
        "cut by one": GOOD[:-1],
        "head only": b"%PDF-1.7\n",
        "head late": b"\n" * 900 + GOOD,
        "rubbish before": b"rubbish" * 99 + GOOD,
        "pages in a circle": pdf_of([CATALOGUE, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
        "pages in a long circle": pdf_of(
            [
                CATALOGUE,
                b"<< /Type /Pages /Kids [3 0 R] /Count 9 >>",
                b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Parent 2 0 R /Count 9 >>",
            ]
        ),
        "page is its parent": pdf_of(
            [
                CATALOGUE,
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 9 9] >>",
            ]
        ),
        "catalogue is the page": pdf_of([b"<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] /Count 1 >>"]),
        "count lie": pdf_of(
            [
                CATALOGUE,
                b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
            ]
        ),
        "count below": pdf_of(
            [CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count -5 >>", b"<< /Type /Page /Parent 2 0 R >>"]
        ),
        "xref to itself": GOOD.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % GOOD.rindex(b"xref\n0")),
        "xref beyond": re.sub(rb"startxref\n\d+", b"startxref\n999999999", GOOD),
        "xref below": re.sub(rb"startxref\n\d+", b"startxref\n-9", GOOD),
        "no xref": GOOD[: GOOD.rindex(b"xref\n0")] + b"trailer << /Root 1 0 R >>",
        "xref of zeros": re.sub(rb"\d{10} 00000 n", b"0000000000 00000 n", GOOD),
        "root is missing": GOOD.replace(b"/Root 1 0 R", b"/Root 99 0 R"),
        "root is a number": GOOD.replace(b"/Root 1 0 R", b"/Root 17     "),
        "huge page": one(TEXT, box=b"0 0 1e30 1e30"),
        "inverted page": one(TEXT, box=b"595 842 0 0"),
        "empty page": one(TEXT, box=b"0 0 0 0"),
        "page of words": one(TEXT, box=b"(a) (b) /c []"),
        "page of nan": one(TEXT, box=b"nan inf -inf 1e999"),
        "length lie": one(TEXT.replace(b"/Length", b"/Length 999999999 /Old")),
        "length of itself": one(TEXT.replace(b"/Length %d" % len(SAID), b"/Length 4 0 R")),
        "length below": one(TEXT.replace(b"/Length", b"/Length -1 /Old")),
        "contents in a circle": one(b"[4 0 R 4 0 R]"),
        "font in a circle": pdf_of(
            [
                CATALOGUE,
                ONE_PAGE,
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
                TEXT,
                b"<< /Type /Font /Subtype /Type0 /DescendantFonts [5 0 R] /ToUnicode 5 0 R >>",
            ]
        ),
        "form of itself": one(
            stream(b"/X Do " + SAID),
            resources=b"/XObject << /X 6 0 R >>",
            more=(
                stream(
                    b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
                ),
            ),
        ),
        "bad deflate": one(stream(b"\x78\x9c\xff\xff\xff", b"/Filter /FlateDecode")),
        "unknown filter": one(stream(SAID, b"/Filter /NoSuchDecode")),
        "many filters": one(stream(SAID, b"/Filter [" + b"/ASCIIHexDecode " * 999 + b"]")),
        "filter of itself": one(stream(SAID, b"/Filter 4 0 R")),
        "jbig2": one(stream(b"\x97JB2\r\n\x1a\n" + bytes(99), b"/Filter /JBIG2Decode")),
        "predictor": one(
            stream(
                zlib.compress(SAID),
                b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 99 /BitsPerComponent 32 >>",
            )
        ),
        "controls": one(stream(shown(b"He said \\033]0;x\\007 \\233 no, and went home."))),
        "title of controls": pdf(
            [column([PROSE[:60]])], {"Title": "a\x1b[2J\x07", "Author": "\x1b]0;x\x07", "CreationDate": "D:\x1b"}
        ),
        "title in utf-16": pdf_of(
            [
                CATALOGUE,
                ONE_PAGE,
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
                TEXT,
                FONT,
                b"<< /Title <FEFF202E001B0041D800> /Author <FEFFDC00> >>",
            ],
            b"/Info 6 0 R",
        ),
        "words of zeros": one(stream(shown(b"\\000\\000\\000"))),
        "unmapped": one(stream(b"BT /F1 11 Tf 60 700 Td <0102030405060708> Tj ET")),
        "tiny words": one(stream(shown(b"He said no.", size=b"0.0000001"))),
        "giant words": one(stream(shown(b"He said no.", size=b"1e30"))),
        "words far away": one(stream(shown(b"He said no.", at=b"1e30 -1e30"))),
        "words of no size": one(stream(shown(b"He said no.", size=b"0"))),
        "negative words": one(stream(shown(b"He said no.", size=b"-11"))),
        "turned words": one(stream(b"BT /F1 11 Tf 0 1 -1 0 300 300 Tm (He said no.) Tj ET")),
        "protected": pdf_of(
            [
                CATALOGUE,
                b"<< /Type /Pages /Kids [] /Count 0 >>",
                b"<< /Filter /Standard /V 4 /R 4 /Length 128 /O <%s> /U <%s> /P -4 >>" % (b"41" * 32, b"42" * 32),
            ],
            b"/Encrypt 3 0 R /ID [<00> <00>]",
        ),
        "protected by nobody": pdf_of(
            [CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>", b"<< /Filter /Nobody /V 99 >>"], b"/Encrypt 3 0 R"
        ),
        "protection in a circle": pdf_of(
            [CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>"], b"/Encrypt 1 0 R /ID [<00> <00>]"
        ),
        "script": pdf_of(
            [
                b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>",
                ONE_PAGE,
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
            ]
        ),
        "launch": pdf_of(
            [
                b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (/bin/sh) >> >>",
                ONE_PAGE,
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
            ]
        ),
        "with a zip after": GOOD + b"PK\x03\x04" + bytes(99),
        "with a page after": GOOD + b"<html><body>x",
        "twice": GOOD + GOOD,
        "picture": one(
            stream(b"q 595 0 0 842 0 0 cm /X Do Q"),
            resources=b"/XObject << /X 6 0 R >>",
            more=(
                stream(
                    bytes(99),
                    b"/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 /ColorSpace /DeviceRGB",
                ),
            ),
        ),
        "object stream of itself": pdf_of(
            [CATALOGUE, ONE_PAGE, stream(b"3 0 << /Type /Page >>", b"/Type /ObjStm /N 1 /First 4 /Extends 3 0 R")]
        ),
        "object stream lie": pdf_of(
            [CATALOGUE, ONE_PAGE, stream(b"3 0", b"/Type /ObjStm /N 2000000000 /First 2000000000")]
        ),
        "xref stream lie": b"%PDF-1.5\n1 0 obj\n<< /Type /XRef /Size 2000000000 /W [9 9 9] /Index [0 2000000000] /Root 1 0 R /Length 3 >>\nstream\nabc\nendstream\nendobj\nstartxref\n9\n%%EOF",
    },
)


def deflated(size: int, layers: int = 1, byte: bytes = b" ") -> bytes:
    data = zlib.compress(byte * size, 9)
    for _ in range(layers - 1):
        data = zlib.compress(data, 9)
    return one(stream(data, b"/Filter [" + b"/FlateDecode " * layers + b"]"))


sized(
    "pdf",
    ".pdf",
    {
        "bomb": lambda n: deflated(60_000_000 * n),
        "bomb in a bomb": lambda n: deflated(60_000_000 * n, 2),
        "bomb of operators": lambda n: one(stream(zlib.compress(b"q Q " * (300_000 * n)), b"/Filter /FlateDecode")),
        "bomb of words": lambda n: one(
            stream(zlib.compress(shown(b"He said no. ") * (10_000 * n)), b"/Filter /FlateDecode")
        ),
        "deep arrays": lambda n: pdf_of([b"[" * (50_000 * n)]),
        "deep dictionaries": lambda n: pdf_of([b"<< /a " * (20_000 * n)]),
        "deep names": lambda n: one(stream(b"[" * (50_000 * n) + SAID)),
        "deep states": lambda n: one(stream(b"q " * (50_000 * n) + SAID)),
        "pages": lambda n: pdf([column([f"Page {i} said no."]) for i in range(200 * n)]),
        "same page": lambda n: pdf_of(
            [
                CATALOGUE,
                b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * (500 * n), 500 * n),
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
                TEXT,
                FONT,
            ]
        ),
        "lines": lambda n: pdf([[(60, 800 - i % 700, 5, f"Line {i} said no.") for i in range(1_500 * n)]]),
        "letters": lambda n: pdf([[(60 + i % 400, 700 - i // 400, 5, "a") for i in range(2_000 * n)]]),
        "a long word": lambda n: pdf([[(60, 700, 11, "A" * (30_000 * n))]]),
        "spaces": lambda n: pdf([[(60, 700, 11, "a" + " " * (20_000 * n) + "b")]]),
        "objects": lambda n: pdf_of([CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>", *[b"null"] * (20_000 * n)]),
        "hyphens": lambda n: pdf([column(["some-"] * (50 * n), leading=1)]),
        "streams": lambda n: b"%PDF-1.4\n" + b"stream\nx\x78" * (30_000 * n),
        "heads": lambda n: b"%PDF-1.4\n" * (50_000 * n),
        "revisions": lambda n: (
            GOOD
            + (
                b"xref\n0 0\ntrailer << /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
                % (GOOD.rindex(b"xref\n0"), len(GOOD))
            )
            * (1_000 * n)
        ),
        "catalogues": lambda n: b"%PDF-1.4\n" + b"1 0 obj << " * (30_000 * n),
    },
)


@case("pdf/forms that multiply.pdf")
def _forms(size: int) -> bytes:
    """Each form shows the next one five times."""
    depth = 4 + (size > 1)
    forms = tuple(
        stream(
            (b"/X Do " * 5 if i + 1 < depth else shown(b"no ")),
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> /Font << /F1 5 0 R >> >>"
            % (7 + i),
        )
        for i in range(depth)
    )
    return one(stream(b"/X Do " + SAID), resources=b"/XObject << /X 6 0 R >>", more=forms)
