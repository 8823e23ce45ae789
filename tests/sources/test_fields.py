"""What documents say of themselves comes out in one clean line, as a day, as an address that can be opened."""

from __future__ import annotations

import pytest

from newsreader.core.sources.fields import LONGEST, address, day, label, language, one_line


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (" Bridge \n opens\t", "Bridge opens"),
        ("a\x1b[2J\u202eb", "a\ufffd[2J\ufffdb"),
        (" - ", None),
        ("", None),
        (None, None),
        (17, None),
        ("x" * 5_000, "x" * (LONGEST - 1) + "…"),
    ],
)
def test_lines(value: object, line: str | None) -> None:
    assert one_line(value) == line


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2025-10-27", "2025-10-27"),
        ("2025-10-27T23:15:00+01:00", "2025-10-27"),
        ("20251027", "2025-10-27"),
        ("2025-10", "2025-10"),
        ("2025", "2025"),
        ("Mon, 27 Oct 2025 23:15:00 +0100", "2025-10-27"),
        ("27 October 2025", "2025-10-27"),
        ("October 27, 2025", "2025-10-27"),
        ("Monday, October 27, 2025 at 10:15", "2025-10-27"),
        (1761555600, "2025-10-27"),
        ("1761555600000", "2025-10-27"),
        ("2025-13-45", "2025-13-45"),
        ("last Monday", "last Monday"),
        ("\x1bsome day", "\ufffdsome day"),
        (float("inf"), None),
        (float("nan"), None),
        (7, None),
        (True, None),
        ("", None),
        ({}, None),
    ],
)
def test_days(value: object, written: str | None) -> None:
    assert day(value) == written


@pytest.mark.parametrize(
    "good", ["http://a.example/", "HTTPS://a.example/b?c=d#e", "https://bodø.example/å", "http://[::1]:80/"]
)
def test_addresses(good: str) -> None:
    assert address(f" {good}\n") == good


BAD: list[object] = [
    "",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "//a.example/",
    "http://",
    "http:///a",
    "http://a b/",
    None,
    7,
]
BAD += ["http://u@a.example/", "http://a.example/\x1b", "http://a.example/\u202e", "http://a.example/<b>"]
BAD += ["http://a/" + "x" * 5_000]


@pytest.mark.parametrize("bad", BAD)
def test_what_is_no_address(bad: object) -> None:
    assert address(bad) is None


@pytest.mark.parametrize(
    ("value", "tag"),
    [("en", "en"), ("en_GB", "en-GB"), (" zh-Hant-TW ", "zh-Hant-TW"), ("und", None), ("english", None), (None, None)],
)
def test_languages(value: object, tag: str | None) -> None:
    assert language(value) == tag


def test_labels_stay_apart() -> None:
    assert label("a/b c.txt") == "a/b c.txt"
    names = ["a\x1b", "a\x07", "a\u202e", "x" * 300, "x" * 301, "a\ud800", "a\n"]
    labels = [label(name) for name in names]
    assert len(set(labels)) == len(names)
    assert all(one.isprintable() and len(one) < 220 for one in labels)
