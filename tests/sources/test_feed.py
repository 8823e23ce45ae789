"""Feeds of every kind, whole and broken: each entry by itself, to be read again alone."""

from __future__ import annotations

import json
import random
import time
from typing import Any

import pytest

from newsreader.core.errors import SourceError
from newsreader.core.sources.document import Member, Refusal
from newsreader.core.sources.formats import feed
from newsreader.core.sources.sniffing import Format, format_of
from newsreader.core.text.clean import FORBIDDEN

RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rss [<!ENTITY out SYSTEM "file:///etc/passwd">]>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
  <title>The Vellmouth Lantern</title>
  <atom:link href="https://lantern.example/feed" rel="self"/>
  <link>https://lantern.example/</link>
  <language>en-gb</language>
  <image><title>Logo</title><link>https://lantern.example/logo</link></image>
  <item>
    <media:title>A picture</media:title>
    <title>Harbour &amp; ferry stay shut&hellip;</title>
    <link>/2025/harbour?a=1&amp;b=2</link>
    <guid isPermaLink="false">story-1</guid>
    <dc:creator>Ann Tolland</dc:creator>
    <pubDate>Mon, 03 Mar 2025 07:05:00 +0100</pubDate>
    <description>A teaser.</description>
    <content:encoded><![CDATA[<p>"Nobody is going out &amp; nobody may," said Ann&nbsp;Tolland.</p>]]></content:encoded>
  </item>
  <item>
    <title>Only a teaser</title>
    <guid>https://lantern.example/2</guid>
    <author>desk@lantern.example (Ole Berg)</author>
    <description>&lt;b&gt;Bold&lt;/b&gt; words</description>
  </item>
  <item><title>No more than a headline &out;</title></item>
</channel></rss>
"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://lantern.example/news/">
  <title type="html">The &lt;i&gt;Lantern&lt;/i&gt;</title>
  <link rel="self" href="https://lantern.example/atom"/><link href="/home"/>
  <entry>
    <id>tag:lantern.example,2025:1</id>
    <title type="text">1 &lt; 2 &amp;amp; 3</title>
    <link rel="replies" href="replies"/><link rel="alternate" type="text/html" href="one"/>
    <author><name>Ann Tolland</name><email>a@b.example</email></author><author><name>Ole Berg</name></author>
    <published>2025-03-03T07:05:00Z</published><updated>2025-03-04T07:05:00Z</updated>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <em>two</em> &#8220;three&#8221;.</p></div>
    </content>
  </entry>
  <entry><id>2</id><link href="javascript:alert(1)"/><summary type="text">a &lt;b&gt; c</summary></entry>
</feed>"""

RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://lantern.example/"><title>Lantern</title><link>https://lantern.example/</link></channel>
<item rdf:about="https://lantern.example/1"><title>One</title><link>https://lantern.example/1</link>
<dc:date>2025-03-03</dc:date><description>First.</description></item></rdf:RDF>"""

JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Lantern",
        "home_page_url": "https://lantern.example/",
        "items": [
            {"id": 7, "url": "https://lantern.example/7", "content_html": "<p>Seven</p>", "author": {"name": "Ann"}},
            {"id": "8", "content_text": "a < b", "authors": [{"name": "Ole"}, {}], "date_published": "2025-03-03"},
            "rubbish",
        ],
    }
).encode()


def records(raw: bytes, source: str = "https://lantern.example/feed.xml") -> list[dict[str, Any]]:
    return [json.loads(member.raw) for member in feed.members(raw, source)]


def test_rss() -> None:
    one, two, three = records(RSS)
    assert one == {
        "id": "story-1",
        "url": "https://lantern.example/2025/harbour?a=1&b=2",
        "title": "Harbour & ferry stay shut…",
        "authors": [{"name": "Ann Tolland"}],
        "date_published": "2025-03-03T07:05:00+01:00",
        "content_html": '<p>"Nobody is going out &amp; nobody may," said Ann&nbsp;Tolland.</p>',
        "language": "en-gb",
        "_feed": {"title": "The Vellmouth Lantern", "url": "https://lantern.example/"},
    }
    assert (two["url"], two["content_html"]) == ("https://lantern.example/2", "<b>Bold</b> words")
    assert two["authors"] == [{"name": "Ole Berg"}]
    assert three["content_text"] == three["title"] == "No more than a headline &out;"


def test_a_teaser_is_told_from_a_text() -> None:
    assert [entry.teaser for entry in feed.read(RSS, "x").entries] == [False, True, True]


def test_atom() -> None:
    found = feed.read(ATOM, "https://lantern.example/atom")
    assert (found.title, found.site) == ("The Lantern", "https://lantern.example/home")
    one, two = records(ATOM)
    assert one["title"] == "1 < 2 &amp; 3"
    assert one["url"] == "https://lantern.example/news/one"
    assert [author["name"] for author in one["authors"]] == ["Ann Tolland", "Ole Berg"]
    assert one["date_published"] == "2025-03-03T07:05:00+00:00"
    assert one["content_html"] == "<div><p>One <em>two</em> “three”.</p></div>"
    assert one["language"] == "en"
    assert "url" not in two
    assert two["content_text"] == "a <b> c"


