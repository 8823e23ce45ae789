"""Archives: what is in them, and nothing of what they try."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib

import pytest

from newsreader.core.errors import SourceError
from newsreader.core.sources import Document, Refusal, parse, pieces
from newsreader.core.sources.formats import gzipped
from tests.sources.making import column, pdf, zipped


def read(raw: bytes, name: str = "all.zip") -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    found = list(pieces(raw, name))
    return (
        [(p.article.source, p.article.text) for p in found if isinstance(p, Document)],
        [(p.source, p.reason) for p in found if isinstance(p, Refusal)],
    )


def test_files_of_any_format_in_their_order() -> None:
    inner = zipped({"deep.md": "# Deep\n\nIt *opened*."})
    raw = zipped({
        "b/2.txt": "It opened.\n", "b/1.jsonl": b'{"id": 7, "text": "One."}\n{"text": 3}\n',
        "bridge.pdf": pdf([column(["In a PDF."])]),
        "inner.zip": inner, "notes": "No suffix.", "page.txt.gz": gzip.compress(b"Packed."), "empty.txt": "",
    })  # fmt: skip
    documents, refused = read(raw)
    assert documents == [
        ("all.zip#b/2.txt", "It opened.\n"), ("all.zip#b/1.jsonl#7", "One."), ("all.zip#bridge.pdf", "In a PDF."),
        ("all.zip#inner.zip#deep.md", "Deep\n\nIt opened."), ("all.zip#notes", "No suffix."),
        ("all.zip#page.txt.gz#page.txt", "Packed."),
    ]  # fmt: skip
    assert [reason for _, reason in refused] == [
        "line 2: there is no text in it; it has the fields text", "the file is empty",
    ]  # fmt: skip


def test_what_is_no_article_is_left_out_quietly_and_what_may_be_one_is_not() -> None:
    raw = zipped({
        "__MACOSX/a.txt": "x", ".DS_Store": "x", "a/.git/config": "x", "picture.PNG": "x", "style.css": "x",
        "old.doc": b"\xd0\xcf\x11\xe0\0", "a.txt": "It opened.",
    })  # fmt: skip
    documents, refused = read(raw)
    assert documents == [("all.zip#a.txt", "It opened.")]
    assert refused == [("all.zip#old.doc", "not a text file (an old office document; save it as .docx or text)")]


def test_names_do_no_harm_and_stay_apart() -> None:
    names = [
        "../../etc/passwd",
        "/root/a.txt",
        "C:\\a.txt",
        "a\x1b]0;x\x07.txt",
        "a\u202etxt.exe.md",
        "x" * 3000 + ".txt",
    ]
    documents, refused = read(zipped(dict.fromkeys(names, "It opened.")))
    sources = [source for source, _ in documents]
    assert refused == []
    assert len(set(sources)) == len(names)
    assert all(source.isprintable() and len(source) < 300 for source in sources)


def test_two_files_of_one_name() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "One.")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "Two.")
    assert read(out.getvalue())[0] == [("all.zip#a.txt", "One."), ("all.zip#a.txt~", "Two.")]


def test_damage_in_one_file_costs_that_file() -> None:
    raw = bytearray(zipped({"a.txt": "It opened.", "b.txt": "It shut."}))
    raw[raw.index(b"a.txt") + 6] ^= 0xFF
    documents, refused = read(bytes(raw))
    assert documents == [("all.zip#b.txt", "It shut.")]
    assert refused == [("all.zip#a.txt", "it is damaged in the archive")]


def test_protected_files_are_named() -> None:
    raw = bytearray(zipped({"a.txt": "It opened.", "b.txt": "It shut."}))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert read(bytes(raw)) == ([("all.zip#b.txt", "It shut.")], [("all.zip#a.txt", "it is protected by a password")])


def overlapping() -> bytes:
    """Two names for the same compressed bytes, as a bomb of Fifield's has thousands."""
    raw = zipped({"a.txt": "It opened."})
    start = raw.index(b"PK\x01\x02")
    end = raw.index(b"PK\x05\x06")
    entry = raw[start:end]
    entries = entry + entry.replace(b"a.txt", b"b.txt")
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(entries), start, 0)
    return raw[:start] + entries + tail


def nested(times: int) -> bytes:
    raw = zipped({"a.txt": "It opened."})
    for _ in range(times):
        raw = zipped({"a.zip": raw})
    return raw


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (zipped({"a.txt": "x"})[:-5], "the zip archive is damaged"),
        (overlapping(), "its files lie over one another, as in a bomb"),
        (zipped({"a.txt": b"a" * 100_000_001}), "it is too large when it is unpacked"),
        (nested(4), "too many archives inside one another"),
        (zipped({}), "there are no articles in it"),
        (zipped({"a.png": "x"}), "there are no articles in it"),
    ],
    ids=["cut", "overlapping", "bomb", "nested", "empty", "pictures"],
)
def test_what_cannot_be_read_is_said(raw: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as raised:
        parse(raw, "all.zip")
    assert raised.value.reason == reason


def test_archives_in_archives_down_to_the_limit() -> None:
    assert [text for _, text in read(nested(3))[0]] == ["It opened."]


def test_gzip_of_one_or_several_pieces() -> None:
    raw = gzip.compress(b"It opened. ") + gzip.compress(b"It shut.")
    assert read(raw, "a.txt.gz") == ([("a.txt.gz#a.txt", "It opened. It shut.")], [])
    assert read(raw + b"\0" * 9, "folder/a.md.GZ") == ([("folder/a.md.GZ#a.md", "It opened. It shut.")], [])


def test_what_stands_before_the_cut_is_read() -> None:
    raw = gzip.compress(b"".join(b"Number %d, she said. " % (n * n) for n in range(90_000)))
    documents, refused = read(raw[: len(raw) // 2], "a.txt.gz")
    assert documents[0][1].startswith("Number 0, she said. Number 1, ")
    assert refused == [("a.txt.gz", "its end is damaged or cut off")]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\x1f\x8bnothing", "the gzip data is damaged"),
        (b"\x1f\x8b", "the gzip data is damaged"),
        (gzip.compress(b""), "the file is empty"),
        (gzip.compress(b"a.txt" + bytes(252) + b"ustar\x0000"), "not a text file (a tar archive)"),
    ],
)
def test_gzip_that_cannot_be_read(raw: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as raised:
        parse(raw, "a.gz")
    assert raised.value.reason == reason


def test_a_gzip_bomb_ends_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gzipped, "LARGEST", 5_000_000)
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    raw = packer.compress(b"a" * 9_000_000) + packer.flush()
    with pytest.raises(SourceError, match="too large when it is unpacked"):
        parse(raw, "a.gz")
