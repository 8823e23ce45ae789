"""PDF: lines that stand on pages become the paragraphs that were set."""

from __future__ import annotations

import zlib

import pytest

from newsreader.core.errors import SourceError
from newsreader.core.model import Article
from newsreader.core.sources import parse
from newsreader.core.sources.document import Document
from tests.sources.making import Words, column, pdf, pdf_of, stream

FIRST = [
    "The bridge over the Ald opened on Monday, two years later than it was",
    "planned. “Nobody believed in it any more,” said Ann Tolland of the harbour",
    "board.",
]
SECOND = [
    "It had cost nine million, and the last of the scaffolding will be taken down",
    "in the spring.",
]
FIRST_TEXT, SECOND_TEXT = " ".join(FIRST), " ".join(SECOND)


def document(pages: list[list[Words]], info: dict[str, str] | None = None) -> Document:
    [made] = parse(pdf(pages, info), "story.pdf")
    return made


def paragraphs(article: Article) -> list[str]:
    return article.text.split("\n\n")


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(b.kind.value, article.text[b.start : b.end]) for b in article.blocks]


def test_words_title_author_and_day() -> None:
    page = [*column(["Bridge opens at last"], size=20), *column(FIRST, y=720), *column(SECOND, y=665)]
    info = {"Title": "Bridge opens at last", "Author": "Ann Tolland", "CreationDate": "D:20251027101500+01'00'"}
    made = document([page], info)
    article = made.article
    assert kinds(article) == [("headline", "Bridge opens at last"), ("body", FIRST_TEXT), ("body", SECOND_TEXT)]
    assert (article.title, article.author, article.published, article.language) == (
        "Bridge opens at last", "Ann Tolland", "2025-10-27", "en-GB",
    )  # fmt: skip
    assert made.note == ""
    assert made.raw.startswith(b"%PDF")


def test_a_title_that_stands_nowhere_is_known_but_no_part_of_the_text() -> None:
    article = document([column(FIRST)], {"Title": "On bridges"}).article
    assert (article.title, article.text) == ("On bridges", FIRST_TEXT)
    assert document([column(FIRST)], {"Title": "Microsoft Word - bridge.doc"}).article.title == ""


def test_paragraphs_by_indents() -> None:
    lines = column([*FIRST, *SECOND])
    lines[3] = (72, *lines[3][1:])
    assert paragraphs(document([lines]).article) == [FIRST_TEXT, SECOND_TEXT]


def test_paragraphs_by_short_lines() -> None:
    assert paragraphs(document([column([*FIRST, *SECOND])]).article) == [FIRST_TEXT, SECOND_TEXT]


def test_two_columns_one_after_the_other() -> None:
    left = column(["Nobody was surprised when the", "bridge stayed shut on Monday,"])
    right = column(["said Ann Tolland, who has lived", "beside it for forty years."], x=320)
    expected = ["Nobody was surprised when the bridge stayed shut on Monday, said Ann Tolland, who has lived beside it"]
    assert paragraphs(document([[*left, *right]]).article) == [expected[0] + " for forty years."]


def test_two_columns_written_line_by_line() -> None:
    left = column(["Nobody was surprised when the", "bridge stayed shut on Monday,"] * 4)
    right = column(["said Ann Tolland, who has lived", "beside it for forty years, and"] * 4, x=320)
    mixed = [line for pair in zip(left, right, strict=True) for line in pair]
    expected = " ".join([*["Nobody was surprised when the bridge stayed shut on Monday,"] * 4]
                        + ["said Ann Tolland, who has lived beside it for forty years, and"] * 4)  # fmt: skip
    assert paragraphs(document([mixed]).article) == [expected]


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    pages = [column(FIRST[:2], y=200), column([*FIRST[2:], "", *SECOND])]
    assert paragraphs(document(pages).article) == [FIRST_TEXT, SECOND_TEXT]


