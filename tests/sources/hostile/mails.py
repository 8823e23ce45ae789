"""Mails, mailboxes, saved pages: parts in parts, heads without end, encodings that are none."""

from __future__ import annotations

import base64

from tests.sources.hostile.cases import PROSE, same, sized
from tests.sources.hostile.markups import BODY
from tests.sources.hostile.texts import BIDI, CONTROLS, SEQUENCES, WIDE

HEAD = b"From: Ann <a@b.example>\nSubject: Bridge\nDate: Mon, 27 Oct 2025 10:00:00 +0100\n"
TEXT = PROSE.encode()
LINE = b"From a@b.example Mon Oct 27 08:00:00 2025\n"


def mail(body: bytes, *headers: bytes) -> bytes:
    return HEAD + b"".join(header + b"\n" for header in headers) + b"\n" + body


def parts(*bodies: bytes, kind: bytes = b"mixed") -> bytes:
    return mail(
        b"".join(b"--x\n" + body + b"\n" for body in bodies) + b"--x--\n",
        b"Content-Type: multipart/%s; boundary=x" % kind,
    )


def nested(times: int, kind: bytes = b"mixed") -> bytes:
    return (
        HEAD
        + b"".join(b"Content-Type: multipart/%s; boundary=b%d\n\n--b%d\n" % (kind, i, i) for i in range(times))
        + b"\n"
        + TEXT
    )


same(
    "mail",
    ".eml",
    {
        "controls": mail(CONTROLS.encode() + TEXT, b"X: y"),
        "controls in the head": f"From: {SEQUENCES['title']}x <a@b>\nSubject: a{SEQUENCES['clear']}{BIDI}b\nList-Id: \x07<\x1b>\nDate: \x1b\n\n{PROSE}".encode(),
        "encoded controls": b"From: =?utf-8?b?G10wO3gH?= <a@b>\nSubject: =?utf-8?q?a=1B[2J=C2=9B=E2=80=AEb?=\n\n"
        + TEXT,
        "no such charset": mail(TEXT, b"Content-Type: text/plain; charset=no-such"),
        "odd charsets": mail(TEXT, b"Content-Type: text/plain; charset=idna"),
        "rot13": mail(TEXT, b"Content-Type: text/plain; charset=rot13"),
        "zlib": mail(TEXT, b"Content-Type: text/plain; charset=zlib"),
        "utf-7": mail("Ünï said no.".encode("utf-7"), b"Content-Type: text/plain; charset=utf-7"),
        "utf-16": mail(
            base64.b64encode(WIDE.encode("utf-16")),
            b"Content-Type: text/plain; charset=utf-16",
            b"Content-Transfer-Encoding: base64",
        ),
        "charset lie": mail(WIDE.encode("koi8-r"), b"Content-Type: text/plain; charset=utf-8"),
        "bad base64": mail(b"!!!!====" * 99, b"Content-Transfer-Encoding: base64"),
        "bad quoted": mail(b"=\n=ZZ=1=" * 99 + TEXT, b"Content-Transfer-Encoding: quoted-printable"),
        "quoted controls": mail(b"=1B]0;x=07 =C2=9B he said no.", b"Content-Transfer-Encoding: quoted-printable"),
        "no such encoding": mail(TEXT, b"Content-Transfer-Encoding: x-none"),
        "uu": mail(b"begin 644 x\n#:&D*\n`\nend\n", b"Content-Transfer-Encoding: x-uuencode"),
        "bad uu": mail(b"begin 644 x\nzzzz\n", b"Content-Transfer-Encoding: x-uuencode"),
        "no boundary": mail(TEXT, b"Content-Type: multipart/mixed"),
        "empty boundary": mail(b"--\n\n" + TEXT, b'Content-Type: multipart/mixed; boundary=""'),
        "boundary never comes": mail(TEXT, b"Content-Type: multipart/mixed; boundary=never"),
        "boundary of patterns": mail(b"--(.*)+$\n\n" + TEXT, b'Content-Type: multipart/mixed; boundary="(.*)+$"'),
        "mail in a mail": parts(b"Content-Type: message/rfc822\n\n" + mail(TEXT)),
        "only attachments": parts(
            b'Content-Type: application/pdf\nContent-Disposition: attachment; filename="../../\x1b]0;x\x07.pdf"\n\n%PDF-'
        ),
        "name in pieces": parts(
            b"\n" + TEXT,
            b"Content-Type: image/png; name*0=a; name*1*=%1b%5d; name*99999999=b\nContent-Disposition: attachment; filename*=utf-8''%1b%5d0%3bx%07%e2%80%ae\n\nx",
        ),
        "encrypted": parts(b"\nx", kind=b"encrypted"),
        "signed": parts(b"\n" + TEXT, b"Content-Type: application/pgp-signature\n\nx", kind=b"signed"),
        "alternatives": parts(
            b"Content-Type: text/plain\n\n" + TEXT, b"Content-Type: text/html\n\n" + BODY.encode(), kind=b"alternative"
        ),
        "report": parts(b"\n" + TEXT, b"Content-Type: message/delivery-status\n\nX: y\n\n", kind=b"report"),
        "no body": HEAD,
        "no subject": b"From: a\nMessage-ID: <x>\n\n" + TEXT,
        "no head": b"\n" + TEXT,
        "only colons": b":\n" * 99 + TEXT,
        "binary": bytes(range(256)) * 40,
        "flowed": mail(b" \n" * 999 + TEXT, b"Content-Type: text/plain; format=flowed; delsp=yes"),
        "quotes": mail(b"> " * 99 + TEXT + b"> x\n" * 99),
        "same header": b"Subject: x\n" * 2_000 + HEAD + b"\n" + TEXT,
        "odd types": mail(TEXT, b'Content-Type: text/\x1b; charset="\x07'),
        "no type": mail(TEXT, b"Content-Type: nonsense"),
        "long encoded": b"Subject: " + b"=?utf-8?q?a?= " * 999 + b"\nFrom: x\n\n" + TEXT,
        "open encoded": b"Subject: " + b"=?a?q?" * 3_000 + b"\nFrom: x\n\n" + TEXT,
        "addresses": b"From: " + b"(" * 4_000 + b"\nSubject: x\n\n" + TEXT,
        "quotes in from": b"From: " + b'"' * 4_000 + b"\nSubject: x\n\n" + TEXT,
        "html controls": mail(f"<p>He said &#27;]0;x&#7; no.{BIDI}".encode(), b"Content-Type: text/html"),
        "archived": mail(TEXT, b"Archived-At: <javascript:alert(1)>"),
        "dates": b"From: a\nSubject: b\nDate: Mon, 99 Foo 99999999999999999999 99:99:99 +99999\n\n" + TEXT,
        "date of digits": b"From: a\nSubject: b\nDate: " + b"9" * 4_000 + b"\n\n" + TEXT,
        "saved page": b"From: <Saved by Blink>\nSnapshot-Content-Location: file:///etc/passwd\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n<html><body>"
        + BODY.encode()
        + b"\n--x--\n",
        "saved nothing": b"Subject: x\nFrom: y\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n\n--x--\n",
        "line ends": mail(TEXT).replace(b"\n", b"\r"),
        "bare lf and crlf": mail(TEXT).replace(b"\n", b"\r\n", 2),
    },
)
sized(
    "mail",
    ".eml",
    {
        "nested": lambda n: nested(1_000 * n),
        "nested alternatives": lambda n: nested(60, b"alternative"),
        "endless head": lambda n: b"From: a\nSubject: b\n" + b"X-A: b\n" * (50_000 * n) + b"\n" + TEXT,
        "a long header": lambda n: b"From: a\nSubject: " + b"x " * (500_000 * n) + b"\n\n" + TEXT,
        "folded": lambda n: b"From: a\nSubject: x\n" + b" y\n" * (50_000 * n) + b"\n" + TEXT,
        "receivers": lambda n: b"From: a\nSubject: b\nTo: " + b"a@b.example, " * (50_000 * n) + b"\n\n" + TEXT,
        "senders": lambda n: b"Subject: b\nFrom: " + b"a@b.example, " * (50_000 * n) + b"\n\n" + TEXT,
        "parts": lambda n: parts(*[b"\nx said no.\n"] * (2_000 * n)),
        "attachments": lambda n: parts(
            b"\n" + TEXT, *[b"Content-Type: image/png\nContent-Disposition: attachment; filename=x\n\nx"] * (2_000 * n)
        ),
        "base64": lambda n: mail(base64.encodebytes(b"a " * (500_000 * n)), b"Content-Transfer-Encoding: base64"),
        "soft breaks": lambda n: mail(b"a=\n" * (100_000 * n), b"Content-Transfer-Encoding: quoted-printable"),
        "boundaries": lambda n: mail(b"--x\n" * (30_000 * n), b"Content-Type: multipart/mixed; boundary=x"),
        "html": lambda n: mail(b"<div>" * (20_000 * n) + BODY.encode(), b"Content-Type: text/html"),
        "signature": lambda n: mail(b"-- \n" * (50_000 * n)),
        "blank": lambda n: mail(b" \n" * (200_000 * n) + b"x"),
        "parameters": lambda n: mail(TEXT, b"Content-Type: text/plain" + b"; a=b" * (5_000 * n)),
        "continued": lambda n: mail(
            TEXT, b"Content-Type: text/plain" + b"".join(b"; name*%d=a" % i for i in range(2_000 * n))
        ),
    },
)