def test_rdf() -> None:
    [one] = records(RDF)
    assert (one["id"], one["title"], one["date_published"]) == ("https://lantern.example/1", "One", "2025-03-03")
    assert one["_feed"] == {"title": "Lantern", "url": "https://lantern.example/"}


def test_json() -> None:
    one, two = records(JSON)
    assert (one["id"], one["content_html"], one["authors"]) == ("7", "<p>Seven</p>", [{"name": "Ann"}])
    assert (two["content_text"], two["authors"]) == ("a < b", [{"name": "Ole"}])


@pytest.mark.parametrize("raw", [RSS, ATOM, RDF, JSON], ids=["rss", "atom", "rdf", "json"])
def test_an_item_by_itself_is_the_same_item_again(raw: bytes) -> None:
    found = feed.read(raw, "https://lantern.example/feed")
    items = b",".join(feed.item(entry, found) for entry in found.entries)
    again = feed.read(b'{"items": [' + items + b"]}", "https://lantern.example/feed")
    said = [(e.guid, e.url, e.title, e.authors, e.published, e.html, e.text or e.title) for e in found.entries]
    assert [(e.guid, e.url, e.title, e.authors, e.published, e.html, e.text or e.title) for e in again.entries] == said


def test_where_members_come_from() -> None:
    assert [member.source for member in feed.members(ATOM, "https://me:secret@lantern.example/atom")] == [
        "https://lantern.example/news/one",
        "https://lantern.example/atom#2",
    ]
    assert [member.source for member in feed.members(JSON, "saved/feed.json")][1] == "saved/feed.json#8"


@pytest.mark.parametrize(
    "raw",
    [RSS, ATOM, RDF, JSON, b"\xef\xbb\xbf \n" + RSS, b"<!-- x --><?y z?>" + ATOM],
    ids=["rss", "atom", "rdf", "json", "mark", "comment"],
)
def test_a_feed_is_known_by_what_is_in_it(raw: bytes) -> None:
    assert format_of(raw, "x.txt") is Format.FEED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "iso-8859-1", "cp1252", "koi8-r", "gb2312"])
def test_encodings(encoding: str) -> None:
    words = {"koi8-r": "Как пережить", "gb2312": "不归移民", "iso-8859-1": "Déjà"}.get(encoding, "Déjà “vu”")
    raw = f'<?xml version="1.0" encoding="{encoding}"?><rss><channel><title>{words}</title></channel></rss>'
    assert feed.read(raw.encode(encoding), "x").title == words


def test_encodings_that_are_none() -> None:
    for name in (b"\xeb\xd4", b"nonsense", b"utf-16", b"base64", b"rot13", b"idna"):
        raw = b'<?xml version="1.0" encoding="' + name + b'"?><rss><channel><title>caf\xc3\xa9</title></channel></rss>'
        assert feed.read(raw, "x").title == "café"
    assert feed.read("<rss><title>café</title></rss>".encode("cp1252"), "x", "windows-1252").title == "café"


@pytest.mark.parametrize(
    ("broken", "title"),
    [
        ("AT&T & co &eacute; &amp; &#233; &#xe9; &nope;", "AT&T & co é & é é &nope;"),
        ("a &#27; b &#0; c &#x9b; d &#xD800; e &#146;", "a \ufffd b \ufffd c › d \ufffd e ’"),
        ("a \x1b[31m b", "a \ufffd[31m b"),
        ("<b>bold</b> title", "bold title"),
        ("<![CDATA[cdata <b>bold</b> &amp; done]]>", "cdata bold & done"),
        ("&lt;script>x&lt;/script>seen", "seen"),
        ("&lt;SCRIPT>x&lt;/SCRIPT >&lt;!-- y -->seen &lt;!doctype html>too &lt;!--", "seen too <!--"),
        ("\u202eback", "\ufffdback"),
        ("a < b", "a < b"),
        ("&amp;lt;3", "<3"),
    ],
)
def test_titles_are_mended_and_clean(broken: str, title: str) -> None:
    raw = f"<rss><channel><item><title>{broken}</title><guid>1</guid></item></channel></rss>".encode()
    [entry] = feed.read(raw, "x").entries
    assert entry.title.replace(" ", "") == title.replace(" ", "")


@pytest.mark.parametrize(
    "raw",
    [
        RSS[: RSS.index(b"</content:encoded>") - 9],
        RSS.replace(b"</item>", b""),
        RSS.replace(b"</title>", b"</titel>", 1),
        RSS.replace(b"<rss", b"rubbish <rss", 1),
        RSS.replace(b' xmlns:dc="http://purl.org/dc/elements/1.1/"', b""),
        RSS.replace(b"Nobody is", b"\xff\xfe is", 1),
    ],
    ids=["cut", "unclosed", "misspelt", "rubbish before", "undeclared", "bytes"],
)
def test_a_broken_feed_still_has_its_entry(raw: bytes) -> None:
    entry = feed.read(raw, "https://lantern.example/feed.xml").entries[0]
    assert entry.guid == "story-1"
    assert "going out" in entry.html