def test_running_heads_are_kept_once_and_page_numbers_left_out() -> None:
    told = [f"{name} wrote {n} letters to the board." for n, name in enumerate(["Ann", "Bo", "Cy", "Dee"], 1)]
    pages = [
        [(60, 810, 8, f"The Skelby Post {n}"), *column([sentence]), (290, 30, 8, f"- {n} -")]
        for n, sentence in enumerate(told, 1)
    ]
    article = document(pages).article
    assert kinds(article)[-1] == ("boilerplate", "The Skelby Post 1")
    assert paragraphs(article)[:-1] == told


def test_a_broken_word_is_made_whole_only_where_that_is_sure() -> None:
    lines = [
        "The government did not say when the scaffolding would go, and the govern-",
        "ment did not say who would pay. The harbour board has a well-",
        "known man at its head who has said nothing at all about the construc-",
        "tion of it, nor of the light-",
        "house at its end that nobody has seen by day since it was put there last.",
    ]
    assert paragraphs(document([column(lines)]).article) == [
        "The government did not say when the scaffolding would go, and the government did not say who would pay. "
        "The harbour board has a well-known man at its head who has said nothing at all about the construction of it, "
        "nor of the light-house at its end that nobody has seen by day since it was put there last."
    ]


def test_lists_and_tables() -> None:
    page = [
        *column(["• The bridge is open to all who walk over it, on any day, and to those who", "  ride."]),
        *column(["• The pier is not."], y=730), (60, 700, 11, "Bridge"), (300, 700, 11, "nine million"),
    ]  # fmt: skip
    assert kinds(document([page]).article) == [
        ("item", "• The bridge is open to all who walk over it, on any day, and to those who ride."),
        ("item", "• The pier is not."),
        ("body", "Bridge\tnine million"),
    ]


def encrypted() -> bytes:
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]
    objects.append(b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"41" * 32, b"42" * 32))
    return pdf_of(objects, b"/Encrypt 3 0 R /ID [<00> <00>]")


def bomb(layers: int) -> bytes:
    data = zlib.compress(b"\n" * 150_000_000)
    for _ in range(layers - 1):
        data = zlib.compress(data)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        stream(data, b"/Filter [" + b"/FlateDecode " * layers + b"]"),
    ]  # fmt: skip
    return pdf_of(objects)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (encrypted(), "it is protected by a password"),
        (b"%PDF-1.4\nnothing", "the PDF is damaged"),
        (pdf([column(FIRST)])[:300], "the PDF is damaged"),
        (pdf([[], []]), "it has no text, only pictures of pages"),
        (pdf([]), "the PDF is damaged"),
        (bomb(1), "a part of it is too large when it is unpacked"),
        (bomb(2), "a part of it is too large when it is unpacked"),
    ],
    ids=["password", "damaged", "cut", "scan", "empty", "bomb", "bomb in a bomb"],
)
def test_what_cannot_be_read_is_said(raw: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as raised:
        parse(raw, "story.pdf")
    assert raised.value.reason == reason


def test_a_lost_table_of_contents_is_found_again() -> None:
    raw = pdf([column(FIRST)])
    [made] = parse(raw[: raw.rindex(b"xref\n0")], "story.pdf")
    assert made.article.text == FIRST_TEXT
    assert made.note == "The PDF is damaged; this is what could be read of it."


def test_a_large_picture_is_no_bomb() -> None:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    picture = stream(zlib.compress(bytes(150_000_000)), b"/Type /XObject /Subtype /Image /Filter /FlateDecode")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page,
        stream(b"BT /F1 11 Tf 60 700 Td (It opened.) Tj ET"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", picture,
    ]  # fmt: skip
    [made] = parse(pdf_of(objects), "story.pdf")
    assert made.article.text == "It opened."


def test_control_characters_go_no_further() -> None:
    article = document([column(["The \x1b[2J of\xadfice \x07opened on Monday."])] * 2).article
    assert not set("\x1b\x07\ufffe\xad") & set(article.text)


def test_pages_beyond_the_limit_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsreader.core.sources.formats.pdf.MOST_PAGES", 2)
    made = document([column([f"Page of {name}."]) for name in ("Ann", "Bo", "Cy")])
    assert made.note == "Only the first 2 of its 3 pages were read."
    assert "Cy" not in made.article.text
