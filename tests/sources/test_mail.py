"""Mails: the body's words, and who wrote them when, whatever the mail went through."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from newsreader.core.errors import SourceError
from newsreader.core.sources import Document, parse


def read(raw: bytes) -> Document:
    [document] = parse(raw, "story.eml")
    return document


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind.value, document.article.text[b.start : b.end]) for b in document.article.blocks]


def mail(plain: str | None = None, html: str | None = None, **headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {"From": "Zoë Tolland <zoe@post.example>", "Subject": "Bridge opens", **headers}.items():
        message[name.replace("_", "-")] = value
    if plain is not None:
        message.set_content(plain)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def test_subject_sender_day_and_list() -> None:
    document = read(
        b"Content-Language: en-GB\n"
        + mail(
            "The bridge opened on Monday.\n\nIt was late.\n",
            Date="Mon, 27 Oct 2025 23:15:00 +0100",
            List_Id='"The Skelby Post" <news.post.example>',
            Archived_At="<https://post.example/1>",
        ).as_bytes()
        + b"\n"
    )
    about = document.article
    assert kinds(document) == [
        ("headline", "Bridge opens"), ("body", "The bridge opened on Monday."), ("body", "It was late."),
    ]  # fmt: skip
    assert (about.title, about.author, about.published, about.outlet) == (
        "Bridge opens", "Zoë Tolland", "2025-10-27", "The Skelby Post",
    )  # fmt: skip
    assert (about.url, about.language, document.note) == ("https://post.example/1", "en-GB", "")


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "cp1252", "koi8-r"])
@pytest.mark.parametrize("cte", ["base64", "quoted-printable"])
def test_character_sets_and_transfer_encodings(charset: str, cte: str) -> None:
    words = "Мост открыт, сказал он." if charset == "koi8-r" else "“Déjà vu,” she said." * (charset != "iso-8859-1")
    words = words or "Le pont est ouvert à Bodø."
    message = EmailMessage()
    message["Subject"] = words
    message["From"] = "a@b.example"
    message.set_content(words, charset=charset, cte=cte)
    assert read(message.as_bytes()).article.text == words


def test_headers_in_any_disguise() -> None:
    about = read(
        b"Subject: =?utf-8?b?0JzQvtGB0YI=?= =?utf-8?q?_=D0=BE?= =?nonsense?q?x=1b?=\n \x1b]0;y\n"
        b"From: =?iso-8859-1?Q?Zo=EB?= Tolland <z@b.example>\nFrom: other\nMIME-Version: 1.0\n\nWords.\n"
    ).article
    assert (about.title, about.author) == ("Мост оx\ufffd \ufffd]0;y", "Zoë Tolland")
    raw = "From: Zoë\nSubject: Bodø “now”\n\nWords.\n"
    for encoding in ("utf-8", "cp1252"):
        about = read(raw.encode(encoding)).article
        assert (about.title, about.author) == ("Bodø “now”", "Zoë")


def test_text_goes_before_html_that_says_the_same() -> None:
    html = "<p>The bridge <b>opened</b> on Monday.</p>"
    assert read(mail("The bridge opened on Monday.", html).as_bytes()).article.text == (
        "Bridge opens\n\nThe bridge opened on Monday."
    )
    rich = "<h1>Bridge opens</h1><p>It opened.</p><ul><li>one</li></ul><style>x</style>" + "<p>More of it.</p>" * 20
    document = read(mail("See the web page.", rich).as_bytes())
    assert kinds(document)[:3] == [("headline", "Bridge opens"), ("body", "It opened."), ("item", "one")]


def test_html_alone_is_read() -> None:
    message = mail(Date="x")
    message.set_content("<p>It opened&nbsp;on Monday.", subtype="html")
    assert read(message.as_bytes()).article.text == "Bridge opens\n\nIt opened on Monday."


def test_attachments_are_named_and_pictures_of_the_page_are_not() -> None:
    message = mail("It opened.")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="the\x1b[1m report.pdf")
    message.add_attachment("Words.", filename="notes.txt")
    message.add_attachment(b"x", maintype="image", subtype="png", cid="<a>", disposition="inline")
    message.add_attachment(mail("Inner."))
    document = read(message.as_bytes())
    assert document.article.text == "Bridge opens\n\nIt opened."
    assert document.note == "Left out what is attached: the\ufffd[1m report.pdf, notes.txt, message/rfc822."


def test_quotes_signatures_and_flowed_lines() -> None:
    raw = (
        b"Subject: Re: Bridge\nFrom: a@b.example\nContent-Type: text/plain; format=flowed\n\n"
        b"> It will \n> never open.\n\nIt \nopened on \nMonday.\n\n-- \nAnn \nThe Post\n"
    )
    assert kinds(read(raw)) == [
        ("headline", "Re: Bridge"), ("blockquote", "> It will"), ("blockquote", "> never open."),
        ("body", "It opened on Monday."), ("boilerplate", "Ann The Post"),
    ]  # fmt: skip


def test_damaged_mails_give_what_they_have() -> None:
    raw = (
        b"From: a@b.example\nSubject: Bridge\nnot a header\nContent-Type: multipart/mixed; boundary=x\n\n"
        b"--x\nContent-Type: text/plain; charset=no-such\nContent-Transfer-Encoding: base64\n\n!!!SXQgb3BlbmVk\n"
    )
    assert "Bridge" in read(raw).article.text
    assert read(b"Subject: only this\nFrom: a\n\n").article.text == "only this"


def nested(times: int) -> bytes:
    head = b"From: a@b.example\nSubject: deep\n"
    return head + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(times)
    ) + b"\nWords.\n"  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (nested(60), "its parts are too deep in one another"),
        (nested(10_000), "its parts are too deep in one another"),
        (b"From: a\nSubject: b\nContent-Type: multipart/encrypted; boundary=x\n\n--x\n\nWords.\n", "it is encrypted"),
        (b"From: a\nSubject: --\n\n \n", "there are no words in it"),
    ],
    ids=["deep", "deeper", "encrypted", "empty"],
)
def test_what_cannot_be_read_is_said(raw: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as raised:
        parse(raw, "story.eml")
    assert raised.value.reason == reason


def test_a_saved_page_is_read_as_a_page() -> None:
    raw = (
        b"From: <Saved by Blink>\nSnapshot-Content-Location: https://post.example/bridge\nSubject: Bridge\n"
        b"Date: Mon, 27 Oct 2025 10:15:00 -0000\nMIME-Version: 1.0\nContent-Type: multipart/related;\n"
        b'\ttype="text/html"; boundary="--x"\n\n----x\nContent-Type: text/html; charset=cp1252\n'
        b"Content-Transfer-Encoding: quoted-printable\n\n<html><head><title>Bridge opens</title></head><body><article>"
        b"<h1>Bridge opens</h1>"
        + b"<p>It opened on Monday, after =97 as they said =97 two years.</p>"
        * 9
        + b"</article>\n"
        b"\n----x\nContent-Type: text/css\n\np {}\n----x--\n"
    )
    [document] = parse(raw, "page.mhtml")
    about = document.article
    assert (about.title, about.url) == ("Bridge opens", "https://post.example/bridge")
    assert "after — as they said — two years." in about.text
    assert document.raw == raw
