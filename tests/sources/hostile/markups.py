"""HTML, feeds and lists of feeds: floods, bombs, depth, and characters in every disguise."""

from __future__ import annotations

from tests.sources.hostile.cases import PROSE, same, sized
from tests.sources.hostile.texts import BIDI, CONTROLS, SEQUENCES, WIDE

BODY = f"<h1>Bridge opens</h1>{''.join(f'<p>{i}: {PROSE}</p>' for i in range(9))}"
ALL = "".join(f"&#{n};&#x{n:x};" for n in [*range(32), *range(127, 160), 0x202E, 0x2066, 0xD800, 0x110000, 10**9])
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha"}">' for i in range(10))
BLOWUP = '<!ENTITY a "' + "x" * 50_000 + '">'
OUTSIDE = '<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY h SYSTEM "http://127.0.0.1:9/x"><!ENTITY % p SYSTEM "http://127.0.0.1:9/y"> %p;'


def page(inner: str, head: str = "<title>Bridge</title>") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{inner}</article></body></html>"


def rss(items: str, doctype: str = "") -> str:
    return f'<?xml version="1.0"?>{doctype}<rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'


def item(title: str = "Bridge", text: str = PROSE, more: str = "") -> str:
    return f"<item><title>{title}</title><description>{text}</description><guid>1</guid>{more}</item>"


