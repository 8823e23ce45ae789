from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.text import NotText, decode, sanitise

STORY = "“Café prices are up,” said Zoë Šimková — by 5 €.\n\nShe paid £3.\n"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-32", "utf-32-le")],
)
def test_unicode_files_come_back_whole(encoding: str, name: str) -> None:
    decoded = decode(STORY.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.note) == (STORY, name, "")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding: str) -> None:
    assert decode(STORY.encode(encoding)).text == STORY


def test_big_endian_mark() -> None:
    assert decode(b"\xfe\xff" + STORY.encode("utf-16-be")).text == STORY


def test_windows_1252() -> None:
    text = "“It’s the Café’s fault,” he said – naïvely."
    assert decode(text.encode("cp1252")).text == text
    assert decode(b"A caf\xe9 burned down.").text == "A café burned down."


def test_older_encodings_of_other_scripts() -> None:
    text = "Президент заявил, что переговоры прошли успешно. Он добавил, что встреча была полезной.\n" * 8
    assert decode(text.encode("cp1251")).text == text


def test_a_few_bad_bytes_are_marked_and_told() -> None:
    raw = "Zoë said “no”.".encode() + b"\xff\xfe and left."
    decoded = decode(raw)
    assert decoded.text == "Zoë said “no”.\ufffd\ufffd and left."
    assert decoded.note.startswith("2 unreadable bytes")
    assert decode(b"Plain words \xff and more of them.").text == "Plain words \ufffd and more of them."


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF"),
        (b"PK\x03\x04rest", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (random.Random(7).randbytes(4000), "binary data"),
        (b"words and\0more", "binary data"),
    ],
)
def test_binary_files_are_refused_in_one_line(raw: bytes, what: str) -> None:
    with pytest.raises(NotText) as caught:
        decode(raw)
    message = str(caught.value)
    assert message.startswith("not a text file (") and what in message and "\n" not in message


def test_a_text_with_terminal_controls_is_text() -> None:
    raw = "Pier\x1b[2J stays\x07 shut\x9b\u202e [/x]\x1b]0;title\x07".encode()
    assert sanitise(decode(raw).text).count("\ufffd") == 6


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"").text == ""


def test_newlines_become_line_feeds() -> None:
    assert sanitise("one\r\ntwo\rthree\x0bfour\x0cfive\x85six\u2028seven\u2029\n") == (
        "one\ntwo\nthree\nfour\nfive\nsix\nseven\n\n"
    )


@pytest.mark.parametrize("bad", ["\x1b", "\0", "\x07", "\x7f", "\x9b", "\u202e", "\u2066", "\ud800"])
def test_what_drives_a_terminal_is_replaced_one_for_one(bad: str) -> None:
    assert sanitise(f"a{bad}b\tc\n") == "a\ufffdb\tc\n"


def test_markup_and_other_scripts_are_left_alone() -> None:
    text = "[/x] [bold] 北京 Кремль مصر 👩‍👩‍👧 e\u0301\n"
    assert sanitise(text) == text


@given(st.text())
def test_sanitising_keeps_offsets_and_is_done_once(text: str) -> None:
    clean = sanitise(text)
    assert len(clean) == len(text.replace("\r\n", "\n"))
    assert sanitise(clean) == clean
    clean.encode("utf-8")


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(raw: bytes) -> None:
    try:
        decoded = decode(raw)
    except NotText:
        return
    assert isinstance(decoded.text, str)
