from __future__ import annotations

import time

import pytest

from newsreader.core.text.furniture import (
    Byline,
    byline,
    credit_outlet,
    date,
    date_of_wire,
    is_boilerplate,
    is_credit,
    is_place_line,
    wire,
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ann Poole", Byline("Ann Poole")),
        ("By ANN POOLE", Byline("ANN POOLE")),
        ("Ann Poole in Eastmere", Byline("Ann Poole")),
        ("Ann Poole, Reuters", Byline("Ann Poole", "Reuters")),
        ("By Ann Poole and Ian Roe, Daily Sample", Byline("Ann Poole and Ian Roe", "Daily Sample")),
        ("By Ann Poole, political correspondent", Byline("Ann Poole")),
        ("Ana María López de la Cruz | AP", Byline("Ana María López de la Cruz", "AP")),
        ("Interview: Ann Poole", Byline("Ann Poole")),
        ("From our harbour reporter, Ann Poole", Byline("Ann Poole")),
        ("By Northshore Wire staff", Byline("Northshore Wire")),
        ("Northshore Wire, with Evening Post staff", Byline("Northshore Wire")),
        ("By the time he left", None),
        ("Ann Poole", None),
        ("Mr Roe in Eastmere", None),
    ],
)
def test_bylines(line: str, expected: Byline | None) -> None:
    assert byline(line) == expected


def test_a_bare_name_when_asked_for() -> None:
    assert byline("Ann Poole", bare=True) == Byline("Ann Poole")
    assert byline("the old pier", bare=True) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Friday, July 21, 2017", "2017-07-21"),
        ("21 July 2017", "2017-07-21"),
        ("2017-07-21T10:00:00Z", "2017-07-21"),
        ("Published 12:30, 3 May 2020", "2020-05-03"),
        ("Last updated: Tue 4 Aug 2020 at 10.15 BST", "2020-08-04"),
        ("3rd May, 2011 | 3 min read", "2011-05-03"),
        ("Sept. 5, 2001", "2001-09-05"),
        ("Gull Island, 3 May 2025", "2025-05-03"),
        ("KESSEL, June 28, 2025", "2025-06-28"),
        ("In May 2020 he left", None),
        ("On 3 May 2020 the pier was shut", None),
        ("May 7th", None),
    ],
)
def test_dates(line: str, expected: str | None) -> None:
    assert date(line) == expected


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("- (Courier service)", None),
        ("- Northshore Wire", None),
        ("Photographs by Ann Poole", None),
        ("Editor’s note: Ann Poole was not at the pier.", None),
        ("Reuters", "Reuters"),
        ("(AP)", "AP"),
        ("© 2020 The Daily Sample. All rights reserved.", "The Daily Sample"),
        ("Source: Harbour Courier", "Harbour Courier"),
        ("Additional reporting by Ann Poole", None),
        ("Ann Poole contributed to this report.", None),
    ],
)
def test_credits(line: str, outlet: str | None) -> None:
    assert is_credit(line) and credit_outlet(line) == outlet


@pytest.mark.parametrize("line", ["Military service", "Sources said that he left.", "The news service was shut down."])
def test_no_credits(line: str) -> None:
    assert not is_credit(line)


@pytest.mark.parametrize(
    "line",
    ["READ MORE", "Read more: Why the sea rises", "Advertisement", "Sign up to our newsletter", "Follow us on Mastodon",
     "Related: The pier", "Story continues below advertisement", "Image: Ann Poole", "Share this article"],
)  # fmt: skip
def test_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", ["Read on the way home, it is dull.", "Sharing is hard.", "Video killed it, he said."])
def test_no_boilerplate(line: str) -> None:
    assert not is_boilerplate(line)


def test_agency_and_place() -> None:
    assert wire("MOSCOW (Reuters) - The talks") == "Reuters"
    assert wire("Washington, May 3 (AP) — The talks") == "AP"
    assert wire("The agency (Reuters) said") is None
    assert date_of_wire("EASTMERE, 3 May 2020 (Northshore Wire) - The pier") == "2020-05-03"
    assert date_of_wire("EASTMERE - On 3 May 2020 the pier") is None
    assert is_place_line("MOSCOW, May 3")
    assert not is_place_line("The talks in Moscow")


@pytest.mark.parametrize(
    "line",
    ["A" * 299, "Aa " * 99, "A. " * 99, "© " + "a" * 290, "By " + "Aa, " * 39, "-" * 299, "(" * 299, "share " * 49],
)
def test_no_line_is_slow(line: str) -> None:
    started = time.perf_counter()
    is_boilerplate(line), is_credit(line), byline(line, bare=True), date(line), wire(line), is_place_line(line)
    assert time.perf_counter() - started < 0.1
