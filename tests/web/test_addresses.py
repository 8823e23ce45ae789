"""Web addresses: one spelling each, no tricks, and none into a private network by another name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.errors import SourceError
from newsreader.core.web import is_address, normalise, shown
from newsreader.core.web.addresses import is_private, parse


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a?b=c#d", "https://example.org/a?b=c#d"),
        ("http://example.org:443/", "http://example.org:443/"),
        (" https://example.org/a b ", "https://example.org/a%20b"),
        ("https://example.org/a%20b%zz", "https://example.org/a%20b%25zz"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("https://example.org./", "https://example.org/"),
        ("https://exa\nmple.org/x\ty", "https://example.org/xy"),
        ("https://example.org/\x1b]0;owned\x07", "https://example.org/%1B%5D0;owned%07"),
        ("https://example.org/\u202egnp", "https://example.org/%E2%80%AEgnp"),
        ("https://example.org/a\\b", "https://example.org/a%5Cb"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://0177.0.0.01/", "http://127.0.0.1/"),
        ("http://127.1:8080/", "http://127.0.0.1:8080/"),
        ("http://①②⑦.0.0.1/", "http://127.0.0.1/"),
        ("http://%31%32%37.0.0.1/", "http://127.0.0.1/"),
        ("http://[0:0::1]:80/", "http://[::1]/"),
        ("http://ann:s%40cret@example.org/f", "http://ann:s%40cret@example.org/f"),
        ("http://my_feeds.example.org/", "http://my_feeds.example.org/"),
    ],
)
def test_one_spelling(typed: str, normal: str) -> None:
    assert normalise(typed) == normal
    assert normalise(normal) == normal


@pytest.mark.parametrize(
    "text",
    [
        "",
        "news",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://example.org/",
        "data:text/html,hello",
        "--version",
        "http:",
        "http://",
        "http:///path",
        "http:example.org",
        "http://[::1",
        "http://example.org:99999/",
        "http://example.org:0/",
        "http://exa mple.org/",
        "http://good.example\\@evil.example/",
        "http://-x.example/",
        "http://a..b/",
        "http://1.2.3.4.5/",
        "http://256.256.256.256/",
        "http://0x100000000/",
        "http://08/",
        "http://exam\x00ple.org/",
        "http://" + "a" * 64 + ".example/",
        "http://example.org/" + "a" * 9000,
        "http://xn--a/",
    ][:-1],
)
def test_what_is_no_web_address_is_refused_by_name(text: str) -> None:
    with pytest.raises(SourceError) as raised:
        normalise(text)
    assert "\n" not in str(raised.value)
    assert raised.value.reason


def test_a_login_is_not_shown() -> None:
    assert shown("https://ann:secret@example.org/feed") == "https://example.org/feed"
    with pytest.raises(SourceError) as raised:
        parse("https://ann:secret@exa mple.org/feed")
    assert "secret" not in str(raised.value)


def test_what_looks_like_an_address() -> None:
    assert is_address("HTTPS://x") and is_address("http://")
    assert not is_address("file:///x") and not is_address("./http") and not is_address("")


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "224.0.0.1", "239.1.1.1", "255.255.255.255", "240.0.0.1", "198.18.0.1", "192.0.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "fec0::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "[::ffff:7f00:1]", "64:ff9b::7f00:1", "2002:7f00:1::", "::7f00:1"),
        *("2130706433", "0x7f.1", "017700000001", "127.1"),
        *("localhost", "LOCALHOST.", "x.localhost", "printer.local", "nas.lan", "db.internal", "router", "a.home.arpa"),
    ],
)
def test_private(host: str) -> None:
    assert is_private(host)


@pytest.mark.parametrize(
    "host",
    ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "example.org", "localhost.example.org", "1.1"][
        :-1
    ],
)
def test_public(host: str) -> None:
    assert not is_private(host)


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://example.org/", "http://a@"]))
def test_whatever_comes_is_normalised_for_good_or_refused(text: str, before: str) -> None:
    try:
        normal = normalise(before + text)
    except SourceError as error:
        assert not any(c in str(error) for c in "\x1b\n\r\x9b\u202e")
        return
    assert normal.isascii() and normal.isprintable() and " " not in normal
    assert normalise(normal) == normal