def test_guids() -> None:
    items = (
        "<item><guid>same</guid><link>http://a.example/1</link><title>One</title></item>"
        "<item><guid>same</guid><link>http://a.example/2</link><title>Two</title></item>"
        "<item><guid>same</guid><link>http://a.example/2</link><title>Two</title></item>"
        "<item><title>Three</title></item>"
        f"<item><guid>{'x' * 5000}</guid><title>Four</title></item>"
    )
    raw = f"<rss><channel>{items}</channel></rss>".encode()
    entries = feed.read(raw, "x").entries
    assert [entry.guid for entry in entries[:2]] == ["same", "http://a.example/2"]
    assert [entry.title for entry in entries] == ["One", "Two", "Two", "Three", "Four"]
    assert len({entry.guid for entry in entries}) == 5
    assert all(len(entry.guid) < 500 for entry in entries)
    assert feed.read(raw, "x").entries == entries


def test_an_entry_without_words_is_refused_by_name() -> None:
    pieces = list(feed.members(b"<rss><channel><item><guid>1</guid><title>-</title></item></channel></rss>", "f.xml"))
    [refusal] = pieces
    assert isinstance(refusal, Refusal)
    assert (refusal.source, refusal.reason) == ("f.xml#1", "there are no words in it")
    assert all(isinstance(piece, Member) for piece in feed.members(RSS, "f.xml"))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"<html><body>No feed</body></html>", "not a feed"),
        (b"{", "not a valid JSON feed"),
        (b'{"items": 3}', "not a feed"),
        (b'{"items": ' + b"[" * 100_000, "not a valid JSON feed"),
        (b"<rss><channel>" + b"<item><description>x" * 5000, "its XML is nested too deeply"),
        (b"<rss>" + b"<a/>" * 2_000_001, "there are more tags in it than can be read"),
        (b"<!DOCTYPE " + b"[" * 100_000, "there is no XML in it that can be read"),
        (b"<rss>" + bytes(range(256)) * 100, "not a text file (binary data)"),
        (b"", "there is no XML in it that can be read"),
    ],
    ids=["page", "json", "items", "deep json", "deep", "tags", "doctype", "binary", "empty"],
)
def test_what_is_no_feed(raw: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as raised:
        feed.read(raw, "x")
    assert raised.value.reason == reason


@pytest.mark.parametrize(
    "raw",
    [
        b"<rss><channel><item><title>" + b"&" * 2_000_000,
        b"<rss><channel><item><title>" + b"&lt;a " * 500_000,
        b"<rss><channel>" + b"<![CDATA[" * 300_000,
        b"<rss><channel>" + b"<title></title>" * 100_000,
        b"<!---->" * 300_000 + b"<rss/>",
        b"<rss><channel><item>" + b"<link>javascript:x</link>" * 50_000,
        b"<rss><channel><item><title>" + b"&lt;!--" * 300_000,
        b"<rss><channel><item><title>" + b"&lt;script" * 300_000,
        b"<rss><channel>" + (b"<item><title>" + b"&lt;script>&lt;/" * 1300 + b"</title></item>") * 100,
        b"<rss><channel>" + (b"<item><author>" + b"(@" * 140 + b"</author></item>") * 3000,
    ],
    ids=[
        "ampersands",
        "tags",
        "cdata",
        "titles",
        "comments",
        "links",
        "title comments",
        "title scripts",
        "open scripts",
        "mails",
    ],
)
def test_nothing_takes_long(raw: bytes) -> None:
    start = time.process_time()
    feed.read(raw, "x")
    assert time.process_time() - start < 5


def test_whatever_is_done_to_a_feed_it_is_read_or_refused_and_what_comes_is_clean() -> None:
    chance = random.Random(7)
    scraps = [b"<![CDATA[", b"]]>", b"&", b"&#0;", b"&#x9b;", b"<", b">", b"\x1b]0;x\x07", b"\xff", b"\0", b"<item>"]
    scraps += [b"<!DOCTYPE x [", b'<?xml encoding="utf-16"?>', b'xml:base="http://["', b"\xe2\x80\xae", b"<div>" * 50]
    for _ in range(1500):
        raw = bytearray(chance.choice([RSS, ATOM, RDF, JSON]))
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(raw) + 1)
            raw[at : at + chance.choice([0, 0, 1, 40])] = chance.choice(scraps)
        try:
            members = list(feed.members(bytes(raw), "https://lantern.example/feed"))
        except SourceError as error:
            assert error.reason.isprintable()
            continue
        for member in members:
            said = json.dumps(json.loads(member.raw), ensure_ascii=False) + member.source
            assert not FORBIDDEN.search(said.replace("\\n", "")), said


def test_a_billion_laughs_and_no_files() -> None:
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha"}">' for i in range(12))
    raw = f"<!DOCTYPE rss [{entities}]><rss><item><title>&l11;</title><guid>&l11;</guid></item></rss>".encode()
    [entry] = feed.read(raw, "x").entries
    assert entry.title == "&l11;"
    assert "root:" not in repr(feed.read(RSS, "x"))
