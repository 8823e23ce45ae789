"""JSON: the text as it is given, and the fields that everybody calls otherwise."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newsreader.core.errors import SourceError
from newsreader.core.model import Article
from newsreader.core.sources import Document, Refusal, parse, pieces

TEXT = "Bridge opens\n\n  It opened   on Monday.\n“Yes,” she said.\n"


def one(value: Any) -> Article:
    [document] = parse(json.dumps(value).encode(), "story.json")
    return document.article


def read(raw: bytes, name: str = "stories.jsonl") -> tuple[list[Document], list[tuple[str, str]]]:
    found = list(pieces(raw, name))
    refused = [(p.source, p.reason) for p in found if isinstance(p, Refusal)]
    return [p for p in found if isinstance(p, Document)], refused


@pytest.mark.parametrize(
    "value",
    [
        {"title": "Bridge", "author": "Ann Tolland", "date": "2025-10-27", "outlet": "Post", "url": "https://p.example/1"},
        {  # schema.org
            "@type": "NewsArticle", "headline": "Bridge", "author": [{"@type": "Person", "name": "Ann Tolland"}],
            "datePublished": "2025-10-27T10:00:00+01:00", "publisher": {"@type": "Organization", "name": "Post"},
            "mainEntityOfPage": {"@id": "https://p.example/1"}, "articleBody": TEXT, "text": None, "inLanguage": "en",
        },
        {  # NewsAPI
            "source": {"id": None, "name": "Post"}, "author": "Ann Tolland", "title": "Bridge", "content": TEXT,
            "description": "x", "url": "https://p.example/1", "publishedAt": "2025-10-27T09:00:00Z", "text": "",
        },
        {  # news-please
            "authors": ["Ann Tolland"], "date_publish": "2025-10-27 09:00:00", "maintext": TEXT, "title": "Bridge",
            "source_domain": "Post", "url": "https://p.example/1", "language": "en", "text": None,
        },
        {  # New York Times
            "headline": {"main": "Bridge"}, "byline": {"original": "By Ann Tolland"}, "pub_date": "2025-10-27T09:00:00",
            "source": "Post", "web_url": "https://p.example/1",
        },
        {"webTitle": "Bridge", "webUrl": "https://p.example/1", "webPublicationDate": "2025-10-27",
         "fields": {"bodyText": TEXT, "byline": "Ann Tolland", "publication": "Post"}, "text": ""},
        {"_source": {"text": TEXT, "title": "Bridge", "by": "Ann Tolland", "timestamp": 1761555600000, "site": "Post",
                     "link": "https://p.example/1"}, "text": ""},
    ],
)  # fmt: skip
def test_the_fields_of_many(value: dict[str, Any]) -> None:
    article = one({"text": TEXT, **value})
    assert article.text == TEXT
    assert (article.title, article.author, article.published, article.outlet, article.url) == (
        "Bridge", "Ann Tolland", "2025-10-27", "Post", "https://p.example/1",
    )  # fmt: skip


def test_our_own_lines_come_back_as_they_were() -> None:
    line = {"id": "a", "source": "folder/a.txt", "title": "Bridge opens", "text": TEXT, "quotes": []}
    [document], _ = read(json.dumps(line).encode())
    assert (document.article.text, document.article.title, document.article.outlet) == (TEXT, "Bridge opens", None)


def test_html_is_read_as_markup_where_it_is_some() -> None:
    assert one({"title": "Bridge", "content_html": "<p>It <b>opened</b>.<li>one"}).text == "Bridge\n\nIt opened.\n\none"
    assert one({"content": {"rendered": "<p>It opened.</p>\n<p>Yes.</p>"}}).text == "It opened.\n\nYes."
    assert one({"text": "Write <p>a</p> for a paragraph.", "html": "<p>b"}).text == "Write <p>a</p> for a paragraph."
    assert one({"body": "One < two & three > two."}).text == "One < two & three > two."


def test_a_whole_page_in_a_field_is_read_as_a_page() -> None:
    story = "".join(
        f"<p>It opened on Monday, said number {n}, two years later than it was planned.</p>" for n in range(9)
    )
    page = f"<html><body><nav><a href=x>Home</a></nav><article><h1>Bridge</h1>{story}</article></body></html>"
    article = one({"title": "Bridge opens", "html": page})
    assert article.title == "Bridge opens"
    assert "said number 8, two years" in article.text
    assert "Home" not in article.text


def test_summaries_and_lists_of_paragraphs() -> None:
    assert one({"headline": "x", "abstract": "It opened."}).text == "It opened."
    assert one({"body": ["It opened.", {"text": "Yes."}, 7]}).text == "It opened.\n\nYes."


def test_controls_surrogates_and_odd_values() -> None:
    article = one(
        {"text": "a\x1b[2J\ud800b", "title": "\u202ex", "author": "\x07", "date": 10**20, "url": "javascript:x"}
    )
    assert (article.text, article.title, article.author, article.url) == ("a\ufffd[2J\ufffdb", "\ufffdx", None, None)
    assert article.published is None
    [document] = parse(b'{"text": "first", "text": "It opened.", "date": NaN, "id": ' + b"9" * 10_000 + b"}", "a.json")
    assert document.article.text == "It opened."


def test_lines_and_those_that_are_broken() -> None:
    raw = b'{"id": "1", "text": "One."}\n\n{"text": \n["x"]\n{"id": 4, "text": "Four."}\r\n{"title": "x", "n": 1}\n'
    documents, refused = read(raw)
    assert [(d.article.source, d.article.text) for d in documents] == [
        ("stories.jsonl#1", "One."), ("stories.jsonl#4", "Four."),
    ]  # fmt: skip
    assert documents[1].raw == b'{"id": 4, "text": "Four."}'
    assert refused == [
        ("stories.jsonl#line 3", "line 3 is no JSON: expecting value"),
        ("stories.jsonl#line 4", "it is no object with fields"),
        (refused[2][0], "line 6: there is no text in it; it has the fields title, n"),
    ]


def test_broken_first_lines() -> None:
    documents, refused = read(b'{"text":\nbroken\n{"text": "Three."}\n')
    assert [d.article.text for d in documents] == ["Three."]
    assert len(refused) == 2


def test_names_stay_the_same_whatever_comes_before() -> None:
    lines = [json.dumps({"text": f"Number {n}."}).encode() for n in range(4)]
    names = [d.article.source for d in read(b"\n".join(lines))[0]]
    assert len(set(names)) == 4
    assert [d.article.source for d in read(b"\n".join(reversed(lines)))[0]] == names[::-1]
    twice, _ = read(b'{"id": 1, "text": "One."}\n{"id": 1, "text": "Two."}\n')
    assert len({d.article.source for d in twice}) == 2


@pytest.mark.parametrize(
    "wrapped",
    [
        '[{"text": "One."}, {"text": "Two."}]',
        '{"status": "ok", "articles": [{"text": "One."}, {"text": "Two."}]}',
        '{"response": {"status": "ok", "results": [{"text": "One."}, {"text": "Two."}]}}',
        '{"hits": {"total": 2, "hits": [{"_source": {"text": "One."}}, {"_source": {"text": "Two."}}]}}',
        '\ufeff {"@graph": [{"text": "One."},\n {"text": "Two."}]}',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_lists(wrapped: str, encoding: str) -> None:
    documents, refused = read(wrapped.encode(encoding), "stories.json")
    assert ([d.article.text for d in documents], refused) == (["One.", "Two."], [])


def test_a_list_inside_an_article_is_none_of_articles() -> None:
    [document], _ = read(b'{"text": "One.", "data": [{"x": 1}]}', "a.json")
    assert document.article.text == "One."


@pytest.mark.parametrize("start", ["[", '{"articles": ['])
def test_what_stands_before_the_damage_is_read(start: str) -> None:
    documents, refused = read(f'{start}{{"text": "One."}}, {{"text": "Tw'.encode(), "a.json")
    assert [d.article.text for d in documents] == ["One."]
    assert refused == [("a.json", "from number 2 on: it is no JSON: unterminated string starting at")]
    documents, refused = read(f'{start}{{"text": "One."}} '.encode(), "a.json")
    assert (len(documents), refused) == (1, [("a.json", "it is cut off or damaged after number 1")])


def test_very_many_that_are_none_are_counted() -> None:
    _, refused = read(b"[" + b"1," * 5_000 + b"1]", "a.json")
    assert len(refused) == 1001
    assert refused[-1] == ("a.json", "and 4,001 more in it are no articles")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"{}", "there is no text in it"),
        (b'{"title": "x", "\x1b[2J": 1}', "there is no text in it; it has the fields title, \ufffd[2J"),
        (b'{"text": " - "}', "there is no text in it; it has the fields text"),
        (b"17", "it is JSON, but no object with fields"),
        (b"It opened.", "it is no JSON: expecting value"),
        (b"[" * 1_000_000, "from number 1 on: it is nested too deeply"),
        (b'{"a":' * 1_000_000, "it is nested too deeply"),
        (b'{"a": [' + b"[]," * 3_100_000 + b"[]]}", "there are too many things in it"),
        (b"[]", "there are no articles in it"),
        (b"", "the file is empty"),
    ],
    ids=["empty object", "no text", "no words", "number", "prose", "deep list", "deep", "many", "empty list", "empty"],
)
def test_what_is_no_article_is_said(raw: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as raised:
        parse(raw, "a.json")
    assert raised.value.reason == reason
