"""Mailboxes: every mail once, as it was before the mailbox."""

from __future__ import annotations

import time

import pytest

from newsreader.core.errors import SourceError
from newsreader.core.sources import Document, parse, pieces
from newsreader.core.sources.document import Member
from newsreader.core.sources.formats import mailbox

LINE = b"From ann@post.example Mon Oct 27 08:00:00 2025\n"
ONE = b"From: Ann <a@b.example>\nSubject: One\nMessage-ID: <1@b.example>\n\nIt opened.\n"
TWO = b"From: Bo <b@b.example>\nSubject: Two\n\nThey said:\nFrom now on: no.\n\nFrom here on too.\n"


def members(raw: bytes) -> list[Member]:
    found = list(mailbox.members(raw, "box.mbox"))
    assert all(isinstance(member, Member) for member in found)
    return [member for member in found if isinstance(member, Member)]


def test_mails_and_their_names() -> None:
    found = members(LINE + ONE + b"\n" + LINE + TWO + b"\n")
    assert [member.raw for member in found] == [ONE, TWO]
    assert found[0].source == "box.mbox#1@b.example.eml"
    articles = [
        piece.article for piece in pieces(LINE + ONE + b"\n" + LINE + TWO, "box") if isinstance(piece, Document)
    ]
    assert [(a.title, a.author) for a in articles] == [("One", "Ann"), ("Two", "Bo")]


def test_names_stay_when_the_box_grows() -> None:
    box = LINE + ONE + b"\n" + LINE + TWO + b"\n" + LINE + ONE + b"\n"
    names = [member.source for member in members(box)]
    assert len(set(names)) == 3
    assert [member.source for member in members(box + LINE + TWO.replace(b"no", b"yes"))][:3] == names


@pytest.mark.parametrize(
    ("kept", "was"), [(b">From me", b"From me"), (b">>From me", b">From me"), (b"> From", b"> From")]
)
def test_what_the_box_did_to_lines_is_undone(kept: bytes, was: bytes) -> None:
    [member] = members(LINE + ONE + kept + b"\n\n")
    assert member.raw == ONE + was + b"\n"


def test_line_ends_of_windows() -> None:
    box = (LINE + ONE + b"\n" + LINE + TWO + b"\n").replace(b"\n", b"\r\n")
    assert [member.raw for member in members(box)] == [ONE.replace(b"\n", b"\r\n"), TWO.replace(b"\n", b"\r\n")]


def test_what_is_no_mailbox() -> None:
    with pytest.raises(SourceError, match="there are no mails in it"):
        parse(b"From here on\nit is all downhill.\n", "box.mbox")


def test_a_large_box_takes_time_in_proportion() -> None:
    def seconds(mails: int) -> float:
        box = (LINE + ONE + b"\n" + b"From\n\n" * 20) * mails
        start = time.perf_counter()
        assert len(members(box)) == mails
        return time.perf_counter() - start

    assert seconds(20_000) < 30 * min(seconds(2_000) for _ in range(3))
