"""Pages that are broken, wrongly labelled or made to do harm."""

from __future__ import annotations

import pytest

from newsreader.core.errors import SourceError
from newsreader.core.sources import parse
from newsreader.core.sources.formats.html import document
from newsreader.core.sources.formats.html.parsing import FLATTENED, LARGEST
from newsreader.core.text.clean import FORBIDDEN

PROSE = "The harbour, which was shut in March, will open again in May, the council said, and not a day before."
P = f"<p>{PROSE}</p>"


def refused(raw: bytes | str) -> str:
    with pytest.raises(SourceError) as raised:
        document(raw.encode() if isinstance(raw, str) else raw, "page")
    assert raised.value.source == "page"
    return raised.value.reason


@pytest.mark.parametrize("deep", [300, 2000, 5000, 50_000])
@pytest.mark.parametrize("tags", ["<div>", "<b>", "<table><tr><td>", "<blockquote>", "<ul><li>", "<section><span>"])
def test_nothing_is_lost_where_elements_are_nested_deep(deep: int, tags: str) -> None:
    depth = deep // tags.count("<")
    made = document((tags * depth + P + f"<p>And the last line, too, {PROSE}</p>").encode(), "page")
    assert made.article.text == f"{PROSE}\n\nAnd the last line, too, {PROSE}"
    assert made.note in ("", FLATTENED)
    assert (made.note == FLATTENED) >= (depth > 2048)


MUCH = [
    P * 5_000,
    "<ul>" + "<li>an item of a list" * 5_000,
    "some words<br>" * 5_000,
    "<p>" + "<span>word </span>" * 5_000,
    "<a href=#>word</a> " * 5_000,
    "<p>a <b>b <i>c " * 5_000,
    "<h1>" * 1_000 + "words",
    "<div " + " ".join(f"a{i}='x'" for i in range(50_000)) + ">" + P,
    "<div " + " ".join(f"a{i}" for i in range(50_000)) + ">" + P,
    f"<div class='{'x' * 1_000_000}'>{P}",
    "<table>" + "<tr><td>a<td>b" * 5_000,
    "<" * 200_000 + " words",
    "<p<p" * 50_000 + P,
    "&amp" * 100_000 + " words",
    "<!--x-->" * 50_000 + P,
    "<meta name=author content='A B'>" * 5_000 + P,
    f"<meta name=description content='{'word ' * 400}'>" + "<p>word word word word</p>" * 5_000,
    "</p>" * 100_000 + P,
    "<p>" + " \n" * 500_000 + "words",
    "<pre>" + "a line\n" * 5_000,
    "<p>" + "," * 1_000_000 + " words",
    "<p>" + "x" * 12_000_000,  # ten million is where libxml2 stops if it is let
]


@pytest.mark.parametrize("page", MUCH, ids=[page[:12] for page in MUCH])
def test_much_of_anything_is_read_in_time(page: str) -> None:
    assert document(page.encode(), "page").article.text


@pytest.mark.parametrize(
    "end", ["</html>", "</body></html>", "</BODY>\n</HTML >\n<!-- done -->", "</body></html><html><body>"]
)
def test_what_follows_the_end_of_the_page_is_read(end: str) -> None:
    head = "<html><head><title>Harbour</title></head><body>"
    assert document(f"{head}{P}{end}<div><p>More. {PROSE}</p></div>".encode(), "page").article.text == (
        f"Harbour\n\n{PROSE}\n\nMore. {PROSE}"
    )


def test_a_page_that_is_too_large_is_refused() -> None:
    assert refused(b"<p>" + b"x" * LARGEST) == "the page is too large (more than 20 million characters)"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><head><title>Nothing</title></head><body></body></html>", "there are no words in it"),
        ("<!-- only a comment -->", "there are no words in it"),
        ("<", None),
        (" ", "there are no words in it"),
        (
            "<html><title>App</title><body><div id=root></div><script src=app.js></script></body></html>",
            "the page has no text of its own: it needs a browser",
        ),
        (
            "<html><frameset cols='20%,80%'><frame src=a.html><frame src=b.html></frameset></html>",
            "the page is made of frames: its text is in other files",
        ),
    ],
)
def test_pages_without_words_say_why(page: str, reason: str | None) -> None:
    if reason is None:
        assert document(page.encode(), "page").article.text == page
    else:
        assert refused(page) == reason


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.4", b"PK\x03\x04", bytes(range(256)) * 40])
def test_what_is_no_page_is_refused(raw: bytes) -> None:
    assert refused(raw).startswith("not a text file")