same(
    "mailbox",
    ".mbox",
    {
        "controls": LINE
        + f"From: {SEQUENCES['title']}\nSubject: \x1b[2J\nMessage-ID: <\x1b]0;x\x07{BIDI}>\n\n{PROSE}".encode(),
        "cut": LINE + HEAD,
        "empty mails": (LINE + b"\n") * 99,
        "no mails": b"From here on\nit is downhill.\n" * 9,
        "one line": LINE,
        "same id": (LINE + b"Message-ID: <1>\nSubject: x\n\n" + TEXT) * 9,
        "binary": LINE + bytes(range(256)) * 99,
        "escaped": LINE + HEAD + b"\n" + b">From x\n>>From y\n" * 99,
        "box in a box": LINE + HEAD + b"\n" + LINE.replace(b"From", b">From") + HEAD + b"\n" + TEXT,
        "windows": (LINE + HEAD + b"\n" + TEXT).replace(b"\n", b"\r\n") * 9,
        "no newline at the end": LINE[:-1],
    },
)
sized(
    "mailbox",
    ".mbox",
    {
        "from lines": lambda n: b"From \n" * (100_000 * n),
        "from lines apart": lambda n: b"From \n\n" * (50_000 * n),
        "from lines with years": lambda n: b"From a 2025\n\n" * (3_000 * n),
        "mails": lambda n: (LINE + HEAD + b"\n" + TEXT + b"\n") * (400 * n),
        "a long line": lambda n: LINE + HEAD + b"\n" + b"From " * (200_000 * n),
        "escapes": lambda n: LINE + HEAD + b"\n" + b">" * (500_000 * n) + b"From x\n",
        "lines of escapes": lambda n: LINE + HEAD + b"\n" + b">From \n" * (50_000 * n),
    },
)