same(
    "html",
    ".html",
    {
        "controls": page(BODY + CONTROLS, f"<title>{SEQUENCES['title']}</title>").encode(),
        "references": page(BODY + f"<p>{ALL}</p>").encode(),
        "title of controls": page(BODY, f"<title>a{ALL}b</title><meta name=author content='{ALL}x'>").encode(),
        "bidi": page(BODY + BIDI, f"<title>{BIDI}</title>").encode(),
        "zeros": page(BODY.replace("<p>", "<p>\0\0")).encode(),
        "meta": page(
            BODY,
            '<meta property="og:title" content="&#27;]0;x&#7;"><meta property="og:site_name" content="a&#x9b;2J"><link rel=canonical href="javascript:alert(1)"><meta property="og:url" content="file:///etc/passwd">',
        ).encode(),
        "json-ld": page(
            BODY,
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"\\u001b[2J","author":{"name":"\\u202e\\ud800"},"datePublished":"\\u0007"}</script>',
        ).encode(),
        "json-ld broken": page(
            BODY, '<script type="application/ld+json">{"@type":[[[[' + "[" * 5000 + "</script>"
        ).encode(),
        "json-ld cycle": page(
            BODY,
            '<script type="application/ld+json">{"@id":"a","@graph":[{"@id":"a","@graph":[]}],"author":{"@id":"a"}}</script>',
        ).encode(),
        "utf-16 said utf-8": page(BODY, "<meta charset=utf-8>").encode("utf-16"),
        "utf-8 said utf-16": page(BODY, "<meta charset=utf-16>").encode(),
        "no such charset": page(BODY, "<meta charset=nonsense>").encode(),
        "idna charset": page(BODY, "<meta charset=idna>").encode(),
        "rot13 charset": page(BODY, "<meta charset=rot13>").encode(),
        "zlib charset": page(BODY, "<meta charset=zlib>").encode(),
        "koi8": page(f"<p>{WIDE}</p>" * 9, "<meta charset=koi8-r>").encode("koi8-r"),
        "utf-7": page(BODY, "<meta charset=utf-7>").encode("utf-7"),
        "xml encoding": ('<?xml version="1.0" encoding="\x7f\x9b"?>' + page(BODY)).encode(),
        "declared twice": ('<?xml version="1.0" encoding="utf-16"?>' + page(BODY, "<meta charset=koi8-r>")).encode(),
        "empty": b"<html></html>",
        "no words": page("<img src=x>" * 99).encode(),
        "only script": b"<html><script>document.write('x')</script></html>",
        "cut in a tag": page(BODY).encode()[:-300] + b"<p class='",
        "cut in a comment": page(BODY).encode()[:900] + b"<!-- ",
        "frameset": b"<html><frameset><frame src=a></frameset></html>",
        "laughs": f"<!DOCTYPE html [{LAUGHS}]><html><body>{BODY}&l9;</body></html>".encode(),
        "outside": f"<!DOCTYPE html [{OUTSIDE}]><html xmlns='http://www.w3.org/1999/xhtml'><body>{BODY}&f;&h;</body></html>".encode(),
        "base": page(
            BODY, "<base href='file:///'><link rel=canonical href='../../etc/passwd'><link rel=next href='//[::1'>"
        ).encode(),
        "broken addresses": page(
            BODY + "<a href='http://[/'>x</a><a href='http://a:b:c/'>y</a>", "<link rel=canonical href='http://[::1/x'>"
        ).encode(),
        "with a zip": page(BODY).encode() + b"PK\x03\x04" + bytes(99),
        "rss by name": rss(item()).encode(),
        "pdf by name": b"%PDF-1.4\n",
        "gzip inside": b"\x1f\x8b\x08\0" + page(BODY).encode(),
        "plaintext": b"<html><plaintext>" + BODY.encode(),
        "xmp": b"<html><xmp>" + BODY.encode(),
    },
)
sized(
    "html",
    ".html",
    {
        "deep divs": lambda n: page("<div>" * (5_000 * n) + PROSE).encode(),
        "deep bold": lambda n: page("<p>" + "<b>" * (20_000 * n) + PROSE).encode(),
        "deep tables": lambda n: page("<table><tr><td>" * (2_000 * n) + PROSE).encode(),
        "deep lists": lambda n: page("<ul><li>" * (2_000 * n) + PROSE).encode(),
        "deep quotes": lambda n: page("<blockquote>" * 200 + PROSE + "</blockquote>" * 200).encode(),
        "attributes": lambda n: page("<p " + " ".join(f"a{i}=b" for i in range(5_000 * n)) + f">{PROSE}").encode(),
        "a long attribute": lambda n: page(f"<p title='{'x' * (500_000 * n)}'>{PROSE}").encode(),
        "a long line": lambda n: page(f"<p>{'word ' * (100_000 * n)}").encode(),
        "a long word": lambda n: page(f"<p>{PROSE}</p><p>{'A' * (500_000 * n)}").encode(),
        "paragraphs": lambda n: page("<p>He said no.</p>" * (3_000 * n)).encode(),
        "links": lambda n: page("<a href=x>y</a> " * (5_000 * n) + BODY).encode(),
        "breaks": lambda n: page("a<br>" * (20_000 * n)).encode(),
        "unclosed": lambda n: page("<p><b><i><font>" * (3_000 * n) + PROSE).encode(),
        "openers": lambda n: (page(BODY) + "<" * (200_000 * n)).encode(),
        "comments": lambda n: page("<!--" * (50_000 * n) + BODY).encode(),
        "scripts": lambda n: page("<script>" * (20_000 * n) + BODY).encode(),
        "ampersands": lambda n: page("&" * (200_000 * n) + BODY).encode(),
        "entities": lambda n: page("<p>" + "&nbsp;&#8220;" * (20_000 * n) + BODY).encode(),
        "metas": lambda n: page(BODY, "<meta name=author content=x>" * (5_000 * n)).encode(),
        "classes": lambda n: page(f"<div class='{'article ' * (20_000 * n)}'>{BODY}</div>").encode(),
        "cells": lambda n: page("<table>" + "<tr><td>a<td>b" * (5_000 * n) + "</table>" + BODY).encode(),
        "spaces": lambda n: page(f"<p>a{' ' * (500_000 * n)}b</p>{BODY}").encode(),
        "newlines": lambda n: page("<pre>" + "\n" * (200_000 * n) + "a</pre>" + BODY).encode(),
        "a long title": lambda n: page(BODY, f"<title>{'x ' * (200_000 * n)}</title>").encode(),
        "doctypes": lambda n: b"<!DOCTYPE [" * (20_000 * n),
        "questions": lambda n: b"<?" * (50_000 * n) + b"<html>x",
        "ends": lambda n: page("</p>" * (50_000 * n) + BODY).encode(),
        "same paragraph": lambda n: page(f"<p>{PROSE}</p>" * (1_000 * n)).encode(),
        "spans": lambda n: page("<p>" + "<span>a </span>" * (20_000 * n)).encode(),
        "selects": lambda n: page("<select>" * (5_000 * n) + BODY).encode(),
        "svg": lambda n: page("<svg><g>" * (2_000 * n) + BODY).encode(),
        "ld lists": lambda n: page(
            BODY, f'<script type="application/ld+json">{"[" * (3_000 * n)}{"]" * (3_000 * n)}</script>'
        ).encode(),
    },
)

