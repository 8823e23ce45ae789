"""Citations as the styles' handbooks have them, whatever is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.core.export import Reference, cite
from newsreader.core.export.authors import names
from newsreader.core.settings import CITATION_STYLES

ARTICLE = Reference(
    "0123456789abcdef",
    "Harbour to reopen in May",
    "The Vellmouth Lantern",
    "Ada Lindqvist",
    "2025-03-01",
    "https://www.lantern.example/harbour",
    "/news/harbour.html",
    "2026-11-26T01:12:45.000+00:00",
)


def _but(**changed: str | None) -> Reference:
    return replace(ARTICLE, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "apa",
            "Lindqvist, A. (2025, March 1). Harbour to reopen in May. The Vellmouth Lantern."
            " https://www.lantern.example/harbour",
        ),
        (
            "mla",
            "Lindqvist, Ada. “Harbour to reopen in May.” The Vellmouth Lantern, 1 Mar. 2025,"
            " www.lantern.example/harbour.",
        ),
        (
            "chicago",
            "Lindqvist, Ada. “Harbour to reopen in May.” The Vellmouth Lantern, March 1, 2025."
            " https://www.lantern.example/harbour",
        ),
        (
            "plain",
            "Ada Lindqvist, “Harbour to reopen in May”, The Vellmouth Lantern, 1 March 2025,"
            " https://www.lantern.example/harbour",
        ),
    ],
)
def test_everything_is_known(style: str, expected: str) -> None:
    assert cite(ARTICLE, style) == expected


@pytest.mark.parametrize(
    ("changed", "apa", "mla", "chicago"),
    [
        (
            {"author": None},
            "Harbour to reopen in May. (2025, March 1). The Vellmouth Lantern. https://www.lantern.example/harbour",
            "“Harbour to reopen in May.” The Vellmouth Lantern, 1 Mar. 2025, www.lantern.example/harbour.",
            "The Vellmouth Lantern. “Harbour to reopen in May.” March 1, 2025. https://www.lantern.example/harbour",
        ),
        (
            {"published": None},
            "Lindqvist, A. (n.d.). Harbour to reopen in May. The Vellmouth Lantern."
            " https://www.lantern.example/harbour",
            "Lindqvist, Ada. “Harbour to reopen in May.” The Vellmouth Lantern, www.lantern.example/harbour."
            " Accessed 26 Nov. 2026.",
            "Lindqvist, Ada. “Harbour to reopen in May.” The Vellmouth Lantern. Accessed November 26, 2026."
            " https://www.lantern.example/harbour",
        ),
        (
            {"url": None},
            "Lindqvist, A. (2025, March 1). Harbour to reopen in May. The Vellmouth Lantern.",
            "Lindqvist, Ada. “Harbour to reopen in May.” The Vellmouth Lantern, 1 Mar. 2025.",
            "Lindqvist, Ada. “Harbour to reopen in May.” The Vellmouth Lantern, March 1, 2025.",
        ),
        (
            {"outlet": None, "published": "2025-03", "title": "Who said “no”?"},
            "Lindqvist, A. (2025, March). Who said “no”? lantern.example. https://www.lantern.example/harbour",
            "Lindqvist, Ada. “Who said ‘no’?” lantern.example, Mar. 2025, www.lantern.example/harbour.",
            "Lindqvist, Ada. “Who said ‘no’?” lantern.example, March 2025. https://www.lantern.example/harbour",
        ),
        (
            {"author": None, "published": None, "url": None, "outlet": None},
            "Harbour to reopen in May. (n.d.).",
            "“Harbour to reopen in May.”",
            "“Harbour to reopen in May.”",
        ),
        (
            {"author": "By Ada M. Lindqvist, Per van der Berg and Bo Reed Jr.", "url": None},
            "Lindqvist, A. M., van der Berg, P., & Reed, B., Jr. (2025, March 1). Harbour to reopen in May."
            " The Vellmouth Lantern.",
            "Lindqvist, Ada M., et al. “Harbour to reopen in May.” The Vellmouth Lantern, 1 Mar. 2025.",
            "Lindqvist, Ada M., Per van der Berg, and Bo Reed Jr. “Harbour to reopen in May.”"
            " The Vellmouth Lantern, March 1, 2025.",
        ),
        (
            {"author": "Associated Press", "url": None},
            "Associated Press. (2025, March 1). Harbour to reopen in May. The Vellmouth Lantern.",
            "Associated Press. “Harbour to reopen in May.” The Vellmouth Lantern, 1 Mar. 2025.",
            "Associated Press. “Harbour to reopen in May.” The Vellmouth Lantern, March 1, 2025.",
        ),
    ],
)
def test_something_is_missing(changed: dict[str, str | None], apa: str, mla: str, chicago: str) -> None:
    article = _but(**changed)
    assert [cite(article, style) for style in ("apa", "mla", "chicago")] == [apa, mla, chicago]


def test_dates_that_are_none_are_not_made_up() -> None:
    assert "(n.d.)" in cite(_but(published="last Tuesday"), "apa")
    assert "last Tuesday" in cite(_but(published="last Tuesday"), "plain")
    assert "(2025, February)" in cite(_but(published="2025-02-31"), "apa")
    assert "(2025)" in cite(_but(published="2025-13-01"), "apa")
    assert "(2025, March 1)" in cite(_but(published="2025-03-01T23:00:00Z"), "apa")


def test_two_and_many_authors() -> None:
    assert cite(_but(author="Ada Lindqvist & Bo Reed"), "mla").startswith("Lindqvist, Ada, and Bo Reed. ")
    many = " and ".join(f"Ada Nr{'x' * i}" for i in range(25))
    assert cite(_but(author=many), "chicago").count("Ada") == 7
    assert ", . . . Nr" in cite(_but(author=many), "apa") and cite(_but(author=many), "apa").count("A.") == 20


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Lindqvist, Ada", ["Lindqvist, Ada"]),
        ("ADA LINDQVIST", ["LINDQVIST, ADA"]),
        ("Ludwig van Beethoven; Ursula von der Leyen", ["van Beethoven, Ludwig", "von der Leyen, Ursula"]),
        ("Staff", ["Staff"]),
        ("BBC News", ["BBC News"]),
        ("ada@lantern.example", ["ada@lantern.example"]),
        ("Jean-Luc Picard", ["Picard, Jean-Luc"]),
        ("Reuters, AP", ["Reuters", "AP"]),
        ("by  Ada\nLindqvist", ["Lindqvist, Ada"]),
        ("", []),
        (None, []),
    ],
)
def test_names(author: str | None, expected: list[str]) -> None:
    assert [name.inverted for name in names(author)] == expected


def test_initials() -> None:
    assert names("Jean-Luc Marie Picard")[0].initials == "Picard, J.-L. M."


_line = st.text(max_size=40) | st.sampled_from(
    ["-", "--a", "Jr.", "and", "& &", "von", "Ada, Jr.", "http://[", "0000", "９９"]
)


_url = st.none() | st.sampled_from(["http://[", "https://[::1]/a", "https://www.x.y/ü?a=“b”"])


@given(_line, _line, _line, _line, _url)
@settings(max_examples=300, deadline=None)
def test_any_words_give_a_citation_on_one_line(
    title: str, outlet: str, author: str, published: str, url: str | None
) -> None:
    article = Reference("0" * 16, title, outlet, author, published, url, title, published)
    for style in CITATION_STYLES:
        assert len(cite(article, style).splitlines()) <= 1
    for name in names(author):
        assert name.family and name.inverted and name.straight and name.initials