def test_nothing_that_drives_a_terminal_is_left() -> None:
    bad = "\x1b]0;owned\x07\x9b2J\u202e\x00\x7f"
    references = "&#27;&#x9b;&#0;&#7;&#x202e;&#xd800;&#x110000;&#127;&#8232;&#11;"
    head = f"<title>{bad}{references}Title of it</title><meta name=author content='{bad}{references}Ann Bee'>"
    head += f"<meta property=og:site_name content='{bad}{references}Wire'><link rel=canonical href='https://a.b/{bad}'>"
    page = f"<html lang='{bad}'><head>{head}</head><body><p>{bad}{references}{PROSE}</p>{P}</body></html>"
    article = document(page.encode("utf-8", "surrogatepass"), "\x1b[2Jpage").article
    for words in (article.text, article.title, article.author, article.outlet, article.source, article.url or ""):
        assert words is not None
        assert not FORBIDDEN.search(words)
    assert PROSE in article.text
    assert article.text.count("\n\n") == 2  # U+2028 and the vertical tab end lines, not paragraphs


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("ISO-8859-1", "latin-1"),
        ("windows-1252", "cp1252"),
        ("iso-8859-15", "iso-8859-15"),
        ("us-ascii", "utf-8"),
        ("iso-8859-1", "utf-8"),  # a program saved it again and left the label
        ("gb2312", "utf-8"),
        ("utf-16", "utf-8"),
        ("nonsense", "utf-8"),
        ("hex", "utf-8"),
        ("utf-8", "cp1252"),
        ("", "cp1252"),
    ],
)
def test_encodings_named_by_the_page(label: str, encoding: str) -> None:
    words = f"Crème brûlée für Zoë, said the façade. {PROSE} Déjà vu, naïve café, señor, über Ålesund."
    meta = f"<meta charset='{label}'>" if label else ""
    page = f"<html><head>{meta}<title>Café</title></head><body><p>{words}</p></body></html>"
    article = document(page.encode(encoding), "page").article
    assert article.text == f"Café\n\n{words}"


@pytest.mark.parametrize(
    ("encoding", "label", "words"),
    [
        ("cp1251", "windows-1251", "Гавань откроют в мае, сообщил совет, и ни днём раньше. Лодки ждут."),
        ("shift_jis", "Shift_JIS", "港は五月に再開されると、議会は水曜日に発表した。船は待っている。"),
        ("gb18030", "gb2312", "港口将于五月重新开放，议会周三宣布。船只正在等待。"),
        ("euc_kr", "euc-kr", "항구는 오월에 다시 열린다고 의회가 수요일에 발표했다."),
        ("big5", "big5", "港口將於五月重新開放，議會週三宣佈。船隻正在等待。"),
    ],
)
def test_encodings_of_other_scripts(encoding: str, label: str, words: str) -> None:
    body = f"<body><p>{words}</p></body>".encode(encoding)
    http = f"<meta http-equiv=Content-Type content='text/html; charset={label}'>"
    assert document(f"<head>{http}</head>".encode() + body, "page").article.text == words
    assert document(body, "page", charset=label).article.text == words


def test_marks_and_servers_are_believed_before_the_page() -> None:
    page = f"<meta charset=windows-1251><p>Crème brûlée. {PROSE}</p>"
    for encoding in ("utf-8-sig", "utf-16"):
        assert document(page.encode(encoding), "page", "koi8-r").article.text == f"Crème brûlée. {PROSE}"
    assert document(page.encode("cp1252"), "page", "cp1252").article.text == f"Crème brûlée. {PROSE}"


def test_bytes_that_fit_nowhere_are_counted() -> None:
    raw = f"<meta charset=utf-8><p>Déjà vu, ça va, é, ü. {PROSE}</p>".encode().replace(b"shut", b"sh\xfft")
    made = document(raw, "page")
    assert "sh\ufffdt" in made.article.text
    assert made.note == "1 unreadable byte was replaced by \N{REPLACEMENT CHARACTER}."


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.html", "plain words"),
        ("a.XHTML", P),
        ("a", P),
        ("a.txt", f"<!doctype html><title>x</title>{P}"),
        ("a.txt", f"\ufeff \n<!-- saved -->\n<HTML>{P}"),
        ("a", f"<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html><html>{P}"),
        ("a", f"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body>{P}</body></html>"),
        ("-", f"<div class='a'>{P}</div>"),
        ("a", f"<body>{P}"),
    ],
)
def test_pages_are_known_by_what_they_are(name: str, raw: str) -> None:
    [made] = parse(raw.encode(), name)
    assert "<" not in made.article.text
    assert made.article.text in (PROSE, f"x\n\n{PROSE}", "plain words")


@pytest.mark.parametrize(
    "raw", ["<b is less than c, said Ann.", "1 < 2 <p", "<p> is a tag, said Ann.\n\nIt opens a paragraph."]
)
def test_texts_with_angle_brackets_are_no_pages(raw: str) -> None:
    [made] = parse(raw.encode(), "a.txt")
    assert made.article.text == raw


def test_a_server_that_says_html_is_believed() -> None:
    [made] = parse(b"No tags here, said Ann.", "https://a.example/", "text/html; charset=utf-8")
    assert made.article.text == "No tags here, said Ann."