same(
    "feed",
    ".xml",
    {
        "controls": rss(item("a&#7;&#x9b;b\x1b]0;x\x07", f"{BIDI}{ALL}")).encode(),
        "raw controls": rss(item(CONTROLS.replace("<", ""), PROSE)).encode(),
        "laughs": rss(item("&l9;", "&l9;"), f"<!DOCTYPE rss [{LAUGHS}]>").encode(),
        "blow-up": rss(item("x", "&a;" * 9_000), f"<!DOCTYPE rss [{BLOWUP}]>").encode(),
        "outside": rss(item("&f;", "&h;"), f"<!DOCTYPE rss [{OUTSIDE}]>").encode(),
        "loop": rss(item("&a;"), '<!DOCTYPE r [<!ENTITY a "&b;"><!ENTITY b "&a;">]>').encode(),
        "javascript": rss(
            item(more="<link>javascript:alert(1)</link><comments>file:///etc/passwd</comments>")
        ).encode(),
        "links": rss(
            item(more="<link>http://a.example/\x1b[2J</link>")
            + item(more="<link>http://[::1</link>")
            + item(more="<link> \n</link>")
        ).encode(),
        "encoding": b'<?xml version="1.0" encoding="\xeb\xd4"?>' + rss(item())[21:].encode(),
        "no such encoding": rss(item()).replace('"1.0"', '"1.0" encoding="x-y"').encode(),
        "said utf-16": rss(item()).replace('"1.0"', '"1.0" encoding="utf-16"').encode(),
        "utf-16": rss(item(text=WIDE)).encode("utf-16"),
        "utf-32": rss(item()).encode("utf-32"),
        "cut": rss(item() * 9).encode()[:-400],
        "broken": rss(item("AT&T <3 you", "a < b & c")).encode(),
        "no end": rss(item() + "<item><title>x").encode()[:-20],
        "empty": rss("").encode(),
        "no text": rss(item("", "")).encode(),
        "html inside": rss(
            item(text="&lt;script&gt;alert(1)&lt;/script&gt;&lt;p onload=x&gt;He said no.&amp;#27;&lt;/p&gt;")
        ).encode(),
        "cdata": rss(item(text="<![CDATA[<p>He said no.&#27;]]&gt;</p>]]>")).encode(),
        "dates": rss(
            item(more="<pubDate>99999999999999</pubDate>")
            + item(more="<pubDate>Fri, 99 Foo 0000 99:99:99 +9999</pubDate>")
        ).encode(),
        "atom": f'<feed xmlns="http://www.w3.org/2005/Atom"><title>\x1b</title><entry><title type="html">&lt;b&gt;&amp;#27;x</title><link href="data:text/html,x"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PROSE}</p></div></content><updated>x</updated></entry></feed>'.encode(),
        "atom base64": b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title><content type="application/octet-stream">!!!</content></entry></feed>',
        "rdf": f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item rdf:about="file:///x"><title>a&#x9b;</title><description>{PROSE}</description></item></rdf:RDF>'.encode(),
        "no feed": b"<?xml version='1.0'?><invoice><total>1</total></invoice>",
        "svg": b"<?xml version='1.0'?><svg xmlns='x'><text>hi</text></svg>",
        "xml only": b"<?xml version='1.0'?>",
        "includes": rss(
            item('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>')
        ).encode(),
        "stylesheet": ('<?xml-stylesheet href="http://127.0.0.1:9/x.xsl" type="text/xsl"?>' + rss(item())).encode(),
        "same guid": rss(item("a") + item("b") + item("c")).encode(),
        "enclosures": rss(
            item(
                more='<enclosure url="file:///etc/passwd" type="audio/x"/><media:content xmlns:media="m" url="javascript:x"/>'
            )
        ).encode(),
    },
)
sized(
    "feed",
    ".xml",
    {
        "items": lambda n: rss(
            "".join(item(f"Number {i}", PROSE[:60]).replace(">1<", f">{i}<") for i in range(1_000 * n))
        ).encode(),
        "deep": lambda n: rss("<a>" * (5_000 * n) + item()).encode(),
        "deep html": lambda n: rss(item(text="&lt;div&gt;" * (5_000 * n) + PROSE)).encode(),
        "attributes": lambda n: rss(
            "<item " + " ".join(f'a{i}="b"' for i in range(10_000 * n)) + "/>" + item()
        ).encode(),
        "a long title": lambda n: rss(item("x " * (100_000 * n))).encode(),
        "a long text": lambda n: rss(item(text="word " * (100_000 * n))).encode(),
        "namespaces": lambda n: rss(
            "".join(f'<n{i}:x xmlns:n{i}="u{i}"/>' for i in range(2_000 * n)) + item()
        ).encode(),
        "open items": lambda n: rss("<item><title>x" * (1_000 * n)).encode(),
        "categories": lambda n: rss(item(more="<category>x</category>" * (10_000 * n))).encode(),
        "empty items": lambda n: rss("<item/>" * (3_000 * n)).encode(),
        "text nodes": lambda n: rss(item(text="a&amp;" * (100_000 * n))).encode(),
    },
)


