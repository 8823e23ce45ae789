"""Makes small documents of many formats: what a program writes at the least."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

Words = tuple[float, float, float, str]
"""Where some words stand on a page, in points from the lower left corner: x, y; their size; the words."""


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of objects 1, 2, …; the first is its catalogue."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def pdf(pages: Iterable[Iterable[Words]], info: Mapping[str, str] | None = None) -> bytes:
    """A PDF with words in Helvetica on its pages; they must be in Windows-1252."""
    contents = []
    for page in pages:
        lines = []
        for x, y, size, words in page:
            shown = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            lines.append(b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (size, x, y, shown))
        contents.append(b"\n".join(lines))
    kids = b" ".join(b"%d 0 R" % (5 + 2 * i) for i in range(len(contents)))
    told = b"".join(b"/%s (%s) " % (key.encode(), value.encode("cp1252")) for key, value in (info or {}).items())
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< %s>>" % told,
    ]
    for i, content in enumerate(contents):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * i)
        )
        objects.append(stream(content))
    return pdf_of(objects, b"/Info 4 0 R")


def column(lines: Iterable[str], x: float = 60, y: float = 760, size: float = 11, leading: float = 14) -> list[Words]:
    """Lines under one another."""
    return [(x, y - i * leading, size, line) for i, line in enumerate(lines)]


def zipped(files: Mapping[str, bytes | str], mimetype: str = "") -> bytes:
    """A zip archive of some files, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
