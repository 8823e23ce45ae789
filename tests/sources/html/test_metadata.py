"""What a page says of its article."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newsreader.core.model import Article
from newsreader.core.sources.formats.html import document

BODY = (
    "<article>" + "<p>The boats, all nine of them, were in the harbour before the storm came, said the pilot.</p>" * 2
)
BODY += "<p>Nobody was hurt, though the pier, which is old, lost its lamp, and the nets are gone.</p></article>"


def page(head: str = "", body: str = BODY, start: str = "<!doctype html><html>") -> Article:
    return document(f"{start}<head>{head}</head><body>{body}</body></html>".encode(), "page").article


def linked(**fields: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        ("<title>Boats are safe</title>", "Boats are safe", None),
        ("<title>All nine boats are safe | The Courier</title>", "All nine boats are safe", "The Courier"),
        ("<title>All nine boats are safe - BBC News</title>", "All nine boats are safe", "BBC News"),
        (
            "<title>Courier – Boats safe</title><meta property=og:site_name content=Courier>",
            "Boats safe",
            "Courier",
        ),
        ("<title>Spider-Man - far from home</title>", "Spider-Man - far from home", None),
        (
            "<title>x</title><meta property=og:title content='All nine boats are safe'>",
            "All nine boats are safe",
            None,
        ),
        (linked(headline="O&#039;Neill &amp; the pilot"), "O'Neill & the pilot", None),
        (linked(headline="A", publisher={"@type": "Organization", "name": "Wire"}), "A", "Wire"),
        ("<meta property=og:site_name content=https://www.courier.example>", "", None),
    ],
)
def test_title_and_outlet(head: str, title: str, outlet: str | None) -> None:
    article = page(head)
    assert (article.title, article.outlet) == (title, outlet)


def test_the_heading_of_the_page_is_believed_most() -> None:
    article = page(
        "<title>Boats: all nine are safe | Harbour | Courier</title>", "<h1>Boats: all nine are safe</h1>" + BODY
    )
    assert (article.title, article.outlet) == ("Boats: all nine are safe", "Courier")
    assert article.text.startswith("Boats: all nine are safe\n\nThe boats")


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ("<meta name=author content='Ann Tolland'>", "Ann Tolland"),
        ("<meta name=author content='By Ann Tolland'>", "Ann Tolland"),
        ("<meta property=article:author content='https://www.facebook.com/ann'>", None),
        ("<meta name=author content='View all posts by Ann O&amp;#039;Neill'>", "Ann O'Neill"),
        ("<meta name=author content='ann@courier.example'>", None),
        ("<meta name=author content=admin>", None),
        (linked(author="Ann Tolland"), "Ann Tolland"),
        (
            linked(author=[{"name": "Ann Tolland"}, {"name": "Piet Vos"}, {"name": "Ann Tolland"}]),
            "Ann Tolland, Piet Vos",
        ),
        (linked(author={"@type": "Organization", "name": ["Reuters"]}), "Reuters"),
        (linked(author=17), None),
    ],
)
def test_author(head: str, author: str | None) -> None:
    assert page(head).author == author


def test_a_byline_above_the_article() -> None:
    assert page(body=f"<div class=byline>By Ann Tolland</div>{BODY}").author == "Ann Tolland"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<meta property=article:published_time content='2021-03-04T06:30:00Z'>", "2021-03-04T06:30:00Z"),
        ("<meta property=article:published_time content='2021-03-04 06:30:00 +01:00'>", "2021-03-04T06:30:00+01:00"),
        ("<meta name=date content='4 March 2021'>", "2021-03-04"),
        ("<meta name=pubdate content=20210304>", "2021-03-04"),
        ("<meta name=date content='2021-02-30'>", None),
        ("<meta name=date content='2021-03-04T99:99'>", "2021-03-04"),
        ("<meta name=date content=yesterday>", None),
        (linked(datePublished="2021-03-04"), "2021-03-04"),
        ("<link rel=canonical href='https://a.example/2021/03/04/boats'>", "2021-03-04"),
        ("<link rel=canonical href='https://a.example/2021/13/04/boats'>", None),
    ],
)
def test_date(head: str, published: str | None) -> None:
    assert page(head).published == published


def test_a_date_that_stands_in_the_page() -> None:
    assert page(body=f"<p class=date>Thursday, 4 March 2021</p>{BODY}").published == "2021-03-04"
    assert page(body=f"<time datetime='2021-03-04'>Thursday</time>{BODY}").published == "2021-03-04"


@pytest.mark.parametrize(
    ("start", "head", "language"),
    [
        ("<html lang=en-GB>", "", "en"),
        ("<html xml:lang=de>", "", "de"),
        ("<html>", "<meta property=og:locale content=fr_FR>", "fr"),
        ("<html lang=''>", "<meta http-equiv=content-language content=es>", "es"),
        ("<html lang=english>", "", None),
    ],
)
def test_language(start: str, head: str, language: str | None) -> None:
    assert page(head, start=start).language == language


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<link rel=canonical href='https://a.example/boats?id=1#top'>", "https://a.example/boats?id=1"),
        ("<link rel=canonical href=/boats><base href='https://a.example/x/'>", "https://a.example/boats"),
        ("<link rel=canonical href=/boats>", None),
        ("<link rel=canonical href='javascript:alert(1)'>", None),
        ("<link rel=canonical href='file:///etc/passwd'>", None),
        ("<link rel=canonical href='https://user@a.example/'>", None),
        ("<link rel=canonical href='https://a.example/\x1b[2J'>", None),
        ("<link rel=canonical href='https://a.example/&#x202e;x'>", None),
        ("<link rel=canonical href='http://[bad'>", None),
        (
            "<link rel=canonical href='https://a.example/'><meta property=og:url content='https://a.example/b'>",
            "https://a.example/b",
        ),
        ("<!-- saved from url=(0022)https://a.example/b/c -->", "https://a.example/b/c"),
        (linked(mainEntityOfPage={"@id": "https://a.example/b"}), "https://a.example/b"),
    ],
)
def test_address(head: str, url: str | None) -> None:
    assert page(head).url == url


NO_DATA = [
    "{",
    "null",
    "[1, 2, 3]",
    '"text"',
    '{"@type": ["NewsArticle", 4, null], "author": [[]], "publisher": [], "headline": {"a": 1}, "datePublished": 4}',
    "[" * 100_000,
    '{"@graph": ' * 50_000,
    '{"@type": "NewsArticle", "headline": "' + "x" * 2_100_000 + '"}',
]


@pytest.mark.parametrize("script", NO_DATA, ids=range(len(NO_DATA)))
def test_data_that_is_none_is_passed_over(script: str) -> None:
    article = page(f'<script type="application/ld+json">{script}</script><title>Boats</title>')
    assert (article.title, article.author, article.published) == ("Boats", None, None)


def test_data_in_a_comment_with_control_characters_in_it() -> None:
    script = '<!-- {"@type": "NewsArticle", "headline": "Boats\tand\x1b nets", "author": "Ann\u202e Tolland"} -->'
    article = page(f"<script type='application/ld+json'>{script}</script>")
    assert (article.title, article.author) == ("Boats and\ufffd nets", "Ann\ufffd Tolland")