def opml(outlines: str, doctype: str = "") -> bytes:
    return f'<?xml version="1.0"?>{doctype}<opml version="2.0"><head><title>x</title></head><body>{outlines}</body></opml>'.encode()


same(
    "opml",
    ".opml",
    {
        "controls": opml(
            '<outline text="&#27;]0;x&#7;\x1b" xmlUrl="http://a.example/&#x9b;"/><outline text="b" xmlUrl="http://b.example/"/>'
        ),
        "addresses": opml(
            "".join(
                f'<outline text="x" xmlUrl="{u}"/>'
                for u in [
                    "file:///etc/passwd",
                    "javascript:x",
                    "exec:rm -rf /",
                    "filter:a:b",
                    "http://",
                    "http://[::1",
                    "//a",
                    "",
                    "ftp://a/b",
                    "feed://a.example/",
                    "HTTP://A.EXAMPLE/",
                    "http://a b/",
                ]
            )
        ),
        "itself": opml(
            '<outline type="include" text="x" url="https://x.example/this.opml"/><outline type="link" url="this.opml"/>'
        ),
        "laughs": opml('<outline text="&l9;" xmlUrl="http://a.example/&l9;"/>', f"<!DOCTYPE o [{LAUGHS}]>"),
        "outside": opml('<outline text="&f;" xmlUrl="http://a.example/"/>', f"<!DOCTYPE o [{OUTSIDE}]>"),
        "empty": opml(""),
        "cut": opml('<outline text="a" xmlUrl="http://a.example/"/>' * 9)[:-80],
        "bidi": opml(f'<outline text="{BIDI}" title="{BIDI}" xmlUrl="http://a.example/"/>'),
        "no addresses": opml('<outline text="a"/>'),
    },
)
sized(
    "opml",
    ".opml",
    {
        "outlines": lambda n: opml(
            "".join(f'<outline text="{i}" xmlUrl="http://{i}.example/"/>' for i in range(10_000 * n))
        ),
        "deep": lambda n: opml('<outline text="x">' * (3_000 * n) + '<outline text="y" xmlUrl="http://y.example/"/>'),
        "same": lambda n: opml('<outline text="a" xmlUrl="http://a.example/"/>' * (10_000 * n)),
        "a long name": lambda n: opml(f'<outline text="{"x" * (500_000 * n)}" xmlUrl="http://a.example/"/>'),
    },
)
